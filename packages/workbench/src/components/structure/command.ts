import type { DotWish, FamilyChoice } from "../../worker/structure-protocol.ts";
import { shapeOf } from "./wish.ts";

const short = (value: number): string => String(Number(value.toPrecision(6)));
const quoted = (text: string): string => (/^[\w./{}=-]+$/u.test(text) ? text : `"${text}"`);

function sizeFlags(wish: DotWish): readonly string[] {
  switch (wish.sizeBy) {
    case "diameter":
      return ["--size", `${short(wish.diameterNm)} nm`];
    case "edge":
      return ["--edge", `${short(wish.edgeNm)} nm`];
    case "atoms":
      return ["--atoms", short(Math.round(wish.atoms))];
    case "edges":
      return ["--edge", `${wish.edgesNm.map(short).join(" x ")} nm`];
    case "monolayers":
      return [
        "--edge",
        `${wish.edgesNm.slice(0, 2).map(short).join(" x ")} nm`,
        "--monolayers",
        short(Math.round(wish.monolayers)),
      ];
  }
}

/** The line that builds the same dot in a terminal. */
export function buildCommand(wish: DotWish, families: readonly FamilyChoice[]): string {
  const { options } = shapeOf(wish);
  const flags: string[] = ["--material", wish.material, "--form", wish.form, "--shape", wish.shape];
  flags.push(...sizeFlags(wish));
  if (options.truncation) flags.push("--truncation", short(wish.truncation));
  if (options.aspect) flags.push("--aspect", short(wish.aspect));
  if (options.energies) flags.push("--facets", wish.energies);
  const stated = families.filter(({ family }) => wish.terminations[family] !== undefined);
  if (stated.length > 0) {
    const bare = (family: string): string => family.replace(/[{}]/gu, "");
    flags.push(
      "--termination",
      stated.map(({ family }) => `${bare(family)}=${wish.terminations[family]}`).join(", "),
    );
  }
  for (const { name, amount, value, family } of wish.ligands) {
    const much =
      amount === "usual"
        ? ""
        : amount === "count"
          ? ` = ${short(Math.round(value))}`
          : amount === "per nm2"
            ? ` = ${short(value)} /nm2`
            : ` = ${short(100 * value)} %`;
    flags.push("--ligand", `${name}${much}${family === "" ? "" : ` on ${family}`}`);
  }
  if (wish.balance !== "usual") flags.push("--balance", wish.balance);
  if (wish.vacancies !== "none") flags.push("--vacancies", wish.vacancies);
  return `oleate build ${flags.map(quoted).join(" ")}`;
}
