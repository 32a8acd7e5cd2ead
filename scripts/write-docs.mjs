// Writes what the docs show of the code itself: the JSON schemas, the README's picture, the tables of `oleate list`. `--check` only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { resultJsonSchema, studyJsonSchema } from "@oleate/core";
import { drawFigure } from "@oleate/report";
import { listTables } from "../packages/cli/dist/commands/list/tables.js";
import { runOne } from "../packages/cli/dist/commands/run.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Free picolinate against dose: the points of H(I), and the fits with 322 sites assumed and with the count free. */
function picture() {
  const { result } = runOne("cspbbr3-picolinate");
  const figure = (id) => result.analyses.find((analysis) => analysis.id === id).figures[0];
  const series = (id, kind) => figure(id).series.find((one) => one.kind === kind);
  const constant = (id) => {
    const { value, interval } = result.analyses.find((analysis) => analysis.id === id).fit.parameters[0];
    const [k, low, high] = [value, interval.low, interval.high].map((number) =>
      Number(number.toPrecision(3)),
    );
    return `K = ${k} (${low} to ${high}) per mM`;
  };
  const [assumed, freed] = [series("global_HI", "line"), series("sites_HI", "line")];
  return drawFigure(
    {
      ...figure("sites_HI"),
      id: "picture",
      title: "Picolinate titrated into 4.3 nm CsPbBr3 dots",
      caption: "Free picolinate by NMR, and the fit with 322 sites assumed and with the site count free.",
      series: [
        { ...series("sites_HI", "points"), name: "measured, H(I)", group: 0 },
        { ...assumed, name: `322 sites assumed: ${constant("global_HI")}`, group: 1 },
        { ...freed, name: `sites free: ${constant("sites_HI")}`, group: 0 },
      ],
    },
    { widthMm: 120, heightMm: 75, theme: "auto" },
  );
}

/** A page with its part between two marks written anew. */
function withPart(name, begin, text) {
  const page = readFileSync(root + name, "utf8");
  const mark = `<!-- begin: ${begin}, written by npm run docs -->\n`;
  const from = page.indexOf(mark) + mark.length;
  const to = page.indexOf("<!-- end -->", from);
  if (from < mark.length || to < 0) throw new Error(`${name} has no part "${begin}"`);
  return `${page.slice(0, from)}${text}${page.slice(to)}`;
}

const tablesOfList = [
  "| table | what is in it |",
  "|---|---|",
  ...listTables.map(({ name, what }) => `| \`${name}\` | ${what} |`),
].join("\n");

const files = {
  "docs/command-line.md": withPart("docs/command-line.md", "tables of oleate list", `${tablesOfList}\n`),
  "docs/schema/study.schema.json": `${JSON.stringify(studyJsonSchema(), null, 1)}\n`,
  "docs/schema/result.schema.json": `${JSON.stringify(resultJsonSchema(), null, 1)}\n`,
  "docs/picture.svg": `${picture()}\n`,
};
let stale = 0;
for (const [name, text] of Object.entries(files)) {
  let old = "";
  try {
    old = readFileSync(root + name, "utf8");
  } catch {
    old = "";
  }
  if (old === text) continue;
  if (process.argv.includes("--check")) {
    stale++;
    console.error(`${name} is not what the code says; run \`npm run docs\``);
  } else writeFileSync(root + name, text);
}
console.log(`docs: ${Object.keys(files).length} files, ${stale} stale`);
process.exit(stale ? 1 : 0);
