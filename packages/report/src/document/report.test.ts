import type { ClaimResult } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { RESULT } from "../test/result.ts";
import { markupProblems } from "../test/well-formed.ts";
import { claimsTable } from "./claims-table.ts";
import { claimsText } from "./claims-text.ts";
import { renderReport } from "./report.ts";
import { reportStyle } from "./style.ts";
import { VERDICT_MARKS } from "./tables.ts";

const html = renderReport(RESULT);

describe("the report", () => {
  it("is well-formed, escaped and free of numbers that are none", () => {
    expect(markupProblems(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<ligands>|NaN|undefined|Infinity/u);
  });

  it("asks nothing of the network", () => {
    const addresses = [...html.matchAll(/\b(?:src|href)="([^"]*)"/gu)].map((match) => match[1]!);
    expect(addresses.length).toBeGreaterThan(0);
    expect(
      addresses.filter((address) => !/^(?:#|https:\/\/doi\.org\/|data:image\/png;base64,)/u.test(address)),
    ).toEqual([]);
    expect(html).not.toMatch(/@import|url\((?!#)/u);
  });

  it("holds every claim with its parts, verdict in words and note", () => {
    for (const claim of RESULT.claims) {
      expect(html).toContain(`id="claim-${claim.id}"`);
      expect(html).toContain(VERDICT_MARKS[claim.verdict].word);
    }
    expect(html).toContain("row 100");
    expect(html).toContain("Row 100 &amp; its rounding");
  });

  it("holds the fit's verdicts, correlations, figures with their data, warnings, versions and seed", () => {
    for (const text of ["only bounded below", "−0.991", "&lt; outside the range", "Oleate 0.1.0", "seed 7"])
      expect(html).toContain(text);
    const { figures, maps } = RESULT.analyses[0]!;
    expect(html.match(/<figure>/gu)).toHaveLength(figures.length + maps!.length);
    expect(html).toContain("vinylene &amp; co");
    expect(html).toContain("Data of Free picolinate against dose");
    expect(html).toContain("first 300 of 5400 rows");
  });

  it("renders an empty study", () => {
    const empty = {
      ...RESULT,
      sample: [],
      values: [],
      analyses: [],
      claims: [],
      citations: [],
      warnings: [],
    };
    expect(markupProblems(renderReport(empty))).toEqual([]);
  });
});

describe("its colours", () => {
  const luminance = (colour: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  it("reach the contrast of WCAG AA, 4.5 : 1, in light and dark", () => {
    const themes = [...reportStyle.matchAll(/\{(--ink:#[0-9a-f]{6}[^}]*)\}/gu)].map((match) => match[1]!);
    expect(themes.length).toBeGreaterThanOrEqual(3);
    for (const theme of themes) {
      const colours = new Map(theme.split(";").map((line) => line.slice(2).split(":") as [string, string]));
      const paper = luminance(colours.get("paper")!);
      for (const name of ["ink", "faint", "link", "good", "near", "odd", "bad"]) {
        const text = luminance(colours.get(name)!);
        expect((Math.max(text, paper) + 0.05) / (Math.min(text, paper) + 0.05), name).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    }
  });
});

describe("the claims in the terminal", () => {
  it("keeps the columns in line and the lines within the width", () => {
    const lines = claimsText(RESULT.claims, { width: 110 }).split("\n");
    for (const claim of RESULT.claims) {
      const line = lines.find((one) => one.startsWith(claim.id))!;
      expect(line).toContain(VERDICT_MARKS[claim.verdict].word);
    }
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
  });

  it("says of each number what was computed, what it is compared with, within what, and what it rests on", () => {
    const part = {
      verdict: "reproduced",
      unit: "nm",
      computed: 4.71,
      within: "\u00b1 0.2 nm",
      aside: false,
    } as const;
    const claim = (parts: ClaimResult["parts"]): ClaimResult => ({
      ...RESULT.claims[0]!,
      id: "x-01",
      verdict: "within-error",
      basis: "simulated",
      parts,
    });
    const text = claimsText(
      [
        claim([
          { ...part, what: "edge", printed: "4.7 nm", basis: "recomputed" },
          { ...part, what: "again", printed: "4.7 nm", basis: "put in" },
          { ...part, what: "drawn", printed: "4.7 nm", basis: "simulated", verdict: "within-error" },
          { ...part, what: "bound", printed: "< 5 nm", within: "", basis: "recomputed" },
          {
            ...part,
            what: "aside",
            printed: "9 nm",
            basis: "recomputed",
            aside: true,
            verdict: "contradiction",
          },
        ]),
      ],
      { width: 200 },
    );
    expect(text.split("\n").map((line) => line.trim())).toEqual([
      "x-01  \u2248 within error (simulated)",
      RESULT.claims[0]!.what,
      "\u2248 drawn: 4.71 nm, against 4.7 nm (within \u00b1 0.2 nm), simulated",
      "\u2713 edge: 4.71 nm, printed 4.7 nm (within \u00b1 0.2 nm)",
      "\u2713 bound: 4.71 nm, should be < 5 nm",
      "\u2260 aside: 4.71 nm, printed 9 nm (within \u00b1 0.2 nm); beside the claim",
      "5 numbers in all; not shown: 1 reproduced (--parts)",
    ]);
    const drawn = { ...part, what: "drawn", printed: "4.7 nm", basis: "simulated" } as const;
    const table = claimsTable([claim([drawn, { ...drawn, what: "again", aside: true }])]);
    expect(table).toContain('<span class="aside">simulated</span>');
    expect(table).toContain("drawn: 4.71 nm, against 4.7 nm (within \u00b1 0.2 nm), simulated</li>");
    expect(table).toContain('against 4.7 nm <span class="aside">within \u00b1 0.2 nm</span>');
    expect(table).toContain('again <span class="aside">beside the claim</span>');
    expect(table).toContain("2 numbers in all; not shown: 1 reproduced, 1 of them beside the claim");
    const whole = claimsText([claim([{ ...part, what: "again", printed: "4.7 nm", basis: "put in" }])], {
      width: 200,
      parts: true,
    });
    expect(whole).toContain("again: 4.71 nm, put in 4.7 nm (within \u00b1 0.2 nm)");
    expect(whole).not.toContain("not shown");
  });

  it("is coloured only when asked", () => {
    expect(claimsText(RESULT.claims, { width: 100 })).not.toContain("\x1b");
    expect(claimsText(RESULT.claims, { width: 100, colour: true })).toContain("\x1b[31m");
  });

  it("says when there is none", () => {
    expect(claimsText([], { width: 80 })).toBe("no claims");
  });
});
