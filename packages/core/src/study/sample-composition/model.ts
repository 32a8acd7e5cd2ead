// What one dot weighs, measures and carries. All counts but the anions' are per anion, so that what does not depend on the
// number of dots does not depend on the number of anions either.
import { constant, type Dual, over, power, scaled, sum, times, UNKNOWNS, variable } from "./dual.ts";
import type { Kind, Sample } from "./sample.ts";

/** The state of a sample: anions per dot, the rest per anion. */
export interface State {
  readonly sample: Sample;
  readonly anions: Dual;
  readonly excess: Dual;
  readonly ligands: Dual;
  readonly hydroxide: Dual;
}

/** A number that follows from the state, with its derivatives. */
export type Expression = (state: State) => Dual;

/** A state whose hydroxide is not settled yet. */
type Core = Omit<State, "hydroxide">;

/** The state at values of the unknowns, in the order of `UNKNOWNS`; hydroxide as the sample says where it comes from. */
export function stateAt(sample: Sample, values: Float64Array): State {
  const [anions, excess, ligands, free] = UNKNOWNS.map((unknown, i) => variable(unknown, values[i]!));
  const core: Core = { sample, anions: anions!, excess: excess!, ligands: ligands! };
  const from = sample.hydroxideFrom;
  return { ...core, hydroxide: from === "free" ? free! : from === "none" ? constant(0) : chargeLeft(core) };
}

/** One property of the others, of which the number per dot is known, per anion. */
const ofOthers = ({ sample, anions }: Core, property: keyof Kind): Dual => {
  const total = sample.others[property];
  // Exactly nothing, so that without others nothing depends on the number of anions through them.
  return total === 0 ? constant(0) : over(constant(total), anions);
};

/** Sum per anion of one property over all that is not the core. */
const overLigands = (state: State, property: keyof Kind): Dual =>
  sum(
    scaled(state.ligands, state.sample.ligand[property]),
    scaled(state.hydroxide, state.sample.hydroxide[property]),
    ofOthers(state, property),
  );

/** q_cation e + z_X x + the others: what hydroxide is left to carry, per anion, in e. */
const chargeLeft = (state: Core): Dual =>
  sum(
    scaled(state.excess, state.sample.cation.charge),
    scaled(state.ligands, state.sample.ligand.charge),
    ofOthers(state, "charge"),
  );

const perDot =
  (perAnion: Expression): Expression =>
  (state) =>
    times(perAnion(state), state.anions);

/** One expression for each of another. */
export const per =
  (a: Expression, b: Expression): Expression =>
  (state) =>
    over(a(state), b(state));

/** Cations of the core, s + e, for each anion. */
export const cationsPerAnion: Expression = ({ excess, sample }) =>
  sum(excess, constant(sample.stoichiometry));

/** Cations of the core per dot. */
export const cationsPerDot: Expression = perDot(cationsPerAnion);

/** Excess cations per dot. */
export const excessPerDot: Expression = perDot((state) => state.excess);

/** X-type ligands per dot. */
export const ligandsPerDot: Expression = perDot((state) => state.ligands);

/** Hydroxide per dot. */
export const hydroxidePerDot: Expression = perDot((state) => state.hydroxide);

/** Charge that X-type ligands and others leave for hydroxide, e per dot. */
export const chargeLeftPerDot: Expression = perDot(chargeLeft);

/** Charge that hydroxide leaves too, e per dot. */
export const chargeOpen: Expression = perDot((state) =>
  sum(chargeLeft(state), scaled(state.hydroxide, state.sample.hydroxide.charge)),
);

/** Atoms of the core per dot. */
export const atoms: Expression = perDot((state) => sum(cationsPerAnion(state), constant(1)));

/** d in nm, of V = pi d^3 / 6 with the volume of the lattice for every atom of the core. */
export const diameterNm: Expression = (state) =>
  power(scaled(atoms(state), (6 * state.sample.atomVolumeNm3) / Math.PI), 1 / 3);

/** Area pi d^2 of the sphere of equal volume, nm2. */
export const sphereNm2: Expression = (state) => scaled(power(diameterNm(state), 2), Math.PI);

/** Mass of all there is for each anion, g/mol. */
const massGPerMol: Expression = (state) => {
  const { cation, anion } = state.sample;
  return sum(
    scaled(cationsPerAnion(state), cation.massGPerMol),
    constant(anion.massGPerMol),
    overLigands(state, "massGPerMol"),
  );
};

/** Share of the dry mass that is lost on heating in %, as in MASS_LOSS_RULE. */
export const massLossPercent: Expression = per(
  (state) => scaled(overLigands(state, "lossGPerMol"), 100),
  massGPerMol,
);

/** Cations for each anion as elemental analysis finds them, those of the ligands included. */
export const icpRatio: Expression = per(
  (state) => sum(cationsPerAnion(state), overLigands(state, "cations")),
  (state) => sum(constant(1), overLigands(state, "anions")),
);

/** X-type ligands for each cation of the core. */
export const ligandsPerCation: Expression = per((state) => state.ligands, cationsPerAnion);
