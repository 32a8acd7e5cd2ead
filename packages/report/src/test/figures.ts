import type { FigureSpec } from "@oleate/core";

const range = (count: number, from: number, to: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** Noise that is the same on every machine, between -1 and 1. */
const wobble = (i: number): number => Math.sin(12.9898 * (i + 1)) * Math.cos(4.1414 * (i + 3));

const doses = [0, 25, 50, 100, 150, 200, 250, 300, 350, 400];
const free = (dose: number, sites: number): number =>
  (dose - sites - 40 + Math.sqrt((dose - sites - 40) ** 2 + 160 * dose)) / 2;

/** Figures that between them use every mark, both kinds of axis, guides, gaps and odd numbers; made-up data. */
export const FIGURES: readonly FigureSpec[] = [
  {
    id: "titration",
    title: "Free picolinate against dose",
    caption: "Counts from H(I) and H(II) with the fit of each.",
    x: { label: "total OlAmPIC per dot", unit: "eq", scale: "linear" },
    y: { label: "free picolinate", unit: "eq", scale: "linear" },
    series: [
      {
        name: "H(I)",
        kind: "points",
        x: doses,
        y: doses.map((d, i) => free(d, 320) + 6 * wobble(i)),
        group: 0,
      },
      {
        name: "H(I): fit",
        kind: "line",
        x: range(81, 0, 400),
        y: range(81, 0, 400).map((d) => free(d, 320)),
        group: 0,
      },
      {
        name: "H(II)",
        kind: "points",
        x: doses,
        y: doses.map((d, i) => free(d, 260) + 6 * wobble(i + 20)),
        low: doses.map((d, i) => free(d, 260) + 6 * wobble(i + 20) - 8),
        high: doses.map((d, i) => free(d, 260) + 6 * wobble(i + 20) + 8),
        group: 1,
      },
      {
        name: "H(II): fit",
        kind: "line",
        x: range(81, 0, 400),
        y: range(81, 0, 400).map((d) => free(d, 260)),
        group: 1,
      },
    ],
  },
  {
    id: "profile",
    title: "Profile of K_PIC",
    caption: "Rise of the deviance with the 95 % threshold.",
    x: { label: "K_PIC", unit: "/mM", scale: "log" },
    y: { label: "rise of -2 ln L", unit: "", scale: "linear", range: [0, 8.5] },
    series: [
      {
        name: "K_PIC",
        kind: "line",
        x: range(41, 2.2, 2.9).map((e) => 10 ** e),
        y: range(41, 2.2, 2.9).map((e) => 90 * (e - 2.5) ** 2 * (1 + 0.5 * (e - 2.5))),
      },
    ],
    guides: [
      { axis: "y", at: 3.84, label: "95 %" },
      { axis: "x", at: 10 ** 2.5, label: "best" },
    ],
  },
  {
    id: "washes",
    title: "Ligands per dot against washes",
    caption: "Total per dot, bound and free.",
    x: { label: "washes", unit: "", scale: "linear" },
    y: { label: "per dot", unit: "eq", scale: "log" },
    series: [
      { name: "OlAmBr", kind: "points", x: [0, 1, 2, 3], y: [1060, 212, 96, 40] },
      { name: "OlAmPIC", kind: "points", x: [0, 1, 2, 3], y: [0, 30, 92, 120] },
      { name: "oleate", kind: "points", x: [0, 1, 2, 3], y: [3940, 120, 60, 22] },
      { name: "octadecene", kind: "points", x: [0, 1, 2, 3], y: [4000, 43, 2, 0] },
    ],
  },
  {
    id: "speciation",
    title: "What is on the dots against dose",
    caption: "Bound species and what stays free.",
    x: { label: "total OlAmPIC per dot", unit: "eq", scale: "linear" },
    y: { label: "per dot", unit: "eq", scale: "linear" },
    series: [
      {
        name: "Pb",
        kind: "line",
        x: range(101, 0, 400),
        y: range(101, 0, 400).map((d) => 28 * Math.exp(-d / 160)),
      },
      {
        name: "Pb.OlAmBr",
        kind: "line",
        x: range(101, 0, 400),
        y: range(101, 0, 400).map((d) => 294 * Math.exp(-d / 180)),
      },
      {
        name: "Pb.OlAmPIC",
        kind: "line",
        x: range(101, 0, 400),
        y: range(101, 0, 400).map((d) => 322 * (1 - Math.exp(-d / 178))),
      },
      {
        name: "free OlAmPIC",
        kind: "line",
        dashed: true,
        x: range(101, 0, 400),
        y: range(101, 0, 400).map((d) => free(d, 280)),
      },
    ],
  },
  {
    id: "mobility",
    title: "Mobility against temperature",
    caption: "Band: 95 % interval. One point has no value, one error has no upper end.",
    x: { label: "temperature", unit: "K", scale: "linear" },
    y: { label: "electron mobility", unit: "cm2/Vs", scale: "linear" },
    series: [
      {
        name: "95 %",
        kind: "band",
        group: 3,
        x: range(31, 80, 300),
        y: range(31, 80, 300).map((t) => 1e-6 * t ** 1.1),
        low: range(31, 80, 300).map((t) => 0.85e-6 * t ** 1.1),
        high: range(31, 80, 300).map((t) => 1.15e-6 * t ** 1.1),
      },
      {
        name: "hopping",
        kind: "line",
        group: 3,
        x: range(31, 80, 300),
        y: range(31, 80, 300).map((t) => 1e-6 * t ** 1.1),
      },
      {
        name: "measured",
        kind: "points",
        group: 4,
        x: [80, 120, 160, 200, 240, 280],
        y: [0.00013, 0.0002, Number.NaN, 0.00033, 0.00044, 0.00048],
        low: [0.0001, 0.00016, Number.NaN, 0.00028, 0.0004, 0.0004],
        high: [0.00016, 0.00024, Number.NaN, 0.00038, 0.00048, Number.POSITIVE_INFINITY],
      },
    ],
  },
  {
    id: "coverage",
    title: "Coverage by facet",
    caption: "Before and after exchange.",
    x: { label: "sample", unit: "", scale: "linear" },
    y: { label: "coverage", unit: "nm-2", scale: "linear" },
    series: [
      {
        name: "before",
        kind: "bars",
        x: [1, 2, 3, 4],
        y: [3.2, 2.8, 3.9, 1.6],
        low: [3, 2.5, 3.6, 1.3],
        high: [3.4, 3.1, 4.2, 1.9],
      },
      { name: "after", kind: "bars", x: [1, 2, 3, 4], y: [1.1, 0.9, 2.2, -0.3] },
    ],
  },
  {
    id: "techniques",
    title: "Measured values beside the joint estimate",
    caption: "Names in place of numbers, in as many lines as they need.",
    x: {
      label: "technique",
      unit: "",
      scale: "linear",
      range: [-0.5, 4.5],
      categories: [
        "UV-vis diameter",
        "TEM diameter",
        "ICP cation/anion",
        "TGA mass loss",
        "NMR ligands per nm2",
      ],
    },
    y: { label: "value / joint estimate", unit: "", scale: "linear" },
    series: [
      {
        name: "measured",
        kind: "points",
        x: [-0.12, 0.88, 1.88, 2.88, 3.88],
        y: [1.01, 0.97, 1, 1.04, 0.92],
        low: [0.98, 0.93, 0.97, 0.98, 0.84],
        high: [1.04, 1.01, 1.03, 1.1, 1],
      },
      {
        name: "asked for by the others",
        kind: "points",
        x: [0.12, 1.12, 3.12, 4.12],
        y: [0.98, 1.01, 0.97, 1.03],
        low: [0.93, 0.98, 0.91, 0.96],
        high: [1.03, 1.04, 1.03, 1.1],
      },
    ],
    guides: [{ axis: "y", at: 1, label: "" }],
  },
  {
    id: "decay",
    title: "Decay",
    caption: "Counts against delay; long series are thinned.",
    x: { label: "delay", unit: "ns", scale: "linear" },
    y: { label: "counts", unit: "", scale: "log" },
    series: [
      {
        name: "histogram",
        kind: "points",
        group: 0,
        x: range(5000, 0, 200),
        y: range(5000, 0, 200).map((t, i) =>
          Math.round(2e4 * Math.exp(-t / 22) * (1 + 0.15 * wobble(i)) + 4 + 4 * wobble(7 * i)),
        ),
      },
      {
        name: "fit",
        kind: "line",
        group: 1,
        x: range(400, 0, 200),
        y: range(400, 0, 200).map((t) => 2e4 * Math.exp(-t / 22) + 4),
      },
    ],
  },
  {
    id: "nothing",
    title: "Nothing measured",
    caption: "",
    x: { label: "dose", unit: "eq", scale: "linear" },
    y: { label: "signal", unit: "", scale: "log" },
    series: [{ name: "signal", kind: "points", x: [1, 2], y: [0, Number.NaN] }],
  },
  {
    id: "escaping",
    title: 'a < b & "c" > d',
    caption: "<script>alert(1)</script>",
    x: { label: "x & <y>", unit: "mM^-1", scale: "linear" },
    y: { label: 'say "y"', unit: "eV", scale: "linear" },
    series: [
      { name: "<one> & two", kind: "points", x: [-3, 0, 2], y: [-2, 1, 4] },
      {
        name: "a name that is far too long to stand inside the frame of one column of a journal, and then some",
        kind: "line",
        dashed: true,
        x: [-3, 2],
        y: [4, -2],
      },
    ],
    guides: [{ axis: "y", at: 0, label: "zero < & >" }],
  },
];
