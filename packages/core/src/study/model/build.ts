import { InputError, nearestNames, type Place } from "../../errors.ts";
import { buildNetwork, type Network } from "../../surface/network.ts";
import { parseReactions, type ReactionText } from "../../surface/reaction.ts";
import type { Evaluator } from "../evaluator.ts";
import type { ChangesFile, StudyFile } from "../schema/index.ts";
import { checkSolubility, concentration } from "./amounts.ts";
import { type ModelConstant, readConstant, readConstants } from "./constants.ts";
import type { Model } from "./model.ts";
import { aliasesOf, declarations } from "./names.ts";

/** One use of a study: its file, what that use changes, and where both stand. */
interface Use {
  readonly file: StudyFile;
  readonly evaluator: Evaluator;
  readonly changes: ChangesFile | undefined;
  readonly changesPath: readonly (string | number)[];
  placeOf(path: readonly (string | number)[]): Place;
}

function constantsOf(texts: readonly ReactionText[], network: Network, use: Use): readonly ModelConstant[] {
  const { evaluator, changes, changesPath, placeOf } = use;
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
  return constants;
}

function sitesOf(network: Network, hasReactions: boolean, use: Use): Record<string, number> {
  const { file, evaluator, changes, changesPath, placeOf } = use;
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
    if (hasReactions && !network.indexOf.has(name)) {
      const known = [...network.indexOf.keys()];
      throw new InputError({
        what: `no reaction uses site class ${name}`,
        remedy: `nearest species: ${nearestNames(name, known).join(", ")}`,
        place,
      });
    }
  }
  return sitesPerDot;
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
  const use: Use = { file, evaluator, changes, changesPath, placeOf };
  const constants = constantsOf(texts, network, use);
  const dotsMolar =
    changes?.concentration === undefined
      ? evaluator.number(file.sample.concentration, "M", placeOf(["sample", "concentration"]))
      : evaluator.number(changes.concentration, "M", placeOf([...changesPath, "concentration"]));
  const sitesPerDot = sitesOf(network, texts.length > 0, use);
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
