import type { ChannelRange, Convolver } from "../decay/index.ts";
import { slopedBright } from "./light.ts";
import { shallowTrapNumbers } from "./trap-numbers.ts";
import { checkTraps, type DotTraps, type LightRates, lnBright } from "./traps.ts";

/** A lifetime of a dark dot below this share of a channel is told from none by its area only. */
const SHORTEST_CHANNELS = 1e-6;
/** Shares and slopes of dots below this are left out of the sum: a thousand million photons could not tell them. */
const NEGLIGIBLE = 1e-12;

/**
 * The decay of dots with traps in the channels of a record, as far as traps and rates decide: counts per channel for one count
 * per channel at t = 0+. Arrays hold the channels of the range.
 */
export interface TrappedDecay {
  readonly rows: number;
  /** Columns of `slopes`: see {@link shapeNumbers}, and the shift behind them. */
  columns(classes: number): number;
  /** `slopes`: column after column, d shape / d number; null when not wanted. */
  evaluate(
    traps: DotTraps,
    rates: LightRates,
    shiftNs: number,
    out: Float64Array,
    slopes: Float64Array | null,
  ): void;
}

/** Numbers of the light a decay follows from, in the order of its slopes: three a site class, then what all share. */
export function shapeNumbers(sites: readonly string[]): readonly string[] {
  return [
    ...sites.flatMap((site) => [`places ${site}`, `deep chance ${site}`, `shallow chance ${site}`]),
    "inner traps",
    "radiative lifetime",
    "rate of a shallow trap",
    "lifetime of a dark dot",
  ];
}

/**
 * Prepares the decay of dots with traps behind a response,
 *
 *     s = h * [ sum_k w_k exp(-(1/tau_r + k k_s) t) + (1/f - 1) exp(-t/tau_dark) ],
 *
 * w_k the share of bright dots with k shallow traps, f the bright fraction, h the response: the amplitude in front of it is that of
 * the bright dots. The second part, the prompt light of dark dots, is there only where tau_dark is above 0.
 * @param widthNs width of a channel, ns
 */
export function trappedDecay(convolver: Convolver, range: ChannelRange, widthNs: number): TrappedDecay {
  const { first, last } = range;
  const rows = last - first + 1;
  const value = new Float64Array(last + 1);
  const byTau = new Float64Array(last + 1);
  const byShift = new Float64Array(last + 1);

  /** to[column] += factor x the channels of the range. */
  const add = (from: Float64Array, factor: number, to: Float64Array, column: number): void => {
    if (factor === 0) return;
    const base = column * rows;
    for (let r = 0, i = first; r < rows; r++, i++) to[base + r]! += factor * from[i]!;
  };

  return {
    rows,
    columns: (classes) => 3 * classes + 5,
    evaluate: (traps, rates, shiftNs, out, slopes) => {
      checkTraps(traps, rates);
      const { radiativeNs, shallowPerNs, darkNs } = rates;
      const count = traps.classes.length;
      const [inner, radiative, shallow, dark, shift] = [0, 1, 2, 3, 4].map((k) => 3 * count + k) as [
        number,
        number,
        number,
        number,
        number,
      ];
      convolver.setShift(shiftNs, slopes !== null);
      out.fill(0);
      slopes?.fill(0);
      const { shares, byPlaces, byChance } = shallowTrapNumbers(traps);
      shares.forEach((share, k) => {
        const size = [...byPlaces, ...byChance].reduce((most, one) => Math.max(most, Math.abs(one[k]!)), 0);
        if (Math.abs(share) < NEGLIGIBLE && (!slopes || size < NEGLIGIBLE)) return;
        const tau = 1 / (1 / radiativeNs + k * shallowPerNs);
        convolver.exponential(tau, value, slopes && byTau, slopes && byShift);
        add(value, share, out, 0);
        if (!slopes) return;
        for (let j = 0; j < count; j++) {
          add(value, byPlaces[j]![k]!, slopes, 3 * j);
          add(value, byChance[j]![k]!, slopes, 3 * j + 2);
        }
        add(byTau, share * (tau / radiativeNs) ** 2, slopes, radiative);
        add(byTau, -share * k * tau * tau, slopes, shallow);
        add(byShift, share, slopes, shift);
      });
      const ratio = Math.expm1(-lnBright(traps));
      if (darkNs < SHORTEST_CHANNELS * widthNs) {
        // The area of what is over at once rises as tau_dark / width.
        if (!slopes && darkNs === 0) return;
        convolver.prompt(value, slopes && byShift);
        const area = (ratio * darkNs) / widthNs;
        add(value, area, out, 0);
        if (slopes) {
          add(value, ratio / widthNs, slopes, dark);
          add(byShift, area, slopes, shift);
          addBright(darkNs / widthNs, slopes);
        }
        return;
      }
      convolver.exponential(darkNs, value, slopes && byTau, slopes && byShift);
      add(value, ratio, out, 0);
      if (!slopes) return;
      add(byTau, ratio, slopes, dark);
      add(byShift, ratio, slopes, shift);
      addBright(1, slopes);

      /** What the ratio of dark to bright dots, 1/f - 1, moves: -d f / f^2. */
      function addBright(scale: number, to: Float64Array): void {
        const bright = slopedBright(traps);
        const factor = -scale / (bright.value * bright.value);
        for (let j = 0; j < count; j++) {
          add(value, factor * bright.slopes.places[j]!, to, 3 * j);
          add(value, factor * bright.slopes.deepChance[j]!, to, 3 * j + 1);
        }
        add(value, factor * bright.slopes.inner, to, inner);
      }
    },
  };
}
