/**
 * A mass-action equilibrium problem in a fixed basis, with its work space: n species made of m components,
 *
 *     ln n_j = ln beta_j + sum_i a_ji lambda_i          (mass action; lambda_i = ln of the free component)
 *     sum_j a_ji n_j = T_i                              (mass balance)
 *
 * Its solution is the minimum of the convex dual F(lambda) = sum_j n_j(lambda) - sum_i T_i lambda_i, so it is
 * unique and Newton's method with a line search always reaches it.
 */
export interface MassActionSystem {
  readonly speciesCount: number;
  readonly componentCount: number;
  /** a, row-major species x components. */
  readonly stoichiometry: Float64Array;
  readonly work: Work;
}

/** Work arrays and the split of the components, kept so that a solve allocates nothing. */
export interface Work {
  /** Components kept as unknowns of the dual. */
  readonly retained: Int32Array;
  /** Components minimised away exactly: they occur with coefficient 1 and never two in one species. */
  readonly eliminated: Int32Array;
  /** Species of every eliminated component: members[start[e] .. start[e+1]). */
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** Species without an eliminated component. */
  readonly outside: Int32Array;
  /** a restricted to the retained components, species x r. */
  readonly a: Float64Array;
  readonly nonNegative: boolean;
  readonly exponent: Float64Array;
  readonly lambda: Float64Array;
  readonly trial: Float64Array;
  readonly sums: Float64Array;
  readonly gradient: Float64Array;
  readonly step: Float64Array;
  readonly hessian: Float64Array;
  readonly factor: Float64Array;
  readonly scale: Float64Array;
  readonly mean: Float64Array;
  /** ln beta the factors below were made from, and beta itself where it is within range. */
  readonly lnBeta: Float64Array;
  readonly beta: Float64Array;
  refined: boolean;
}

/** Picks components that never meet in one species and always enter with coefficient 1, the least entangled first. */
function chooseEliminated(a: Float64Array, n: number, m: number): number[] {
  const meets = (i: number, k: number): boolean => {
    for (let j = 0; j < n; j++) if (a[j * m + i] !== 0 && a[j * m + k] !== 0) return true;
    return false;
  };
  const simple: { i: number; conflicts: number }[] = [];
  for (let i = 0; i < m; i++) {
    let allOnes = true;
    for (let j = 0; j < n; j++) if (a[j * m + i] !== 0 && a[j * m + i] !== 1) allOnes = false;
    if (!allOnes) continue;
    let conflicts = 0;
    for (let k = 0; k < m; k++) if (k !== i && meets(i, k)) conflicts++;
    simple.push({ i, conflicts });
  }
  simple.sort((x, y) => x.conflicts - y.conflicts || x.i - y.i);
  const chosen: number[] = [];
  for (const { i } of simple) if (chosen.every((k) => !meets(i, k))) chosen.push(i);
  return chosen.sort((x, y) => x - y);
}

/**
 * Prepares a mass-action problem.
 * @param stoichiometry a, row-major n x m; every component must itself be a species (a row with a single 1)
 */
export function massActionSystem(stoichiometry: Float64Array, n: number, m: number): MassActionSystem {
  const eliminated = chooseEliminated(stoichiometry, n, m);
  const retained = Array.from({ length: m }, (_, i) => i).filter((i) => !eliminated.includes(i));
  const r = retained.length;
  const start = new Int32Array(eliminated.length + 1);
  const members: number[] = [];
  const taken = new Set<number>();
  eliminated.forEach((e, index) => {
    for (let j = 0; j < n; j++) {
      if (stoichiometry[j * m + e] === 1) {
        members.push(j);
        taken.add(j);
      }
    }
    start[index + 1] = members.length;
  });
  const a = new Float64Array(n * r);
  for (let j = 0; j < n; j++) for (let k = 0; k < r; k++) a[j * r + k] = stoichiometry[j * m + retained[k]!]!;
  return {
    speciesCount: n,
    componentCount: m,
    stoichiometry,
    work: {
      retained: Int32Array.from(retained),
      eliminated: Int32Array.from(eliminated),
      start,
      members: Int32Array.from(members),
      outside: Int32Array.from(Array.from({ length: n }, (_, j) => j).filter((j) => !taken.has(j))),
      a,
      nonNegative: a.every((value) => value >= 0),
      exponent: new Float64Array(n),
      lambda: new Float64Array(r),
      trial: new Float64Array(r),
      sums: new Float64Array(r),
      gradient: new Float64Array(r),
      step: new Float64Array(r),
      hessian: new Float64Array(r * r),
      factor: new Float64Array(r * r),
      scale: new Float64Array(r),
      mean: new Float64Array(r),
      lnBeta: new Float64Array(n).fill(Number.NaN),
      beta: new Float64Array(n),
      refined: false,
    },
  };
}
