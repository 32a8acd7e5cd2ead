import type { DecayNumber, EmissionResult } from "@oleate/core";

/** Profile intervals by the name of what they belong to: "lifetime 1", "area 2", "background". */
export type NamedIntervals = Readonly<Record<string, DecayNumber>>;

/** The number of a result that goes by a name; undefined where there is none. */
export function numberNamed(result: EmissionResult, name: string): DecayNumber | undefined {
  if (name === "prompt") return result.prompt ?? undefined;
  if (name === "shift") return result.shift ?? undefined;
  if (name === "background") return result.background;
  const [, what, place] = /^(.*) (\d+)$/u.exec(name) ?? [];
  const component = result.components[Number(place) - 1];
  if (!component) return undefined;
  if (what === "lifetime" || what === "amplitude" || what === "area") return component[what];
  return component.shape.find((one) => one.name === what);
}

/** A result with the profile intervals that are known in place of its first-order errors. */
export function withIntervals(result: EmissionResult, known: NamedIntervals): EmissionResult {
  const of = (name: string, number: DecayNumber): DecayNumber => known[name] ?? number;
  const [only, ...others] = result.components;
  const single = only?.component === "exponential" && others.length === 0;
  // Both averages of one exponential are its lifetime.
  const averages = (["amplitude", "intensity"] as const).map((which) =>
    single ? of("lifetime 1", result.averages[which]) : result.averages[which],
  );
  return {
    ...result,
    averages: { amplitude: averages[0]!, intensity: averages[1]! },
    components: result.components.map((one, k) => ({
      ...one,
      lifetime: of(`lifetime ${k + 1}`, one.lifetime),
      amplitude: of(`amplitude ${k + 1}`, one.amplitude),
      area: of(`area ${k + 1}`, one.area),
      shape: one.shape.map((shape) => ({ ...shape, ...of(`${shape.name} ${k + 1}`, shape) })),
    })),
    prompt: result.prompt && of("prompt", result.prompt),
    shift: result.shift && of("shift", result.shift),
    background: of("background", result.background),
  };
}
