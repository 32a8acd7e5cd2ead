import type { HydroxideSource, SampleCompositionInput, SampleMeasurement } from "./input.ts";
import { type Expression, excessPerDot, per } from "./model.ts";
import { octahedronExcess } from "./octahedron.ts";
import { refuse } from "./refuse.ts";
import type { Sample } from "./sample.ts";
import { TECHNIQUES } from "./techniques.ts";

/** One measured number ready for the fit. */
export interface Datum {
  readonly name: string;
  readonly unit: string;
  readonly of: Expression;
  readonly value: number;
  readonly sigma: number;
}

function datumOf(
  { technique, value, standardError, name = technique }: SampleMeasurement,
  hydroxide: HydroxideSource,
  names: ReadonlySet<string>,
): Datum {
  const known = TECHNIQUES[technique];
  if (known === undefined) {
    refuse("unknown technique", `"${technique}"`, Object.keys(TECHNIQUES).join(", "));
  }
  if (names.has(name)) {
    refuse("two measurements have one name", `"${name}"`, "a name for each", "give the second a name");
  }
  if (!(value > known.above && value < known.below)) {
    const expected =
      technique === "TGA mass loss"
        ? "the share of the dry mass, between 0 and 100 %"
        : `${known.above === 0 ? "above 0" : "0 or more"} ${known.unit}`.trimEnd();
    refuse(`${name} is impossible`, `${value} ${known.unit}`.trimEnd(), expected);
  }
  if (!(standardError > 0 && standardError < Number.POSITIVE_INFINITY)) {
    refuse(`${name} has no usable standard error`, String(standardError), "a number above 0");
  }
  if (technique === "hydroxide per dot" && hydroxide === "none") {
    refuse("hydroxide was measured but there is none", "hydroxide: none", "free or from charge balance");
  }
  return { name, unit: known.unit, of: known.of, value, sigma: standardError };
}

/** Refuses a measurement by itself: throws InputError for an impossible value or standard error, or hydroxide where there is none. */
export function checkMeasurement(measurement: SampleMeasurement, hydroxide: HydroxideSource): void {
  datumOf(measurement, hydroxide, new Set());
}

/** The truncated octahedron as a technique: the excess is as many times its excess as 1 +- the tolerance. */
function structuralModel(sample: Sample, relativeTolerance: number): Datum {
  if (sample.crystal.lattice !== "rock salt") {
    refuse(
      "the structural model is a rock-salt truncated octahedron",
      sample.crystal.name,
      "a rock-salt core",
      "leave the structural model out",
    );
  }
  if (!(relativeTolerance > 0 && Number.isFinite(relativeTolerance))) {
    refuse("the tolerance of the structural model is impossible", String(relativeTolerance), "above 0");
  }
  return {
    name: "structural model",
    unit: "of its excess",
    of: per(excessPerDot, octahedronExcess),
    value: 1,
    sigma: relativeTolerance,
  };
}

/**
 * The measurements in their order, behind them the structural model if it is asked for. Throws InputError for no measurement,
 * an unknown technique, one name twice, an impossible value or standard error, or hydroxide where there is none.
 */
export function readData(input: SampleCompositionInput, sample: Sample): readonly Datum[] {
  const { hydroxide, measurements, structuralModel: model } = input;
  if (!["from charge balance", "free", "none"].includes(hydroxide)) {
    refuse(
      "it is not said where the hydroxide comes from",
      String(hydroxide),
      "from charge balance, free or none",
    );
  }
  if (measurements.length === 0) {
    refuse(
      "nothing was measured",
      "no technique",
      "at least one; for counts per dot a diameter, ICP cation/anion, and NMR or TGA",
    );
  }
  const names = new Set<string>();
  const data = measurements.map((one) => {
    const datum = datumOf(one, hydroxide, names);
    names.add(datum.name);
    return datum;
  });
  return model === undefined ? data : [...data, structuralModel(sample, model.relativeTolerance)];
}
