import { z } from "zod";
import { type Leaf, leafOf } from "../evaluator.ts";
import {
  doseOf,
  figuresOf,
  findingsOf,
  outcomeOf,
  type PassivationOutcome,
  POINT_NUMBERS,
  readConditions,
  readLight,
  readOthers,
  tablesOf,
} from "../light/index.ts";
import { use } from "../schema/changes.ts";
import { amount, named, section, text, title } from "../schema/words.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";

/** A name as one word of an expression. */
const clean = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "_");

/** The factors from start to best that a paper prints of a passivation. */
function factorsOf({ start, best }: PassivationOutcome): readonly (readonly [string, number])[] {
  return [
    ["yield_factor", best.quantumYield / start.quantumYield],
    ["bright_factor", best.brightFraction / start.brightFraction],
    ["amplitude_factor", best.tailAmplitude / start.tailAmplitude],
    [
      "area_factor",
      (best.tailAmplitude * best.tailLifetimeNs) / (start.tailAmplitude * start.tailLifetimeNs),
    ],
    ["lifetime_factor", best.tailLifetimeNs / start.tailLifetimeNs],
  ];
}

function leavesOf(outcome: PassivationOutcome): Map<string, Leaf> {
  const { start, best, chosen, calibration, dilution, consistency } = outcome;
  const leaves = new Map<string, Leaf>();
  const put = (name: string, value: number | Float64Array, unit: string): void =>
    void leaves.set(name, leafOf(value, unit));
  for (const { name, unit, of } of POINT_NUMBERS) {
    put(`start_${name}`, of(start), unit);
    put(`best_${name}`, of(best), unit);
    if (chosen.length > 0) put(name, Float64Array.from(chosen, of), unit);
  }
  put("best_dose", outcome.bestDose, "eq");
  put("misfit", outcome.misfit, "");
  for (const [name, value] of factorsOf(outcome)) put(name, value, "");
  for (const { name, value, unit, interval } of calibration?.estimation.estimates ?? []) {
    put(clean(name), value, unit);
    if (interval.low !== null) put(`${clean(name)}_low`, interval.low, unit);
    if (interval.high !== null) put(`${clean(name)}_high`, interval.high, unit);
  }
  if (dilution.length > 0)
    put(
      "dilution_yield",
      Float64Array.from(dilution, ({ point }) => point.quantumYield),
      "",
    );
  if (consistency) {
    put("printed_bright_before", consistency.brightBefore, "");
    put("printed_bright_after", consistency.brightAfter, "");
    put("printed_bright_factor", consistency.populationFactor, "");
    for (const {
      reading,
      populationFactor,
      areaFactor,
      gap,
      fastShare,
      darkLifetimeNs,
    } of consistency.readings) {
      put(`${reading}_population`, populationFactor, "");
      put(`${reading}_area`, areaFactor, "");
      put(`${reading}_gap`, gap, "");
      put(`${reading}_fast_share`, fastShare, "");
      if (darkLifetimeNs !== null) put(`${reading}_dark_lifetime`, darkLifetimeNs, "ns");
    }
  }
  put("sets", outcome.sets, "");
  put("sets_met", outcome.met, "");
  for (const { name, affinityPerMolar, affinities, ratios, leastPower } of outcome.others) {
    if (affinityPerMolar !== null) put(`K_${clean(name)}`, affinityPerMolar, "/M");
    if (leastPower !== null) put(`power_${clean(name)}`, leastPower, "");
    if (affinities.length > 0) {
      put(`K_${clean(name)}_low`, Math.min(...affinities), "/M");
      put(`K_${clean(name)}_high`, Math.max(...affinities), "/M");
    }
    if (ratios.length > 0) {
      put(`ratio_${clean(name)}_low`, Math.min(...ratios), "");
      put(`ratio_${clean(name)}_high`, Math.max(...ratios), "");
    }
  }
  return leaves;
}

