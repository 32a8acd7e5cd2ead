import { z } from "zod";
import { InputError } from "../../errors.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResult } from "./analysis.ts";
import { measuredDecay, measuredNames } from "./decay-measured.ts";
import { SIMULATED_NUMBERS, type SimulatedAsk, simulatedDecays } from "./decay-simulated.ts";

const USUAL = { channelNs: 0.1, windowNs: 50, counts: 20000, background: 0.5, decays: 100, level: 0.95 };
/** A record is no longer than this: more channels tell nothing and cost time. */
const MOST_CHANNELS = 65536;

const fields = section(
  {
    kind: z.literal("decay"),
    title,
    response: amount("full width at half maximum of a Gaussian response: 0.57 ns").optional(),
    lifetimes: z.array(amount("slow lifetime")).min(1).describe("simulated, each in turn").optional(),
    fast: section(
      {
        lifetime: amount("lifetime, below the response"),
        share: amount("its share of the light, 0 to 1"),
      },
      "a part faster than the response in every simulated decay",
    ).optional(),
    counts: amount("photons in a simulated decay; default 20000").optional(),
    background: amount("counts per channel of a simulated decay; default 0.5").optional(),
    channel: amount("channel width of simulated decays; default 0.1 ns").optional(),
    window: amount("length of a simulated record; default 50 ns").optional(),
    decays: z.int().min(20).max(5000).describe("simulated decays of each lifetime; default 100").optional(),
    level: z.number().gt(0).lt(1).describe("confidence level, default 0.95").optional(),
    file: text("a measured decay in place of simulated ones: time, counts").optional(),
    column: text("its column of counts; default the second").optional(),
    responseColumn: text("column with the measured response").optional(),
    components: z.int().min(1).max(4).describe("exponentials fitted to it; default 1").optional(),
    prompt: z.boolean().describe("fit an unresolved part as an area too; default false").optional(),
  },
  "decays simulated with counting noise and fitted again, or one measured decay fitted",
);
type Fields = z.infer<typeof fields>;

/** Decays simulated and fitted again, or one measured decay of the study's folder fitted. */
export const decay: AnalysisKind<typeof fields> = {
  kind: "decay",
  fields,
  ofSurface: false,
  files: ({ file }) => (file === undefined ? [] : [file]),
  check(options, context, report) {
    const { path } = context;
    report.at(
      path,
      () =>
        void (options.file === undefined ? simulatedAsk(options, context) : readResponse(options, context)),
    );
    if (options.file !== undefined && options.lifetimes !== undefined) {
      report.at([...path, "lifetimes"], () => {
        throw new InputError({
          what: "a measured decay has no lifetimes to simulate",
          found: "`file` and `lifetimes`",
          expected: "one of them",
        });
      });
    }
    if (options.file !== undefined) {
      report.at(
        [...path, "file"],
        () => void context.table(options.file!, context.placeOf([...path, "file"])),
      );
    }
  },
  results(options) {
    if (options.file !== undefined) return { names: measuredNames(options.components ?? 1) };
    const names = new Map<string, ExpectedResult>();
    for (const { name, unit, perLifetime } of SIMULATED_NUMBERS) {
      names.set(name, perLifetime ? { unit, rows: options.lifetimes?.length ?? 0 } : { unit });
    }
    return { names };
  },
  run(options, context) {
    if (options.file !== undefined) {
      return measuredDecay(
        {
          file: options.file,
          column: options.column,
          responseColumn: options.responseColumn,
          components: options.components ?? 1,
          prompt: options.prompt ?? false,
          level: options.level ?? USUAL.level,
          fwhmNs: readResponse(options, context),
          title: options.title ?? "A measured decay",
        },
        context,
      );
    }
    return simulatedDecays(simulatedAsk(options, context), context);
  },
};

function readResponse(options: Fields, { evaluator, path, placeOf }: AnalysisContext): number | null {
  if (options.response === undefined) return null;
  return evaluator.number(options.response, "ns", placeOf([...path, "response"]));
}

/** What is to be simulated, in ns and counts. */
function simulatedAsk(options: Fields, context: AnalysisContext): SimulatedAsk {
  const { evaluator, path, placeOf } = context;
  const fwhmNs = readResponse(options, context);
  if (options.lifetimes === undefined || fwhmNs === null) {
    throw new InputError({
      what: "nothing to simulate and nothing to fit",
      found: options.lifetimes === undefined ? "neither `file` nor `lifetimes`" : "no `response`",
      expected: "`file: decay.csv`, or `lifetimes: [4.7 ns]` with `response: 0.57 ns`",
    });
  }
  const number = (
    key: "channel" | "window" | "counts" | "background",
    unit: string,
    usual: number,
  ): number => {
    const text = options[key];
    const value = text === undefined ? usual : evaluator.number(text, unit, placeOf([...path, key]));
    if (value > 0) return value;
    throw new InputError({
      what: `\`${key}\` of simulated decays is not positive`,
      found: String(text),
      expected: "above 0",
      place: placeOf([...path, key]),
    });
  };
  const channelNs = number("channel", "ns", USUAL.channelNs);
  const windowNs = number("window", "ns", USUAL.windowNs);
  const channels = Math.round(windowNs / channelNs);
  if (channels < 16 || channels > MOST_CHANNELS) {
    throw new InputError({
      what: "a simulated record has an impossible number of channels",
      found: `${windowNs} ns of ${channelNs} ns`,
      expected: `16 to ${MOST_CHANNELS}`,
    });
  }
  const fast = options.fast && {
    lifetimeNs: evaluator.number(options.fast.lifetime, "ns", placeOf([...path, "fast", "lifetime"])),
    share: evaluator.number(options.fast.share, "", placeOf([...path, "fast", "share"])),
  };
  if (fast && !(fast.lifetimeNs > 0 && fast.share > 0 && fast.share < 1)) {
    throw new InputError({
      what: "the fast part of simulated decays is impossible",
      found: `${fast.lifetimeNs} ns, share ${fast.share}`,
      expected: "a positive lifetime and a share between 0 and 1",
      place: placeOf([...path, "fast"]),
    });
  }
  return {
    fwhmNs,
    channelNs,
    channels,
    lifetimesNs: options.lifetimes.map((text, i) =>
      evaluator.number(text, "ns", placeOf([...path, "lifetimes", i])),
    ),
    fast: fast ?? null,
    counts: number("counts", "", USUAL.counts),
    background: number("background", "", USUAL.background),
    decays: options.decays ?? USUAL.decays,
    level: options.level ?? USUAL.level,
    title: options.title ?? "Simulated decays fitted again",
  };
}
