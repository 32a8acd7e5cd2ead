import { InputError, nearestNames } from "../errors.ts";
import type { Citation } from "../matter/index.ts";
import { type BandGroup, recalledBand, type VibrationBand, type VibrationTable } from "./band.ts";

const KOCZON_2003: Citation = {
  cite: "Koczoń, Dobrowolski, Lewandowski, Mazurek, J. Mol. Struct. 2003, 655, 89, Experimental and theoretical IR and Raman spectra of picolinic, nicotinic and isonicotinic acids",
};
const LEWANDOWSKI_PICOLINATES: Citation = {
  cite: "Infrared spectra of alkali picolinates, work of Lewandowski and co-workers (values recalled, not read there)",
};
const GILL_1961: Citation = {
  cite: "Gill, Nuttall, Scaife, Sharp, J. Inorg. Nucl. Chem. 1961, 18, 79, The infra-red spectra of pyridine complexes and pyridinium salts",
};
const SHUKLA_2003: Citation = {
  cite: "Shukla, Liu, Jones, Weller, J. Magn. Magn. Mater. 2003, 266, 178, FTIR study of surfactant bonding to FePt nanoparticles",
};
const SOCRATES_2001: Citation = {
  cite: "Socrates, Infrared and Raman Characteristic Group Frequencies, 3rd ed., Wiley 2001",
};
const MALINOSKI: Citation = {
  cite: "Malinoski, Hu, Wang, Strong bidentate coordination for surface passivation and ligand-shell engineering of lead halide perovskite nanocrystals in the strongly quantum confined regime",
  readAt: "text on Figure S14",
};

type Row = readonly [wavenumber: number, uncertainty: number, group: BandGroup, assignment: string];
const rows = (source: Citation, list: readonly Row[]): readonly VibrationBand[] =>
  list.map(([wavenumber, uncertainty, group, assignment]) =>
    recalledBand(source, wavenumber, uncertainty, group, assignment),
  );

const CHAIN: readonly Row[] = [
  [3005, 4, "alkene", "=C-H stretch, cis"],
  [2956, 4, "alkyl", "CH3 asymmetric stretch"],
  [2923, 4, "alkyl", "CH2 asymmetric stretch"],
  [2853, 3, "alkyl", "CH2 symmetric stretch"],
  [1465, 4, "alkyl", "CH2 scissoring"],
  [722, 4, "alkyl", "CH2 rocking of a long chain"],
];
const ordered = (list: readonly VibrationBand[]): readonly VibrationBand[] =>
  list.toSorted((a, b) => b.wavenumberPerCm - a.wavenumberPerCm);

