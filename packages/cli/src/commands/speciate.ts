import {
  aliasesOf,
  amountsByName,
  buildNetwork,
  concentration,
  InputError,
  ingredients,
  parseQuantity,
  parseReactions,
  prepareSpeciation,
  prepareStudy,
  readConstants,
  solveSpeciation,
} from "@oleate/core";
import { loadStudy } from "../study-folder.ts";

interface SpeciateOptions {
  readonly model?: string;
  readonly total?: string[];
  readonly json?: boolean;
}

/** Splits "H = 1 mM, G = 2 mM" (or several such options) into name and text. */
export function readAssignments(
  texts: readonly string[],
  flag: string,
): readonly (readonly [string, string])[] {
  return texts
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => {
      const match = /^([^=]+)=(.+)$/u.exec(text);
      if (!match)
        throw new InputError({
          what: `${flag} cannot be read`,
          found: `"${text}"`,
          expected: "NAME = VALUE UNIT, parted by commas",
        });
      return [match[1]!.trim(), match[2]!.trim()] as const;
    });
}

function print(
  names: readonly string[],
  molar: Float64Array,
  dotsMolar: number | null,
  json: boolean | undefined,
): void {
  if (json) {
    const species = Object.fromEntries(
      names.map((name, i) => [
        name,
        { value: molar[i]!, unit: "M", ...(dotsMolar ? { perDot: molar[i]! / dotsMolar } : {}) },
      ]),
    );
    process.stdout.write(`${JSON.stringify({ species }, null, 1)}\n`);
    return;
  }
  const width = Math.max(...names.map((name) => name.length));
  names.forEach((name, i) => {
    const perDot = dotsMolar ? `   ${(molar[i]! / dotsMolar).toPrecision(6).padStart(12)} per dot` : "";
    process.stdout.write(
      `${name.padEnd(width)}  ${(molar[i]! * 1e3).toPrecision(6).padStart(12)} mM${perDot}\n`,
    );
  });
}

/** `oleate speciate`: the state of a study's sample, or of a model given on the command line. */
export function speciate(study: string | undefined, options: SpeciateOptions): number {
  if (study !== undefined) {
    const { document, options: runOptions } = loadStudy(study);
    const prepared = prepareStudy(document, runOptions);
    const model = prepared.modelFor(undefined, []);
    const ligands: Record<string, number> = { ...model.ligandsMolar };
    const constants = new Map<string, string>();
    for (const [name, text] of readAssignments(options.total ?? [], "--total")) {
      if (model.constants.some((constant) => constant.name === name)) constants.set(name, text);
      else if (model.network.indexOf.has(name))
        ligands[name] = concentration(text, prepared.evaluator, model.dotsMolar, { file: "--total" });
      else amountsByName(model.network, { [name]: 0 });
    }
    const lnK = Float64Array.from(model.constants, (constant) => {
      const text = constants.get(constant.name);
      const order = model.network.reactions[constant.reaction]!.order;
      const value =
        text === undefined ? constant.valueMolar : parseQuantity(text, order === 0 ? "" : `M^${order}`);
      if (value === null) {
        throw new InputError({
          what: `${constant.name} is to be fitted and has no value yet`,
          remedy: `give one: --total "${constant.name} = 150 /mM", or run \`oleate run\` for the fit`,
        });
      }
      return Math.log(value);
    });
    const out = new Float64Array(model.network.species.length);
    solveSpeciation(prepareSpeciation(model.network), lnK, ingredients(model, ligands), out);
    print(
      model.network.species.map((species) => species.name),
      out,
      model.dotsMolar,
      options.json,
    );
    return 0;
  }
  if (!options.model || !options.total) {
    throw new InputError({
      what: "speciate needs a study, or --model and --total",
      remedy: 'for example: oleate speciate --model "H + G <=> HG; K = 1000 /M" --total "H = 1 mM, G = 2 mM"',
    });
  }
  const reactions = parseReactions(options.model, { file: "--model" });
  const network = buildNetwork(reactions, new Map(), aliasesOf(reactions, []));
  const constants = readConstants(reactions, network, null, "M");
  const lnK = Float64Array.from(constants, ({ name, valueMolar }) => {
    if (valueMolar === null)
      throw new InputError({
        what: `${name} needs a value here`,
        found: "fit",
        expected: "for example K = 1000 /M",
      });
    return Math.log(valueMolar);
  });
  const totals: Record<string, number> = {};
  for (const [name, text] of readAssignments(options.total, "--total"))
    totals[name] = parseQuantity(text, "M");
  const out = new Float64Array(network.species.length);
  solveSpeciation(prepareSpeciation(network), lnK, amountsByName(network, totals), out);
  print(
    network.species.map((species) => species.name),
    out,
    null,
    options.json,
  );
  return 0;
}
