import {
  type MeasuredNumber,
  type SphereMeasurement,
  type SphereQuantumYield,
  sphereQuantumYield,
  sphereQuantumYieldOfTwo,
} from "@oleate/core";
import type { MeasureAsk, MeasureFound, SphereArea } from "./quantum-yield-protocol.ts";
import { drawsOf, LEVEL, type Measured, needed, number, ONE } from "./quantum-yield-stated.ts";

/** An absolute quantum yield from the areas of an integrating sphere. */
export function sphere({ wish }: MeasureAsk): Measured {
  const share = (wish.sphereErrorPercent ?? 0) / 100;
  const area = (name: SphereArea): MeasuredNumber => {
    const { value, error } = wish.sphere[name];
    const known = needed(value, `the area ${name[0]}_${name[1]}`);
    return { value: known, standardError: error ?? share * Math.abs(known) };
  };
  const emptyEmission = wish.sphere.Pa.value === null ? {} : { emptyEmission: area("Pa") };
  const reabsorbed = wish.reabsorbed.value === null ? null : number(wish.reabsorbed, "the reabsorbed share");
  const measurement: SphereMeasurement = {
    emptyLaser: area("La"),
    inLaser: area("Lc"),
    inEmission: area("Pc"),
    // Two measurements have no sample beside the beam; these two are not looked at then.
    asideLaser: wish.three ? area("Lb") : ONE,
    asideEmission: wish.three ? area("Pb") : ONE,
    ...emptyEmission,
    ...(reabsorbed ? { reabsorbedShare: reabsorbed } : {}),
  };
  const compute = wish.three ? sphereQuantumYield : sphereQuantumYieldOfTwo;
  const found: SphereQuantumYield = compute(measurement, { level: LEVEL });
  const two = wish.three ? sphereQuantumYieldOfTwo(measurement).value : null;
  const keys = (Object.keys(measurement) as (keyof SphereMeasurement)[]).filter(
    (key) => wish.three || !key.startsWith("aside"),
  );
  const numbers = [
    ["absorbed share of the beam", found.absorptance],
    ["absorbed share of diffuse light", found.indirectAbsorptance],
    ["emission from diffuse light, share", found.indirectShare],
    ["before reabsorption", reabsorbed ? found.observed : null],
    ["two measurements would give", two],
  ] as const;
  const answer: MeasureFound = {
    way: "sphere",
    method: wish.three ? "absolute, three measurements" : "absolute, two measurements",
    value: found.value,
    low: found.interval?.low ?? null,
    high: found.interval?.high ?? null,
    level: LEVEL,
    drawn: found.interval,
    histogram: null,
    numbers: numbers.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    read: [],
    lines: null,
    warnings: found.warnings,
    notes: [],
  };
  return {
    found: answer,
    histogram: () =>
      drawsOf(
        keys.map((key) => measurement[key]!),
        (values) => {
          const drawn = Object.fromEntries(keys.map((key, i) => [key, values[i]!]));
          return compute({ ...measurement, ...drawn }).value;
        },
        found.interval,
      ),
  };
}
