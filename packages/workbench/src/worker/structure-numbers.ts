import { coreCounts, type Dot, type SizeRequest, siteOf, summariseDot } from "@oleate/core";
import type { DotNumbers, NumberRow } from "./structure-protocol.ts";

function askedRow(size: SizeRequest): NumberRow {
  const row = (value: number | string, unit: string): NumberRow => ({
    key: "asked",
    label: `asked: ${size.by}`,
    value,
    unit,
  });
  if (size.by === "atoms") return row(size.count, "");
  if (size.by !== "edges") return row(size.nm, "nm");
  const layers = size.monolayers === undefined ? "" : ` nm, ${size.monolayers} monolayers`;
  return row(`${size.nm.join(" x ")}${layers}`, layers === "" ? "nm" : "");
}

/** Ratios of every cation to every anion: Pb/S. */
function ratioRows({ core }: Dot): readonly NumberRow[] {
  const counts = coreCounts(core);
  const oxidation = new Map<string, number>();
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    const site = siteOf(core, atom);
    oxidation.set(site.symbol, site.oxidation);
  }
  const of = (sign: 1 | -1): readonly string[] =>
    [...oxidation].filter(([, charge]) => sign * charge > 0).map(([symbol]) => symbol);
  return of(1).flatMap((cation) =>
    of(-1).map((anion) => ({
      key: `ratio-${cation}-${anion}`,
      label: `${cation}/${anion} in the core`,
      value: counts.get(cation)! / counts.get(anion)!,
      unit: "",
    })),
  );
}

/** A row when there is a value. */
function row(
  key: string,
  label: string,
  value: number | string | null | undefined,
  unit: string,
  note?: string,
): readonly NumberRow[] {
  if (value === null || value === undefined) return [];
  return [{ key, label, value, unit, ...(note === undefined ? {} : { note }) }];
}

/** The numbers of a dot, in the order they are read. */
export function numbersOf(dot: Dot): DotNumbers {
  const summary = summariseDot(dot);
  const { size, area, charges, surfaceCations, contacts } = summary;
  const covered = summary.atoms > summary.coreAtoms;
  const shown = dot.ligands.filter(({ placed }) => placed > 0);
  const groups = shown.map(({ name, placed }) => `(${name})${placed === 1 ? "" : placed}`);
  const rows: readonly NumberRow[] = [
    ...row("material", "material", summary.material, ""),
    ...row("core-formula", "core", summary.coreFormula, ""),
    ...row("core-atoms", "atoms of the core", summary.coreAtoms, ""),
    ...row("atoms", "atoms in all", covered ? summary.atoms : null, "", summary.hillFormula),
    ...row("core-charge", "charge of the core", charges.core, "e"),
    ...row("ligand-charge", "charge of the ligands", covered ? charges.ligands : null, "e"),
    ...row("net-charge", "net charge", covered ? charges.net : null, "e"),
    ...row("dipole", "dipole of the formal charges", charges.dipoleDebye, "D"),
    askedRow(dot.asked),
    ...row("diameter", "diameter made", size.diameter.value, "nm", size.diameter.convention),
    ...row("edge", "edge made", size.edge?.value, "nm", size.edge?.convention),
    ...row("volume", "volume", size.volume.value, "nm3"),
    ...row("area", "area", area.outermostNuclei.value, "nm2", area.outermostNuclei.convention),
    ...row("sphere-area", "area", area.equalVolumeSphere.value, "nm2", area.equalVolumeSphere.convention),
    ...ratioRows(dot),
    ...row("excess", "excess cations", summary.excessCations, ""),
    ...row("surface", "surface cations", surfaceCations.count, "", "short of bonds against the bulk"),
    ...row("surface-density", "surface cations by area", surfaceCations.perNm2.outermostNuclei, "/nm2"),
    ...row("contact-ligands", "shortest contact between ligands", contacts.betweenLigands?.value, "Å"),
    ...row("contact-core", "shortest contact of C or H to the core", contacts.organicToCore?.value, "Å"),
  ];
  return {
    formula: summary.coreFormula + groups.join(""),
    rows,
    coverage: summary.coverage.map(({ ligand, asked: wanted, placed, bound, perNm2 }) => ({
      name: ligand,
      asked: wanted,
      placed,
      bound,
      perNm2: perNm2.outermostNuclei,
    })),
    offers: charges.offers,
    notes: summary.notes,
  };
}
