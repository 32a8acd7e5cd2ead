import { DomainError } from "../../errors.ts";

/**
 * How trap numbers scatter from dot to dot: each place traps by itself (binomial), or the limit of very many places
 * with a very small chance (Poisson). The two differ by terms of the order of the chance.
 */
export type TrapStatistics = "binomial" | "poisson";

/** Places of one site class on a dot, and the chances that a place is a deep and a shallow trap. */
export interface TrapClass {
  /** Places per dot, 0 or more; a mean over dots, so it need not be whole. */
  readonly places: number;
  /** 0..1 */
  readonly deepChance: number;
  /** 0..1; independent of the deep traps. */
  readonly shallowChance: number;
}

/** The traps of a dot: those of its surface, class by class, and a mean number inside that no ligand reaches. */
export interface DotTraps {
  readonly classes: readonly TrapClass[];
  /** Mean number of persistent deep traps per dot, Poisson-distributed, 0 or more. */
  readonly inner: number;
  readonly statistics: TrapStatistics;
}

/** Rates of a dot's light. */
export interface LightRates {
  /** Radiative lifetime, ns, above 0. */
  readonly radiativeNs: number;
  /** Rate one shallow trap adds to the decay of a bright dot, 1/ns, 0 or more. */
  readonly shallowPerNs: number;
  /** Lifetime of a dot with a deep trap, ns, 0 or more: its light comes within the instrument response. */
  readonly darkNs: number;
}

/** ln of the mean of s^n, n trap numbers of one place: ln(1 - q + q s), or -q (1 - s) in the Poisson limit. */
export function lnKept(chance: number, lost: number, statistics: TrapStatistics): number {
  return statistics === "binomial" ? Math.log1p(-chance * lost) : -chance * lost;
}

/**
 * Slope of {@link lnKept} in chance times lost; 0 where nothing is kept, so that a product with the light that is
 * left (none) stays 0.
 */
export function lnKeptSlope(chance: number, lost: number, statistics: TrapStatistics): number {
  if (statistics === "poisson") return -1;
  const kept = 1 - chance * lost;
  return kept > 0 ? -1 / kept : 0;
}

/** Refuses traps and rates that are no numbers of this model. @throws DomainError naming the first */
export function checkTraps(traps: DotTraps, rates: LightRates): void {
  const refuse = (what: string, found: number, expected: string): never => {
    throw new DomainError({ what, found: String(found), expected });
  };
  for (const { places, deepChance, shallowChance } of traps.classes) {
    if (!(places >= 0 && places < Infinity))
      refuse("the number of places per dot is no number", places, "0 or more");
    if (!(deepChance >= 0 && deepChance <= 1))
      refuse("the chance of a deep trap is out of range", deepChance, "0 to 1");
    if (!(shallowChance >= 0 && shallowChance <= 1))
      refuse("the chance of a shallow trap is out of range", shallowChance, "0 to 1");
  }
  if (!(traps.inner >= 0 && traps.inner < Infinity))
    refuse("the number of inner traps is no number", traps.inner, "0 or more");
  if (!(rates.radiativeNs > 0 && rates.radiativeNs < Infinity))
    refuse("the radiative lifetime is no lifetime", rates.radiativeNs, "above 0 ns");
  if (!(rates.shallowPerNs >= 0 && rates.shallowPerNs < Infinity))
    refuse("the rate of a shallow trap is no rate", rates.shallowPerNs, "0 /ns or more");
  if (!(rates.darkNs >= 0 && rates.darkNs <= rates.radiativeNs))
    refuse("the lifetime of a dark dot is out of range", rates.darkNs, "0 to the radiative lifetime, ns");
}

/**
 * Share of dots without a deep trap,
 *
 *     f = exp(-n0) prod_j (1 - q_j)^N_j        (binomial)
 *     f = exp(-n0 - sum_j N_j q_j)             (Poisson)
 *
 * N_j places of class j per dot, q_j their chance of a deep trap, n0 the mean number of inner traps.
 * @throws DomainError outside the ranges of {@link DotTraps}
 */
export function brightFraction(traps: DotTraps): number {
  checkTraps(traps, { radiativeNs: 1, shallowPerNs: 0, darkNs: 0 });
  return Math.exp(lnBright(traps));
}

/** ln of {@link brightFraction}; a class without places adds nothing even where its chance is 1. */
export function lnBright({ classes, inner, statistics }: DotTraps): number {
  return classes.reduce(
    (sum, { places, deepChance }) => sum + (places === 0 ? 0 : places * lnKept(deepChance, 1, statistics)),
    -inner,
  );
}

/**
 * Decay of the bright dots at each time, 1 at the start,
 *
 *     I(t) = exp(-t / tau_r) prod_j (1 - q_j + q_j exp(-k_s t))^N_j          (binomial)
 *     I(t) = exp(-t / tau_r - sum_j N_j q_j (1 - exp(-k_s t)))               (Poisson)
 *
 * with q_j the chance of a shallow trap. The second is the decay of Infelta & Tachiya.
 * @param timesNs 0 or more, ns
 * @throws DomainError outside the ranges of {@link DotTraps} and {@link LightRates}
 * Source: M. Tachiya, Chem. Phys. Lett. 1975, 33, 289; P. P. Infelta, M. Graetzel, J. K. Thomas, J. Phys. Chem. 1974, 78, 190.
 */
export function brightDecay(traps: DotTraps, rates: LightRates, timesNs: ArrayLike<number>): Float64Array {
  checkTraps(traps, rates);
  return Float64Array.from({ length: timesNs.length }, (_, i) => {
    const time = timesNs[i]!;
    if (!(time >= 0)) {
      throw new DomainError({
        what: "a time is before the excitation",
        found: `${time} ns`,
        expected: "0 ns or more",
      });
    }
    return Math.exp(lnBrightDecay(traps, rates, time));
  });
}

/** ln of {@link brightDecay} at one time, unchecked. */
export function lnBrightDecay({ classes, statistics }: DotTraps, rates: LightRates, timeNs: number): number {
  const lost = -Math.expm1(-rates.shallowPerNs * timeNs);
  let ln = -timeNs / rates.radiativeNs;
  for (const { places, shallowChance } of classes) {
    if (places > 0) ln += places * lnKept(shallowChance, lost, statistics);
  }
  return ln;
}
