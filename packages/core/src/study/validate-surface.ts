import type { Complaint, Place } from "../errors.ts";
import { InputError, OleateError } from "../errors.ts";
import { buildNetwork, type Network } from "../surface/network.ts";
import { parseReactions, type ReactionText } from "../surface/reaction.ts";
import { collect } from "./complaints.ts";
import type { Evaluator } from "./evaluator.ts";
import { structureSelection } from "./model/dot.ts";
import { aliasesOf, checkSolubility, concentration, declarations, readConstants } from "./model/index.ts";
import type { StudyFile } from "./schema/index.ts";

type PlaceOf = (path: readonly (string | number)[]) => Place;

/** Tries `act` on all reactions; while one is refused, notes why and tries again without it. */
function withoutRefused<Result>(
  reactions: readonly ReactionText[],
  complaints: Complaint[],
  act: (reactions: readonly ReactionText[]) => Result,
): Result | null {
  let left = reactions;
  for (;;) {
    try {
      return act(left);
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      const { place } = error.complaint;
      complaints.push({ ...error.complaint, ...(place ? {} : { place: reactions[0]!.place! }) });
      const fewer = left.filter(
        (reaction) =>
          reaction.place?.line !== place?.line ||
          reaction.place?.column !== place?.column ||
          reaction.place?.file !== place?.file,
      );
      if (fewer.length === left.length || fewer.length === 0) return null;
      left = fewer;
    }
  }
}

/**
 * Everything wrong with a list of reactions and their constants, each reaction by itself.
 * @param evaluator null leaves the constants unread, where they wait for the result of an analysis
 */
export function reactionComplaints(
  file: StudyFile,
  lists: readonly { readonly reactions: readonly string[]; readonly path: readonly (string | number)[] }[],
  ligands: readonly string[],
  placeOf: PlaceOf,
  evaluator: Evaluator | null,
): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const texts: ReactionText[] = [];
  for (const { reactions, path } of lists) {
    for (const [index, text] of reactions.entries()) {
      const place = placeOf([...path, index]);
      collect(complaints, place, () => void texts.push(...parseReactions(text, place)));
    }
  }
  if (texts.length === 0) return complaints;
  collect(complaints, placeOf(["species"]), () => {
    const declared = declarations(file, placeOf);
    const canonical = aliasesOf(texts, ligands);
    const network = (some: readonly ReactionText[]): Network => buildNetwork(some, declared, canonical);
    const balanced = withoutRefused(texts, complaints, (some) => {
      network(some);
      return some;
    });
    if (balanced && evaluator) {
      withoutRefused(balanced, complaints, (some) => readConstants(some, network(some), evaluator, "mM"));
    }
  });
  return complaints;
}

/** Everything wrong with the sample's totals and the site counts of the surface. */
export function totalComplaints(
  file: StudyFile,
  placeOf: PlaceOf,
  evaluator: Evaluator,
): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const check = (path: (string | number)[], act: (place: Place) => void): void => {
    const place = placeOf(path);
    collect(complaints, place, () => act(place));
  };
  for (const [site, text] of Object.entries(file.surface.sites)) {
    check(["surface", "sites", site], (place) => {
      const count = evaluator.number(
        structureSelection(text) === null ? text : `surface.sites.${site}`,
        "",
        place,
      );
      if (count > 0) return;
      throw new InputError({
        what: `site class ${site} has no sites`,
        found: String(count),
        expected: "more than 0 per dot",
        place,
      });
    });
  }
  for (const [ligand, text] of Object.entries(file.sample.solubility ?? {})) {
    check(["sample", "solubility", ligand], (place) => {
      if (evaluator.number(text, "M", place) > 0) return;
      throw new InputError({
        what: `the solubility of ${ligand} is not positive`,
        found: String(text),
        expected: "a concentration above 0",
        place,
      });
    });
  }
  for (const [ligand, text] of Object.entries(file.sample.ligands)) {
    check(["sample", "ligands", ligand], (place) => {
      // A dots' concentration that cannot be read is complained of by itself; equivalents then count per 1 uM.
      const unseen: Complaint[] = [];
      let dotsMolar = 1e-6;
      collect(unseen, place, () => {
        dotsMolar = evaluator.number(file.sample.concentration, "M");
      });
      const total = concentration(text, evaluator, dotsMolar, place);
      checkSolubility(file, ligand, total, evaluator, placeOf, place);
    });
  }
  return complaints;
}
