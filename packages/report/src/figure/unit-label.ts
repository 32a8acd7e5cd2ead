const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "-": "⁻",
};

/** Digits and minus as superscripts: -2 -> ⁻². */
export function superscript(text: string): string {
  return [...text].map((char) => SUPERSCRIPTS[char] ?? char).join("");
}

/** A unit as printed: "/mM" -> "mM⁻¹", "nm2" -> "nm²", "cm2/(V s)" -> "cm² V⁻¹ s⁻¹", "uM" -> "µM". */
export function unitLabel(unit: string): string {
  if (unit === "" || unit === "%") return unit;
  const parts = unit.split("/");
  const write = (part: string, sign: 1 | -1): string =>
    part
      .replace(/[()]/gu, "")
      // Volt seconds are written together in mobilities: cm2/Vs is cm2/(V s).
      .replace(/\bVs\b/gu, "V s")
      .split(/\s+/u)
      .filter((factor) => factor !== "")
      .map((factor) => {
        const match = /^(.+?)\^?(-?\d+)?$/u.exec(factor)!;
        const power = sign * Number(match[2] ?? 1);
        const name = match[1]!.replace(/^u(?=[a-zA-Z])/u, "µ");
        return power === 1 ? name : `${name}${superscript(String(power))}`;
      })
      .join(" ");
  return parts
    .map((part, index) => write(part, index === 0 ? 1 : -1))
    .filter((part) => part !== "")
    .join(" ");
}

/** An axis label with its unit behind a solidus: "free ligand per dot / eq". */
export function axisLabel(label: string, unit: string): string {
  return unit === "" ? label : `${label} / ${unitLabel(unit)}`;
}

/** Characters that XML 1.0 forbids, and halves of surrogate pairs that stand alone. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

/** Text made safe for SVG and HTML; characters that XML forbids become the replacement character. */
export function escapeText(text: string): string {
  return text
    .replace(FORBIDDEN, "\ufffd")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;");
}

/** A name with its index set low and its exponent high: K_PIC -> K with PIC as subscript, E_T^N; safe SVG markup. */
export function nameMarkup(text: string): string {
  return escapeText(text)
    .replace(
      /(\p{L}|\p{N})_([\p{L}\p{N}]+)/gu,
      '$1<tspan dy="0.75" font-size="75%">$2</tspan><tspan dy="-0.75">\u200b</tspan>',
    )
    .replace(
      /\^([\p{L}\p{N}]+)/gu,
      '<tspan dy="-1.1" font-size="75%">$1</tspan><tspan dy="1.1">\u200b</tspan>',
    );
}
