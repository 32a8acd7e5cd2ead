import { InputError, nearestNames } from "../../errors.ts";
import { formatConcentration, formatQuantity, parseQuantity } from "../../quantities/index.ts";
import { type ShellSignalValues, shellSignalParameters, shellSignalValues } from "../../resonance/index.ts";
import { axisWords, type InterfaceSample, type Medium, readMedium, sampleAt } from "../../surface/index.ts";
import type { InterfaceAsked } from "./interface-options.ts";

/** What a point of a series is called in a legend. */
export function nameOf({ axis, points, labels }: InterfaceAsked, i: number): string {
  const { unit } = axisWords(axis);
  if (labels) return labels[i]!;
  return unit === "M" ? formatConcentration(points[i]!) : formatQuantity(points[i]!, unit, 3);
}

/** The sample at one point of the axis, and its medium by name. */
export function placeAt(
  asked: InterfaceAsked,
  x: number,
  i: number,
): { sample: InterfaceSample; medium: Medium } {
  if (!asked.isSeries) return { sample: asked.sample, medium: mediumOf(asked.sample.medium) };
  if (asked.axis === "solvent") {
    const label = asked.labels?.[i];
    const medium = mediumOf(label === undefined ? x : readMedium(label));
    return { sample: { ...asked.sample, medium }, medium };
  }
  const sample = sampleAt(asked.sample, asked.axis, x);
  return { sample, medium: mediumOf(sample.medium) };
}

function mediumOf(medium: Medium | number): Medium {
  if (typeof medium !== "number") return medium;
  throw new InputError({
    what: "diffusion needs a solvent, not a polarity alone",
    found: `E_T^N ${medium}`,
    expected: "solvents by name, whose viscosity is known",
  });
}

/** Reads "shell = 1.8 nm". Throws InputError for unknown names and values out of range. */
export function readSignals(texts: readonly string[]): ShellSignalValues {
  const names = shellSignalParameters.map(({ name }) => name);
  const given = texts.map((text) => {
    const match = /^\s*([a-z_]+)\s*=\s*(.+?)\s*$/u.exec(text);
    const parameter = shellSignalParameters.find(({ name }) => name === match?.[1]);
    if (!match || !parameter) {
      throw new InputError({
        what: "a parameter of the signals cannot be read",
        found: `"${text}"`,
        expected: `NAME = VALUE, with one of ${names.join(", ")}`,
        ...(match ? { remedy: `nearest: ${nearestNames(match[1]!, names).join(", ")}` } : {}),
      });
    }
    return [parameter.name, parseQuantity(match[2]!, parameter.unit === "ppm" ? "" : parameter.unit)];
  });
  return shellSignalValues(Object.fromEntries(given) as Partial<ShellSignalValues>);
}
