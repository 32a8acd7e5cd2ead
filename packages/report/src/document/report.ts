import type { AnalysisResult, FigureSpec, MapSpec, ResultDocument, Verdict } from "@oleate/core";
import { drawFigure } from "../figure/figure.ts";
import { drawMap } from "../figure/map.ts";
import { escapeText } from "../figure/unit-label.ts";
import { claimsTable } from "./claims-table.ts";
import { reportStyle } from "./style.ts";
import {
  correlationTable,
  figureDataTable,
  namedTable,
  parameterTable,
  sampleTable,
  valueTable,
  verdictMark,
} from "./tables.ts";

/** A figure with its caption. */
export function figureBlock(spec: FigureSpec): string {
  return `<figure>${drawFigure(spec)}<figcaption><strong>${escapeText(spec.title)}.</strong> ${escapeText(spec.caption)}</figcaption>${figureDataTable(spec)}</figure>`;
}

/** A map with its caption; its numbers are in result.json. */
export function mapBlock(spec: MapSpec): string {
  return `<figure>${drawMap(spec, { heightMm: 72 })}<figcaption><strong>${escapeText(spec.title)}.</strong> ${escapeText(spec.caption)}</figcaption></figure>`;
}

/** What an analysis found: sentences, parameters, tables; the figures follow unless left to the page. */
export function analysisSection(analysis: AnalysisResult, withFigures = true): string {
  const findings = analysis.findings.length
    ? `<ul class="findings">${analysis.findings.map((finding) => `<li>${escapeText(finding)}</li>`).join("")}</ul>`
    : "";
  const fit = analysis.fit ? parameterTable(analysis.fit) + correlationTable(analysis.fit) : "";
  const notes = analysis.fit?.notes.map((note) => `<p class="aside">${escapeText(note)}</p>`).join("") ?? "";
  const drawn = withFigures
    ? [...analysis.figures.map(figureBlock), ...(analysis.maps ?? []).map(mapBlock)]
    : [];
  const figures = drawn.length ? `<div class="figures">${drawn.join("")}</div>` : "";
  return `<section id="analysis-${escapeText(analysis.id)}"><h3>${escapeText(analysis.title)}</h3>${findings}${fit}${notes}${analysis.tables.map(namedTable).join("")}${figures}</section>`;
}

/** How many claims have each verdict. */
export function tally(verdicts: readonly Verdict[]): string {
  const order: readonly Verdict[] = ["reproduced", "within-error", "contradiction", "not-reproduced"];
  const items = order
    .map((verdict) => ({ verdict, count: verdicts.filter((one) => one === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `<li>${verdictMark(verdict)}: ${count}</li>`);
  return items.length ? `<ul class="tally">${items.join("")}</ul>` : "";
}

/** The citations as a list with DOI links. */
export function citationList(citations: ResultDocument["citations"]): string {
  const items = citations.map(
    ({ cite, doi }) =>
      `<li>${escapeText(cite)}${doi && !cite.includes(doi) ? ` <a href="https://doi.org/${encodeURI(doi).replace(/"/gu, "%22")}">doi:${escapeText(doi)}</a>` : ""}</li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

/** The whole result as one HTML file that asks nothing of the network. */
export function renderReport(result: ResultDocument): string {
  const warnings = result.warnings.length
    ? `<h2>Warnings</h2><ul>${result.warnings.map((warning) => `<li>${escapeText(warning)}</li>`).join("")}</ul>`
    : "";
  const values = result.values.length ? `<h2>Derived values</h2>${valueTable(result.values)}` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(result.study.title)}: Oleate report</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header><p class="aside">Oleate report</p><h1>${escapeText(result.study.title)}</h1><p class="aside">${escapeText(result.study.source.cite)}</p>${tally(result.claims.map((claim) => claim.verdict))}</header>
<h2>Claims</h2>
${result.claims.length ? claimsTable(result.claims) : "<p>This study makes no claims.</p>"}
${result.waiting.map(({ id, what, waits }) => `<p class="aside">${escapeText(id)} (${escapeText(what)}) waits ${escapeText(waits)}.</p>`).join("")}
<h2>Sample</h2>
${sampleTable(result.sample)}
<h2>Analyses</h2>
${result.analyses.map((analysis) => analysisSection(analysis)).join("\n")}
${values}
${warnings}
<h2>Sources</h2>
${citationList(result.citations)}
<footer>Oleate ${escapeText(result.oleate)}, result format ${escapeText(result.format)}, seed ${result.seed}. Numbers are rounded to read; result.json beside this file holds all digits.</footer>
</main>
</body>
</html>
`;
}
