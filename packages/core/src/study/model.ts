import { atPlace, type Complaint, InputError, nearestNames, type Place } from "../errors.ts";
import { ligandNamed } from "../matter/index.ts";
import { parseQuantity, parseUnit, sameDimension } from "../quantities/index.ts";
import { buildNetwork, type Network, type SpeciesDeclaration } from "../surface/network.ts";
import { chargeOfName, parseReaction, parseReactions, type ReactionText } from "../surface/reaction.ts";
import { lnConstantAt } from "../surface/titration.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ChangesFile, StudyFile } from "./schema.ts";

/** An equilibrium constant of the model: its name, unit, and value in molar units (null: to be fitted). */
export interface ModelConstant {
  readonly name: string;
  /** Unit in the user's words, e.g. "/mM". */
  readonly unit: string;
  /** Multiply a value in `unit` by this to have molar units. */
  readonly molarPerUnit: number;
  readonly valueMolar: number | null;
  /** Start value for a fit, in `unit`; null when none was given. */
  readonly start: number | null;
  /** Standard enthalpy and heat capacity of the reaction, from `; dH = -20 kJ/mol ; dCp = 0 J/(mol K)`; null when not given. */
  readonly enthalpyKjPerMol: number | null;
  readonly heatCapacityKjPerMolK: number;
  readonly reaction: number;
}

/** Sample and surface of one use, in molar units, ready for the speciation. */
export interface Model {
  readonly network: Network;
  readonly constants: readonly ModelConstant[];
  /** Site class -> sites per dot. */
  readonly sitesPerDot: Readonly<Record<string, number>>;
  readonly dotsMolar: number;
  readonly temperatureK: number;
  /** Ingredient -> total, mol/L (sites not included). */
  readonly ligandsMolar: Readonly<Record<string, number>>;
}

/** Unit text of a constant of this order when none is written: "/mM" for 1:1 binding. */
function defaultUnit(order: number, molar: string): string {
  if (order === 0) return "";
  if (order === -1) return `/${molar}`;
  return `${molar}^${order}`;
}

