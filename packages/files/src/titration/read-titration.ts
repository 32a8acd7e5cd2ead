import { InputError } from "@oleate/core";
import { decodeText } from "../decode.ts";
import { concentrationsFormat } from "./concentrations.ts";
import { dhFormat } from "./dh.ts";
import { musketeerFormat } from "./musketeer.ts";
import type { TitrationData, TitrationFormat, TitrationHints } from "./titration-data.ts";

/** Every format of a titration, in the order in which they are tried; the last takes what the others leave. */
export const TITRATION_FORMATS: readonly TitrationFormat[] = [
  dhFormat,
  musketeerFormat,
  concentrationsFormat,
];

/** Totals whose digits are beyond what a double can multiply are refused here, whichever format they came from. */
function requireFiniteTotals({ file, components, totalsMolar }: TitrationData): void {
  totalsMolar.forEach((totals, component) => {
    const row = totals.findIndex((value) => !Number.isFinite(value));
    if (row < 0) return;
    const what = `the total concentration of ${components[component]} in row ${row + 1} is not a finite number`;
    throw new InputError({ what, remedy: "check its volumes, units and powers of ten", place: { file } });
  });
}

/**
 * Reads a titration in whichever format the file is: totals in mol/L, signals as written, every assumption in `notes`.
 * @throws InputError or InputErrors with file and line for a file that none of the formats can read
 */
export function readTitration(bytes: Uint8Array, file: string, hints: TitrationHints = {}): TitrationData {
  const text = decodeText(bytes, file);
  const format = TITRATION_FORMATS.find(({ detect }) => detect(text, file)) ?? concentrationsFormat;
  const data = format.read(bytes, file, hints);
  requireFiniteTotals(data);
  return data;
}
