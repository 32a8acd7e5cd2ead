import {
  aliasesOf,
  amountsByName,
  buildNetwork,
  concentration,
  InputError,
  type InteractingState,
  ingredients,
  type LateralInteraction,
  parseQuantity,
  parseReactions,
  prepareSpeciation,
  prepareStudy,
  readConstants,
  solveInteracting,
  solveSpeciation,
} from "@oleate/core";
import { printJson } from "../print-json.ts";
import { loadStudy } from "../study-folder.ts";

interface SpeciateOptions {
  readonly model?: string;
  readonly total?: string[];
  readonly json?: boolean;
  readonly interaction?: string;
  readonly temperature?: string;
  readonly dilute?: string;
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
    printJson({ species });
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

/** Reads "S.B on S, 4 neighbours, -3.75 kJ/mol, quasi-chemical". */
function readInteraction(text: string): LateralInteraction {
  const match =
    /^\s*(\S+)\s+on\s+(\S+)\s*,\s*(\d+)\s+neighbours?\s*,\s*([^,]+?)\s*(?:,\s*(bragg-williams|quasi-chemical)\s*)?$/u.exec(
      text,
    );
  if (!match) {
    throw new InputError({
      what: "--interaction cannot be read",
      found: `"${text}"`,
      expected: '"S.B on S, 4 neighbours, -3.75 kJ/mol" and, if wanted, ", quasi-chemical"',
    });
  }
  return {
    species: match[1]!,
    siteClass: match[2]!,
    neighbours: Number(match[3]),
    pairEnergyKjPerMol: parseQuantity(match[4]!, "kJ/mol"),
    model: match[5] === "quasi-chemical" ? "quasi-chemical" : "bragg-williams",
  };
}

/** Prints every root of an interacting state; with two stable ones it says that the way there decides. */
function printRoots(
  names: readonly string[],
  state: InteractingState,
  interaction: LateralInteraction,
  json: boolean | undefined,
): void {
  if (json) {
    const roots = state.roots.map(({ coverage, stable, freeEnergyKjPerMol, concentrationsMolar }) => ({
      coverage,
      stable,
      freeEnergyKjPerMol,
      species: Object.fromEntries(
        names.map((name, i) => [name, { value: concentrationsMolar[i]!, unit: "M" }]),
      ),
    }));
    printJson({ roots, equilibrium: state.equilibrium, hysteresis: state.hysteresis });
    return;
  }
  state.roots.forEach((root, i) => {
    const kind = root.stable ? (i === state.equilibrium ? "stable, lowest" : "stable") : "unstable";
    process.stdout.write(
      `root ${i + 1}: ${interaction.species} covers ${(100 * root.coverage).toFixed(2)} % of ${interaction.siteClass} (${kind}; ${root.freeEnergyKjPerMol.toFixed(3)} kJ per mol of sites above the lowest)\n`,
    );
  });
  if (state.hysteresis)
    process.stdout.write("two stable states: which one is seen depends on the way there (hysteresis)\n");
  print(names, state.roots[state.equilibrium]!.concentrationsMolar, null, false);
}

/** `oleate speciate`: the state of a study's sample, or of a model given on the command line. */
export function speciate(study: string | undefined, options: SpeciateOptions): number {
  if (study !== undefined) {
    const { document, options: runOptions } = loadStudy(study);
    const prepared = prepareStudy(document, runOptions);
    const model = prepared.modelFor(undefined, []);
    if (options.interaction !== undefined)
      throw new InputError({
        what: "--interaction goes with --model",
        remedy: "write the reactions under --model",
      });
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
    const factor = options.dilute === undefined ? 1 : parseQuantity(options.dilute, "");
    if (!(factor > 0))
      throw new InputError({
        what: "--dilute is not a factor",
        found: String(options.dilute),
        expected: "above 0, 10 for ten-fold",
      });
    const out = new Float64Array(model.network.species.length);
    const mixed = ingredients(model, ligands).map((amount) => amount / factor);
    solveSpeciation(prepareSpeciation(model.network), lnK, mixed, out);
    print(
      model.network.species.map((species) => species.name),
      out,
      model.dotsMolar / factor,
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
  const factor = options.dilute === undefined ? 1 : parseQuantity(options.dilute, "");
  if (!(factor > 0)) {
    throw new InputError({
      what: "--dilute is not a factor",
      found: String(options.dilute),
      expected: "above 0, 10 for ten-fold",
    });
  }
  const totals: Record<string, number> = {};
  for (const [name, text] of readAssignments(options.total, "--total")) {
    totals[name] = parseQuantity(text, "M") / factor;
  }
  const temperatureK = parseQuantity(options.temperature ?? "298.15 K", "K");
  if (!(temperatureK > 0)) {
    throw new InputError({ what: "--temperature is not above 0 K", found: String(options.temperature) });
  }
  if (options.interaction !== undefined) {
    const interaction = readInteraction(options.interaction);
    const amounts = amountsByName(network, totals);
    const roots = solveInteracting(prepareSpeciation(network), lnK, amounts, interaction, temperatureK);
    const names = network.species.map((species) => species.name);
    printRoots(names, roots, interaction, options.json);
    return 0;
  }
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
