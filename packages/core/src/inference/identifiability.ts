import type { Estimate, Identifiability } from "./estimate.ts";
import type { Fit } from "./fit-types.ts";

/** Two parameters whose estimates are correlated more than this, either way, are called degenerate. */
export const DEGENERATE_CORRELATION = 0.95;

/** How well the data fix one parameter. */
export interface IdentifiabilityVerdict {
  readonly identifiability: Identifiability;
  readonly degenerateWith?: string;
  readonly correlation?: number;
  /** One sentence for the reader. */
  readonly note: string;
}

/** The parameter that `name` is most correlated with; null without covariance or with fewer than two free ones. */
export function strongestCorrelation(
  fit: Fit,
  name: string,
): { readonly name: string; readonly correlation: number } | null {
  const row = fit.correlation?.[fit.freeNames.indexOf(name)];
  if (!row) return null;
  let best: { name: string; correlation: number } | null = null;
  for (const [j, other] of fit.freeNames.entries()) {
    const correlation = row[j]!;
    if (other !== name && (best === null || Math.abs(correlation) > Math.abs(best.correlation))) {
      best = { name: other, correlation };
    }
  }
  return best;
}

function withUnit(value: number, unit: string): string {
  return `${Number(value.toPrecision(3))} ${unit}`.trimEnd();
}

/**
 * Says how well the data fix a parameter: identified, bounded on one side only, unbounded, or degenerate with the
 * parameter it trades off with (|correlation| above {@link DEGENERATE_CORRELATION} although both ends are finite).
 *
 * @param interval its interval in its own unit, null where open
 */
export function identifiabilityOf(
  fit: Fit,
  name: string,
  interval: Estimate["interval"],
): IdentifiabilityVerdict {
  const parameter = fit.parameters.find((candidate) => candidate.name === name);
  if (!parameter || parameter.fixed)
    return { identifiability: "fixed", note: `${name} was held, not fitted.` };
  const partner = strongestCorrelation(fit, name);
  const link = partner ? { degenerateWith: partner.name, correlation: partner.correlation } : {};
  const percent = Number((100 * interval.level).toPrecision(4));
  const { low, high } = interval;
  if (low === null && high === null) {
    return { identifiability: "unbounded", ...link, note: `The data do not fix ${name} on either side.` };
  }
  if (high === null) {
    const note = `The data bound ${name} only from below: more than ${withUnit(low!, parameter.unit)} (${percent} %).`;
    return { identifiability: "bounded-below", ...link, note };
  }
  if (low === null) {
    const note = `The data bound ${name} only from above: less than ${withUnit(high, parameter.unit)} (${percent} %).`;
    return { identifiability: "bounded-above", ...link, note };
  }
  if (partner && Math.abs(partner.correlation) > DEGENERATE_CORRELATION) {
    const note = `${name} trades off with ${partner.name} (correlation ${partner.correlation.toFixed(3)}): only a combination of the two is well fixed.`;
    return { identifiability: "degenerate", ...link, note };
  }
  return { identifiability: "identified", ...link, note: `The data fix ${name} on both sides.` };
}
