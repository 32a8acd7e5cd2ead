import { z } from "zod";
import { shellResonances, shellSignals } from "../../resonance/index.ts";
import { interfaceModels, stateOfSample } from "../../surface/index.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";
import { interfaceFields, readInterfaceOptions } from "./interface-options.ts";
import { shellPicture, vinyleneSpectra } from "./nmr-figures.ts";
import { figuresOf, findingsOf, leavesOf, notesOf, tableOf } from "./nmr-report.ts";
import { fittedDiffusion, NUMBERS, type Seen } from "./nmr-seen.ts";
import { nameOf, placeAt, readSignals } from "./nmr-words.ts";

/** Delay of the simulated experiment where none is given, s. */
const USUAL_DELAY_S = 0.1;

const fields = section(
  {
    kind: z.literal("nmr"),
    title,
    ...interfaceFields,
    signals: z.array(text("a parameter of the signals: shell = 1.8 nm")).optional(),
    delay: amount("diffusion delay of the simulated experiment; default 100 ms").optional(),
  },
  "what NMR sees of the ligand shell: diffusion, shift, width and NOE in fast exchange",
);

/** What NMR would see of the shell: diffusion, shift, width and NOE at one point or along one condition. */
export const nmr: AnalysisKind<typeof fields> = {
  kind: "nmr",
  fields,
  ofSurface: false,
  check(options, context, report) {
    report.at(context.path, () => void readInterfaceOptions(options, context));
    report.at([...context.path, "signals"], () => void readSignals(options.signals ?? []));
  },
  results(options, context) {
    const { points, isSeries } = readInterfaceOptions(options, context);
    const names = new Map<string, ExpectedResult>();
    for (const { name, unit } of NUMBERS) {
      names.set(name, isSeries ? { unit, rows: points.length } : { unit });
      if (isSeries && points.length > 1) names.set(`${name}_steps`, { unit, rows: points.length - 1 });
    }
    return { names };
  },
  run(options, context) {
    const asked = readInterfaceOptions(options, context);
    const signals = readSignals(options.signals ?? []);
    const delayS = options.delay === undefined ? USUAL_DELAY_S : context.evaluator.number(options.delay, "s");
    const models = interfaceModels();
    const seen = asked.points.map((x, i): Seen => {
      context.progress(i / asked.points.length, "states");
      const { sample, medium } = placeAt(asked, x, i);
      const { temperatureK = 298.15 } = sample;
      const state = stateOfSample(models, sample, asked.values);
      const model = models.network(sample, asked.values.partners);
      const found = shellSignals(model, state, asked.values, medium, temperatureK, signals);
      return {
        ...found,
        label: asked.labels?.[i] ?? "",
        bound: state.boundFraction,
        fittedDiffusion: fittedDiffusion(found, signals.exchange_rate, delayS),
        fittedSlow: fittedDiffusion(found, 0.1 / delayS / 1000, delayS),
        lines: shellResonances(model, state, found, signals, medium, temperatureK),
      };
    });
    const experiment = { protonMHz: signals.proton, exchangePerS: signals.exchange_rate, delayS };
    const picture = asked.isSeries ? null : shellPicture(context.id, seen[0]!.lines, experiment);
    const spectra = seen.map(({ lines }, i) => ({ name: nameOf(asked, i), resonances: lines }));
    return {
      leaves: leavesOf(seen, asked.isSeries),
      result: {
        id: context.id,
        kind: "nmr",
        title: options.title ?? "What NMR sees of the shell",
        findings: asked.isSeries ? [] : [...findingsOf(seen[0]!), ...notesOf(seen[0]!)],
        values: [],
        tables: [tableOf(context.id, asked, seen)],
        figures:
          picture?.figures ??
          (seen.length > 1
            ? [...figuresOf(context.id, asked, seen), vinyleneSpectra(context.id, spectra, experiment)]
            : []),
        ...(picture ? { maps: [picture.map] } : {}),
      },
      citations: [
        {
          cite: "De Roo et al., Probing solvent-ligand interactions in colloidal nanocrystals by the NMR line broadening, Chem. Mater. 2018, 30, 5485",
        },
      ],
    };
  },
};
