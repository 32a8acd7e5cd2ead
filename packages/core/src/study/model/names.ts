import type { Place } from "../../errors.ts";
import { ligandNamed } from "../../matter/index.ts";
import type { SpeciesDeclaration } from "../../surface/network.ts";
import { chargeOfName, parseReaction, type ReactionText } from "../../surface/reaction.ts";
import type { StudyFile } from "../schema/index.ts";

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
