import { estimated, fromMemory, published } from "../fact.ts";
import type { AcidBase } from "../ligand-types.ts";

const ROOM = { temperatureK: 298 };

function handbook(acid: string, base: string, value: number, uncertainty = 0.05, note?: string): AcidBase {
  const remark = note === undefined ? ROOM : { ...ROOM, note };
  return { acid, base, pKa: fromMemory(value, "1", "crcAcids", uncertainty, remark) };
}

/** pKa in water. Long-chain acids and amines are far from such a solution: there the number only orders them. */
export const acidBasePairs: readonly AcidBase[] = [
  {
    acid: "oleic acid",
    base: "oleate",
    pKa: estimated(
      4.9,
      "1",
      0.2,
      "short fatty acids in water; oleic acid itself aggregates and appears at 9.85",
      ROOM,
    ),
  },
  {
    acid: "oleylammonium",
    base: "oleylamine",
    pKa: estimated(10.6, "1", 0.1, "other primary alkylamines in water", ROOM),
  },
  handbook("octylammonium", "octylamine", 10.65),
  handbook("butylammonium", "butylamine", 10.6),
  handbook("pyridinium", "pyridine", 5.23),
  {
    acid: "2-carboxypyridinium",
    base: "picolinic acid",
    pKa: published(0.84, "1", "picolinic1998", { ...ROOM, uncertainty: 0.006 }),
  },
  handbook("picolinic acid", "picolinate", 5.39, 0.1, "second step of 2-carboxypyridinium"),
  handbook("nicotinic acid", "nicotinate", 4.82),
  handbook("isonicotinic acid", "isonicotinate", 4.84),
  handbook("benzoic acid", "benzoate", 4.2, 0.01),
  handbook("thiophene-2-carboxylic acid", "thiophene-2-carboxylate", 3.49),
  handbook("furan-2-carboxylic acid", "furan-2-carboxylate", 3.16),
  handbook("pyrrole-2-carboxylic acid", "pyrrole-2-carboxylate", 4.45, 0.1),
  {
    acid: "octadecylphosphonic acid",
    base: "hydrogen octadecylphosphonate",
    pKa: estimated(2.6, "1", 0.3, "short alkylphosphonic acids", ROOM),
  },
  {
    acid: "hydrogen octadecylphosphonate",
    base: "octadecylphosphonate",
    pKa: estimated(8.0, "1", 0.4, "short alkylphosphonic acids", ROOM),
  },
  {
    acid: "octylphosphonic acid",
    base: "hydrogen octylphosphonate",
    pKa: estimated(2.6, "1", 0.3, "short alkylphosphonic acids", ROOM),
  },
  {
    acid: "hydrogen octylphosphonate",
    base: "octylphosphonate",
    pKa: estimated(8.0, "1", 0.4, "short alkylphosphonic acids", ROOM),
  },
  handbook("3-mercaptopropionic acid", "3-mercaptopropionate", 4.34, 0.05, "the thiol follows at 10.8"),
  handbook("hydrazinium", "hydrazine", 8.1, 0.1),
  { acid: "ammonium", base: "ammonia", pKa: published(9.244, "1", "martellSmith1976", ROOM) },
  handbook("hydrogen sulfide", "hydrogen sulfide ion", 7.05, 0.05),
  handbook("hydrogen sulfide ion", "sulfide", 19, 2, "no sulfide ion is found in water"),
  handbook("hydrogen selenide", "hydrogen selenide ion", 3.89, 0.1),
  handbook("hydrogen selenide ion", "selenide", 11, 2),
  handbook("hydrogen telluride", "hydrogen telluride ion", 2.6, 0.2),
  handbook("hydrogen telluride ion", "telluride", 11, 1),
  handbook("water", "hydroxide", 14, 0.01, "ionic product of water, activities"),
];
