import { DomainError } from "../errors.ts";
import type { Measured } from "./quantify.ts";
import { requireFinite, requireNotNegative, requirePositive } from "./ranges.ts";

/** A state a ligand can be in, such as bound to {111} or free, and what NMR would see of it alone. */
export interface LigandState {
  readonly name: string;
  readonly diffusionM2PerS: number;
  readonly shiftPpm: number;
  /** Full width at half maximum without exchange, Hz. */
  readonly widthHz: number;
  /** Share of this state's protons that give a signal; default 1. */
  readonly visible?: number;
}

/** What NMR sees of ligands in fast exchange. */
export interface ExchangeAverages {
  readonly diffusionM2PerS: number;
  readonly shiftPpm: number;
  readonly widthHz: number;
  /** Concentration behind the integral, mM: the visible ligands. */
  readonly visibleMilliMolar: number;
  /** Shares of the visible signal, in the order of the states. */
  readonly shares: readonly number[];
}

/** Extra width in Hz for a variance of shifts of 1 ppm2: 4 pi (MHz)^2 / k_ex. */
export function exchangeWidthPerPpm2(protonMHz: number, exchangePerS: number): number {
  requirePositive("the proton frequency", protonMHz, "MHz");
  return (4 * Math.PI * protonMHz * protonMHz) / requirePositive("the exchange rate", exchangePerS, "/s");
}

/**
 * D, shift, width and integral of ligands that exchange fast between states: each the mean over the visible ligands,
 * the width with 4 pi Var(nu) / k_ex added.
 *
 * @param amountsMilliMolar concentration of ligand in each state, mM
 * @param exchange rate k_ex (s-1) and magnet; without it the width has no exchange part
 * @throws DomainError for impossible amounts or when no ligand is visible
 * Valid for k_ex much larger than the differences of frequency (rad/s) and, for D, than 1 / diffusion delay.
 */
export function exchangeAverages(
  states: readonly LigandState[],
  amountsMilliMolar: ArrayLike<number>,
  exchange?: { readonly perS: number; readonly protonMHz: number },
): ExchangeAverages {
  const seen = states.map((state, i) => {
    requirePositive(`D of ${state.name}`, state.diffusionM2PerS, "m2/s");
    requireFinite(`the shift of ${state.name}`, state.shiftPpm, "ppm");
    requireNotNegative(`the width of ${state.name}`, state.widthHz, "Hz");
    const visible = requireNotNegative(`the visible share of ${state.name}`, state.visible ?? 1, "");
    return (
      visible * requireNotNegative(`the amount of ${state.name}`, amountsMilliMolar[i] ?? Number.NaN, "mM")
    );
  });
  const total = seen.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) {
    throw new DomainError({
      what: "no ligand is visible, so there is no line to average",
      found: states.map(({ name }, i) => `${name}: ${amountsMilliMolar[i]} mM`).join(", "),
    });
  }
  const shares = seen.map((amount) => amount / total);
  const mean = (of: (state: LigandState) => number): number =>
    states.reduce((sum, state, i) => sum + shares[i]! * of(state), 0);
  const shiftPpm = mean((state) => state.shiftPpm);
  const broadening = exchange ? exchangeWidthPerPpm2(exchange.protonMHz, exchange.perS) : 0;
  return {
    diffusionM2PerS: mean((state) => state.diffusionM2PerS),
    shiftPpm,
    widthHz: mean((state) => state.widthHz + broadening * (state.shiftPpm - shiftPpm) ** 2),
    visibleMilliMolar: total,
    shares,
  };
}

/**
 * Free share from a D in fast exchange: x_f = (D - D_b) / (D_f - D_b), with the errors of all three taken as
 * independent. The share is not forced into 0 to 1: outside it by more than its error, one of the three is wrong or
 * exchange is not fast.
 *
 * @throws DomainError when bound and free diffuse alike
 */
export function freeShareOfDiffusion(observed: Measured, bound: Measured, free: Measured): Measured {
  const range = free.value - bound.value;
  if (!(Math.abs(range) > 0 && Number.isFinite(range) && Number.isFinite(observed.value))) {
    throw new DomainError({
      what: "bound and free ligands that diffuse alike cannot be told apart",
      found: `D bound ${bound.value}, D free ${free.value}, D observed ${observed.value} m2/s`,
    });
  }
  const value = (observed.value - bound.value) / range;
  const error = Math.hypot(observed.error, (1 - value) * bound.error, value * free.error) / Math.abs(range);
  return { value, error };
}
