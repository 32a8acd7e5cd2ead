import {
  type BindingMode,
  type DotWords,
  findCluster,
  findMaterial,
  findShape,
  formatMiller,
  parseMiller,
  parseQuantity,
} from "@oleate/core";
import type { DotWish, LigandWish } from "./structure-protocol.ts";

const short = (value: number): string => String(Number(value.toPrecision(6)));

function sizeWords(wish: DotWish, sizedBy: "diameter" | "edge"): Partial<DotWords> {
  const nm = (lengths: readonly number[]): string => lengths.map((value) => `${short(value)} nm`).join(", ");
  switch (wish.sizeBy) {
    case "diameter":
    case "edge": {
      const text = nm([wish.sizeBy === "edge" ? wish.edgeNm : wish.diameterNm]);
      return wish.sizeBy === sizedBy ? { size: text } : { [wish.sizeBy]: text };
    }
    case "atoms":
      return { atoms: Math.round(wish.atoms) };
    case "edges":
      return { edges: nm(wish.edgesNm) };
    case "monolayers":
      return { edges: nm(wish.edgesNm.slice(0, 2)), monolayers: Math.round(wish.monolayers) };
  }
}

function ligandWords({ name, amount, value, family, mode }: LigandWish): string {
  const much = {
    usual: "",
    count: ` = ${Math.round(value)}`,
    "per nm2": ` = ${short(value)} /nm2`,
    share: ` = ${short(100 * value)} %`,
  }[amount];
  const where = family === "" ? "" : ` on ${family.replace(/[{}]/gu, "")}`;
  return `${name}${much}${where}${mode === "" ? "" : ` as ${mode}`}`;
}

function terminationWords(terminations: DotWish["terminations"]): string | undefined {
  if (terminations["all"] !== undefined) return terminations["all"];
  const stated = Object.entries(terminations);
  if (stated.length === 0) return undefined;
  return stated.map(([family, how]) => `${family.replace(/[{}]/gu, "")} = ${how}`).join(", ");
}

/** A wish in the words of the command line; what is as usual is left out. */
export function wordsOf(wish: DotWish): DotWords {
  const shape = findShape(wish.shape);
  const material = findMaterial(wish.material);
  const { truncation, aspect, energies } = shape.options;
  const termination = terminationWords(wish.terminations);
  const differs = (value: number, usual: number | undefined): boolean =>
    Math.abs(value - (usual ?? 0)) > 1e-6;
  return {
    material: material.formula,
    ...(wish.form === material.polymorphs[0].name ? {} : { polymorph: wish.form }),
    shape: shape.name,
    ...sizeWords(wish, shape.sizedBy),
    ...(truncation && differs(wish.truncation, truncation.usual)
      ? { truncation: Number(short(wish.truncation)) }
      : {}),
    ...(aspect && differs(wish.aspect, aspect.usual) ? { aspect: Number(short(wish.aspect)) } : {}),
    ...(energies ? { facets: wish.energies } : {}),
    ...(termination === undefined ? {} : { termination }),
    ...(wish.shell === "" ? {} : { shell: `${wish.shell}, ${short(wish.shellNm)} nm` }),
    ligands: wish.ligands.map(ligandWords),
    ...(wish.balance === "usual" ? {} : { balance: wish.balance }),
    ...(wish.vacancies === "none" ? {} : { vacancies: wish.vacancies }),
    ...(wish.seed === 1 ? {} : { seed: wish.seed }),
  };
}

function ligandWish(text: string): LigandWish {
  const match = /^(.+?)(?:\s*=\s*(.+?))?(?:\s+on\s+(.+?))?(?:\s+as\s+(\S+))?\s*$/u.exec(text.trim());
  const [, name = "", amount, facet, mode] = match ?? [];
  const rest = {
    name,
    family: facet === undefined ? "" : formatMiller(parseMiller(facet)),
    mode: (mode ?? "") as BindingMode | "",
  };
  if (amount === undefined) return { ...rest, amount: "usual", value: 0 };
  if (/%\s*$/u.test(amount)) return { ...rest, amount: "share", value: parseQuantity(amount, "") };
  if (/nm/u.test(amount)) return { ...rest, amount: "per nm2", value: parseQuantity(amount, "nm^-2") };
  return { ...rest, amount: "count", value: Number(amount) };
}

function terminationWish(text: string | undefined): DotWish["terminations"] {
  if (text === undefined) return {};
  if (!text.includes("=")) return { all: text };
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [plane = "", how = ""] = part.split("=").map((side) => side.trim());
      return [formatMiller(parseMiller(plane)), how];
    }),
  );
}

/** The wish that words describe; what they leave open is as in `open`. For the project's own presets: words are not checked. */
export function wishOf(words: DotWords, open: DotWish): DotWish {
  const cluster = words.cluster === undefined ? null : findCluster(words.cluster);
  const material = findMaterial(words.material ?? cluster!.material);
  const shape = findShape(words.shape ?? cluster!.shape);
  const form = words.polymorph ?? cluster?.polymorph;
  const known = material.polymorphs.find(({ name, lattice }) => name === form || lattice === form);
  const nm = (text: string): number => parseQuantity(text, "nm");
  const [x, y, z] = words.edges?.split(",").map(nm) ?? [];
  const [shell, thick] = words.shell?.split(",") ?? [];
  const atoms = cluster?.atoms ?? words.atoms;
  const by = words.edge !== undefined ? "edge" : words.diameter !== undefined ? "diameter" : shape.sizedBy;
  const length = words.size ?? words.diameter ?? words.edge;
  return {
    ...open,
    material: material.formula,
    form: (known ?? material.polymorphs[0]).name,
    shape: shape.name,
    sizeBy:
      atoms !== undefined
        ? "atoms"
        : words.monolayers !== undefined
          ? "monolayers"
          : x !== undefined
            ? "edges"
            : by,
    ...(length === undefined ? {} : { [by === "edge" ? "edgeNm" : "diameterNm"]: nm(length) }),
    ...(atoms === undefined ? {} : { atoms }),
    ...(x === undefined || y === undefined ? {} : { edgesNm: [x, y, z ?? open.edgesNm[2]] as const }),
    ...(words.monolayers === undefined ? {} : { monolayers: words.monolayers }),
    truncation: words.truncation ?? shape.options.truncation?.usual ?? open.truncation,
    aspect: words.aspect ?? shape.options.aspect?.usual ?? open.aspect,
    energies: words.facets ?? open.energies,
    terminations: terminationWish(words.termination),
    shell: shell === undefined ? "" : findMaterial(shell.trim()).formula,
    ...(thick === undefined ? {} : { shellNm: nm(thick) }),
    ligands: (words.ligands ?? []).map(ligandWish),
    balance: words.balance ?? "usual",
    vacancies: words.vacancies ?? "none",
    seed: words.seed ?? 1,
  };
}
