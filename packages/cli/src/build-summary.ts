import type { DotSummary } from "@oleate/core";
import { printTable } from "./print-table.ts";

/** Prints a dot: its numbers line by line, then its facets, site classes and ligands, and the files written. */
export function printSummary(summary: DotSummary, written: readonly string[]): void {
  const line = (label: string, text: string): void =>
    void process.stdout.write(`${label.padEnd(12)}${text}\n`);
  const { size, area, charges, contacts } = summary;
  line("material", summary.material);
  line("formula", summary.formula);
  line("atoms", `${summary.atoms}, ${summary.coreAtoms} of them in the core`);
  const axes = size.edges?.map(({ value }) => value.toFixed(3)).join(" x ");
  line(
    "size",
    `asked ${size.asked}; diameter ${size.diameter.value.toFixed(3)} nm (${size.diameter.convention})${
      axes ? `; edges ${axes} nm` : size.edge ? `; edge ${size.edge.value.toFixed(3)} nm` : ""
    }`,
  );
  line(
    "area",
    `${area.outermostNuclei.value.toFixed(2)} nm2 (${area.outermostNuclei.convention}); ${area.equalVolumeSphere.value.toFixed(2)} nm2 (${area.equalVolumeSphere.convention})`,
  );
  line(
    "charge",
    `${signed(charges.net)} (core ${signed(charges.core)}, ligands ${signed(charges.ligands)})${charges.dipoleDebye === null ? "" : `; dipole of the formal charges ${charges.dipoleDebye.toFixed(0)} D`}`,
  );
  if (charges.offers.length > 0) line("to balance", charges.offers.join("; or "));
  if (summary.cationsPerAnion !== null) {
    line(
      "ratio",
      `${summary.cationsPerAnion.toFixed(4)} cations per anion${summary.excessCations === null ? "" : `, ${summary.excessCations} excess cations`}`,
    );
  }
  line(
    "surface",
    `${summary.surfaceCations.count} cation${summary.surfaceCations.count === 1 ? "" : "s"} short of bonds: ${summary.surfaceCations.perNm2.outermostNuclei.toFixed(2)} /nm2 (outermost nuclei), ${summary.surfaceCations.perNm2.equalVolumeSphere.toFixed(2)} /nm2 (equal-volume sphere)`,
  );
  const { composition } = summary;
  line(
    "mass",
    `${composition.mass.value.toPrecision(4)} ${composition.mass.unit} a dot, ${composition.molarMass.value.toPrecision(5)} kg/mol; ${composition.parts.map(({ name, massFraction }) => `${name} ${(100 * massFraction).toFixed(1)} %`).join(", ")}`,
  );
  if (composition.massLoss.share > 0) {
    line(
      "on heating",
      `loses ${(100 * composition.massLoss.share).toFixed(2)} % (organic ligands, and two hydroxides as one water)`,
    );
  }
  if (contacts.betweenLigands)
    line(
      "contacts",
      `${contacts.betweenLigands.value.toFixed(2)} A between ligands${contacts.organicToCore ? `, ${contacts.organicToCore.value.toFixed(2)} A from C or H to the core` : ""}`,
    );
  for (const note of summary.notes) line("note", note);
  printTables(summary);
  for (const name of written) process.stdout.write(`\nwrote ${name}`);
  if (written.length > 0) process.stdout.write("\n");
}

function printTables(summary: DotSummary): void {
  if (summary.facets.length > 0) {
    process.stdout.write("\n");
    printTable({
      columns: [
        { name: "facet", unit: "", values: summary.facets.map((facet) => facet.family) },
        { name: "faces", unit: "", values: summary.facets.map((facet) => facet.count) },
        { name: "area", unit: "nm2", values: summary.facets.map((facet) => facet.area.value) },
        { name: "share", unit: "%", values: summary.facets.map((facet) => 100 * facet.share) },
        { name: "ends on", unit: "", values: summary.facets.map((facet) => facet.termination) },
      ],
    });
  }
  process.stdout.write("\n");
  printTable({
    columns: [
      { name: "site class", unit: "", values: summary.sites.map((site) => site.name) },
      { name: "count", unit: "", values: summary.sites.map((site) => site.count) },
      { name: "bonds lacking", unit: "", values: summary.sites.map((site) => site.missing) },
      { name: "neighbours", unit: "", values: summary.sites.map((site) => site.neighbours) },
      { name: "demand", unit: "e", values: summary.sites.map((site) => site.demand.value) },
    ],
  });
  if (summary.coverage.length > 0) {
    process.stdout.write("\n");
    printTable({
      columns: [
        { name: "ligand", unit: "", values: summary.coverage.map((entry) => entry.ligand) },
        { name: "placed", unit: "", values: summary.coverage.map((entry) => entry.placed) },
        { name: "bound", unit: "", values: summary.coverage.map((entry) => entry.bound) },
        {
          name: "polyhedron",
          unit: "/nm2",
          values: summary.coverage.map((entry) => entry.perNm2.outermostNuclei),
        },
        {
          name: "equal-volume sphere",
          unit: "/nm2",
          values: summary.coverage.map((entry) => entry.perNm2.equalVolumeSphere),
        },
      ],
    });
  }
}

function signed(charge: number): string {
  return charge > 0 ? `+${charge}` : String(charge);
}
