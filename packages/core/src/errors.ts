/** Where in a user's file a problem stands; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What every error of the project says: what is wrong, what was found, what was expected, what to do. */
export interface Complaint {
  readonly what: string;
  readonly found?: string;
  readonly expected?: string;
  readonly remedy?: string;
  readonly place?: Place;
}

/** Writes a place as `file:line:column`, leaving out what is not known. */
export function formatPlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

/** Writes a complaint as the one or two lines a user reads. */
export function formatComplaint(complaint: Complaint): string {
  const { what, found, expected, remedy, place } = complaint;
  const details = [
    found === undefined ? "" : `found ${found}`,
    expected === undefined ? "" : `expected ${expected}`,
    remedy ?? "",
  ].filter((part) => part !== "");
  return `${place ? `${formatPlace(place)}: ` : ""}${what}${details.length ? ` (${details.join("; ")})` : ""}`;
}

/**
 * Base of every error the project throws. `complaint` holds the parts of the message for a page or a machine.
 * Nothing else is ever thrown on purpose by a public function.
 */
export class OleateError extends Error {
  readonly complaint: Complaint;
  constructor(complaint: Complaint) {
    super(formatComplaint(complaint));
    this.name = "OleateError";
    this.complaint = complaint;
  }
}

/** The user's text, file or flag cannot be read as what it should be. Command line exit code 2. */
export class InputError extends OleateError {
  constructor(complaint: Complaint) {
    super(complaint);
    this.name = "InputError";
  }
}

/** The input reads well but is physically impossible or outside a model's range. Command line exit code 2. */
export class DomainError extends OleateError {
  constructor(complaint: Complaint) {
    super(complaint);
    this.name = "DomainError";
  }
}

/** An iteration did not reach its tolerance. `lastResidual` is what remained, in the units named by the message. */
export class ConvergenceError extends OleateError {
  readonly lastResidual: number;
  readonly iterations: number;
  constructor(complaint: Complaint, lastResidual: number, iterations: number) {
    super(complaint);
    this.name = "ConvergenceError";
    this.lastResidual = lastResidual;
    this.iterations = iterations;
  }
}

/** Several problems found in one reading; all are reported at once. */
export class InputErrors extends OleateError {
  readonly complaints: readonly Complaint[];
  constructor(complaints: readonly Complaint[]) {
    super(complaints[0] ?? { what: "no problem given" });
    this.name = "InputErrors";
    this.complaints = complaints;
    this.message = complaints.map(formatComplaint).join("\n");
  }
}

/** Adds the place to an error that has none, so that every complaint about a file says where in it. */
export function atPlace<Result>(place: Place | undefined, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof OleateError) || error.complaint.place || !place) throw error;
    throw new InputError({ ...error.complaint, place });
  }
}

/** Edit distance of two words, case-blind (Levenshtein 1966): the number of single-letter changes between them. */
function editDistance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = previous[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[right.length]!;
}

/** The names in `known` that are most like `name`, nearest first, at most `count` of them. */
export function nearestNames(name: string, known: readonly string[], count = 3): readonly string[] {
  return known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
