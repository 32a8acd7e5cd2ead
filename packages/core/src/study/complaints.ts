import { type Complaint, InputErrors, OleateError, type Place } from "../errors.ts";

/** Complaints of a piece of work: its own error types become entries, anything else is a defect and is thrown on. */
export function collect(complaints: Complaint[], place: Place, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof InputErrors) complaints.push(...error.complaints);
    else if (error instanceof OleateError)
      complaints.push({ ...error.complaint, place: error.complaint.place ?? place });
    else throw error;
  }
}

/** Leaves out complaints that say the same of the same place. */
export function uniqueComplaints(complaints: readonly Complaint[]): Complaint[] {
  const seen = new Set<string>();
  return complaints.filter((complaint) => {
    const key = JSON.stringify([complaint.what, complaint.place, complaint.found]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Collects what goes wrong in `act`, at the place of `path` unless the error knows a nearer one. */
export type Check = (path: readonly (string | number)[], act: () => void) => void;
