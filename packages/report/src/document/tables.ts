import {
  type FigureSpec,
  type FitResult,
  formatInterval,
  type NamedValue,
  type ResultDocument,
  type ResultTable,
  type Verdict,
} from "@oleate/core";
import { categoryAt } from "../figure/categories.ts";
import { axisLabel, escapeText, unitLabel } from "../figure/unit-label.ts";
import { numberText } from "./number-text.ts";

/** Sign and word of each verdict, so that neither colour nor shape alone carries it. */
export const VERDICT_MARKS: Readonly<Record<Verdict, { readonly sign: string; readonly word: string }>> = {
  reproduced: { sign: "✓", word: "reproduced" },
  "within-error": { sign: "≈", word: "within error" },
  contradiction: { sign: "≠", word: "contradiction" },
  "not-reproduced": { sign: "✗", word: "not reproduced" },
};

/** What each word of identifiability says to a reader. */
export const IDENTIFIABILITY_WORDS: Readonly<
  Record<FitResult["parameters"][number]["identifiability"], string>
> = {
  identified: "identified",
  "bounded-below": "only bounded below",
  "bounded-above": "only bounded above",
  degenerate: "degenerate",
  unbounded: "not bounded",
  fixed: "held",
};

/** The verdict as a labelled mark. */
export function verdictMark(verdict: Verdict): string {
  const { sign, word } = VERDICT_MARKS[verdict];
  return `<span class="verdict ${verdict}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** A cell with a number: rounded to read, exact in `data-value` to copy. */
export function numberCell(value: number, unit = ""): string {
  return `<td class="number" data-value="${value}">${numberText(value)}${unit ? ` ${escapeText(unitLabel(unit))}` : ""}</td>`;
}

/** A table in a box that scrolls where it is too wide; `head` and `rows` as markup of the caller's. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly string[],
  className = "",
): string {
  // A name that begins with # heads a column of numbers.
  const heads = head
    .map((name) =>
      name.startsWith("#")
        ? `<th scope="col" class="number">${escapeText(name.slice(1))}</th>`
        : `<th scope="col">${escapeText(name)}</th>`,
    )
    .join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeText(caption)}"><table class="${className}"><caption>${escapeText(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The sample as a table of label and value. */
export function sampleTable(sample: ResultDocument["sample"]): string {
  const rows = sample.map(
    ({ label, value, note }) =>
      `<tr><th scope="row">${escapeText(label)}</th><td>${escapeText(value)}${note ? ` <span class="aside">${escapeText(note)}</span>` : ""}</td></tr>`,
  );
  return table("Sample and surface", ["", "value"], rows, "sample");
}

/** Fitted parameters with intervals and what the data say of them. */
export function parameterTable(fit: FitResult): string {
  const rows = fit.parameters.map((parameter) => {
    const { low, high, level, method } = parameter.interval;
    const open = low === null || high === null;
    const value = open ? "" : numberText(parameter.value);
    const interval = open
      ? formatInterval(parameter.value, low, high, "")
      : `${numberText(low)} to ${numberText(high)}`;
    const partner = parameter.degenerateWith
      ? `, with ${parameter.degenerateWith} (correlation ${parameter.correlation?.toFixed(3).replace("-", "−")})`
      : "";
    return `<tr><th scope="row">${escapeText(parameter.name)}</th><td class="number" data-value="${parameter.value}">${value}</td><td class="number" data-low="${low ?? ""}" data-high="${high ?? ""}">${escapeText(interval)}</td><td>${escapeText(unitLabel(parameter.unit))}</td><td>${(100 * level).toFixed(0)} %, ${escapeText(method)}</td><td>${escapeText(`${IDENTIFIABILITY_WORDS[parameter.identifiability]}${parameter.identifiability === "degenerate" ? partner : ""}`)}</td></tr>`;
  });
  const quality = `${fit.observations} observations, ${fit.freeParameters} free; rms ${numberText(fit.rms.value)} ${unitLabel(fit.rms.unit)}${fit.aicc === null ? "" : `; AICc ${fit.aicc.toFixed(1).replace("-", "−")}`}; ${fit.termination}, ${fit.evaluations} evaluation${fit.evaluations === 1 ? "" : "s"}`;
  return `${table(`Parameters: ${fit.title}`, ["parameter", "#value", "#interval", "unit", "level and method", "what the data fix"], rows, "parameters")}<p class="aside">${escapeText(fit.model)}. ${escapeText(quality)}.</p>`;
}

/** Correlation matrix of a fit; "" for fewer than two parameters. */
export function correlationTable(fit: FitResult): string {
  if (fit.correlationOf.length < 2 || fit.correlation.length < 2) return "";
  const rows = fit.correlation.map(
    (row, i) =>
      `<tr><th scope="row">${escapeText(fit.correlationOf[i]!)}</th>${row.map((value) => `<td class="number" data-value="${value}">${value.toFixed(3).replace("-", "−")}</td>`).join("")}</tr>`,
  );
  return table("Correlations", ["", ...fit.correlationOf.map((name) => `#${name}`)], rows, "correlation");
}

