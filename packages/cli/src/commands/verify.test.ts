import type { ClaimResult } from "@oleate/core";
import { beforeAll, describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { verify } from "./verify.ts";

const STUDY = "studies/nanocrystal-solids";

describe("oleate verify", () => {
  let claims: readonly ClaimResult[];
  let text: string;
  beforeAll(() => {
    claims = JSON.parse(printedBy(() => verify([STUDY], { json: true })).text) as readonly ClaimResult[];
    text = printedBy(() => verify([STUDY], {})).text;
  });

  it("prints an array of claims, each with a verdict and what every number rests on", () => {
    expect(claims.map(({ id }) => id)).toEqual(["sol-01", "sol-02", "sol-03", "sol-04"]);
    for (const { verdict, basis, parts } of claims) {
      expect(["reproduced", "within-error", "not-reproduced", "contradiction"]).toContain(verdict);
      expect(["recomputed", "simulated", "put in"]).toContain(basis);
      expect(parts.length).toBeGreaterThan(0);
    }
    expect(claims[1]!.parts.find(({ what }) => what === "Stokes shift of the pair")).toMatchObject({
      basis: "put in",
      aside: true,
      within: "± 0.2 meV",
    });
  });

  it("says in words what was compared, with unit and tolerance, and how many numbers there are", () => {
    expect(text).toMatch(/first transition of 5\.6 nm: 1150 nm, printed 1250 nm \(within ± 10 % of it\)/u);
    expect(text).toContain("sol-03  ✓ reproduced (simulated)");
    expect(text).toMatch(
      /sol-01[\s\S]*6 numbers in all; not shown: 3 reproduced, 2 of them beside the claim/u,
    );
    expect(text).toMatch(/4 claims: 4 reproduced/u);
    expect(text).toMatch(/3 are recomputed .* 1 rest on simulated data/u);
    expect(text).not.toContain("Stokes shift of the pair");
    expect(printedBy(() => verify([STUDY], { parts: true })).text).toContain("Stokes shift of the pair");
  });
});
