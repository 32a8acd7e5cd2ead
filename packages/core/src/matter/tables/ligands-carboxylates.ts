import type { Ligand } from "../ligand-types.ts";
import { fiveRingLength, oleylLength, sixRingLength } from "./ligand-lengths.ts";
import { anion, CARBOXYLATE, cation, fattyAcid, neutral, OLEYL } from "./ligand-rows.ts";

const SIX = sixRingLength();
const FIVE = fiveRingLength();

/** Carboxylic acids and carboxylates. */
export const carboxylateLigands: readonly Ligand[] = [
  neutral("oleic acid", ["OAH", "HOA"], "C18H34O2", `${OLEYL}(=O)O`, ["O"], oleylLength()),
  anion("oleate", ["OA"], "C18H33O2^-", -1, `${OLEYL}(=O)[O-]`, ["O"], CARBOXYLATE, oleylLength()),
  ...fattyAcid(2, ["acetic acid", "HOAc", "ethanoic acid"], ["acetate", "OAc", "ethanoate"]),
  ...fattyAcid(10, ["decanoic acid", "capric acid"], ["decanoate", "caprate"]),
  ...fattyAcid(14, ["myristic acid", "tetradecanoic acid"], ["myristate", "tetradecanoate"]),
  ...fattyAcid(16, ["palmitic acid", "hexadecanoic acid"], ["palmitate", "hexadecanoate"]),
  ...fattyAcid(18, ["stearic acid", "octadecanoic acid"], ["stearate", "octadecanoate"]),
  neutral(
    "picolinic acid",
    ["HPIC", "pyridine-2-carboxylic acid"],
    "C6H5NO2",
    "OC(=O)c1ccccn1",
    ["O", "N"],
    SIX,
  ),
  anion(
    "picolinate",
    ["PIC", "pyridine-2-carboxylate"],
    "C6H4NO2^-",
    -1,
    "[O-]C(=O)c1ccccn1",
    ["O", "N"],
    ["eta1", "kappa2-O,O", "kappa2-N,O", "mu2-O,O"],
    SIX,
  ),
  cation("2-carboxypyridinium", ["H2PIC+"], "C6H6NO2^+", "OC(=O)c1cccc[nH+]1", SIX),
  neutral("nicotinic acid", ["niacin"], "C6H5NO2", "OC(=O)c1cccnc1", ["O", "N"], SIX),
  anion("nicotinate", ["NC"], "C6H4NO2^-", -1, "[O-]C(=O)c1cccnc1", ["O", "N"], CARBOXYLATE, SIX),
  neutral("isonicotinic acid", ["HINC"], "C6H5NO2", "OC(=O)c1ccncc1", ["O", "N"], SIX),
  anion("isonicotinate", ["INC"], "C6H4NO2^-", -1, "[O-]C(=O)c1ccncc1", ["O", "N"], CARBOXYLATE, SIX),
  neutral("benzoic acid", ["HBA"], "C7H6O2", "OC(=O)c1ccccc1", ["O"], SIX),
  anion("benzoate", ["BA", "BC"], "C7H5O2^-", -1, "[O-]C(=O)c1ccccc1", ["O"], CARBOXYLATE, SIX),
  neutral("thiophene-2-carboxylic acid", ["HTC"], "C5H4O2S", "OC(=O)c1cccs1", ["O"], FIVE),
  anion(
    "thiophene-2-carboxylate",
    ["TC", "2-thiophene carboxylate"],
    "C5H3O2S^-",
    -1,
    "[O-]C(=O)c1cccs1",
    ["O", "S"],
    CARBOXYLATE,
    FIVE,
  ),
  neutral("furan-2-carboxylic acid", ["HFC", "2-furoic acid"], "C5H4O3", "OC(=O)c1ccco1", ["O"], FIVE),
  anion(
    "furan-2-carboxylate",
    ["FC", "2-furoate"],
    "C5H3O3^-",
    -1,
    "[O-]C(=O)c1ccco1",
    ["O"],
    CARBOXYLATE,
    FIVE,
  ),
  neutral("pyrrole-2-carboxylic acid", ["HPC"], "C5H5NO2", "OC(=O)c1ccc[nH]1", ["O"], FIVE),
  anion("pyrrole-2-carboxylate", ["PC"], "C5H4NO2^-", -1, "[O-]C(=O)c1ccc[nH]1", ["O"], CARBOXYLATE, FIVE),
];
