import type { Denticity, Ligand } from "../ligand-types.ts";

function anion(
  name: string,
  aliases: readonly string[],
  formula: string,
  charge: number,
  donors: readonly string[],
  denticity: readonly Denticity[],
  note?: string,
): Ligand {
  const remark = note === undefined ? {} : { note };
  return { name, aliases, formula, charge, bindingClass: "X", donors, denticity, ...remark };
}

const METALATE: readonly Denticity[] = ["eta1", "kappa2-S,S", "mu2"];
const ATOM: readonly Denticity[] = ["eta1", "mu2"];

/** Chalcogenidometalates and metal-free anions of Kovalenko 2013, halides, and small inorganic molecules and cations. */
export const inorganicLigands: readonly Ligand[] = [
  anion("hexathiodistannate", ["Sn2S6", "Sn2S6^4-", "Sn2S6 4-"], "Sn2S6^4-", -4, ["S"], METALATE),
  anion("tetrathiostannate", ["SnS4", "SnS4^4-"], "SnS4^4-", -4, ["S"], METALATE),
  anion("hexaselenodistannate", ["Sn2Se6", "Sn2Se6^4-"], "Sn2Se6^4-", -4, ["Se"], ["eta1", "mu2"]),
  anion("tetratellurostannate", ["SnTe4", "SnTe4^4-"], "SnTe4^4-", -4, ["Te"], ["eta1", "mu2"]),
  anion("tetraselenodiindate", ["In2Se4", "In2Se4^2-"], "In2Se4^2-", -2, ["Se"], ["eta1", "mu2"]),
  anion("trithioarsenite", ["AsS3", "AsS3^3-"], "AsS3^3-", -3, ["S"], METALATE),
  anion("tetraselenoantimonate", ["SbSe4", "SbSe4^3-"], "SbSe4^3-", -3, ["Se"], ["eta1", "mu2"]),
  anion("triselenodicadmate", ["Cd2Se3", "Cd2Se3^2-"], "Cd2Se3^2-", -2, ["Se"], ["eta1", "mu2"]),
  anion(
    "tetrathiomolybdate",
    ["MoS4", "MoS4^2-"],
    "MoS4^2-",
    -2,
    ["S"],
    METALATE,
    "Kovalenko 2013 prints the charge 4-; molybdenum(VI) gives 2-",
  ),
  anion("sulfide", ["S2-", "S^2-"], "S^2-", -2, ["S"], ATOM),
  anion("hydrogen sulfide ion", ["HS-", "HS^-", "hydrosulfide"], "HS^-", -1, ["S"], ATOM),
  anion("selenide", ["Se2-", "Se^2-"], "Se^2-", -2, ["Se"], ATOM),
  anion("hydrogen selenide ion", ["HSe-", "HSe^-"], "HSe^-", -1, ["Se"], ATOM),
  anion("telluride", ["Te2-", "Te^2-"], "Te^2-", -2, ["Te"], ATOM),
  anion("hydrogen telluride ion", ["HTe-", "HTe^-"], "HTe^-", -1, ["Te"], ATOM),
  anion("trithiotellurite", ["TeS3 2-", "TeS3^2-"], "TeS3^2-", -2, ["S"], METALATE),
  anion("hydroxide", ["OH", "OH^-"], "HO^-", -1, ["O"], ATOM),
  anion("amide", ["NH2-", "NH2^-"], "NH2^-", -1, ["N"], ATOM),
  anion("thiocyanate", ["SCN", "SCN^-", "CNS"], "CNS^-", -1, ["S", "N"], ["eta1", "mu2"]),
  anion("fluoride", ["F-", "F^-"], "F^-", -1, ["F"], ATOM),
  anion("chloride", ["Cl-", "Cl^-"], "Cl^-", -1, ["Cl"], ATOM),
  anion("bromide", ["Br-", "Br^-"], "Br^-", -1, ["Br"], ATOM),
  anion("iodide", ["I-", "I^-"], "I^-", -1, ["I"], ATOM),
  anion(
    "tetrafluoroborate",
    ["BF4", "BF4^-"],
    "BF4^-",
    -1,
    [],
    ["ionic"],
    "leaves the surface bare and positive",
  ),
  anion("hexafluorophosphate", ["PF6", "PF6^-"], "PF6^-", -1, [], ["ionic"]),
  neutral("hydrazine", ["N2H4"], "N2H4", "N", "NN"),
  neutral("ammonia", ["NH3"], "NH3", "N", "N"),
  neutral("water", ["H2O"], "H2O", "O", "O"),
  neutral("hydrogen sulfide", ["H2S"], "H2S", "S", "S"),
  neutral("hydrogen selenide", ["H2Se"], "H2Se", "Se", "[SeH2]"),
  neutral("hydrogen telluride", ["H2Te"], "H2Te", "Te", "[TeH2]"),
  cation("hydrazinium", ["N2H5+", "N2H5^+"], "N2H5^+", "N[NH3+]"),
  cation("ammonium", ["NH4+", "NH4^+"], "H4N^+", "[NH4+]"),
  cation("sodium", ["Na+", "Na^+"], "Na^+", "[Na+]"),
  cation("caesium", ["Cs+", "Cs^+"], "Cs^+", "[Cs+]"),
];

function neutral(
  name: string,
  aliases: readonly string[],
  formula: string,
  donor: string,
  smiles: string,
): Ligand {
  return {
    name,
    aliases,
    formula,
    charge: 0,
    bindingClass: "L",
    donors: [donor],
    denticity: ["eta1"],
    smiles,
  };
}

function cation(name: string, aliases: readonly string[], formula: string, smiles: string): Ligand {
  return {
    name,
    aliases,
    formula,
    charge: 1,
    bindingClass: "cation",
    donors: [],
    denticity: ["ionic"],
    smiles,
  };
}
