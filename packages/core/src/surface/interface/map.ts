import { solveSquare } from "../../numerics/linear-solve.ts";
import { type ContactProblem, rowSums, solveContacts } from "../contacts.ts";
import { solveSpeciation } from "../speciation.ts";
import { type InterfaceNetwork, interfaceConstants } from "./network.ts";
import { type InterfaceValues, REFERENCE_TEMPERATURE_K } from "./parameters.ts";
import { addedAmounts, type InterfaceModels, type InterfaceSample, stateOfSample } from "./sample.ts";
import { energiesIn } from "./solvent.ts";
import { couplingOf, interfaceTotals } from "./state.ts";

/** What a column of the map has in common: its constants and contacts, which no concentration changes. */
interface Column {
  readonly lnK: Float64Array;
  readonly coupling: Float64Array;
  /** Shifts of a full shell, where the solution begins. */
  readonly full: Float64Array;
  /** Whether only one state is possible. */
  readonly single: boolean;
}

/**
 * A share theta has the variance theta (1 - theta), at most 1/4, and what runs short in solution makes it smaller: while no
 * site feels more than this, J theta changes more slowly than u, and u = J theta has one solution wherever one begins.
 */
const MOST_SINGLE = 4;

/**
 * Bound share over concentration (rows) and polarity (columns), row-major: what `stateOfSample` gives at every point. Where
 * only one state is possible, a point is begun from its neighbours in the row. Throws as the states do.
 * @param concentrationsMolar dots, mol/L; @param polarities E_T^N
 */
export function interfaceMap(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
  concentrationsMolar: readonly number[],
  polarities: readonly number[],
): Float64Array {
  const { temperatureK = REFERENCE_TEMPERATURE_K, added = {} } = sample;
  const map = new Float64Array(concentrationsMolar.length * polarities.length);
  if (map.length === 0) return map;
  const model = models.network(sample, values.partners);
  const columns = polarities.map((polarity) => columnAt(model, values, polarity, temperatureK));
  const { kinds, complexes } = model.sites;
  const bound = model.places.kinds.flatMap((place) => place.complexes);
  const amounts = new Float64Array(model.network.species.length);
  const shifts = new Float64Array(kinds.length);
  const before = new Float64Array(3 * kinds.length);
  const slopes = new Float64Array(kinds.length ** 2);
  concentrationsMolar.forEach((dotsMolar, row) => {
    // The first point of a row is solved as any sample is, and complains as any sample does.
    const first = stateOfSample(models, { ...sample, dotsMolar, medium: polarities[0]! }, values);
    map[row * columns.length] = first.boundFraction;
    shifts.set(columns[0]!.full);
    const addedMolar = addedAmounts(model, added, dotsMolar);
    const totals = interfaceTotals(model, { dotsMolar, polarity: 0, temperatureK, addedMolar });
    const sites = Float64Array.from(kinds, ({ count }) => count * dotsMolar);
    // Slopes of the coverages as they were where contacts were last solved in full; none yet in this row.
    let known = false;
    columns.forEach(({ lnK, coupling, full, single }, column) => {
      if (column === 0) return;
      if (!single) shifts.set(full);
      else if (column > 3) continueThrough(before, shifts);
      const steps =
        known && single
          ? chordSteps(model.problem, lnK, totals, coupling, slopes, sites, shifts, amounts)
          : null;
      if (steps === null) {
        solveContacts(model.problem, lnK, totals, coupling, shifts, amounts);
        slopes.set(model.problem.work.slopes);
      }
      known = column > 3 && (steps === null || steps < MOST_STEPS);
      before.copyWithin(kinds.length, 0);
      before.set(shifts);
      const held = bound.reduce((sum, s) => sum + amounts[s]!, 0);
      map[row * columns.length + column] = held / (dotsMolar * complexes);
    });
  });
  return map;
}

/** Continues the parabola through the shifts of three points, the last of them first: a start close enough for one step. */
function continueThrough(before: Float64Array, shifts: Float64Array): void {
  const n = shifts.length;
  for (let c = 0; c < n; c++) shifts[c] = 3 * (before[c]! - before[n + c]!) + before[2 * n + c]!;
}

/** Where shifts stop changing. */
const TOLERANCE = 1e-9;
/** Steps after which slopes are too old to be of use. */
const MOST_STEPS = 3;

/**
 * Settles the shifts with slopes from a neighbouring point in place of their own (chord method): a step costs a speciation
 * without its derivatives. Returns the steps it took, or null where it did not end and `shifts` are to be solved in full from
 * where they are.
 */
function chordSteps(
  { speciation, indices, reactionShift }: ContactProblem,
  lnK: Float64Array,
  totals: Float64Array,
  coupling: Float64Array,
  slopes: Float64Array,
  sites: Float64Array,
  shifts: Float64Array,
  amounts: Float64Array,
): number | null {
  const n = shifts.length;
  const shifted = new Float64Array(lnK.length);
  const coverages = new Float64Array(n);
  const step = new Float64Array(n);
  const matrix = new Float64Array(n * n);
  for (let taken = 0; taken <= MOST_STEPS; taken++) {
    for (let r = 0; r < lnK.length; r++) {
      let sum = lnK[r]!;
      for (let c = 0; c < n; c++) sum += reactionShift[r * n + c]! * shifts[c]!;
      shifted[r] = sum;
    }
    solveSpeciation(speciation, shifted, totals, amounts, true);
    for (let c = 0; c < n; c++) {
      let tails = 0;
      for (const s of indices[c]!) tails += amounts[s]!;
      coverages[c] = tails / sites[c]!;
    }
    let largest = 0;
    for (let c = 0; c < n; c++) {
      let mismatch = shifts[c]!;
      for (let d = 0; d < n; d++) mismatch -= coupling[c * n + d]! * coverages[d]!;
      step[c] = -mismatch;
      largest = Math.max(largest, Math.abs(mismatch));
      for (let e = 0; e < n; e++) {
        let slope = c === e ? 1 : 0;
        for (let d = 0; d < n; d++) slope -= coupling[c * n + d]! * slopes[d * n + e]!;
        matrix[c * n + e] = slope;
      }
    }
    if (largest < TOLERANCE) return taken;
    if (taken === MOST_STEPS || !solveSquare(matrix, n, step)) return null;
    for (let c = 0; c < n; c++) shifts[c]! += step[c]!;
  }
  return null;
}

function columnAt(
  model: InterfaceNetwork,
  values: InterfaceValues,
  polarity: number,
  temperatureK: number,
): Column {
  const energies = energiesIn(values, polarity, temperatureK);
  const coupling = couplingOf(model, energies.contact, temperatureK);
  const n = model.sites.kinds.length;
  return {
    lnK: interfaceConstants(model, energies, values, temperatureK),
    coupling,
    full: rowSums(coupling, n),
    single: rowSums(coupling.map(Math.abs), n).every((sum) => sum < MOST_SINGLE),
  };
}
