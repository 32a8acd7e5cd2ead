import {
  aliasesOf,
  amountsByName,
  buildNetwork,
  InputError,
  parseQuantity,
  parseReactions,
  prepareStudy,
  readConstants,
  wash as washDots,
} from "@oleate/core";
import { printJson } from "../print-json.ts";
import { printTable } from "../print-table.ts";
import { loadStudy } from "../study-folder.ts";
import { readAssignments } from "./speciate.ts";

interface WashOptions {
  readonly analysis?: string;
  readonly model?: string;
  readonly perDot?: string[];
  readonly site?: string;
  readonly dots?: string;
  readonly volume?: string;
  readonly wash?: string;
  readonly ligands?: string[];
  readonly retained?: string;
  readonly yield?: string;
  readonly redissolve?: string;
  readonly rounds?: string;
  readonly json?: boolean;
}

function ofStudy(study: string, options: WashOptions): number {
  const { document, options: runOptions } = loadStudy(study);
  const prepared = prepareStudy(document, runOptions);
  const ids = prepared.analysisIds.filter(
    (id) => document.study.analyses![id]!.kind === "wash" && (!options.analysis || id === options.analysis),
  );
  if (ids.length === 0) {
    throw new InputError({
      what: `${study} has no washing${options.analysis ? ` called ${options.analysis}` : ""}`,
      remedy: "add an analysis of `kind: wash`, or give --model and the volumes",
    });
  }
  const results = ids.map((id) => prepared.outcome(id).result);
  if (options.json) printJson(results);
  else {
    for (const result of results) {
      process.stdout.write(`\n${result.title}\n`);
      for (const table of result.tables) printTable(table);
      for (const finding of result.findings) process.stdout.write(`${finding}\n`);
    }
  }
  return 0;
}

/** `oleate wash`: ligands per dot after each round, for a study's washing or for volumes given as flags. */
export function wash(study: string | undefined, options: WashOptions): number {
  if (study !== undefined) return ofStudy(study, options);
  const need = (value: string | undefined, flag: string, example: string): string => {
    if (value === undefined)
      throw new InputError({
        what: `wash needs ${flag} (or a study)`,
        remedy: `for example ${flag} "${example}"`,
      });
    return value;
  };
  const reactions = parseReactions(need(options.model, "--model", "Pb + L <=> Pb.L; K = 10 /mM"), {
    file: "--model",
  });
  const network = buildNetwork(reactions, new Map(), aliasesOf(reactions, []));
  const lnK = Float64Array.from(readConstants(reactions, network, null, "mM"), ({ name, valueMolar }) => {
    if (valueMolar === null) throw new InputError({ what: `${name} needs a value here`, found: "fit" });
    return Math.log(valueMolar);
  });
  const site = need(options.site, "--site", "Pb");
  if (!network.indexOf.has(site)) amountsByName(network, { [site]: 0 });
  const dotsMol = parseQuantity(need(options.dots, "--dots", "10 nmol"), "mol");
  const perDot = readAssignments(options.perDot ?? [], "--per-dot");
  const ingredientsMol: Record<string, number> = {};
  const spectatorsMol: Record<string, number> = {};
  for (const [name, text] of perDot) {
    const amount =
      parseQuantity(/[a-z]/iu.test(text.replace(/[eE][-+]?\d+/u, "")) ? text : `${text} eq`, "eq") * dotsMol;
    (network.indexOf.has(name) ? ingredientsMol : spectatorsMol)[name] = amount;
  }
  const roundCount = Number(options.rounds ?? 1);
  if (!Number.isInteger(roundCount) || roundCount < 1 || roundCount > 100)
    throw new InputError({
      what: "--rounds is not a count",
      found: String(options.rounds),
      expected: "1 to 100",
    });
  const round = {
    washVolumeLitre: parseQuantity(need(options.wash, "--wash", "10 mL"), "L"),
    washMolar: Object.fromEntries(
      readAssignments(options.ligands ?? [], "--ligands").map(([name, text]) => [
        name,
        parseQuantity(text, "M"),
      ]),
    ),
    retainedLitre: parseQuantity(options.retained ?? "0.1 mL", "L"),
    yield: parseQuantity(options.yield ?? "1", ""),
    redissolveLitre: parseQuantity(options.redissolve ?? need(options.volume, "--volume", "1 mL"), "L"),
    lnKWash: lnK,
    lnKRedissolved: lnK,
  };
  const states = washDots(
    network,
    [site],
    {
      volumeLitre: parseQuantity(need(options.volume, "--volume", "1 mL"), "L"),
      dotsMol,
      ingredientsMol,
      spectatorsMol,
    },
    lnK,
    Array.from({ length: roundCount }, () => round),
  );
  if (options.json) {
    printJson(
      states.map(({ dotsMol: mol, boundPerDot, freePerDot, spectatorsPerDot }, i) => ({
        round: i,
        dotsMol: mol,
        boundPerDot,
        freePerDot,
        spectatorsPerDot,
      })),
    );
    return 0;
  }
  const names = [
    ...new Set(
      states.flatMap((state) => [...Object.keys(state.boundPerDot), ...Object.keys(state.freePerDot)]),
    ),
  ];
  const rests = [...new Set(states.flatMap((state) => Object.keys(state.spectatorsPerDot)))];
  printTable({
    id: "rounds",
    title: "",
    caption: "",
    columns: [
      { name: "round", unit: "", values: states.map((_, i) => i) },
      { name: "dots", unit: "nmol", values: states.map((state) => state.dotsMol * 1e9) },
      ...names.flatMap((name) => [
        { name: `bound ${name}`, unit: "eq", values: states.map((state) => state.boundPerDot[name] ?? 0) },
        { name: `free ${name}`, unit: "eq", values: states.map((state) => state.freePerDot[name] ?? 0) },
      ]),
      ...rests.map((name) => ({
        name,
        unit: "eq",
        values: states.map((state) => state.spectatorsPerDot[name] ?? 0),
      })),
    ],
  });
  return 0;
}
