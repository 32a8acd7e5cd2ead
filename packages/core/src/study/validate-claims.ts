import { type Complaint, InputError, type Place } from "../errors.ts";
import { assertWaits, checkClaimPart } from "./claims.ts";
import { type Check, collect } from "./complaints.ts";
import type { StudyDocument } from "./document.ts";
import type { PreparedStudy } from "./prepare.ts";

/** Errors of a probed expression that are told: the rest is complained of where it stands, or cannot be judged yet. */
const JUDGED_BY_PROBE =
  /wrong dimension$|cannot (?:add|subtract)|takes a pure number|must be one pure number|has no result|do not match$|a claim compares|expectation cannot be read|unknown unit/u;

/** Collects what a probed expression gets wrong whatever the analyses will find. */
export function probed(complaints: Complaint[], place: Place, act: () => void): void {
  const found: Complaint[] = [];
  collect(found, place, act);
  complaints.push(...found.filter(({ what }) => JUDGED_BY_PROBE.test(what)));
}

/** Checks the claims: their ids, what they expect, and the names, units and rows of their expressions. */
export function checkClaims(
  { study: file, placeOf }: StudyDocument,
  { probe }: PreparedStudy,
  complaints: Complaint[],
  check: Check,
): void {
  const ids = new Set<string>();
  for (const [index, claim] of (file.claims ?? []).entries()) {
    check(["claims", index, "id"], () => {
      if (ids.has(claim.id)) {
        throw new InputError({
          what: `claim ${claim.id} is given twice`,
          found: claim.what,
          expected: "an id of its own for each claim",
          remedy: "give each claim its own id",
        });
      }
      ids.add(claim.id);
    });
    check(["claims", index], () => assertWaits(claim, placeOf(["claims", index])));
    for (const [number, part] of claim.parts.entries()) {
      const at = (key: string): Place => placeOf(["claims", index, "parts", number, key]);
      probed(complaints, at("value"), () => checkClaimPart(part, probe, at));
    }
  }
}
