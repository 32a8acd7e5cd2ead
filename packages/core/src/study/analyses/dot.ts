import { z } from "zod";
import { buildCore, buildDot, type DotSummary, summariseDot } from "../../structure/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec } from "../figure-spec.ts";
import { dotRequestOf } from "../model/dot.ts";
import type { ResultTable } from "../result.ts";
import { amount, section, title } from "../schema/words.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";

/** One number of a dot: its name in expressions, heading, unit, and where it is found; null where the dot has no such number. */
interface DotNumber {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly of: (summary: DotSummary) => number | null;
}

const NUMBERS: readonly DotNumber[] = [
  { name: "diameter", label: "diameter", unit: "nm", of: (s) => s.size.diameter.value },
  { name: "edge", label: "edge", unit: "nm", of: (s) => s.size.edge?.value ?? null },
  { name: "atoms", label: "atoms", unit: "", of: (s) => s.atoms },
  { name: "cations_per_anion", label: "cations per anion", unit: "", of: (s) => s.cationsPerAnion },
  { name: "excess", label: "excess cations", unit: "", of: (s) => s.excessCations },
  { name: "surface", label: "surface cations", unit: "", of: (s) => s.surfaceCations.count },
  { name: "area", label: "area, polyhedron", unit: "nm2", of: (s) => s.area.outermostNuclei.value },
  { name: "area_sphere", label: "area, sphere", unit: "nm2", of: (s) => s.area.equalVolumeSphere.value },
  { name: "core_charge", label: "core charge", unit: "", of: (s) => s.charges.core },
  { name: "charge", label: "net charge", unit: "", of: (s) => s.charge },
];

const DENSITIES: readonly DotNumber[] = [
  {
    name: "surface_per_nm2",
    label: "surface cations, polyhedron",
    unit: "/nm2",
    of: (s) => s.surfaceCations.perNm2.outermostNuclei,
  },
  {
    name: "surface_per_nm2_sphere",
    label: "surface cations, sphere",
    unit: "/nm2",
    of: (s) => s.surfaceCations.perNm2.equalVolumeSphere,
  },
  {
    name: "excess_per_nm2",
    label: "excess cations, polyhedron",
    unit: "/nm2",
    of: (s) => (s.excessCations === null ? null : s.excessCations / s.area.outermostNuclei.value),
  },
  {
    name: "excess_per_nm2_sphere",
    label: "excess cations, sphere",
    unit: "/nm2",
    of: (s) => (s.excessCations === null ? null : s.excessCations / s.area.equalVolumeSphere.value),
  },
];

/** Dots below this size have at most a few hundred atoms. */
const FEW_ATOMS_NM = 2;

const fields = section(
  {
    kind: z.literal("dot"),
    title,
    sizes: z
      .array(amount("size"))
      .min(1)
      .describe("dots cut at these sizes; default the sample's")
      .optional(),
    ligands: z.boolean().describe("place the ligands too; default false").optional(),
  },
  "the dot atom by atom: counts, facets, site classes and charges, at one size or several",
);

/** The dot of the sample, atom by atom, at one size or several. */
export const dot: AnalysisKind<typeof fields> = {
  kind: "dot",
  fields,
  ofSurface: false,
  check(options, context, report) {
    const { file, evaluator, path } = context;
    // The other words are read once, at a size that is fine.
    report.at(["sample", "nanocrystal"], () => void dotRequestOf(file, evaluator, 5));
    for (const [i, text] of (options.sizes ?? []).entries()) {
      const place = [...path, "sizes", i];
      report.at(place, () => {
        const nm = evaluator.number(text, "nm", context.placeOf(place));
        // Below it a dot may be smaller than a unit cell; so few atoms are cut at once.
        if (report.settled && nm < FEW_ATOMS_NM) void buildCore(dotRequestOf(file, evaluator, nm));
      });
    }
  },
  results(options) {
    const many = (options.sizes?.length ?? 1) > 1 ? options.sizes!.length : undefined;
    const names = new Map<string, ExpectedResult>();
    for (const { name, unit } of [...NUMBERS, ...DENSITIES]) {
      names.set(name, many === undefined ? { unit } : { unit, rows: many });
      if (many !== undefined) names.set(`${name}_steps`, { unit, rows: many - 1 });
    }
    const families = ["share_", "sites_", "placed_"].flatMap((prefix) =>
      many === undefined ? [{ prefix, unit: "" }] : [{ prefix, unit: "", rows: many }],
    );
    return { names, families };
  },
  run(options, context) {
    const { file, evaluator, path } = context;
    const sizes = options.sizes?.map((text, i) =>
      evaluator.number(text, "nm", context.placeOf([...path, "sizes", i])),
    ) ?? [evaluator.number(file.sample.nanocrystal.size, "nm")];
    const dots = sizes.map((nm, i) => {
      context.progress(i / sizes.length, `${nm} nm`);
      const request = dotRequestOf(file, evaluator, nm);
      const onProgress = (share: number, what: string): void =>
        context.progress((i + share) / sizes.length, what);
      const bare = { ligands: [], balance: "none" };
      return buildDot({ ...request, ...(options.ligands ? {} : bare), seed: context.seed, onProgress });
    });
    const summaries = dots.map(summariseDot);
    const leaves = new Map<string, Leaf>();
    const add = (name: string, unit: string, values: readonly (number | null)[]): void => {
      if (values.some((value) => value === null)) return;
      const numbers = values as readonly number[];
      leaves.set(name, leafOf(numbers.length === 1 ? numbers[0]! : Float64Array.from(numbers), unit));
      if (numbers.length < 2) return;
      const steps = numbers.slice(1).map((value, i) => value - numbers[i]!);
      leaves.set(`${name}_steps`, leafOf(Float64Array.from(steps), unit));
    };
    for (const { name, unit, of } of [...NUMBERS, ...DENSITIES]) add(name, unit, summaries.map(of));
    for (const family of new Set(summaries.flatMap((s) => s.facets.map((facet) => facet.family)))) {
      const share = (s: DotSummary): number => s.facets.find((facet) => facet.family === family)?.share ?? 0;
      add(`share_${wordOf(family)}`, "", summaries.map(share));
    }
    for (const name of new Set(summaries.flatMap((s) => s.sites.map((site) => site.name)))) {
      const count = (s: DotSummary): number => s.sites.find((site) => site.name === name)?.count ?? 0;
      add(`sites_${wordOf(name)}`, "", summaries.map(count));
    }
    for (const [i, name] of (dots[0]?.ligands ?? []).map(({ name }) => name).entries()) {
      add(
        `placed_${wordOf(name)}`,
        "",
        dots.map((d) => d.ligands[i]?.placed ?? 0),
      );
    }
    return {
      leaves,
      result: {
        id: context.id,
        kind: "dot",
        title: options.title ?? `${file.sample.nanocrystal.material}, atom by atom`,
        findings: summaries.length === 1 ? findingsOf(summaries[0]!) : [],
        values: [],
        tables: [
          seriesTable(context.id, summaries),
          ...(summaries.length === 1 ? [siteTable(context.id, summaries[0]!)] : []),
        ],
        figures: summaries.length > 1 ? figuresOf(context.id, summaries) : [],
      },
    };
  },
};

