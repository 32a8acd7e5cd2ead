import type { DecayData } from "./decay-data.ts";
import type { DecayShape } from "./decay-problem.ts";
import { type DecayModel, monoExponential } from "./diffusion-decay.ts";

/** Trial values of one exponential: b D from 1/20 at the largest b to 20 at the smallest, in this many steps. */
const D_STEPS = 48;

/** A trial of a model's own parameters, with the amplitude and floor that suit it best. */
interface Trial {
  readonly start: readonly number[];
  readonly miss: number;
}

/** Best amplitude (and floor) of a trial by linear least squares, and what it misses; null without a positive one. */
function tried(data: DecayData, model: DecayModel, values: readonly number[], offset: boolean): Trial | null {
  const { b, intensity, sigma } = data;
  let [n, e, y, ee, ey] = [0, 0, 0, 0, 0];
  const attenuation = b.map((one) => model.attenuation(one, values, null));
  for (let i = 0; i < b.length; i++) {
    const weight = sigma instanceof Float64Array ? sigma[i]! ** -2 : 1;
    const a = attenuation[i]!;
    n += weight;
    e += weight * a;
    y += weight * intensity[i]!;
    ee += weight * a * a;
    ey += weight * a * intensity[i]!;
  }
  const determinant = n * ee - e * e;
  const two = offset && determinant > 1e-9 * n * ee;
  const scale = two ? (n * ey - e * y) / determinant : ey / ee;
  const floor = two ? (y - scale * e) / n : 0;
  if (!(scale > 0 && Number.isFinite(scale))) return null;
  let miss = 0;
  for (let i = 0; i < b.length; i++) {
    const weight = sigma instanceof Float64Array ? sigma[i]! ** -2 : 1;
    miss += weight * (intensity[i]! - scale * attenuation[i]! - floor) ** 2;
  }
  return { start: [scale, ...values, ...(offset ? [floor] : [])], miss };
}

function product(...lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>(
    (all, list) => all.flatMap((head) => list.map((value) => [...head, value])),
    [[]],
  );
}

/** Trial values of a model's parameters about one diffusion coefficient. */
function candidates(model: DecayModel, grid: readonly number[], middle: number): number[][] {
  const coarse = grid.filter((_, i) => i % 2 === 0);
  const slow = [0.2, 0.4, 0.7, 0.9].map((factor) => factor * middle);
  const fast = [1.5, 3, 6, 15, 40].map((factor) => factor * middle);
  switch (model.name) {
    case "mono-exponential":
      return grid.map((d) => [d]);
    case "stretched":
      return product(coarse, [0.5, 0.75, 0.95]);
    case "gamma":
    case "log-normal":
      return product(coarse, [0.1, 0.4, 1]);
    case "bi-exponential":
      return product(slow, fast, [0.1, 0.3, 0.6]);
    case "fast exchange":
      return product(slow, fast, [0.02, 0.1, 0.3, 0.6]);
    case "karger": {
      // The rate's bounds are set about the diffusion time: their geometric middle is 10 exchanges a delay.
      const { lower, upper } = model.parameters[3]!;
      const ten = Math.sqrt(lower * upper);
      return product(slow, fast, [0.1, 0.3, 0.6], [0.01 * ten, 0.1 * ten, ten]);
    }
  }
}

/**
 * Starts of a fit, the best first, at most `count`: trials over the model's range, each with its best amplitude.
 */
export function decayStarts(
  data: DecayData,
  model: DecayModel,
  shape: DecayShape,
  count: number,
): number[][] {
  const positive = data.b.filter((b) => b > 0);
  const largest = positive.reduce((a, b) => Math.max(a, b), 0);
  const smallest = positive.reduce((a, b) => Math.min(a, b), largest);
  const [from, to] = [Math.log(0.05 / largest), Math.log(20 / smallest)];
  const grid = Array.from({ length: D_STEPS }, (_, i) => Math.exp(from + ((to - from) * i) / (D_STEPS - 1)));
  const offset = shape.offset === true;
  const best = (trials: readonly (Trial | null)[]): Trial[] =>
    trials.filter((trial) => trial !== null).sort((a, b) => a.miss - b.miss);
  const mono = best(grid.map((d) => tried(data, monoExponential, [d], offset)))[0];
  const middle = mono?.start[1] ?? 1 / largest;
  const inRange = (value: number, k: number): number => {
    const { name, lower, upper } = model.parameters[k]!;
    return shape.fixed?.[name] ?? Math.min(Math.max(value, lower), upper);
  };
  const seen = new Set<string>();
  const trials = candidates(model, grid, middle)
    .map((values) => values.map(inRange))
    .filter((values) => {
      const key = values.join();
      return !seen.has(key) && seen.add(key);
    });
  return best(trials.map((values) => tried(data, model, values, offset)))
    .slice(0, count)
    .map((trial) => [...trial.start]);
}
