import type { PulseShape } from "../nmr-data.ts";

/** Integral of a half sine over that of a rectangle, 2/pi. */
const HALF_SINE = 2 / Math.PI;

/** TopSpin's smoothed square SMSQ10 (SHAPE_INTEGFAC of its file). */
const SMOOTHED_SQUARE = 0.9;

function kindOf(name: string): readonly [PulseShape["kind"], number] {
  if (/^(?:rect|square)/iu.test(name)) return ["rectangle", 1];
  if (/^sin(?:e|\.)/iu.test(name)) return ["half-sine", HALF_SINE];
  if (/^smsq10\b/iu.test(name)) return ["smsq10", SMOOTHED_SQUARE];
  return ["other", 1];
}

/**
 * The form of a gradient pulse from the name of its shape and, where it is at hand, the text of the shape's file, whose
 * SHAPE_INTEGFAC (0 to 1) counts more than the name. Without a name the pulse is rectangular.
 */
export function gradientShape(name: string, shapeFile: string | undefined): PulseShape {
  if (name === "") return { name: "none", kind: "rectangle", integralFactor: 1 };
  const [kind, usual] = kindOf(name);
  const stated = Number(/##\$SHAPE_INTEGFAC=\s*(\S+)/u.exec(shapeFile ?? "")?.[1]);
  return { name, kind, integralFactor: stated > 0 && stated <= 1 ? stated : usual };
}
