import { ConvergenceError, InputError } from "../errors.ts";
import { solveSquare } from "../numerics/linear-solve.ts";
import type { Network } from "./network.ts";
import { differentiateAlong, type Speciation, solveSpeciation } from "./speciation.ts";

/**
 * Contacts between tails on neighbouring sites of any classes, in mean field: what sits on class c is held more firmly by
 *
 *     u_c = sum_d J_cd theta_d        (added to the ln of its binding constants)
 *
 * where theta_d is the share of class d's sites with a tail on them and J_cd = -w z_cd / RT: w the energy of one contact
 * (negative for attraction), z_cd the mean number of sites of class d next to one of class c.
 * Source: Fowler & Guggenheim, Statistical Thermodynamics (1939), ch. 10, for several kinds of site.
 */
export interface TailContacts {
  /** Site moieties of the network, one a class. */
  readonly classes: readonly string[];
  /** Species with tails on each class. */
  readonly tailed: readonly (readonly string[])[];
}

/** A network with its contacts, made ready to be solved many times; it keeps work space. */
export interface ContactProblem {
  readonly speciation: Speciation;
  readonly contacts: TailContacts;
  /** Indices of the tailed species, by class. */
  readonly indices: readonly (readonly number[])[];
  /** Sum of a reaction's coefficients over the tailed species of a class: reactions x classes. */
  readonly reactionShift: Float64Array;
  readonly work: {
    /** Slopes of all amounts by the shifts: species x classes. */
    readonly moved: Float64Array;
    readonly shifted: Float64Array;
    readonly coverages: Float64Array;
    readonly mismatch: Float64Array;
    readonly slopes: Float64Array;
    readonly matrix: Float64Array;
    readonly trial: Float64Array;
    readonly before: Float64Array;
  };
}

/** Prepares a network whose tailed species touch. @throws InputError for a species the network lacks or that is on another class */
export function prepareContacts(speciation: Speciation, contacts: TailContacts): ContactProblem {
  const { network } = speciation;
  const indices = contacts.tailed.map((names, c) =>
    names.map((name) => indexOn(network, name, contacts.classes[c]!)),
  );
  const n = contacts.classes.length;
  const reactionShift = new Float64Array(network.reactions.length * n);
  network.reactions.forEach(({ coefficients }, r) => {
    indices.forEach((own, c) => {
      reactionShift[r * n + c] = own.reduce((sum, s) => sum + coefficients[s]!, 0);
    });
  });
  return {
    speciation,
    contacts,
    indices,
    reactionShift,
    work: {
      moved: new Float64Array(network.species.length * n),
      shifted: new Float64Array(network.reactions.length),
      coverages: new Float64Array(n),
      mismatch: new Float64Array(n),
      slopes: new Float64Array(n * n),
      matrix: new Float64Array(n * n),
      trial: new Float64Array(n),
      before: new Float64Array(n),
    },
  };
}

function indexOn(network: Network, name: string, site: string): number {
  const index = network.indexOf.get(name);
  if (index !== undefined && network.species[index]!.composition.has(site)) return index;
  throw new InputError({
    what: `${name} does not sit on ${site}`,
    expected: `one of ${network.species
      .filter(({ composition }) => composition.has(site))
      .map((s) => s.name)
      .join(", ")}`,
    remedy: "name the adsorbed species as in the reactions",
  });
}

/** Where shifts stop changing: relative to 1, far below what any K is known to. */
const TOLERANCE = 1e-10;
const MAX_STEPS = 20_000;
/** Plain steps taken before Newton's method is tried again, the first time. */
const DESCENT_STEPS = 20;
/** A Newton step changes no shift by more than this at once. */
const LONGEST_STEP = 2;

/**
 * Solves speciation and contacts together by Newton's method on the shifts u, started from `shifts`.
 *
 * @param lnK constants without contacts, molar; @param initialMolar what was mixed, mol/L; @param coupling J, row-major n x n
 * @param shifts start (length n), overwritten by the solution: zero for a bare surface, the row sums of J for a full one;
 *   where attraction is strong the two may end at different states (hysteresis)
 * @param amounts receives mol/L of every species
 * @returns the number of Newton steps
 * @throws ConvergenceError when neither Newton nor damped iteration ends
 */
