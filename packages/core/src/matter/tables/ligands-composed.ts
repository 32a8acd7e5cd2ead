import type { Ligand } from "../ligand-types.ts";

function pair(
  name: string,
  aliases: readonly string[],
  formula: string,
  cation: string,
  anion: string,
): Ligand {
  return {
    name,
    aliases,
    formula,
    charge: 0,
    bindingClass: "ion pair",
    parts: [cation, anion],
    donors: [],
    denticity: ["ionic"],
  };
}

function complex(
  name: string,
  aliases: readonly string[],
  formula: string,
  metal: string,
  metalCharge: number,
  anions: readonly string[],
): Ligand {
  return {
    name,
    aliases,
    formula,
    charge: 0,
    bindingClass: "Z",
    complexOf: { metal, metalCharge, anions },
    donors: [],
    denticity: ["eta1"],
  };
}

/** Neutral units of other entries: ion pairs that adsorb together, and Z-type metal complexes. */
export const composedLigands: readonly Ligand[] = [
  pair("oleylammonium bromide", ["OlAmBr"], "C18H38BrN", "oleylammonium", "bromide"),
  pair("oleylammonium chloride", ["OlAmCl"], "C18H38ClN", "oleylammonium", "chloride"),
  pair("oleylammonium iodide", ["OlAmI"], "C18H38IN", "oleylammonium", "iodide"),
  pair("oleylammonium oleate", ["OlAmOA"], "C36H71NO2", "oleylammonium", "oleate"),
  pair("oleylammonium picolinate", ["OlAmPIC"], "C24H42N2O2", "oleylammonium", "picolinate"),
  pair("oleylammonium isonicotinate", ["OlAmINC"], "C24H42N2O2", "oleylammonium", "isonicotinate"),
  pair("oleylammonium benzoate", ["OlAmBA", "OlAmBC"], "C25H43NO2", "oleylammonium", "benzoate"),
  pair(
    "oleylammonium thiophene-2-carboxylate",
    ["OlAmTC"],
    "C23H41NO2S",
    "oleylammonium",
    "thiophene-2-carboxylate",
  ),
  pair("oleylammonium furan-2-carboxylate", ["OlAmFC"], "C23H41NO3", "oleylammonium", "furan-2-carboxylate"),
  pair(
    "oleylammonium pyrrole-2-carboxylate",
    ["OlAmPC"],
    "C23H42N2O2",
    "oleylammonium",
    "pyrrole-2-carboxylate",
  ),
  pair("octylammonium bromide", ["OctAmBr"], "C8H20BrN", "octylammonium", "bromide"),
  pair("octylammonium picolinate", ["OctAmPIC"], "C14H24N2O2", "octylammonium", "picolinate"),
  pair("didodecyldimethylammonium bromide", ["DDAB"], "C26H56BrN", "didodecyldimethylammonium", "bromide"),
  complex("lead oleate", ["Pb(oleate)2", "Pb(OA)2", "lead dioleate"], "Pb(C18H33O2)2", "Pb", 2, [
    "oleate",
    "oleate",
  ]),
  complex(
    "lead oleate hydroxide",
    ["Pb(oleate)(OH)", "Pb(OA)(OH)", "Pb(OH)(oleate)", "Pb(OH)(OA)"],
    "Pb(C18H33O2)(OH)",
    "Pb",
    2,
    ["oleate", "hydroxide"],
  ),
  complex("lead picolinate", ["Pb(PIC)2"], "Pb(C6H4NO2)2", "Pb", 2, ["picolinate", "picolinate"]),
  complex("lead bromide", ["PbBr2"], "PbBr2", "Pb", 2, ["bromide", "bromide"]),
  complex("lead chloride", ["PbCl2"], "PbCl2", "Pb", 2, ["chloride", "chloride"]),
  complex("lead iodide", ["PbI2"], "PbI2", "Pb", 2, ["iodide", "iodide"]),
  complex("cadmium oleate", ["Cd(oleate)2", "Cd(OA)2"], "Cd(C18H33O2)2", "Cd", 2, ["oleate", "oleate"]),
];