const fields = section(
  {
    kind: z.literal("passivation"),
    title,
    added: text("passivating ligand dosed"),
    to: amount("highest dose drawn, equivalents per dot"),
    points: z.number().int().min(2).max(2000).optional(),
    at: z.array(amount("dose")).describe("doses at which numbers are reported").optional(),
    statistics: z
      .enum(["binomial", "poisson"])
      .describe("how trap numbers scatter from dot to dot; default binomial")
      .optional(),
    calibrate: section(
      {
        free: z
          .array(text("parameter"))
          .min(1)
          .describe("parameters found: of the light, or constants by name"),
        start: section(
          { yield: amount("quantum yield"), lifetime: amount("lifetime of the tail").optional() },
          "printed before any dose",
        ),
        best: section(
          {
            dose: amount("dose of the greatest quantum yield"),
            yield: amount("quantum yield"),
            lifetime: amount("lifetime of the tail").optional(),
          },
          "printed at the maximum",
        ),
        brightFactor: amount("growth of the number of bright dots").optional(),
        yieldError: amount("standard deviation of a quantum yield; default 0.02").optional(),
        lifetimeError: amount("standard deviation of a lifetime; default 0.1 ns").optional(),
      },
      "printed numbers that fix parameters",
    ).optional(),
    printed: section(
      { slow: amount("growth of the slow component"), yield: amount("growth of the quantum yield") },
      "factors compared with one another, beside the lifetimes of `calibrate`",
    ).optional(),
    dilution: z
      .array(amount("concentration of dots"))
      .min(1)
      .describe("dots before any dose, everything thinned alike")
      .optional(),
    others: named(
      section(
        {
          dose: amount("dose"),
          yield: amount("quantum yield reached there").optional(),
          above: amount("it is above this").optional(),
          below: amount("it is below this").optional(),
        },
        "another ligand, alone on the same dots",
      ),
      "other ligands: affinity and passivating power from one printed quantum yield or a bound of it",
    ).optional(),
    against: text("constant that the affinities of the others are compared with").optional(),
    over: named(
      z.array(amount("value")).min(1),
      "values of constants, `sites.NAME` and parameters that are not known: every combination is calibrated anew",
    ).optional(),
    with: use,
  },
  "what coverage does to the light: quantum yield, bright fraction and decay against dose",
);

/** Quantum yield, bright fraction and decay against the dose of a passivating ligand, calibrated on printed numbers. */
export const passivation: AnalysisKind<typeof fields> = {
  kind: "passivation",
  fields,
  ofSurface: true,
  check(options, context, report) {
    report.at([...context.path, "calibrate"], () => void readConditions(options, context));
    report.at([...context.path, "others"], () => void readOthers(options, context));
    report.at([...context.path, "to"], () => void doseOf(context, options.to, ["to"]));
    report.at([...context.path, "with"], () => void readLight(options, context));
  },
  results(options) {
    const names = new Map<string, ExpectedResult>();
    const one = (name: string, unit: string | null = ""): void => void names.set(name, { unit });
    for (const { name, unit } of POINT_NUMBERS) {
      one(`start_${name}`, unit);
      one(`best_${name}`, unit);
      if (options.at) names.set(name, { unit, rows: options.at.length });
    }
    one("best_dose", "eq");
    for (const name of "misfit yield_factor bright_factor amplitude_factor area_factor lifetime_factor sets sets_met".split(
      " ",
    ))
      one(name);
    for (const name of options.calibrate?.free ?? [])
      for (const end of ["", "_low", "_high"]) one(`${clean(name)}${end}`, null);
    if (options.dilution) names.set("dilution_yield", { unit: "", rows: options.dilution.length });
    if (options.printed) {
      for (const name of ["before", "after", "factor"]) one(`printed_bright_${name}`);
      for (const reading of ["amplitude", "area"]) {
        for (const name of ["population", "area", "gap", "fast_share"]) one(`${reading}_${name}`);
        one(`${reading}_dark_lifetime`, "ns");
      }
    }
    for (const name of Object.keys(options.others ?? {})) {
      for (const end of ["", "_low", "_high"]) one(`K_${clean(name)}${end}`, "/M");
      for (const leaf of ["power_", "ratio_"]) one(`${leaf}${clean(name)}`);
      for (const end of ["_low", "_high"]) one(`ratio_${clean(name)}${end}`);
    }
    return { names };
  },
  run(options, context) {
    const outcome = outcomeOf(options, context);
    return {
      leaves: leavesOf(outcome),
      result: {
        id: context.id,
        kind: "passivation",
        title: options.title ?? `Light against ${options.added}`,
        findings: findingsOf(outcome),
        values: [],
        tables: tablesOf(outcome),
        figures: figuresOf(outcome),
      },
      citations: [
        {
          cite: "Infelta, Graetzel, Thomas, J. Phys. Chem. 1974, 78, 190; Tachiya, Chem. Phys. Lett. 1975, 33, 289 (decay with a random number of quenchers)",
        },
        {
          cite: "van Driel et al., Statistical analysis of time-resolved emission from ensembles of semiconductor quantum dots, Phys. Rev. B 2007, 75, 035329",
        },
      ],
    };
  },
};
