// Dots atom by atom: the bare core, the core with its bonds, and with every ligand in place. Measured through the functions a
// user's `oleate build` calls. Also writes the core with one marked place a ligand, the input the peer builder needs.
import { mkdirSync, writeFileSync } from "node:fs";
import {
  buildCore,
  buildDot,
  crystalOf,
  type Dot,
  findShape,
  findSites,
  ligandMolecule,
  structureOf,
  vacantSites,
} from "@oleate/core";
import { writeStructure } from "@oleate/files";
import { measure } from "./measure.ts";

const crystal = crystalOf("PbS");
const shape = findShape("truncated-octahedron");
const request = (nm: number) => ({ crystal, shape, size: { by: "diameter", nm } as const });
const oleate = ligandMolecule("oleate");
const whole = (nm: number): Dot => buildDot({ ...request(nm), ligands: [{ molecule: oleate }] });

const results: Record<string, { median: number; low: number; high: number }> = {
  "bare 4.8 nm core": measure(300, 15, () => void buildCore(request(4.8))),
  "bare 9.5 nm core with bonds": measure(4, 9, () => void buildCore(request(9.51))),
  "site classes of 9.5 nm": (() => {
    const core = buildCore(request(9.51));
    return measure(2, 7, () => void findSites(core));
  })(),
};
const scaling: Record<string, unknown>[] = [];
for (const nm of [3, 4.8, 6, 8, 10, 14, 20]) {
  let dot = whole(nm);
  const time = measure(1, nm > 9 ? 1 : 3, () => {
    dot = whole(nm);
  });
  if (nm === 4.8) results["4.8 nm with 313 oleate and 313 hydroxide"] = time;
  if (nm === 10) results["10 nm with every ligand"] = time;
  const placed = dot.ligands.reduce((n, ligand) => n + ligand.placed, 0);
  scaling.push({
    nm,
    coreAtoms: dot.core.atoms.site.length,
    atoms: dot.structure.element.length,
    ligands: placed,
    bound: dot.ligands.reduce((n, ligand) => n + ligand.bound, 0),
    seconds: time.median / 1000,
    betweenLigands: dot.contacts.betweenLigands,
    organicToCore: dot.contacts.organicToCore,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  });
  console.log(JSON.stringify(scaling.at(-1)));
}

// 313 places spread over the empty sulfur sites, marked Cl, for the builder that replaces marked atoms.
const core = buildCore(request(4.8));
const vacant = vacantSites(core).map(({ position }) => position);
const places = [vacant[0]!];
const nearest = vacant.map(() => Number.POSITIVE_INFINITY);
while (places.length < 313) {
  const [x, y, z] = places.at(-1)!;
  vacant.forEach((at, i) => {
    nearest[i] = Math.min(nearest[i]!, (at[0] - x) ** 2 + (at[1] - y) ** 2 + (at[2] - z) ** 2);
  });
  places.push(vacant[nearest.indexOf(Math.max(...nearest))]!);
}
const marked = structureOf({
  title: "marked core",
  symbols: [...Array.from(core.atoms.site, (s) => crystal.sites[s]!.symbol), ...places.map(() => "Cl")],
  xyz: [...core.xyz, ...places.flat()],
});
mkdirSync("out", { recursive: true });
writeFileSync("out/bench-core.xyz", writeStructure(marked, "xyz")["xyz"]!);
writeFileSync(
  "out/bench-structure.json",
  JSON.stringify({ milliseconds: results, scaling, peakMegabytes: process.resourceUsage().maxRSS / 1024 }),
);
