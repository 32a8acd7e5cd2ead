import { DomainError } from "../../errors.ts";
import { type DrawOptions, drawnInterval } from "./monte-carlo.ts";
import { absorptanceErrorWarnings, type QuantumYieldResult, yieldWarnings } from "./relative.ts";
import { type MeasuredNumber, notNegativeNumber, positiveNumber } from "./uncertain.ts";

/**
 * Areas of an integrating-sphere measurement, in photons: laser line L and emission P with the sphere empty (a), the
 * sample beside the beam (b) and in the beam (c).
 */
export interface SphereMeasurement {
  readonly emptyLaser: MeasuredNumber;
  readonly asideLaser: MeasuredNumber;
  readonly inLaser: MeasuredNumber;
  readonly asideEmission: MeasuredNumber;
  readonly inEmission: MeasuredNumber;
  /** Light of the empty sphere in the emission window; taken off both emissions. Default 0. */
  readonly emptyEmission?: MeasuredNumber;
  /** Share of the emission reabsorbed on its way out, 0 to below 1; see {@link reabsorptionCorrected}. */
  readonly reabsorbedShare?: MeasuredNumber;
}

/** An absolute quantum yield. */
export interface SphereQuantumYield extends QuantumYieldResult {
  /** Share of the direct beam that the sample absorbs. */
  readonly absorptance: number;
  /** Share of the diffuse light that the sample absorbs when it stands beside the beam; null without that measurement. */
  readonly indirectAbsorptance: number | null;
  /** Share of the emission in the beam that diffuse light excited; null without the measurement beside the beam. */
  readonly indirectShare: number | null;
  /** Before the correction for reabsorption. */
  readonly observed: number;
}

const SHARE_REMEDY =
  "the share is 1 - (area in the sphere) / (area of the dilute spectrum scaled to the same red flank)";

/**
 * Quantum yield freed of reabsorption: Phi = Phi_obs / (1 - r + r Phi_obs), for light that is reabsorbed with share r
 * and emitted again with the same yield any number of times.
 *
 * @param observed observed yield, 0 or more
 * @param reabsorbedShare r, 0 to below 1
 * @throws DomainError outside these ranges
 * Source: Ahn, Al-Kaysi, Müller, Wentz, Bardeen, Rev. Sci. Instrum. 2007, 78, 086105.
 */
export function reabsorptionCorrected(observed: number, reabsorbedShare: number): number {
  if (reabsorbedShare >= 0 && reabsorbedShare < 1 && Number.isFinite(observed))
    return observed / (1 - reabsorbedShare + reabsorbedShare * observed);
  throw new DomainError({
    what: "the correction for reabsorption is asked out of range",
    found: `observed ${observed}, reabsorbed share ${reabsorbedShare}`,
    expected: "a share of 0 to below 1",
    remedy: SHARE_REMEDY,
  });
}

const ABOVE_ONE_IN_SPHERE =
  "likely causes: laser light in the window of the emission, a filter before the laser line alone that was not divided out, areas of power in place of photons, a spectral correction that is wrong, drift between the measurements, or too large a reabsorbed share";

const LASER_REMEDY = "the areas of the laser line are photons, above 0";
const EMISSION_REMEDY = "take off the background before integrating";

function refuseAbsorption(more: string, less: string, found: string, remedy: string): never {
  throw new DomainError({
    what: `${more} is not below ${less}: nothing is absorbed`,
    found,
    expected: "less light with the sample",
    remedy,
  });
}

function checkedShare(share: MeasuredNumber | undefined): MeasuredNumber {
  const given = share ?? { value: 0 };
  notNegativeNumber("the reabsorbed share", given, "it is a share of the emission, 0 to below 1");
  if (given.value < 1) return given;
  throw new DomainError({
    what: "the reabsorbed share is impossible",
    found: String(given.value),
    expected: "0 to below 1",
    remedy:
      given.value > 1 && given.value < 100
        ? `a share of ${given.value} % is ${given.value / 100}; ${SHARE_REMEDY}`
        : SHARE_REMEDY,
  });
}

/** Draws the reabsorbed share may not leave its range. */
const corrected = (observed: number, share: number): number =>
  share >= 0 && share < 1 ? reabsorptionCorrected(observed, share) : Number.NaN;

/**
 * Absolute quantum yield by three measurements, which corrects for light that reaches the sample by way of the wall:
 * a = 1 - L_c / L_b, Phi = [P_c - (1 - a) P_b] / (L_a a).
 *
 * @returns value, Monte Carlo interval, absorbed shares of direct and diffuse light, and warnings
 * @throws DomainError for negative areas, or when the laser line does not weaken (L_c >= L_b)
 * Source: de Mello, Wittmann, Friend, Adv. Mater. 1997, 9, 230.
 */
