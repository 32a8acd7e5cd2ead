import { formatQuantity } from "../../quantities/index.ts";
import { AREA_CONVENTIONS, MASS_LOSS_RULE } from "../../structure/composition.ts";
import type { SampleCompositionInput } from "./input.ts";
import type { Sample } from "./sample.ts";

function polyhedronInWords({ polyhedronAreaNm2, crystal }: Sample): string {
  if (polyhedronAreaNm2 !== null) return `polyhedron as given, ${polyhedronAreaNm2} nm2`;
  return crystal.lattice === "rock salt"
    ? "regular truncated octahedron through the outermost nuclei with as many atoms"
    : "no polyhedron, since none was given";
}

function hydroxideInWords({ hydroxide, measurements }: SampleCompositionInput): string {
  if (hydroxide === "free") {
    return "Hydroxide is an unknown of its own; charge balance is not assumed.";
  }
  if (hydroxide === "none") return "There is no hydroxide; charge balance is not assumed.";
  const isTested = measurements.some((one) => one.technique === "hydroxide per dot");
  return `Hydroxide takes up the charge that the ligands leave: charge balance is assumed, ${isTested ? "and tested by the hydroxide measured" : "not tested"}.`;
}

/** Everything an estimate takes for granted, in sentences. */
export function assumptionsOf(input: SampleCompositionInput, sample: Sample): readonly string[] {
  const { crystal, cation, anion, atomVolumeNm3 } = sample;
  const { others = [], structuralModel } = input;
  return [
    `Diameters are of the sphere of equal volume: (${cation.symbol} + ${anion.symbol}) atoms times the volume of one in ${crystal.name}, ${atomVolumeNm3.toPrecision(5)} nm3.`,
    `Areas: ${AREA_CONVENTIONS.sphere}; ${polyhedronInWords(sample)}.`,
    `Mass loss: ${MASS_LOSS_RULE}`,
    hydroxideInWords(input),
    ...others.map(({ name, perDot }) => `${perDot} ${name} per dot, taken as exact.`),
    ...(structuralModel === undefined
      ? []
      : [
          `The excess is that of a truncated octahedron that ends on cations everywhere, within ${formatQuantity(100 * structuralModel.relativeTolerance, "%", 4)}.`,
        ]),
    "Errors of different techniques are independent and normal.",
  ];
}
