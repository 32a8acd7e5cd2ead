/** How well the data fix a parameter. */
export type Identifiability =
  | "identified"
  | "bounded-below"
  | "bounded-above"
  | "degenerate"
  | "unbounded"
  | "fixed";

/** A fitted parameter with its interval; null where the data give no bound on that side. */
export interface Estimate {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly standardError: number | null;
  readonly interval: {
    readonly low: number | null;
    readonly high: number | null;
    readonly level: number;
    readonly method: "profile likelihood" | "bootstrap" | "sampling" | "covariance" | "fixed";
  };
  readonly identifiability: Identifiability;
  /** Name of the parameter it trades off with most, and their correlation (-1..1). */
  readonly degenerateWith?: string;
  readonly correlation?: number;
  readonly note: string;
}