/** A result table, column by column. */
export function namedTable(result: ResultTable): string {
  const count = Math.max(0, ...result.columns.map((column) => column.values.length));
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = result.columns.map(({ values }) => {
      const value = values[row];
      if (typeof value === "number") return numberCell(value);
      return `<td>${escapeText(value ?? "")}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const head = result.columns.map(({ name, unit, values }) => {
    // A heading stands over its column: words to the left, numbers to the right.
    const isNumbers = values.some((value) => typeof value === "number");
    return `${isNumbers ? "#" : ""}${unit ? `${name} / ${unitLabel(unit)}` : name}`;
  });
  return `${table(result.title, head, rows)}${result.caption ? `<p class="aside">${escapeText(result.caption)}</p>` : ""}`;
}

/** Rows of a figure's data that are written into a page; more are left to result.json. */
const MOST_ROWS = 300;

/** The data of a figure, folded away: one row a point with its series. */
export function figureDataTable(spec: FigureSpec): string {
  const ends = spec.series.some(({ low, high }) => low || high);
  const points = spec.series.flatMap(({ name, x, y, low, high }) =>
    x.map((value, i) => ({
      name,
      numbers: [categoryAt(spec.x, value) ?? value, y[i], ...(ends ? [low?.[i], high?.[i]] : [])],
    })),
  );
  if (points.length === 0) return "";
  const rows = points.slice(0, MOST_ROWS).map(({ name, numbers }) => {
    const cells = numbers.map((number) =>
      typeof number === "string"
        ? `<td>${escapeText(number)}</td>`
        : typeof number === "number" && Number.isFinite(number)
          ? numberCell(number)
          : "<td></td>",
    );
    return `<tr><th scope="row">${escapeText(name)}</th>${cells.join("")}</tr>`;
  });
  const head = [
    "series",
    `#${axisLabel(spec.x.label, spec.x.unit)}`,
    `#${axisLabel(spec.y.label, spec.y.unit)}`,
  ];
  if (ends) head.push("#low", "#high");
  const shown = points.length > MOST_ROWS ? `, first ${MOST_ROWS} of ${points.length} rows` : "";
  return `<details><summary>data</summary>${table(`Data of ${spec.title}${shown}`, head, rows)}</details>`;
}

/** Derived values with their intervals. */
export function valueTable(values: readonly NamedValue[]): string {
  const rows = values.map(({ name, value, unit, low, high, note }) => {
    const interval =
      low !== undefined && high !== undefined ? `${numberText(low)} to ${numberText(high)}` : "";
    return `<tr><th scope="row">${escapeText(name.replace(/_/gu, " "))}</th>${numberCell(value, unit)}<td class="number">${interval}</td><td class="aside">${escapeText(note ?? "")}</td></tr>`;
  });
  return table(
    "Derived values (intervals: one standard error, first order)",
    ["name", "#value", "#interval", "what it is"],
    rows,
    "values",
  );
}