export function sphereQuantumYield(
  measured: SphereMeasurement,
  options: DrawOptions = {},
): SphereQuantumYield {
  const { emptyLaser, asideLaser, inLaser, asideEmission, inEmission } = measured;
  const emptyEmission = measured.emptyEmission ?? { value: 0 };
  for (const [name, one] of Object.entries({ L_a: emptyLaser, L_b: asideLaser }))
    positiveNumber(`the laser line ${name}`, one, LASER_REMEDY);
  notNegativeNumber("the laser line L_c", inLaser, LASER_REMEDY);
  for (const [name, one] of Object.entries({ P_a: emptyEmission, P_b: asideEmission, P_c: inEmission }))
    notNegativeNumber(`the emission ${name}`, one, EMISSION_REMEDY);
  const share = checkedShare(measured.reabsorbedShare);
  if (!(inLaser.value < asideLaser.value)) {
    refuseAbsorption(
      "the laser line with the sample in the beam, L_c,",
      "that beside it, L_b",
      `L_c ${inLaser.value}, L_b ${asideLaser.value}`,
      "check that the two were not exchanged, and that the sample absorbs at the laser's wavelength",
    );
  }
  const inputs = [emptyLaser, asideLaser, inLaser, asideEmission, inEmission, emptyEmission, share];
  const observedOf = (v: ArrayLike<number>): number => {
    const a = 1 - v[2]! / v[1]!;
    return (v[4]! - v[5]! - (1 - a) * (v[3]! - v[5]!)) / (v[0]! * a);
  };
  const values = inputs.map(({ value }) => value);
  const interval = drawnInterval(
    inputs,
    (v) => (v[0]! > 0 && v[1]! > 0 && v[2]! < v[1]! ? corrected(observedOf(v), v[6]!) : Number.NaN),
    options,
  );
  const observed = observedOf(values);
  const value = corrected(observed, share.value);
  const absorptance = 1 - inLaser.value / asideLaser.value;
  const indirectAbsorptance = 1 - asideLaser.value / emptyLaser.value;
  const emitted = inEmission.value - emptyEmission.value;
  const indirect = (1 - absorptance) * (asideEmission.value - emptyEmission.value);
  const relative = (one: MeasuredNumber): number => (one.standardError ?? 0) / one.value;
  const shareError =
    (inLaser.value / asideLaser.value) *
    Math.hypot(inLaser.value > 0 ? relative(inLaser) : 0, relative(asideLaser));
  const warnings = [
    ...absorptanceErrorWarnings("sample", absorptance, shareError),
    ...yieldWarnings(value, interval, ABOVE_ONE_IN_SPHERE),
  ];
  if (indirectAbsorptance < 0) {
    warnings.push(
      `drift: the laser line is stronger with the sample beside the beam than in the empty sphere (L_b ${asideLaser.value}, L_a ${emptyLaser.value}); the lamp or laser drifted, or L_a and L_b are exchanged`,
    );
  }
  return {
    value,
    interval,
    absorptance,
    indirectAbsorptance,
    indirectShare: emitted > 0 ? indirect / emitted : null,
    observed,
    warnings,
  };
}

/**
 * Absolute quantum yield by two measurements, empty sphere and sample in the beam: Phi = P_c / (L_a - L_c). Light from
 * the wall counts as absorbed light here, which is right only when its yield is that of the direct beam and both are
 * collected alike; three measurements tell.
 *
 * @throws DomainError for negative areas, or when L_c is not below L_a
 * Source: de Mello, Wittmann, Friend, Adv. Mater. 1997, 9, 230; Resch-Genger & Rurack, Pure Appl. Chem. 2013, 85, 2005.
 */
export function sphereQuantumYieldOfTwo(
  measured: Pick<
    SphereMeasurement,
    "emptyLaser" | "inLaser" | "inEmission" | "emptyEmission" | "reabsorbedShare"
  >,
  options: DrawOptions = {},
): SphereQuantumYield {
  const { emptyLaser, inLaser, inEmission } = measured;
  const emptyEmission = measured.emptyEmission ?? { value: 0 };
  positiveNumber("the laser line L_a", emptyLaser, LASER_REMEDY);
  notNegativeNumber("the laser line L_c", inLaser, LASER_REMEDY);
  notNegativeNumber("the emission P_a", emptyEmission, EMISSION_REMEDY);
  notNegativeNumber("the emission P_c", inEmission, EMISSION_REMEDY);
  const share = checkedShare(measured.reabsorbedShare);
  if (!(inLaser.value < emptyLaser.value)) {
    refuseAbsorption(
      "the laser line with the sample in the beam, L_c,",
      "that of the empty sphere, L_a",
      `L_c ${inLaser.value}, L_a ${emptyLaser.value}`,
      "check that the two were not exchanged, and that the sample absorbs at the laser's wavelength",
    );
  }
  const inputs = [emptyLaser, inLaser, inEmission, emptyEmission, share];
  const observedOf = (v: ArrayLike<number>): number => (v[2]! - v[3]!) / (v[0]! - v[1]!);
  const interval = drawnInterval(
    inputs,
    (v) => (v[0]! > v[1]! ? corrected(observedOf(v), v[4]!) : Number.NaN),
    options,
  );
  const observed = observedOf(inputs.map(({ value }) => value));
  const value = corrected(observed, share.value);
  const absorbed = emptyLaser.value - inLaser.value;
  const absorbedError = Math.hypot(emptyLaser.standardError ?? 0, inLaser.standardError ?? 0);
  return {
    value,
    interval,
    absorptance: absorbed / emptyLaser.value,
    indirectAbsorptance: null,
    indirectShare: null,
    observed,
    warnings: [
      ...absorptanceErrorWarnings("sample", absorbed, absorbedError),
      ...yieldWarnings(value, interval, ABOVE_ONE_IN_SPHERE),
    ],
  };
}
