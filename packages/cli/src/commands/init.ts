import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "@oleate/core";
import { writeWhole } from "../study-folder.ts";

const STUDY = `title: A titration of my dots
source: {cite: "Your name, your notebook"}

sample:
  nanocrystal: {material: CsPbBr3, shape: cube, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene-d8
  temperature: 298.15 K
  ligands:              # totals in the tube, bound and free
    OlAmBr: 2.12 mM
    OlAmPIC: 0 mM

constants:
  lattice: 0.587 nm

surface:
  sites: {Pb: 6 (size/lattice)^2}        # sites per dot; a number does as well
  reactions:
    - Pb + OlAmBr <=> Pb.OlAmBr ; K_L = 10.5 /mM
    - Pb + OlAmPIC <=> Pb.OlAmPIC ; K_PIC = fit

measurements:
  titration:
    observable: free-ligand
    watch: OlAmPIC
    file: titration.csv
    against: {OlAmPIC: added (eq)}
    column: free (eq)

analyses:
  fit: {kind: fit, measurements: [titration], free: [K_PIC]}
  fit_with_sites: {kind: fit, measurements: [titration], free: [K_PIC, sites.Pb]}
  state: {kind: speciation, added: OlAmPIC, from: 0 eq, to: 400 eq, at: [100 eq, 400 eq], with: {constants: {K_PIC: fit.K_PIC}}}
`;

const DATA = `# Replace these rows with your own: ligand added and ligand seen free, both per dot.
added (eq),free (eq)
50,8
100,20
150,36
200,54
250,77
300,104
350,137
`;

/** `oleate init`: a study to start from, with a table to replace by one's own. */
export function init(folder: string): number {
  const file = join(folder, "study.yaml");
  if (existsSync(file)) {
    throw new InputError({
      what: `${basename(folder)} already holds a study.yaml`,
      remedy: "choose another folder; nothing was changed",
    });
  }
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, "titration.csv"), DATA);
  writeWhole(file, STUDY);
  process.stdout.write(
    `wrote ${join(folder, "study.yaml")} and titration.csv\nnext: oleate validate ${folder}, then oleate run ${folder}\n`,
  );
  return 0;
}
