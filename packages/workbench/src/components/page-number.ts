import type { Control } from "../worker/protocol.ts";

/** A slider of the page's own numbers. */
export function pageNumber(
  key: string,
  label: string,
  unit: string,
  value: number,
  range: readonly [low: number, high: number],
  scale: Control["scale"] = "linear",
): Control {
  return { key, label, unit, value, low: range[0], high: range[1], scale, origin: "the page" };
}