/** A name as one word of an expression: "Pb {-1-1-1} CN3" is Pb_m1m1m1_CN3. */
function wordOf(name: string): string {
  return name
    .replaceAll("-", "m")
    .replace(/[{}]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "_");
}

function findingsOf(summary: DotSummary): readonly string[] {
  const { charges, formula, notes, size } = summary;
  return [
    `${formula}: diameter ${size.diameter.value.toFixed(2)} nm (${size.diameter.convention}).`,
    `Charge of the core ${charges.core > 0 ? "+" : ""}${charges.core}, of the ligands ${charges.ligands}, together ${charges.net}.`,
    ...charges.offers.map((offer) => `To balance: ${offer}.`),
    ...notes.map((note) => `${note}.`),
  ];
}

function seriesTable(id: string, summaries: readonly DotSummary[]): ResultTable {
  return {
    id: `${id}-dots`,
    title: "Dots",
    caption:
      "Polyhedron: area through the outermost nuclei. Sphere: area of the sphere that has the volume of the atoms' formula units.",
    columns: [
      { name: "core", unit: "", values: summaries.map((s) => s.coreFormula) },
      ...[...NUMBERS, ...DENSITIES]
        .filter(({ of }) => summaries.every((s) => of(s) !== null))
        .map(({ label, unit, of }) => ({ name: label, unit, values: summaries.map(of) })),
    ],
  };
}

function siteTable(id: string, { sites }: DotSummary): ResultTable {
  return {
    id: `${id}-sites`,
    title: "Site classes",
    caption:
      "Found from the atoms: facets that cut off the bonds an atom lacks. Demand: valence deficit of one atom.",
    columns: [
      { name: "class", unit: "", values: sites.map((site) => site.name) },
      { name: "count", unit: "", values: sites.map((site) => site.count) },
      { name: "bonds lacking", unit: "", values: sites.map((site) => site.missing) },
      { name: "neighbours", unit: "", values: sites.map((site) => site.neighbours) },
      { name: "demand", unit: "e", values: sites.map((site) => site.demand.value) },
    ],
  };
}

function figuresOf(id: string, summaries: readonly DotSummary[]): readonly FigureSpec[] {
  const x = summaries.map((s) => s.size.diameter.value);
  const axis = { label: "diameter of equal volume", unit: "nm", scale: "linear" as const };
  const series = (numbers: readonly DotNumber[]) =>
    numbers
      .filter(({ of }) => summaries.every((s) => of(s) !== null))
      .map(({ label, of }) => ({ name: label, kind: "points" as const, x, y: summaries.map((s) => of(s)!) }));
  const ratio = NUMBERS.filter(({ name }) => name === "cations_per_anion");
  return [
    {
      id: `${id}-ratio`,
      title: "Cations per anion against size",
      caption: "Every dot that can be cut near the sizes asked for.",
      x: axis,
      y: { label: "cations per anion", unit: "", scale: "linear" as const },
      series: series(ratio),
    },
    {
      id: `${id}-density`,
      title: "Surface and excess cations per area against size",
      caption: "The convention of the area decides the trend: both are drawn.",
      x: axis,
      y: { label: "number per area", unit: "/nm2", scale: "linear" as const },
      series: series(DENSITIES),
    },
  ].filter((figure) => figure.series.length > 0);
}
