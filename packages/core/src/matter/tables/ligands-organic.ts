import type { Denticity, Ligand } from "../ligand-types.ts";
import { chainLength, oleylLength } from "./ligand-lengths.ts";
import { anion, cation, neutral, OLEYL } from "./ligand-rows.ts";

const C6 = "CCCCCC";
const C8 = "CCCCCCCC";
const C12 = "CCCCCCCCCCCC";
const C14 = "CCCCCCCCCCCCCC";
const C18 = "CCCCCCCCCCCCCCCCCC";
const PHOSPHONATE: readonly Denticity[] = ["eta1", "mu2-O,O", "mu3-O,O,O"];
const THIOLATE: readonly Denticity[] = ["eta1", "mu2"];

/** Amines, phosphines, phosphonates, thiolates and their acids and cations. */
export const organicLigands: readonly Ligand[] = [
  neutral("oleylamine", ["OlAm", "OAM", "OLA"], "C18H37N", `${OLEYL}N`, ["N"], oleylLength()),
  cation("oleylammonium", ["OlAm+"], "C18H38N^+", `${OLEYL}[NH3+]`, oleylLength()),
  neutral("octylamine", ["OctAm"], "C8H19N", `${C8}N`, ["N"], chainLength(8)),
  cation("octylammonium", ["OctAm+"], "C8H20N^+", `${C8}[NH3+]`, chainLength(8)),
  cation("didodecyldimethylammonium", ["DDMA+"], "C26H56N^+", `${C12}[N+](C)(C)${C12}`, chainLength(12)),
  cation("dodecylammonium", ["DDA", "DDA+"], "C12H28N^+", `${C12}[NH3+]`, chainLength(12)),
  neutral("butylamine", ["BuNH2", "n-butylamine"], "C4H11N", "CCCCN", ["N"], chainLength(4)),
  cation("butylammonium", ["BuNH3+"], "C4H12N^+", "CCCC[NH3+]", chainLength(4)),
  neutral("pyridine", ["py"], "C5H5N", "c1ccncc1", ["N"]),
  cation("pyridinium", ["pyH+"], "C5H6N^+", "c1cc[nH+]cc1"),
  {
    ...neutral(
      "tetramethylethylenediamine",
      ["TMEDA", "N,N,N',N'-tetramethylethylenediamine"],
      "C6H16N2",
      "CN(C)CCN(C)C",
      ["N"],
    ),
    denticity: ["eta1", "kappa2-N,N"],
  },
  neutral("trioctylphosphine", ["TOP"], "C24H51P", `${C8}P(${C8})${C8}`, ["P"], chainLength(8)),
  neutral("trioctylphosphine oxide", ["TOPO"], "C24H51OP", `${C8}P(=O)(${C8})${C8}`, ["O"], chainLength(8)),
  neutral("octadecylphosphonic acid", ["ODPA"], "C18H39O3P", `${C18}P(=O)(O)O`, ["O"], chainLength(18)),
  anion(
    "hydrogen octadecylphosphonate",
    [],
    "C18H38O3P^-",
    -1,
    `${C18}P(=O)(O)[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(18),
  ),
  anion(
    "octadecylphosphonate",
    ["ODP"],
    "C18H37O3P^2-",
    -2,
    `${C18}P(=O)([O-])[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(18),
  ),
  neutral("tetradecylphosphonic acid", ["TDPA"], "C14H31O3P", `${C14}P(=O)(O)O`, ["O"], chainLength(14)),
  anion(
    "hydrogen tetradecylphosphonate",
    [],
    "C14H30O3P^-",
    -1,
    `${C14}P(=O)(O)[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(14),
  ),
  anion(
    "tetradecylphosphonate",
    ["TDP"],
    "C14H29O3P^2-",
    -2,
    `${C14}P(=O)([O-])[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(14),
  ),
  neutral("octylphosphonic acid", ["OPA"], "C8H19O3P", `${C8}P(=O)(O)O`, ["O"], chainLength(8)),
  anion(
    "hydrogen octylphosphonate",
    [],
    "C8H18O3P^-",
    -1,
    `${C8}P(=O)(O)[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(8),
  ),
  anion(
    "octylphosphonate",
    ["OP"],
    "C8H17O3P^2-",
    -2,
    `${C8}P(=O)([O-])[O-]`,
    ["O"],
    PHOSPHONATE,
    chainLength(8),
  ),
  neutral("dodecanethiol", ["DDT", "1-dodecanethiol"], "C12H26S", `${C12}S`, ["S"], chainLength(12)),
  anion("dodecanethiolate", [], "C12H25S^-", -1, `${C12}[S-]`, ["S"], THIOLATE, chainLength(12)),
  neutral("octanethiol", ["OT", "1-octanethiol"], "C8H18S", `${C8}S`, ["S"], chainLength(8)),
  anion("octanethiolate", [], "C8H17S^-", -1, `${C8}[S-]`, ["S"], THIOLATE, chainLength(8)),
  neutral("hexanethiol", ["1-hexanethiol"], "C6H14S", `${C6}S`, ["S"], chainLength(6)),
  anion("hexanethiolate", [], "C6H13S^-", -1, `${C6}[S-]`, ["S"], THIOLATE, chainLength(6)),
  neutral("3-mercaptopropionic acid", ["MPA"], "C3H6O2S", "OC(=O)CCS", ["S", "O"], chainLength(3)),
  anion(
    "3-mercaptopropionate",
    [],
    "C3H5O2S^-",
    -1,
    "[O-]C(=O)CCS",
    ["S", "O"],
    ["eta1", "kappa2-O,O", "mu2"],
    chainLength(3),
  ),
  neutral("ethanedithiol", ["EDT", "1,2-ethanedithiol"], "C2H6S2", "SCCS", ["S"], chainLength(2)),
  anion(
    "ethanedithiolate",
    [],
    "C2H4S2^2-",
    -2,
    "[S-]CC[S-]",
    ["S"],
    ["eta1", "kappa2-S,S", "mu2"],
    chainLength(2),
  ),
];
