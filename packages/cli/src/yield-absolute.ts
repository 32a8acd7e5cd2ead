import {
  InputError,
  type MeasuredNumber,
  nearestNames,
  type SphereMeasurement,
  sphereQuantumYield,
  sphereQuantumYieldOfTwo,
} from "@oleate/core";
import { readAssignments } from "./commands/speciate.ts";
import { quantityOf } from "./flag-values.ts";
import {
  drawOptions,
  type FoundYield,
  measuredOf,
  noInterval,
  type QuantumYieldOptions,
  yieldOf,
} from "./yield-found.ts";

const SPHERE_KEYS: Readonly<Record<string, keyof SphereMeasurement>> = {
  La: "emptyLaser",
  Lb: "asideLaser",
  Lc: "inLaser",
  Pa: "emptyEmission",
  Pb: "asideEmission",
  Pc: "inEmission",
};

/** An absolute quantum yield from the areas of an integrating sphere. */
export function absoluteFromFlags(options: QuantumYieldOptions): FoundYield {
  const share = options.error === undefined ? 0 : quantityOf("--error", options.error, "", "1 %");
  const given: Partial<Record<keyof SphereMeasurement, MeasuredNumber>> = {};
  for (const [name, text] of readAssignments(options.absolute ?? [], "--absolute")) {
    const key = SPHERE_KEYS[name.replace("_", "")];
    if (!key) {
      const names = Object.keys(SPHERE_KEYS);
      throw new InputError({
        what: "--absolute names nothing that a sphere measures",
        found: name,
        expected:
          "La, Lb, Lc (laser line) and Pa, Pb, Pc (emission): empty sphere, sample beside the beam, in the beam",
        remedy: `nearest: ${nearestNames(name, names).join(", ")}`,
      });
    }
    const number = measuredOf(text, `${name} of --absolute`);
    given[key] = { standardError: share * Math.abs(number.value), ...number };
  }
  if (options.reabsorbed !== undefined)
    given.reabsorbedShare = measuredOf(options.reabsorbed, "--reabsorbed");
  const three = given.asideLaser !== undefined || given.asideEmission !== undefined;
  const needed = three ? ["La", "Lb", "Lc", "Pb", "Pc"] : ["La", "Lc", "Pc"];
  const missing = needed.filter((name) => given[SPHERE_KEYS[name]!] === undefined);
  if (missing.length > 0) {
    throw new InputError({
      what: `--absolute lacks ${missing.join(", ")}`,
      expected: "La, Lc, Pc for two measurements; La, Lb, Lc, Pb, Pc for three",
      remedy: 'for example --absolute "La = 1e6, Lb = 9e5, Lc = 6.5e5, Pb = 2e4, Pc = 2.3e5" --error "1 %"',
    });
  }
  const measured = given as SphereMeasurement;
  const draw = drawOptions(options);
  const found = three ? sphereQuantumYield(measured, draw) : sphereQuantumYieldOfTwo(measured, draw);
  const two = three ? sphereQuantumYieldOfTwo(measured).value : null;
  return {
    method: three ? "absolute, three measurements" : "absolute, two measurements",
    quantumYield: yieldOf(found.value, found.interval, draw.level),
    numbers: {
      "absorbed share of the beam": found.absorptance,
      "absorbed share of diffuse light": found.indirectAbsorptance,
      "emission from diffuse light, share": found.indirectShare,
      "before reabsorption": options.reabsorbed === undefined ? null : found.observed,
      "two measurements would give": two,
    },
    warnings: found.warnings,
    notes: noInterval(found.interval),
    monteCarlo: found.interval,
  };
}
