import { DomainError } from "../errors.ts";
import { type MassActionSystem, massActionSystem } from "../numerics/mass-action.ts";
import type { Network } from "./network.ts";

/**
 * The part of a network that can exist with given ingredients, written in a basis of free components.
 * Species are reordered: components first, then what they form.
 */
export interface Basis {
  /** Network index of each local species; the first `componentCount` are the components. */
  readonly species: Int32Array;
  readonly componentCount: number;
  /** a, row-major local species x components: T = a^T n conserves every moiety. */
  readonly stoichiometry: Float64Array;
  /** ln beta = formation * ln K, row-major local species x network reactions. */
  readonly formation: Float64Array;
  /** Reactions that follow from the others: sum of row * ln K must be 0 (detailed balance round a cycle). */
  readonly cycles: readonly Float64Array[];
  readonly system: MassActionSystem;
  /** Which ingredients (network species) this basis is for: 1 where something was put in. */
  readonly given: Uint8Array;
  /** ln K that `lnBeta` was last made from. */
  readonly lnK: Float64Array;
  /** Local work arrays: ln beta, totals, amounts, and those of the derivatives. */
  readonly lnBeta: Float64Array;
  readonly totals: Float64Array;
  readonly amounts: Float64Array;
  readonly factor: Float64Array;
  readonly scale: Float64Array;
  readonly column: Float64Array;
  readonly gram: Float64Array;
}

/** Which species can be present: what was put in and, repeatedly, what reactions of present species make. */
export function reachableSpecies(network: Network, initial: Float64Array): boolean[] {
  const present = network.species.map((_, index) => initial[index]! > 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { coefficients } of network.reactions) {
      for (const side of [-1, 1]) {
        let possible = true;
        let fresh = false;
        for (let j = 0; j < coefficients.length; j++) {
          const nu = coefficients[j]! * side;
          if (nu < 0 && !present[j]) possible = false;
          if (nu > 0 && !present[j]) fresh = true;
        }
        if (!possible || !fresh) continue;
        for (let j = 0; j < coefficients.length; j++) if (coefficients[j]! * side > 0) present[j] = true;
        changed = true;
      }
    }
  }
  return present;
}

/**
 * Chooses components and writes every other reachable species as their product by Gauss-Jordan elimination of the
 * reactions, the most composite species first, so that complexes are formed from free site and free ligand.
 */
export function chooseBasis(network: Network, initial: Float64Array): Basis {
  const present = reachableSpecies(network, initial);
  const reactionCount = network.reactions.length;
  const size = (index: number): number => {
    let count = 0;
    for (const value of network.species[index]!.composition.values()) count += value;
    return count;
  };
  const indices = network.species.map((_, index) => index).filter((index) => present[index]);
  const bySize = [...indices].sort((a, b) => size(b) - size(a) || b - a);
  // Each row: reaction coefficients, then the combination of original reactions it stands for.
  const rows = network.reactions
    .map((reaction, r) => ({
      nu: Float64Array.from(reaction.coefficients),
      mix: Float64Array.from({ length: reactionCount }, (_, k) => (k === r ? 1 : 0)),
      used: false,
    }))
    .filter(({ nu }) => nu.every((value, index) => value === 0 || present[index]));
  const formed = new Map<number, (typeof rows)[number]>();
  for (const index of bySize) {
    const pivot = rows.find((row) => !row.used && row.nu[index] !== 0);
    if (!pivot) continue;
    pivot.used = true;
    const scale = 1 / pivot.nu[index]!;
    for (const array of [pivot.nu, pivot.mix]) for (let k = 0; k < array.length; k++) array[k]! *= scale;
    for (const row of rows) {
      const share = row.nu[index]!;
      if (row === pivot || share === 0) continue;
      for (let k = 0; k < row.nu.length; k++) row.nu[k]! -= share * pivot.nu[k]!;
      for (let k = 0; k < row.mix.length; k++) row.mix[k]! -= share * pivot.mix[k]!;
      row.nu[index] = 0;
    }
    formed.set(index, pivot);
  }
  const components = indices.filter((index) => !formed.has(index));
  const species = Int32Array.from([...components, ...indices.filter((index) => formed.has(index))]);
  const m = components.length;
  const n = species.length;
  const stoichiometry = new Float64Array(n * m);
  const formation = new Float64Array(n * reactionCount);
  species.forEach((index, local) => {
    const row = formed.get(index);
    if (!row) stoichiometry[local * m + components.indexOf(index)] = 1;
    else {
      components.forEach((component, k) => {
        const value = -row.nu[component]!;
        stoichiometry[local * m + k] = Math.abs(value) < 1e-12 ? 0 : value;
      });
      formation.set(row.mix, local * reactionCount);
    }
  });
  return {
    species,
    componentCount: m,
    stoichiometry,
    formation,
    cycles: rows.filter((row) => !row.used).map((row) => row.mix),
    system: massActionSystem(stoichiometry, n, m),
    lnBeta: new Float64Array(n),
    totals: new Float64Array(m),
    amounts: new Float64Array(n),
    given: Uint8Array.from(initial, (amount) => (amount > 0 ? 1 : 0)),
    lnK: new Float64Array(reactionCount).fill(Number.NaN),
    factor: new Float64Array(m * m),
    scale: new Float64Array(m),
    column: new Float64Array(m),
    gram: new Float64Array(n * n),
  };
}

/** Fills ln beta of the basis and checks detailed balance round every closed cycle of reactions. */
export function setConstants(basis: Basis, network: Network, lnK: Float64Array): void {
  const reactionCount = network.reactions.length;
  let changed = false;
  for (let r = 0; r < reactionCount; r++) {
    if (basis.lnK[r] !== lnK[r]) changed = true;
    basis.lnK[r] = lnK[r]!;
  }
  if (!changed) return;
  for (let j = 0; j < basis.species.length; j++) {
    let sum = 0;
    for (let r = 0; r < reactionCount; r++) {
      const share = basis.formation[j * reactionCount + r]!;
      if (share !== 0) sum += share * lnK[r]!;
    }
    basis.lnBeta[j] = sum;
  }
  for (const cycle of basis.cycles) {
    let sum = 0;
    let size = 1;
    for (let r = 0; r < reactionCount; r++) {
      const term = cycle[r]! * lnK[r]!;
      sum += term;
      size += Math.abs(term);
    }
    if (Math.abs(sum) > 1e-6 * size) {
      basis.lnK.fill(Number.NaN);
      const members = network.reactions
        .filter((_, r) => cycle[r] !== 0)
        .map((reaction) => `\`${reaction.text}\``);
      throw new DomainError({
        what: `the constants of ${members.join(", ")} close a cycle but break detailed balance`,
        found: `product of K round the cycle = ${Math.exp(sum).toPrecision(6)}`,
        expected: "1",
        remedy: "leave one of the reactions out: it follows from the others",
      });
    }
  }
}
