import { DomainError } from "../errors.ts";
import { normalCdf } from "../numerics/error-function.ts";
import type { Measured } from "./quantify.ts";
import { requireNotNegative } from "./ranges.ts";

/** Ligands a dot by several routes; leave out what was not measured. */
export interface LigandCounts {
  /** Seen by NMR in the solution of the dots. */
  readonly visible: Measured;
  /** Released by digestion (such as in DMSO with acid): all of them. */
  readonly digested?: Measured;
  /** Expected from the excess metal by ICP and the ligands an excess metal carries. */
  readonly fromMetal?: Measured;
}

/** One comparison of two routes. */
export interface RouteDifference {
  readonly routes: readonly [string, string];
  readonly difference: Measured;
  /** Difference in standard errors. */
  readonly z: number;
  /** Probability of at least this |z| by chance. */
  readonly p: number;
}

/** The balance of a sample's ligands. */
export interface LigandBalance {
  /** Bound but without an NMR signal in solution: digested less visible; null without digestion. */
  readonly invisible: Measured | null;
  /** Share of all ligands that is visible; null without digestion. */
  readonly visibleShare: Measured | null;
  /** Weighted mean of the routes that count every ligand, with its error; the visible count when there is no other. */
  readonly total: Measured;
  readonly differences: readonly RouteDifference[];
  readonly notes: readonly string[];
}

/** Two routes that differ by more than this many standard errors are said to disagree. */
const DISAGREE_Z = 2;

function difference(a: [string, Measured], b: [string, Measured]): RouteDifference {
  const value = a[1].value - b[1].value;
  const error = Math.hypot(a[1].error, b[1].error);
  const ratio = error > 0 ? value / error : value === 0 ? 0 : Math.sign(value) * Number.MAX_VALUE;
  const z = Math.min(Math.max(ratio, -Number.MAX_VALUE), Number.MAX_VALUE);
  return { routes: [a[0], b[0]], difference: { value, error }, z, p: 2 * normalCdf(-Math.abs(z)) };
}

/** Mean of two counts by the inverse squares of their errors; an exact one wins, two exact ones share. */
function weighted(a: Measured, b: Measured): Measured {
  if (a.error === 0 && b.error === 0) return { value: (a.value + b.value) / 2, error: 0 };
  if (b.error === 0) return b;
  const ratio = a.error / b.error;
  const share = 1 / (1 + ratio * ratio);
  return { value: share * a.value + (1 - share) * b.value, error: a.error / Math.hypot(1, ratio) };
}

/**
 * Balance of ligands a dot: what NMR sees, what digestion releases and what the excess metal asks for, with the
 * invisible pool and where routes disagree.
 *
 * Errors of the routes are taken as independent. Where they share one (the dots' concentration, the standard), the
 * error of a difference is an upper bound; give counts whose errors leave the shared part out.
 *
 * @throws DomainError for counts or errors that are negative or not finite
 */
export function ligandBalance(counts: LigandCounts): LigandBalance {
  const routes: [string, Measured][] = [["visible", counts.visible]];
  if (counts.digested) routes.push(["digested", counts.digested]);
  if (counts.fromMetal) routes.push(["from metal", counts.fromMetal]);
  for (const [name, { value, error }] of routes) {
    requireNotNegative(`the count ${name}`, value, "per dot");
    requireNotNegative(`the error of the count ${name}`, error, "per dot");
  }
  const notes: string[] = [];
  const { visible, digested } = counts;
  let invisible: Measured | null = null;
  let visibleShare: Measured | null = null;
  if (digested) {
    if (digested.value === 0) {
      throw new DomainError({
        what: "digestion released no ligand, so no share is visible",
        found: "0 per dot",
      });
    }
    const lost = difference(["digested", digested], ["visible", visible]);
    invisible = lost.difference;
    const value = visible.value / digested.value;
    visibleShare = { value, error: Math.hypot(visible.error, value * digested.error) / digested.value };
    if (lost.z < -DISAGREE_Z)
      notes.push("more ligand is visible than digestion released: one of the two is wrong");
  } else notes.push("without digestion a pool that NMR does not see cannot be told");
  const complete = routes.slice(1);
  const differences = complete.map((route) => difference(route, routes[0]!));
  if (complete.length === 2) {
    const between = difference(complete[0]!, complete[1]!);
    differences.push(between);
    if (Math.abs(between.z) > DISAGREE_Z) {
      notes.push(`digestion and metal disagree by ${Math.abs(between.z).toFixed(1)} standard errors`);
    }
  }
  const total =
    complete.length === 2 ? weighted(complete[0]![1], complete[1]![1]) : (complete[0]?.[1] ?? visible);
  return { invisible, visibleShare, total, differences, notes };
}
