/** Parameters of TopSpin by name, as the text that follows the equals sign. */
export type Parameters = Readonly<Record<string, string>>;

/** Text of a parameter without its angle brackets; undefined where it is not set. */
export function textParameter(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]?.trim();
  if (value === undefined) return undefined;
  const inside = /^<([\s\S]*)>$/u.exec(value);
  return inside ? inside[1]!.trim() : value;
}

/** Number of a parameter; undefined where it is not set or no number. */
export function numberParameter(parameters: Parameters, name: string): number | undefined {
  const value = parameters[name]?.trim();
  if (value === undefined || value === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Share by which the frequency of 0 ppm and the transmitter's may differ; shifts of all nuclei stay within it. */
const MOST_OFFSET = 0.02;

/**
 * Frequency of 0 ppm, MHz: the parameter SF, else BF1, else the transmitter's own; one that is not near the
 * transmitter's is passed over.
 */
export function referenceFrequency(parameters: Parameters, transmitterMHz: number): number {
  const found = ["SF", "BF1"].map((name) => numberParameter(parameters, name));
  const near = (value: number | undefined): boolean =>
    value !== undefined && Math.abs(value / transmitterMHz - 1) < MOST_OFFSET;
  return found.find(near) ?? transmitterMHz;
}

/** Item of an array parameter, by index: "(0..63)" and then values, brackets taken off; older files write NAME6 for one item. */
export function arrayItem(parameters: Parameters, name: string, index: number): string | undefined {
  const value = parameters[name];
  if (value === undefined) return textParameter(parameters, `${name}${index}`);
  const body = value.replace(/^\s*\(\d+\.\.\d+\)/u, "").trim();
  const items = body.startsWith("<") ? (body.match(/<[^>]*>/gu) ?? []) : body.split(/\s+/u);
  return items[index]?.replace(/^<|>$/gu, "").trim();
}

/** Number at an index of an array parameter; undefined where there is none. */
export function arrayNumber(parameters: Parameters, name: string, index: number): number | undefined {
  const item = arrayItem(parameters, name, index);
  const number = item === undefined || item === "" ? Number.NaN : Number(item);
  return Number.isFinite(number) ? number : undefined;
}
