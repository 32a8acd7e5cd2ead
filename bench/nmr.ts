// What the interface and NMR cost: a joint fit of four kinds of measurement, a map of bound shares, diffusion decays, and an arrayed
// experiment from bytes to diffusion coefficients. The joint fit's data go to the peers.
import { mkdirSync, writeFileSync } from "node:fs";
import {
  bFactors,
  biExponential,
  createRandom,
  crystalOf,
  findShape,
  fitDecay,
  fitSeries,
  interfaceMap,
  interfaceModels,
  interfaceValues,
  kargerDecay,
  monoExponential,
  type NmrSeries,
  oneSiteBinding,
} from "@oleate/core";
import { diffusionDecays, readNmr } from "@oleate/files";
import { experimentFiles, gradientsOf } from "../tests/workbench/nmr-experiment.ts";
import { measure } from "./measure.ts";

const random = createRandom(11, "bench nmr");
const ROWS = 20;
const DOTS = 0.1;
const ligand = Array.from({ length: ROWS }, (_, i) => 2 + 3 * i);
const truth = { k: 2, sites: 250, bound: 9.5e-11, free: 7.5e-10, boundPpm: 5.62, boundHz: 20 };

function boundAmount(total: number): number {
  const n = truth.sites * DOTS;
  const b = total + n + 1 / truth.k;
  return (2 * total * n) / (b + Math.sqrt(b * b - 4 * total * n));
}

const shares = ligand.map((total) => boundAmount(total) / total);
const noisy = (of: (x: number) => number, sigma: number): Float64Array =>
  Float64Array.from(shares, (x) => of(x) + sigma * random.normal());
const data = {
  diffusion: noisy((x) => x * truth.bound + (1 - x) * truth.free, 4e-12),
  shift: noisy((x) => x * truth.boundPpm + (1 - x) * 5.46, 0.002),
  width: noisy((x) => x * truth.boundHz + (1 - x) * 1.5, 0.3),
  integral: Float64Array.from(ligand, (total) => total + 0.3 * random.normal()),
};
const SIGMA = { diffusion: 4e-12, shift: 0.002, width: 0.3, integral: 0.3 };
const series: NmrSeries = {
  populations: oneSiteBinding(
    { dotsMilliMolar: ligand.map(() => DOTS), ligandMilliMolar: ligand },
    { constantPerMilliMolar: { start: 1 }, sitesPerDot: { start: 200 } },
  ),
  states: {
    bound: {
      diffusionM2PerS: { value: 1e-10, fit: true },
      shiftPpm: { value: 5.6, fit: true },
      widthHz: { value: 15, fit: true },
    },
    free: {
      diffusionM2PerS: { value: 7e-10, fit: true },
      shiftPpm: { value: 5.46 },
      widthHz: { value: 1.5 },
    },
  },
  measured: {
    diffusion: { observed: data.diffusion, noise: { kind: "constant", sigma: SIGMA.diffusion } },
    shift: { observed: data.shift, noise: { kind: "constant", sigma: SIGMA.shift } },
    width: { observed: data.width, noise: { kind: "constant", sigma: SIGMA.width } },
    integral: { observed: data.integral, noise: { kind: "constant", sigma: SIGMA.integral } },
  },
  integralPerMilliMolar: { value: 1 },
};

const timing = { nucleus: "1H", durationS: 0.003, delayS: 0.15, shape: "rectangle" } as const;
const gradients = Array.from({ length: 16 }, (_, i) => 0.02 + 0.032 * i);
const b = bFactors(gradients, timing);
const decay = {
  name: "two populations",
  b,
  intensity: b.map(
    (x) => 0.7 * Math.exp(-8.5e-11 * x) + 0.3 * Math.exp(-7e-10 * x) + 0.002 * random.normal(),
  ),
};

/** A Bruker experiment of 64 rows of 16k complex points in memory. */
function experiment(): ReadonlyMap<string, Uint8Array> {
  const rows = 64;
  const difflist = `${gradientsOf(rows)
    .map((teslaPerMetre) => 100 * teslaPerMetre)
    .join("\n")}\n`;
  const made = experimentFiles({ rows, points: 16384, diffusionM2PerS: 2e-10, difflist });
  return new Map(Object.entries(made).map(([name, bytes]) => [`1/${name}`, new Uint8Array(bytes)]));
}

const files = experiment();
const regions = [{ fromPpm: 5.9, toPpm: 6.9 }];
function fromBytes(): void {
  const read = readNmr(files);
  const centre = { timing: { nucleus: "1H", durationS: 0.002, delayS: 0.1, shape: "rectangle" } } as const;
  const { decays } = diffusionDecays(read, { ...centre, regions });
  for (const one of decays) fitDecay(one, monoExponential);
}

const models = interfaceModels();
const sample = {
  dot: {
    crystal: crystalOf("PbS"),
    shape: findShape("truncated-octahedron"),
    size: { by: "diameter", nm: 4.8 } as const,
  },
  dotsMolar: 1e-6,
  medium: 0.1,
};
const values = interfaceValues();
const added = { "oleic acid": { equivalents: 100 }, "lead oleate": { equivalents: 50 } };
const steps = (count: number, at: (share: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => at(i / (count - 1)));
const concentrations = steps(200, (share) => 10 ** (-10 + 8 * share));
const polarities = steps(200, (share) => share);

const fit = fitSeries(series);
const results = {
  "joint fit, 4 kinds x 20 points, 6 unknowns, with profiles": measure(5, 9, () => void fitSeries(series)),
  "map of bound shares, 200 x 200": measure(
    1,
    5,
    () => void interfaceMap(models, sample, values, concentrations, polarities),
  ),
  "the same with oleic acid and lead oleate added": measure(
    1,
    5,
    () => void interfaceMap(models, { ...sample, added }, values, concentrations, polarities),
  ),
  "mono-exponential decay with interval": measure(50, 9, () => void fitDecay(decay, monoExponential)),
  "bi-exponential decay with intervals": measure(20, 9, () => void fitDecay(decay, biExponential)),
  "decay with exchange (Kaerger) with intervals": measure(
    10,
    9,
    () => void fitDecay(decay, kargerDecay(0.149)),
  ),
  "64 x 16k complex points: read, transform, phase, integrate, fit": measure(1, 5, fromBytes),
};
mkdirSync("out", { recursive: true });
writeFileSync(
  "out/bench-nmr-data.json",
  JSON.stringify({
    ligand,
    dots: DOTS,
    sigma: SIGMA,
    ...Object.fromEntries(Object.entries(data).map(([kind, column]) => [kind, Array.from(column)])),
    b: Array.from(b),
    decay: Array.from(decay.intensity),
    serRows: 64,
    serPoints: 16384,
  }),
);
writeFileSync(
  "out/bench-nmr.json",
  JSON.stringify({
    estimates: Object.fromEntries(fit.result.parameters.map(({ name, value }) => [name, value])),
    milliseconds: results,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
