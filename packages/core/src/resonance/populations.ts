import { DomainError } from "../errors.ts";
import type { Parameter } from "../inference/index.ts";
import { requireNotNegative, requirePositive } from "./ranges.ts";

/**
 * How ligands share themselves over states at every row of a series (a titration, dilution or solvent series). The
 * caller gives it: a binding isotherm, or a speciation of the surface.
 */
export interface PopulationModel {
  /** Names of the states, such as "bound" and "free". */
  readonly states: readonly string[];
  readonly rows: number;
  /** The model's own unknowns. */
  readonly parameters: readonly Parameter[];
  /**
   * Writes the ligand in each state, mM, rows x states, and when asked d amount / d parameter, rows x states x
   * parameters. Allocates nothing and keeps no argument.
   */
  amounts(parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null): void;
}

/** What was mixed in each row of a series of one ligand and one kind of site. */
export interface BindingSeries {
  readonly dotsMilliMolar: ArrayLike<number>;
  /** All ligand, bound and free, mM. */
  readonly ligandMilliMolar: ArrayLike<number>;
}

/** Starts and holds of {@link oneSiteBinding}. */
export interface BindingUnknowns {
  readonly constantPerMilliMolar: { readonly start: number; readonly fixed?: boolean };
  readonly sitesPerDot: { readonly start: number; readonly fixed?: boolean };
}

/**
 * Bound and free ligand of alike, independent sites with depletion: K = B / (F (n - B)), n sites in all, B + F = L.
 * The root is taken in the form without cancellation, so it holds from no binding to K F >> 1.
 *
 * States: "bound", "free". Parameters: "K" (/mM), "sites" (per dot).
 * @throws DomainError for concentrations or starts out of range
 */
export function oneSiteBinding(series: BindingSeries, unknowns: BindingUnknowns): PopulationModel {
  const rows = series.dotsMilliMolar.length;
  if (rows === 0 || series.ligandMilliMolar.length !== rows) {
    throw new DomainError({
      what: "a binding series has no rows, or columns of different lengths",
      found: `${rows} concentrations of dots, ${series.ligandMilliMolar.length} of ligand`,
    });
  }
  const dots = Float64Array.from(series.dotsMilliMolar, (c) =>
    requirePositive("the concentration of dots", c, "mM"),
  );
  const ligand = Float64Array.from(series.ligandMilliMolar, (c) =>
    requireNotNegative("the concentration of ligand", c, "mM"),
  );
  const { constantPerMilliMolar: constant, sitesPerDot: sites } = unknowns;
  const parameters: Parameter[] = [
    {
      name: "K",
      unit: "/mM",
      start: requirePositive("the start of K", constant.start, "/mM"),
      transform: "log",
      fixed: constant.fixed ?? false,
      help: "association constant of one site",
    },
    {
      name: "sites",
      unit: "per dot",
      start: requirePositive("the start of the number of sites", sites.start, "per dot"),
      transform: "log",
      fixed: sites.fixed ?? false,
      help: "binding sites of one dot",
    },
  ];
  return {
    states: ["bound", "free"],
    rows,
    parameters,
    amounts: (values, out, jacobian) => {
      const [k, perDot] = [values[0]!, values[1]!];
      for (let i = 0; i < rows; i++) {
        const [total, all] = [ligand[i]!, perDot * dots[i]!];
        // K F^2 + b F - L = 0.
        const b = 1 + k * (all - total);
        const root = Math.sqrt(b * b + 4 * k * total);
        const free = b >= 0 ? (2 * total) / (b + root) : (root - b) / (2 * k);
        const empty = all / (1 + k * free);
        const bound = k * free * empty;
        out[2 * i] = bound;
        out[2 * i + 1] = free;
        if (!jacobian) continue;
        const slope = 1 + k * (empty + free);
        const byK = (empty * free) / slope;
        const bySites = (k * free * dots[i]!) / slope;
        jacobian.set([byK, bySites, -byK, -bySites], 4 * i);
      }
    },
  };
}
