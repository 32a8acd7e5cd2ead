import type { SampleCompositionInput, Technique } from "./input.ts";
import type { Sample } from "./sample.ts";

/** Excess over the cations of a neutral formula, where nothing tells it. */
const USUAL_EXCESS = 0.3;
/** Hydroxide for each anion, where nothing tells it. */
const USUAL_HYDROXIDE = 0.1;
const USUAL_DIAMETER_NM = 4;
/** Fewest ligands and hydroxides for each anion, so that the search does not begin at a bound. */
const FEWEST = 1e-3;

/** A point to search from, in the order of `UNKNOWNS`: every unknown from the technique that shows it most directly, else a
 *  usual surface. */
export function startValues(sample: Sample, input: SampleCompositionInput): Float64Array {
  const from = (
    technique: Technique,
    of: (value: number) => number | undefined = (value) => value,
  ): number | undefined => {
    const found = input.measurements.find((one) => one.technique === technique);
    return found && of(found.value);
  };
  const { stoichiometry: s, cation, anion } = sample;
  const excess = from("ICP cation/anion", (ratio) => Math.max(ratio - s, 0.1 * s - s)) ?? USUAL_EXCESS * s;
  const diameter = from("UV-vis diameter") ?? from("TEM diameter") ?? USUAL_DIAMETER_NM;
  const anions = (Math.PI * diameter ** 3) / (6 * sample.atomVolumeNm3) / (1 + s + excess);
  const { massGPerMol: mass, lossGPerMol: loss } = sample.ligand;
  const core = (s + excess) * cation.massGPerMol + anion.massGPerMol;
  const ligands =
    from("NMR ligands per dot", (count) => count / anions) ??
    from("NMR ligands per nm2", (density) => (density * Math.PI * diameter ** 2) / anions) ??
    from("NMR ligands per cation", (ratio) => ratio * (s + excess)) ??
    from("TGA mass loss", (percent) => {
      const share = percent / 100;
      return loss <= share * mass ? undefined : (share * core) / (loss - share * mass);
    }) ??
    Math.abs(excess);
  const hydroxide = from("hydroxide per dot", (count) => count / anions) ?? USUAL_HYDROXIDE;
  return Float64Array.of(
    anions,
    excess,
    Math.max(ligands, FEWEST),
    input.hydroxide === "free" ? Math.max(hydroxide, FEWEST) : 0,
  );
}
