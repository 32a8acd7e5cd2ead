import type { ResultDocument } from "@oleate/core";
import { FIGURES } from "./figures.ts";

const values = [
  { name: "ratio", value: 28.69, unit: "", low: 25.1, high: 32.2, note: "over oleylammonium bromide" },
  { name: "coverage_first", value: 3.155e-7, unit: "/nm2" },
];

/** A made-up result that has one of everything a report can show, and text that wants escaping. */
export const RESULT: ResultDocument = {
  format: "oleate-result/1",
  oleate: "0.1.0",
  seed: 7,
  study: {
    id: "made-up",
    title: "Dots & <ligands>",
    source: { cite: 'A. "B" & C, J. 1, 2', doi: "10.1000/<x>&y" },
  },
  sample: [
    { label: "nanocrystal", value: "CsPbBr3, 4.3 nm", note: "cube" },
    { label: "solvent", value: "toluene-d8" },
  ],
  values,
  analyses: [
    {
      id: "fit",
      kind: "fit",
      title: "Global fit",
      findings: ["K_PIC is 32 (11 to 71) /mM.", "K_PIC & sites trade off: r < -0.98."],
      values,
      tables: [
        {
          id: "rows",
          title: "Rows",
          caption: "Row by row.",
          columns: [
            { name: "dose", unit: "eq", values: [100, 200, null] },
            { name: "say", unit: "", values: ["<low>", "high", 3] },
          ],
        },
      ],
      figures: FIGURES,
      fit: {
        id: "fit",
        title: "K_PIC and sites",
        model: "Pb + L <=> Pb.L",
        parameters: [
          {
            name: "K_PIC",
            unit: "/mM",
            value: 32.123,
            standardError: 12,
            interval: { low: 11.2, high: 71, level: 0.95, method: "profile likelihood" },
            identifiability: "degenerate",
            degenerateWith: "sites",
            correlation: -0.991,
            note: "trades off with sites",
          },
          {
            name: "sites",
            unit: "eq",
            value: 400,
            standardError: null,
            interval: { low: 345, high: null, level: 0.95, method: "profile likelihood" },
            identifiability: "bounded-below",
            note: "only bounded from below",
          },
        ],
        correlationOf: ["K_PIC", "sites"],
        correlation: [
          [1, -0.991],
          [-0.991, 1],
        ],
        observations: 12,
        freeParameters: 2,
        sumOfSquares: 3.2,
        rms: { value: 0.52, unit: "eq" },
        aicc: -4.2,
        bic: null,
        evaluations: 31,
        termination: "converged",
        figures: [],
        notes: ["A note & more."],
      },
    },
  ],
  waiting: [],
  claims: [
    {
      study: "made-up",
      id: "one-01",
      what: "surface Pb < all",
      printed: "322",
      computed: 321.97,
      unit: "",
      verdict: "reproduced",
      note: "",
      parts: [{ what: "surface Pb", printed: "322", computed: 321.97, unit: "", verdict: "reproduced" }],
    },
    {
      study: "made-up",
      id: "one-02",
      what: "K_PIC of Table 1",
      printed: "310 +- 60 /mM",
      computed: 301.2,
      unit: "/mM",
      verdict: "not-reproduced",
      note: "Row 100 & its rounding; a long note that has to be broken over several lines of the terminal.",
      parts: [
        { what: "mean", printed: "310 +- 60 /mM", computed: 301.2, unit: "/mM", verdict: "within-error" },
        { what: "row 100", printed: "329 /mM", computed: 292, unit: "/mM", verdict: "not-reproduced" },
      ],
    },
    {
      study: "made-up",
      id: "one-03",
      what: "no signal below 350 eq",
      printed: "< 5 eq",
      computed: 28,
      unit: "eq",
      verdict: "contradiction",
      note: "Mass balance leaves 28.",
      parts: [],
    },
    {
      study: "made-up",
      id: "one-04",
      what: "edge",
      printed: "6.6 +- 1.2 nm",
      computed: 5.94,
      unit: "nm",
      verdict: "within-error",
      note: "",
      parts: [],
    },
  ],
  citations: [{ cite: "A paper", doi: "10.1000/abc" }, { cite: "A book" }],
  warnings: ["The size lies < outside the range."],
};