export function solveContacts(
  problem: ContactProblem,
  lnK: Float64Array,
  initialMolar: Float64Array,
  coupling: Float64Array,
  shifts: Float64Array,
  amounts: Float64Array,
): number {
  const { speciation, work, contacts } = problem;
  const n = contacts.classes.length;
  const sites = sitesOf(problem, initialMolar);
  if (coupling.every((value) => value === 0)) {
    shifts.fill(0);
    applyShifts(problem, lnK, shifts);
    solveSpeciation(speciation, work.shifted, initialMolar, amounts);
    return 0;
  }
  let size = evaluate(problem, lnK, initialMolar, coupling, shifts, sites, amounts);
  // Repulsion makes the plain iteration overshoot; shortened by its own strength it does not.
  const strongest = rowSums(coupling, n).reduce((most, sum) => Math.max(most, -sum), 0);
  const plain = 1 / (1 + strongest);
  let descend = 0;
  let descent = DESCENT_STEPS;
  for (let step = 1; step <= MAX_STEPS; step++) {
    if (size < TOLERANCE) return step - 1;
    if (descend === 0) {
      const better = newtonStep(problem, lnK, initialMolar, coupling, shifts, sites, amounts, size);
      if (better !== null) {
        size = better;
        continue;
      }
      // Each time it is caught again the way down is longer, so that it cannot be pulled back for ever.
      descend = descent;
      descent *= 2;
    }
    // u <- J theta(u): each such step lowers the free energy when contacts attract (the ideal part is convex, the contacts
    // concave), so it leads away from places where Newton's method is caught, to a state that can last.
    for (let c = 0; c < n; c++) shifts[c]! -= plain * work.mismatch[c]!;
    size = evaluate(problem, lnK, initialMolar, coupling, shifts, sites, amounts);
    descend--;
  }
  throw new ConvergenceError(
    { what: "no state with these contacts was found", remedy: "check the contact energy" },
    size,
    MAX_STEPS,
  );
}

/** One step of Newton's method, shortened until the mismatch falls; null, with everything as before, when it does not. */
function newtonStep(
  problem: ContactProblem,
  lnK: Float64Array,
  initialMolar: Float64Array,
  coupling: Float64Array,
  shifts: Float64Array,
  sites: Float64Array,
  amounts: Float64Array,
  size: number,
): number | null {
  const n = shifts.length;
  const { matrix, slopes, mismatch, trial, before } = problem.work;
  // d(u - J theta)/du = 1 - J dtheta/du
  for (let c = 0; c < n; c++) {
    for (let e = 0; e < n; e++) {
      let sum = c === e ? 1 : 0;
      for (let d = 0; d < n; d++) sum -= coupling[c * n + d]! * slopes[d * n + e]!;
      matrix[c * n + e] = sum;
    }
    trial[c] = -mismatch[c]!;
  }
  if (!solveSquare(matrix, n, trial)) return null;
  const longest = trial.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(longest)) return null;
  before.set(shifts);
  for (let share = Math.min(1, LONGEST_STEP / longest), halvings = 0; halvings < 8; share /= 2, halvings++) {
    for (let c = 0; c < n; c++) shifts[c] = before[c]! + share * trial[c]!;
    const tried = evaluate(problem, lnK, initialMolar, coupling, shifts, sites, amounts);
    if (tried < 0.9 * size || tried < TOLERANCE) return tried;
  }
  shifts.set(before);
  evaluate(problem, lnK, initialMolar, coupling, shifts, sites, amounts);
  return null;
}

/** Sums of the rows of a square matrix of n columns. */
export function rowSums(matrix: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, c) =>
    matrix.subarray(c * n, (c + 1) * n).reduce((sum, value) => sum + value, 0),
  );
}

/** Total sites of each class, mol/L. */
function sitesOf({ speciation, contacts }: ContactProblem, initialMolar: Float64Array): Float64Array {
  const sites = new Float64Array(contacts.classes.length);
  speciation.network.species.forEach(({ composition }, s) => {
    contacts.classes.forEach((site, c) => {
      sites[c]! += (composition.get(site) ?? 0) * initialMolar[s]!;
    });
  });
  return sites;
}

function applyShifts({ work, reactionShift }: ContactProblem, lnK: Float64Array, shifts: Float64Array): void {
  const n = shifts.length;
  for (let r = 0; r < lnK.length; r++) {
    let sum = lnK[r]!;
    for (let c = 0; c < n; c++) sum += reactionShift[r * n + c]! * shifts[c]!;
    work.shifted[r] = sum;
  }
}

/** Coverages, their slopes and the mismatch u - J theta at some shifts; returns the largest mismatch. */
function evaluate(
  problem: ContactProblem,
  lnK: Float64Array,
  initialMolar: Float64Array,
  coupling: Float64Array,
  shifts: Float64Array,
  sites: Float64Array,
  amounts: Float64Array,
): number {
  const { speciation, indices, reactionShift, work } = problem;
  const n = shifts.length;
  const { shifted, moved, coverages, slopes, mismatch } = work;
  applyShifts(problem, lnK, shifts);
  differentiateAlong(speciation, shifted, initialMolar, reactionShift, n, amounts, moved);
  coverages.fill(0);
  slopes.fill(0);
  for (let d = 0; d < n; d++) {
    if (!(sites[d]! > 0)) continue;
    for (const s of indices[d]!) {
      coverages[d]! += amounts[s]! / sites[d]!;
      for (let e = 0; e < n; e++) slopes[d * n + e]! += moved[s * n + e]! / sites[d]!;
    }
  }
  let largest = 0;
  for (let c = 0; c < n; c++) {
    let sum = shifts[c]!;
    for (let d = 0; d < n; d++) sum -= coupling[c * n + d]! * coverages[d]!;
    mismatch[c] = sum;
    largest = Math.max(largest, Math.abs(sum));
  }
  return largest;
}