/** Reads `fit`, `fit from 100 /mM` or a number with unit (or expression) behind a constant's name. */
function readConstant(
  name: string,
  text: string,
  order: number,
  evaluator: Evaluator | null,
  place: Place | undefined,
  molar: string,
): Omit<ModelConstant, "reaction" | "enthalpyKjPerMol" | "heatCapacityKjPerMolK"> {
  const free = /^fit(?:\s+from\s+(.+))?$/u.exec(text);
  const written = free ? free[1] : text;
  const unitText = written === undefined ? "" : (/^[-+\d.eE\s×x^]*(.*)$/u.exec(written)?.[1] ?? "").trim();
  const molarUnit = defaultUnit(order, "M");
  let unit = defaultUnit(order, molar);
  let value: number | null = null;
  if (written !== undefined) {
    value = atPlace(place, () => {
      try {
        const direct = parseQuantity(written, molarUnit);
        unit = unitText;
        return direct;
      } catch (error) {
        // Not a plain quantity: an expression over the study's names, if there are any.
        if (!evaluator || !/[A-Za-z_]\w*[._]|\(/u.test(written)) throw error;
        return evaluator.number(written, molarUnit, place);
      }
    });
    if (!(value > 0) || !Number.isFinite(value)) {
      throw new InputError({
        what: `equilibrium constant ${name} must be positive`,
        found: written,
        expected: "a number above 0",
        remedy: "leave the reaction out if it does not happen",
        ...(place ? { place } : {}),
      });
    }
  }
  const molarPerUnit = order === 0 ? 1 : parseQuantity(`1 ${unit}`, molarUnit);
  return {
    name,
    unit,
    molarPerUnit,
    valueMolar: free ? null : value,
    start: free && value !== null ? value / molarPerUnit : null,
  };
}

/** The constant among a reaction's attributes, its name and text. `dH` and `dCp` are not constants. */
function constantAttribute(
  reaction: ReactionText,
  index: number,
  count: number,
): { name: string; text: string } {
  const candidates = reaction.attributes.filter(({ name }) => name !== "dH" && name !== "dCp");
  if (candidates.length !== 1) {
    throw new InputError({
      what: `reaction \`${reaction.text}\` needs one constant`,
      found: candidates.length === 0 ? "none" : candidates.map(({ name }) => name).join(", "),
      expected: "for example `; K = 10.5 /mM` or `; K = fit`",
      ...(reaction.place ? { place: reaction.place } : {}),
    });
  }
  const { name, text } = candidates[0]!;
  return { name: name === "K" && count > 1 ? `K${index + 1}` : name, text };
}

/** Enthalpy and heat capacity written behind a reaction. */
function readThermochemistry(
  reaction: ReactionText,
): Pick<ModelConstant, "enthalpyKjPerMol" | "heatCapacityKjPerMolK"> {
  const read = (name: string, unit: string): number | null => {
    const text = reaction.attributes.find((attribute) => attribute.name === name)?.text;
    return text === undefined ? null : atPlace(reaction.place, () => parseQuantity(text, unit));
  };
  return {
    enthalpyKjPerMol: read("dH", "kJ/mol"),
    heatCapacityKjPerMolK: read("dCp", "kJ/(mol K)") ?? 0,
  };
}

/**
 * ln K of every reaction at a temperature (K), by van 't Hoff from the model's own temperature.
 * @throws InputError when a constant has no value, or no enthalpy although the temperature differs
 */
export function lnConstantsAt(model: Model, temperatureK: number): Float64Array {
  return Float64Array.from(
    model.constants,
    ({ name, valueMolar, enthalpyKjPerMol, heatCapacityKjPerMolK }) => {
      if (valueMolar === null) {
        throw new InputError({ what: `${name} has no value`, remedy: "give it under `with: constants:`" });
      }
      if (temperatureK === model.temperatureK) return Math.log(valueMolar);
      if (enthalpyKjPerMol === null) {
        throw new InputError({
          what: `${name} is known at ${model.temperatureK} K only`,
          expected: "its enthalpy behind the reaction, e.g. `; K = 10 /mM ; dH = -20 kJ/mol`",
          remedy: "write dH = 0 kJ/mol if it does not depend on temperature",
        });
      }
      return lnConstantAt(
        Math.log(valueMolar),
        model.temperatureK,
        temperatureK,
        enthalpyKjPerMol,
        heatCapacityKjPerMolK,
      );
    },
  );
}

/**
 * Constants of a list of reactions.
 * @param molar concentration unit used for constants written without one ("mM" in studies, "M" on the command line)
 */
export function readConstants(
  reactions: readonly ReactionText[],
  network: Network,
  evaluator: Evaluator | null,
  molar: "M" | "mM",
): readonly ModelConstant[] {
  const seen = new Set<string>();
  const constants = reactions.map((reaction, index): ModelConstant => {
    const { name, text } = constantAttribute(reaction, index, reactions.length);
    if (seen.has(name)) {
      throw new InputError({
        what: `two reactions call their constant ${name}`,
        remedy: "give each its own name, such as K_L and K_PIC",
        ...(reaction.place ? { place: reaction.place } : {}),
      });
    }
    seen.add(name);
    const order = network.reactions[index]!.order;
    return {
      ...readConstant(name, text, order, evaluator, reaction.place, molar),
      ...readThermochemistry(reaction),
      reaction: index,
    };
  });
  // A fitted constant without a unit takes the unit its neighbours of the same order are written in.
  return constants.map((constant) => {
    const order = network.reactions[constant.reaction]!.order;
    if (constant.valueMolar !== null || constant.start !== null) return constant;
    const written = constants.find(
      (other) =>
        other !== constant && network.reactions[other.reaction]!.order === order && other.valueMolar !== null,
    );
    return written ? { ...constant, unit: written.unit, molarPerUnit: written.molarPerUnit } : constant;
  });
}

/** Parts and charges of the species the study declares. @throws InputError for parts that cannot be read */
export function declarations(
  file: StudyFile,
  placeOf: (path: readonly (string | number)[]) => Place,
): Map<string, SpeciesDeclaration> {
  const declared = new Map<string, SpeciesDeclaration>();
  for (const [name, entry] of Object.entries(file.species ?? {})) {
    const parts = typeof entry === "string" ? entry : entry.parts;
    const charge = (typeof entry === "string" ? undefined : entry.charge) ?? chargeOfName(name);
    declared.set(name, {
      ...(parts === undefined
        ? {}
        : { parts: parseReaction(`${parts} <=> ${name}`, placeOf(["species", name])).left }),
      ...(charge === null || charge === undefined ? {} : { charge }),
    });
  }
  return declared;
}

/** Maps aliases of one ligand to the spelling the study uses first, through the ligand table. */
export function aliasesOf(
  reactions: readonly ReactionText[],
  others: readonly string[],
): (name: string) => string {
  const spelling = new Map<string, string>();
  const idOf = (name: string): string => {
    const ligand = ligandNamed(name);
    return ligand ? `ligand:${ligand.name}` : `own:${name}`;
  };
  const written = reactions.flatMap((reaction) =>
    [...reaction.left, ...reaction.right].flatMap((term) => term.name.split(".")),
  );
  for (const name of [...written, ...others]) {
    const id = idOf(name);
    if (!spelling.has(id)) spelling.set(id, name);
  }
  return (name) => spelling.get(idOf(name)) ?? name;
}

/**
 * Builds the model of one use of the study: its sample and surface with the changes that use asks for.
 * @throws InputError, with the place, for unbalanced reactions, unknown names, wrong units and constants of zero
 */
export function buildModel(
  file: StudyFile,
  evaluator: Evaluator,
  placeOf: (path: readonly (string | number)[]) => Place,
  changes: ChangesFile | undefined,
  changesPath: readonly (string | number)[],
): Model {
  const texts: ReactionText[] = [];
  const own = changes?.replaceReactions ?? file.surface.reactions ?? [];
  const ownPath = changes?.replaceReactions ? [...changesPath, "replaceReactions"] : ["surface", "reactions"];
  for (const [index, text] of own.entries())
    texts.push(...parseReactions(text, placeOf([...ownPath, index])));
  for (const [index, text] of (changes?.reactions ?? []).entries()) {
    texts.push(...parseReactions(text, placeOf([...changesPath, "reactions", index])));
  }
  const ligandTexts = { ...file.sample.ligands, ...changes?.ligands };
  const canonical = aliasesOf(texts, Object.keys(ligandTexts));
  const network = buildNetwork(texts, declarations(file, placeOf), canonical);
  const constants = readConstants(texts, network, evaluator, "mM").map((constant) => {
    const changed = changes?.constants?.[constant.name];
    if (changed === undefined) return constant;
    const place = placeOf([...changesPath, "constants", constant.name]);
    const order = network.reactions[constant.reaction]!.order;
    return {
      ...constant,
      ...readConstant(constant.name, String(changed), order, evaluator, place, "mM"),
    };
  });
  for (const name of Object.keys(changes?.constants ?? {})) {
    if (!constants.some((constant) => constant.name === name)) {
      const known = constants.map((constant) => constant.name);
      throw new InputError({
        what: `no constant is called ${name}`,
        remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
        place: placeOf([...changesPath, "constants", name]),
      });
    }
  }
  const dotsMolar =
    changes?.concentration === undefined
      ? evaluator.number(file.sample.concentration, "M", placeOf(["sample", "concentration"]))
      : evaluator.number(changes.concentration, "M", placeOf([...changesPath, "concentration"]));
  const sitesPerDot: Record<string, number> = {};
  for (const name of Object.keys(file.surface.sites)) {
    const changed = changes?.sites?.[name];
    const place =
      changed === undefined ? placeOf(["surface", "sites", name]) : placeOf([...changesPath, "sites", name]);
    const count =
      changed === undefined
        ? evaluator.number(`surface.sites.${name}`, "", place)
        : evaluator.number(changed, "", place);
    if (!(count > 0)) {
      throw new InputError({
        what: `site class ${name} has no sites`,
        found: String(count),
        expected: "more than 0 per dot",
        place,
      });
    }
    sitesPerDot[name] = count;
    // A study of the structure alone has sites and no reactions.
    if (texts.length > 0 && !network.indexOf.has(name)) {
      const known = [...network.indexOf.keys()];
      const complaint: Complaint = {
        what: `no reaction uses site class ${name}`,
        remedy: `nearest species: ${nearestNames(name, known).join(", ")}`,
        place,
      };
      throw new InputError(complaint);
    }
  }
  const ligandsMolar: Record<string, number> = {};
  for (const [written, text] of Object.entries(ligandTexts)) {
    const changed = changes?.ligands?.[written] !== undefined;
    const place = placeOf(changed ? [...changesPath, "ligands", written] : ["sample", "ligands", written]);
    const total = concentration(text, evaluator, dotsMolar, place);
    ligandsMolar[canonical(written)] = total;
    checkSolubility(file, written, total, evaluator, placeOf, place);
  }
  const temperatureK = evaluator.number(
    file.sample.temperature ?? "298.15 K",
    "K",
    placeOf(["sample", "temperature"]),
  );
  return { network, constants, sitesPerDot, dotsMolar, temperatureK, ligandsMolar };
}

/** A total in mol/L from a concentration or from equivalents per dot. @throws InputError when negative */
export function concentration(
  text: string | number,
  evaluator: Evaluator,
  dotsMolar: number,
  place: Place,
): number {
  return atPlace(place, () => {
    const perDot = sameDimension(evaluator.value(text).dimension, parseUnit("eq").dimension);
    const total = perDot ? evaluator.number(text, "eq") * dotsMolar : evaluator.number(text, "M");
    if (!(total >= 0)) {
      throw new InputError({
        what: "a concentration is negative",
        found: String(text),
        expected: "0 or more",
      });
    }
    return total;
  });
}

/** Refuses a total beyond what the study says dissolves. */
export function checkSolubility(
  file: StudyFile,
  name: string,
  totalMolar: number,
  evaluator: Evaluator,
  placeOf: (path: readonly (string | number)[]) => Place,
  place: Place,
): void {
  const limitText = file.sample.solubility?.[name];
  if (limitText === undefined) return;
  const limit = evaluator.number(limitText, "M", placeOf(["sample", "solubility", name]));
  if (totalMolar > limit * (1 + 1e-9)) {
    throw new InputError({
      what: `the dose of ${name} is beyond its solubility in ${file.sample.solvent}`,
      found: `${(totalMolar * 1e3).toPrecision(4)} mM`,
      expected: `at most ${(limit * 1e3).toPrecision(4)} mM (sample.solubility)`,
      remedy: "lower the dose, or correct the solubility if the solution was clear",
      place,
    });
  }
}

/** What was put in, over the network's species: sites and ligands, mol/L. */
export function ingredients(
  model: Model,
  ligandsMolar: Readonly<Record<string, number>> = model.ligandsMolar,
): Float64Array {
  const vector = new Float64Array(model.network.species.length);
  for (const [site, count] of Object.entries(model.sitesPerDot)) {
    const index = model.network.indexOf.get(site);
    if (index !== undefined) vector[index]! += count * model.dotsMolar;
  }
  for (const [name, total] of Object.entries(ligandsMolar)) {
    const index = model.network.indexOf.get(name);
    // A ligand no reaction mentions stays in solution and changes nothing.
    if (index !== undefined) vector[index]! += total;
  }
  return vector;
}
