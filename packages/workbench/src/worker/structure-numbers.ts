import {
  type ChargeBalance,
  type Contacts,
  type Core,
  type CoreSurface,
  crystalSymbols,
  elementCounts,
  type LigandReport,
  type SizeRequest,
  type Structure,
} from "@oleate/core";
import type { DotNumbers, NumberRow } from "./structure-protocol.ts";

/** What the numbers are read from: a bare core, or a whole dot. */
export interface NumbersOf {
  readonly core: Core;
  readonly surface: CoreSurface;
  readonly structure: Structure;
  readonly size: SizeRequest;
  readonly charge: ChargeBalance;
  readonly ligands: readonly LigandReport[];
  readonly contacts: Contacts;
  readonly notes: readonly string[];
}

/** How many atoms of each element a core holds, in the order of its formula. */
function coreCounts(core: Core): ReadonlyMap<string, number> {
  const counts = new Map(crystalSymbols(core.crystal).map((symbol) => [symbol, 0]));
  for (const site of core.atoms.site) {
    const { symbol } = core.crystal.sites[site]!;
    counts.set(symbol, counts.get(symbol)! + 1);
  }
  return counts;
}

function formulaText(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([symbol, n]) => (n === 0 ? "" : `${symbol}${n === 1 ? "" : n}`)).join("");
}

function askedText(size: SizeRequest): { readonly value: number | string; readonly unit: string } {
  switch (size.by) {
    case "diameter":
    case "edge":
      return { value: size.nm, unit: "nm" };
    case "atoms":
      return { value: size.count, unit: "" };
    case "edges":
      return {
        value: [
          ...size.nm.map((edge) => `${edge}`),
          ...(size.monolayers === undefined ? [] : [`${size.monolayers} monolayers`]),
        ].join(" x "),
        unit: "nm",
      };
  }
}

/** Surface cations: of every class of a cation, or of every class in an element. */
function surfaceMetals(core: Core, surface: CoreSurface): number {
  const metals = new Set(core.crystal.sites.filter((s) => s.oxidation >= 0).map((s) => s.symbol));
  return surface.classes.reduce((sum, row) => sum + (metals.has(row.element) ? row.count : 0), 0);
}

/** Ratios of every cation to every anion: Pb/S. */
function ratioRows(core: Core, counts: ReadonlyMap<string, number>): readonly NumberRow[] {
  const kinds = new Map(core.crystal.sites.map((site) => [site.symbol, site.oxidation]));
  const symbols = [...counts.keys()];
  return symbols.flatMap((cation) =>
    symbols
      .filter((anion) => kinds.get(cation)! > 0 && kinds.get(anion)! < 0 && counts.get(anion)! > 0)
      .map((anion) => ({
        key: `ratio-${cation}-${anion}`,
        label: `${cation}/${anion} in the core`,
        value: counts.get(cation)! / counts.get(anion)!,
        unit: "",
      })),
  );
}

function dotFormula(core: string, ligands: readonly LigandReport[]): string {
  const shown = ligands.filter(({ placed }) => placed > 0);
  return core + shown.map(({ name, placed }) => `(${name})${placed === 1 ? "" : placed}`).join("");
}

/** The numbers of a dot, in the order they are read. */
export function numbersOf(dot: NumbersOf): DotNumbers {
  const { core, surface, structure, size, charge, contacts } = dot;
  const counts = coreCounts(core);
  const coreAtoms = core.atoms.site.length;
  const total = structure.element.length;
  const metals = surfaceMetals(core, surface);
  const asked = askedText(size);
  const rows: NumberRow[] = [
    { key: "core-formula", label: "core", value: formulaText(counts), unit: "" },
    { key: "core-atoms", label: "atoms of the core", value: coreAtoms, unit: "" },
    ...(total > coreAtoms
      ? [
          {
            key: "atoms",
            label: "atoms in all",
            value: total,
            unit: "",
            note: formulaText(elementCounts(structure)),
          },
        ]
      : []),
    { key: "core-charge", label: "charge of the core", value: charge.core, unit: "e" },
    ...(total > coreAtoms
      ? [
          { key: "ligand-charge", label: "charge of the ligands", value: charge.ligands, unit: "e" },
          { key: "net-charge", label: "net charge", value: charge.net, unit: "e" },
        ]
      : []),
    ...(charge.dipoleDebye === null
      ? []
      : [{ key: "dipole", label: "permanent dipole", value: charge.dipoleDebye, unit: "D" }]),
    { key: "asked", label: `asked: ${size.by}`, value: asked.value, unit: asked.unit },
    {
      key: "diameter",
      label: "diameter made",
      value: core.diameterNm,
      unit: "nm",
      note: "of the sphere of equal volume",
    },
    ...(core.edgeNm === undefined
      ? []
      : [
          {
            key: "edge",
            label: "edge made",
            value: core.edgeNm,
            unit: "nm",
            note: "mean, through the outermost nuclei",
          },
        ]),
    { key: "volume", label: "volume", value: core.volumeNm3, unit: "nm3" },
    { key: "area", label: "area", value: core.areaNm2, unit: "nm2", note: "through the outermost nuclei" },
    ...ratioRows(core, counts),
    { key: "surface-metals", label: "surface metal atoms", value: metals, unit: "" },
    {
      key: "surface-density",
      label: "surface metal atoms by area",
      value: metals / core.areaNm2,
      unit: "/nm2",
    },
    ...(contacts.betweenLigands === null
      ? []
      : [
          {
            key: "contact-ligands",
            label: "shortest contact between ligands",
            value: contacts.betweenLigands,
            unit: "Å",
          },
        ]),
    ...(contacts.organicToCore === null
      ? []
      : [
          {
            key: "contact-core",
            label: "shortest contact of C or H to the core",
            value: contacts.organicToCore,
            unit: "Å",
          },
        ]),
  ];
  return {
    formula: dotFormula(formulaText(counts), dot.ligands),
    rows,
    coverage: dot.ligands.map(({ name, asked: wanted, placed, bound, perNm2 }) => ({
      name,
      asked: wanted,
      placed,
      bound,
      perNm2,
    })),
    offers: charge.offers,
    notes: dot.notes,
  };
}
