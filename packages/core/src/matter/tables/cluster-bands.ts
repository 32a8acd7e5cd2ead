import type { CitationKey } from "../citations.ts";
import type { ClusterBand } from "../cluster-bands.ts";
import { fromMemory, published } from "../fact.ts";

/** How far bands of one cluster lie apart between laboratories (415 and 418, 448 and 449, 360 and 363 nm), nm: an estimate. */
const APART_NM = 4;

function read(
  material: string,
  source: CitationKey,
  bands: readonly (readonly [string, number])[],
): ClusterBand[] {
  return bands.map(([name, nm]) => ({
    material,
    name,
    bandNm: published(nm, "nm", source, { uncertainty: APART_NM }),
  }));
}

/** Lowest absorption bands of magic-size clusters. PbS has none that could be read. A new one is one row with its source. */
export const clusterBands: readonly ClusterBand[] = [
  ...read("CdSe", "cdseClusters2025", [
    ["CdSe MSC-330", 330],
    ["CdSe MSC-360", 360],
    ["CdSe MSC-390", 390],
  ]),
  ...read("CdSe", "zhu2018", [["CdSe MSC-415", 415]]),
  { material: "CdSe", name: "Cd35Se20", bandNm: fromMemory(350, "nm", "beecher2014", APART_NM) },
  { material: "CdSe", name: "Cd56Se35", bandNm: fromMemory(380, "nm", "beecher2014", APART_NM) },
  { material: "CdSe", name: "Cd84Se56", bandNm: fromMemory(408, "nm", "beecher2014", APART_NM) },
  ...read("CdTe", "luan2019", [
    ["CdTe MSC-371", 371],
    ["CdTe MSC-417", 417],
  ]),
  // Those above 449 nm are quoted by the article from others.
  ...read("CdTe", "mech2023", [
    ["CdTe MSC-449", 449],
    ["CdTe MSC-460", 460],
    ["CdTe MSC-469", 469],
    ["CdTe MSC-483", 483],
    ["CdTe MSC-488", 488],
    ["CdTe MSC-491", 491],
    ["CdTe MSC-506", 506],
  ]),
  ...read("CdS", "cdsClusters2020", [
    ["CdS MSC-311", 311],
    ["CdS MSC-322", 322],
  ]),
  ...read("CdS", "cdsAqueous2020", [["CdS MSC-360", 360]]),
  ...read("InP", "kwon2020", [
    ["InP MSC-386", 386],
    ["InP:Cl F360", 360],
    ["InP:Cl F399", 399],
    ["InP:Zn F393", 393],
    ["InP:Zn F408", 408],
  ]),
];
