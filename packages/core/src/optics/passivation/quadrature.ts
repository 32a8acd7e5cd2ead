/** Points and weights on 0..1; `minusLn` holds -ln u, which keeps its digits where u comes close to 1. */
export interface UnitNodes {
  readonly u: Float64Array;
  readonly minusLn: Float64Array;
  readonly weight: Float64Array;
}

/** Coarsest step and half width of the rule, in its own variable: 31 points, the outermost 1e-28 from the ends. */
const COARSEST = 1 / 4;
const REACH = 3.75;
/** Steps of 1/4 to 1/32. */
const LEVELS = 4;

function nodesAt(places: readonly number[], step: number): UnitNodes {
  const nodes = {
    u: new Float64Array(places.length),
    minusLn: new Float64Array(places.length),
    weight: new Float64Array(places.length),
  };
  places.forEach((x, i) => {
    const odds = Math.exp(-Math.PI * Math.sinh(x));
    const u = 1 / (1 + odds);
    nodes.u[i] = u;
    nodes.minusLn[i] = Math.log1p(odds);
    nodes.weight[i] = u * (odds / (1 + odds)) * Math.PI * Math.cosh(x) * step;
  });
  return nodes;
}

/**
 * Double-exponential rule on 0..1, u = 1 / (1 + exp(-pi sinh x)) with even steps of x: the integral of f is about
 * sum of weight f(u). Points crowd towards both ends, so that a kink or a power of u there costs no accuracy.
 *
 * In levels: the first is a rule by itself; each further one holds the points half way between all before it, and
 * half of the sum so far plus its own sum is the rule of half the step. Halving squares the error, about.
 * Source: H. Takahasi & M. Mori, Publ. RIMS Kyoto Univ. 1974, 9, 721.
 */
export function unitLevels(): readonly UnitNodes[] {
  return Array.from({ length: LEVELS }, (_, level) => {
    const step = COARSEST / 2 ** level;
    const half = Math.round(REACH / step);
    const places = Array.from({ length: 2 * half + 1 }, (__, i) => (i - half) * step);
    return nodesAt(level === 0 ? places : places.filter((__, i) => (i - half) % 2 !== 0), step);
  });
}
