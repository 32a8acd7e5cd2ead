import type { RandomSource } from "../../../numerics/random.ts";
import { dotComposition, type LigandCount } from "../../../structure/composition.ts";
import { equalVolumeDiameterNm } from "../../../structure/core.ts";
import { crystalOf } from "../../../structure/crystal.ts";
import { estimateComposition } from "../estimate.ts";
import type { SampleCompositionInput, SampleMeasurement, Technique } from "../input.ts";
import type { SampleComposition, SampleValue } from "../result.ts";

/** What the techniques would find on a dot, from the forward composition; errors as usual in a good laboratory. */
export function measuredOn(
  material: string,
  core: Readonly<Record<string, number>>,
  ligands: readonly LigandCount[],
): Readonly<Record<Technique, SampleMeasurement>> {
  const atoms = Object.values(core).reduce((a, b) => a + b, 0);
  const diameterNm = equalVolumeDiameterNm(crystalOf(material), atoms);
  const found = dotComposition({ core, ligands, diameterNm });
  const of = (name: string): number => ligands.find((ligand) => ligand.name === name)?.count ?? 0;
  const x = ligands[0]!.count;
  const row = (technique: Technique, value: number, relative: number): SampleMeasurement => ({
    technique,
    value,
    standardError: Math.max(relative * value, 1e-3),
  });
  return {
    "UV-vis diameter": row("UV-vis diameter", diameterNm, 0.02),
    "TEM diameter": row("TEM diameter", diameterNm, 0.03),
    "ICP cation/anion": row("ICP cation/anion", found.coreCationsPerAnion!, 0.02),
    "TGA mass loss": row("TGA mass loss", 100 * found.massLossShare, 0.02),
    "NMR ligands per dot": row("NMR ligands per dot", x, 0.06),
    "NMR ligands per nm2": row("NMR ligands per nm2", x / (Math.PI * diameterNm ** 2), 0.05),
    "NMR ligands per cation": row("NMR ligands per cation", x / Object.values(core)[0]!, 0.04),
    "hydroxide per dot": row("hydroxide per dot", of("hydroxide"), 0.1),
  };
}

/** Exact measurements of Pb1289S976 with 313 oleates and 313 hydroxides, 4.8 nm. */
export const lead: Readonly<Record<Technique, SampleMeasurement>> = measuredOn("PbS", { Pb: 1289, S: 976 }, [
  { name: "oleate", formula: "C18H33O2", count: 313, charge: -1 },
  { name: "hydroxide", formula: "HO", count: 313, charge: -1 },
]);

/** The numbers of that dot, by their ids in the result. */
export const TRUTH: Readonly<Record<string, number>> = {
  anions: 976,
  cations: 1289,
  "excess-cations": 313,
  ligands: 313,
  hydroxide: 313,
  "cations-per-anion": 1289 / 976,
  "ligands-per-excess": 1,
  "ligands-per-cation": 313 / 1289,
  "ligands-per-nm2-sphere": lead["NMR ligands per nm2"].value,
  "charge-left": 313,
};

/** What is known of it besides its measurements. */
export const base = { material: "PbS", ligand: "oleate", hydroxide: "from charge balance" } as const;

/** Techniques that fix all unknowns, two of them beyond need. */
export const FIVE = [
  "UV-vis diameter",
  "ICP cation/anion",
  "TGA mass loss",
  "NMR ligands per dot",
  "NMR ligands per cation",
] as const;

/** Their exact measurements. */
export const five: readonly SampleMeasurement[] = FIVE.map((technique) => lead[technique]);

/** Width of an interval, infinite where it is open. */
export const width = ({ low, high }: SampleValue): number =>
  (high ?? Number.POSITIVE_INFINITY) - (low ?? Number.NEGATIVE_INFINITY);

/** The estimate for the dot from some measurements. */
export const run = (
  measurements: readonly SampleMeasurement[],
  more: Partial<SampleCompositionInput> = {},
): SampleComposition => estimateComposition({ ...base, measurements, ...more });

/** Measurements with errors drawn from their standard errors. */
export const drawn = (
  measurements: readonly SampleMeasurement[],
  random: RandomSource,
): readonly SampleMeasurement[] =>
  measurements.map((one) => ({ ...one, value: one.value + one.standardError * random.normal() }));
