import { describe, expect, it } from "vitest";
import { lintStructure } from "./lint.ts";

/** A loose grid of atoms, 3 Angstrom apart, with the composition asked for. */
function grid(counts: Record<string, number>): string[] {
  const symbols = Object.entries(counts).flatMap(([symbol, count]) => new Array<string>(count).fill(symbol));
  return symbols.map(
    (symbol, i) => `${symbol} ${3 * (i % 5)}.0 ${3 * (Math.floor(i / 5) % 5)}.0 ${3 * Math.floor(i / 25)}.0`,
  );
}

function file(rows: readonly string[], count: number = rows.length): string {
  return [String(count), "a comment", ...rows, ""].join("\n");
}

const INP = grid({ In: 31, P: 20, Cl: 33 });
const NAME = "InP/In31P20Cl33_HLE17_18ang_opt.xyz";

describe("linter", () => {
  it("finds nothing wrong with a sound file", () => {
    expect(lintStructure(file(INP), NAME)).toEqual([]);
    expect(lintStructure(file(grid({ Pb: 79, S: 44, Cl: 70 })), "Pb79S44Cl70_PBE_14ang_OPT.xyz")).toEqual([]);
  });

  it("a header of 82 over 84 atoms: says what standard readers lose, and the charge they get", () => {
    const findings = lintStructure(file(INP, 82), NAME);
    expect(findings.length).toBe(1);
    expect(findings[0]!.severity).toBe("error");
    expect(findings[0]!.place).toEqual({ file: NAME, line: 1 });
    expect(findings[0]!.what).toMatch(
      /says 82 atoms, the file holds 84.*silently drop the last 2 \(Cl, Cl\).*Cl31In31P20, net charge 2\+/u,
    );
    expect(findings[0]!.remedy).toMatch(/84/u);
  });

  it("two header lines missing", () => {
    const [finding, ...more] = lintStructure(
      grid({ Pb: 79, S: 44, Cl: 70 }).join("\n"),
      "Pb79S44Cl70_PBE_14ang_OPT.xyz",
    );
    expect(finding!.what).toMatch(/two header lines are missing/u);
    expect(finding!.remedy).toMatch(/193/u);
    expect(more).toEqual([]);
  });

  it("an empty file", () => {
    for (const text of ["", "\n \n"])
      expect(lintStructure(text, "a.xyz")).toMatchObject([{ severity: "error", what: "the file is empty" }]);
  });

  it("a file cut short, one with something behind the atoms, and one of several frames", () => {
    expect(lintStructure(file(INP.slice(0, 80), 84), "a.xyz")[0]!.what).toMatch(
      /says 84 atoms, the file holds 80/u,
    );
    const tail = lintStructure(file([...grid({ Pb: 2, S: 2 }), "energy = -5"], 4), "a.xyz");
    expect(tail[0]).toMatchObject({ severity: "error", place: { line: 7 } });
    const frames = file(grid({ Pb: 2, S: 2 })) + file(grid({ Pb: 2, S: 2 }));
    expect(lintStructure(frames, "a.xyz")).toMatchObject([{ severity: "warning", place: { line: 7 } }]);
  });

  it("a formula in the name that is not the content's; methods and sizes are no formulas", () => {
    const wrong = lintStructure(file(grid({ In: 31, P: 20, Cl: 33 })), "In31P20Cl30_PBE_18ang.xyz");
    expect(wrong).toMatchObject([{ severity: "error" }]);
    expect(wrong[0]!.what).toMatch(/name says In31P20Cl30, its atoms are Cl33In31P20/u);
    expect(lintStructure(file(grid({ In: 1, As: 1 })), "InP_2.xyz")[0]!.what).toMatch(
      /no P among the atoms/u,
    );
    expect(lintStructure(file(INP), "InP_BP86_SVP_VASP_CP2K_HF_start.xyz")).toEqual([]);
    expect(lintStructure(file(grid({ Cs: 17, Pb: 8, Br: 33 })), "CsPbBr3_cube.xyz")).toEqual([]);
  });

  it("a formula or a charge in the comment that is not that of the atoms", () => {
    const saying = (comment: string, counts: Record<string, number>): string =>
      file(grid(counts)).replace("a comment", comment);
    const cube = { Pb: 10, S: 10 };
    expect(lintStructure(saying("Pb12S10 from the supplement", cube), "a.xyz")).toMatchObject([
      { severity: "error", place: { line: 2 } },
    ]);
    expect(lintStructure(saying("PbS, charge = 2", cube), "a.xyz")[0]!.what).toMatch(
      /says charge 2\+.*to 0/u,
    );
    expect(lintStructure(saying("net charge 1-", { Pb: 2, S: 2, Cl: 1 }), "a.xyz")).toMatchObject([
      { severity: "warning" },
    ]);
    for (const sound of ["Pb10S10, charge 0", "PbS dot, PBE-D3 in CH2Cl2", "charge transfer 2 eV"]) {
      expect(lintStructure(saying(sound, cube), "a.xyz"), sound).toEqual([]);
    }
  });

  it("a small formula that needs more atoms than there are", () => {
    expect(lintStructure(file(grid({ Pb: 1, S: 1 })), "Pb3S3.xyz")).toMatchObject([{ severity: "error" }]);
  });

  it("a file of another format is named as such, in one finding", () => {
    const pdb =
      "CRYST1   10.000   10.000   10.000  90.00  90.00  90.00 P 1\nATOM      1  PB  PBS A   1       0.000   0.000   0.000  1.00  0.00          PB\nEND\n";
    expect(lintStructure(pdb, "dot.pdb")).toMatchObject([{ severity: "error" }]);
  });

  it.each<[Record<string, number>, string]>([
    [{ In: 2, P: 1 }, "3+"],
    [{ Ga: 1, As: 2 }, "3-"],
    [{ Cd: 2, Se: 1, Cl: 1 }, "1+"],
    [{ Zn: 1, S: 1, Hg: 1 }, "2+"],
    [{ Cs: 1, Pb: 1, Br: 4 }, "1-"],
  ])("the net charge of %o is %s", (counts, charge) => {
    const [finding] = lintStructure(file(grid(counts)), "a.xyz");
    expect(finding).toMatchObject({ severity: "warning" });
    expect(finding!.what).toContain(`is ${charge} with`);
  });

  it("an oxidation number that is stated replaces the usual one", () => {
    const text = file(grid({ Sn: 1, Se: 2 }));
    expect(lintStructure(text, "a.xyz")[0]!.remedy).toMatch(/Sn/u);
    expect(lintStructure(text, "a.xyz", { Sn: 4 })).toEqual([]);
  });

  it("with organic atoms the charge is not guessed", () => {
    const [finding] = lintStructure(file(grid({ Pb: 1, C: 1, H: 1, O: 2 })), "a.xyz");
    expect(finding).toMatchObject({ severity: "note" });
    expect(finding!.what).toMatch(/cannot be told.*organic/u);
  });

  it("atoms in one place and atoms too near, with both lines", () => {
    const rows = ["Pb 0 0 0", "S 0 0 2.9", "Pb 0 0 0.01", "S 0 0 4.1"];
    const findings = lintStructure(file(rows), "a.xyz");
    expect(findings.map(({ severity, place }) => [severity, place.line])).toEqual([
      ["error", 5],
      ["warning", 6],
    ]);
    expect(findings[0]!.what).toMatch(/Pb of this line and Pb of line 3 are 0\.010/u);
  });

  it("unknown elements, coordinates that are no numbers and blank lines, each at its line; many of them are counted", () => {
    const rows = ["Xx 0 0 0", "Pb 0 nan 0", "", "Pb 9 9 *****", "S 3 0 0"];
    const lines = lintStructure(file(rows), "a.xyz")
      .filter(({ severity }) => severity === "error")
      .map(({ place }) => place.line);
    expect(lines).toEqual([3, 4, 5, 6]);
    const many = lintStructure(file(new Array<string>(50).fill("Xx 0 0 0")), "a.xyz");
    expect(many.length).toBe(9);
    expect(many[8]!.what).toMatch(/^42 more/u);
  });

  it("reads what a dot of 50 000 atoms needs in a moment", () => {
    const start = performance.now();
    const rows = Array.from(
      { length: 50_000 },
      (_, i) =>
        `${i % 2 ? "S" : "Pb"} ${3 * (i % 40)} ${3 * (Math.floor(i / 40) % 40)} ${3 * Math.floor(i / 1600)}`,
    );
    expect(lintStructure(file(rows), "a.xyz")).toEqual([]);
    // About 0.3 s where it was written; ten times that still shows that the cost is not quadratic.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