/** Infrared bands of the ligands of the perovskite study and what comes with them. A new substance is one entry. */
export const vibrationTables: readonly VibrationTable[] = [
  {
    name: "picolinate",
    aliases: ["PIC", "pyridine-2-carboxylate"],
    state: "free ion, as in its alkali or ammonium salts",
    bands: ordered([
      ...rows(LEWANDOWSKI_PICOLINATES, [
        [1612, 15, "carboxylate asymmetric", "COO asymmetric stretch"],
        [1590, 8, "ring", "ring stretch 8a"],
        [1566, 8, "ring", "ring stretch 8b"],
        [1470, 10, "ring", "ring stretch 19a"],
        [1435, 8, "ring", "ring stretch 19b"],
        [1390, 15, "carboxylate symmetric", "COO symmetric stretch"],
        [1290, 8, "ring", "ring stretch 14"],
        [1147, 8, "ring", "CH in-plane bend"],
        [1088, 8, "ring", "CH in-plane bend 18b"],
        [1044, 6, "ring", "ring breathing 12"],
        [995, 6, "ring", "ring breathing 1"],
        [755, 10, "ring", "CH out-of-plane bend"],
        [702, 10, "ring", "ring out-of-plane bend 4"],
        [628, 8, "ring", "ring in-plane bend 6a"],
      ]),
    ]),
  },
  {
    name: "picolinic acid",
    aliases: ["HPIC", "pyridine-2-carboxylic acid"],
    state: "solid",
    bands: ordered([
      ...rows(KOCZON_2003, [
        [1716, 12, "acid", "C=O stretch"],
        [1606, 8, "ring", "ring stretch 8a"],
        [1593, 8, "ring", "ring stretch 8b"],
        [1454, 8, "ring", "ring stretch 19a"],
        [1438, 8, "ring", "ring stretch 19b"],
        [1300, 12, "acid", "C-O stretch with OH bend"],
        [1085, 8, "ring", "CH in-plane bend 18b"],
        [1040, 6, "ring", "ring breathing 12"],
        [993, 6, "ring", "ring breathing 1"],
        [750, 10, "ring", "CH out-of-plane bend"],
        [620, 8, "ring", "ring in-plane bend 6a"],
      ]),
    ]),
  },
  {
    name: "pyridine",
    aliases: [],
    state: "liquid; the model of what coordination does to the ring",
    bands: ordered([
      ...rows(GILL_1961, [
        [1582, 4, "ring", "ring stretch 8a"],
        [1438, 4, "ring", "ring stretch 19b"],
        [1030, 4, "ring", "ring breathing 12"],
        [991, 4, "ring", "ring breathing 1"],
        [604, 4, "ring", "ring in-plane bend 6a"],
        [405, 4, "ring", "ring out-of-plane bend 16b"],
      ]),
    ]),
  },
  {
    name: "oleate",
    aliases: ["OA-", "OA"],
    state: "carboxylate on a surface or in a salt",
    bands: ordered([
      ...rows(SHUKLA_2003, [
        ...CHAIN,
        [1540, 25, "carboxylate asymmetric", "COO asymmetric stretch"],
        [1408, 15, "carboxylate symmetric", "COO symmetric stretch"],
      ]),
    ]),
  },
  {
    name: "oleic acid",
    aliases: ["HOA"],
    state: "liquid, hydrogen-bonded pairs",
    bands: ordered([
      ...rows(SHUKLA_2003, [
        ...CHAIN,
        [1710, 6, "acid", "C=O stretch of the pair"],
        [1413, 6, "acid", "C-O-H in-plane bend"],
        [1285, 6, "acid", "C-O stretch"],
        [938, 8, "acid", "O-H out-of-plane bend of the pair"],
      ]),
    ]),
  },
  {
    name: "oleylammonium",
    aliases: ["OlAm+", "OlAmH"],
    state: "ion in a salt or on a surface",
    bands: ordered([
      ...rows(SOCRATES_2001, [
        ...CHAIN,
        [3100, 100, "ammonium", "NH3+ stretch, broad"],
        [1580, 20, "ammonium", "NH3+ asymmetric bend"],
        [1500, 25, "ammonium", "NH3+ symmetric bend"],
      ]),
    ]),
  },
  {
    name: "oleylamine",
    aliases: ["OlAm", "OLA"],
    state: "liquid",
    bands: ordered([
      ...rows(SOCRATES_2001, [
        ...CHAIN,
        [3320, 40, "amine", "NH2 stretch"],
        [1593, 25, "amine", "NH2 scissoring"],
        [1070, 15, "amine", "C-N stretch"],
        [795, 20, "amine", "NH2 wagging"],
      ]),
    ]),
  },
  {
    name: "1-octadecene",
    aliases: ["ODE", "octadecene"],
    state: "liquid",
    bands: ordered([
      ...rows(SOCRATES_2001, [
        ...CHAIN.filter(([, , group]) => group === "alkyl"),
        [3078, 5, "alkene", "=CH2 asymmetric stretch"],
        [1641, 4, "alkene", "C=C stretch"],
      ]),
      ...([991, 908] as const).map(
        (wavenumberPerCm): VibrationBand => ({
          wavenumberPerCm,
          uncertaintyPerCm: 1,
          assignment: wavenumberPerCm === 991 ? "CH out-of-plane bend of the vinyl" : "=CH2 wagging",
          group: "alkene",
          status: "published",
          source: MALINOSKI,
          note: "sharp; gone from the washed dots",
        }),
      ),
    ]),
  },
];

const plain = (name: string): string => name.toLowerCase().replace(/[\s-]/gu, "");

/** The table of a substance by name or alias. @throws InputError with the nearest names */
export function findVibrationTable(name: string): VibrationTable {
  const found = vibrationTables.find((one) =>
    [one.name, ...one.aliases].some((known) => plain(known) === plain(name)),
  );
  if (found) return found;
  const known = vibrationTables.map((one) => one.name);
  throw new InputError({
    what: "there is no table of infrared bands of that name",
    found: `"${name}"`,
    expected: known.join(", "),
    remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
  });
}

/** What Malinoski et al. print about infrared spectra of their dots; shifts stand in a figure and a table not printed in the text. */
export const picolinateFindings: readonly { readonly what: string; readonly source: Citation }[] = [
  { what: "octadecene at 991 and 908 cm-1 is gone after purification", source: MALINOSKI },
  {
    what: "bands of picolinate show on the purified dots although its NMR signals do not",
    source: MALINOSKI,
  },
  {
    what: "bands of picolinate lie higher on the dot than in the pure ammonium salt, in general",
    source: MALINOSKI,
  },
  { what: "most calculated modes of picolinate rise on adsorption", source: MALINOSKI },
  {
    what: "bands on the dot are like those of barium picolinate, in which picolinate chelates",
    source: MALINOSKI,
  },
];
