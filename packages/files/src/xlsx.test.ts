import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readTable } from "./table.ts";

const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook as spreadsheets write it: two sheets, the one listed first stored under another number. */
function workbook(rows: string, strings: readonly string[] = []): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns:r="${RELATION}"><sheets><sheet name="data" sheetId="2" r:id="rId7"/><sheet name="other" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="worksheets/sheet2.xml"/></Relationships>',
    ),
    "xl/sharedStrings.xml": strToU8(`<sst>${strings.map((text) => `<si>${text}</si>`).join("")}</sst>`),
    "xl/worksheets/sheet1.xml": strToU8(
      "<worksheet><sheetData><row><c><v>0</v></c></row></sheetData></worksheet>",
    ),
    "xl/worksheets/sheet2.xml": strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
}

const HEAD =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>note</t></is></c></row>';
const STRINGS = [
  "<t>added (eq)</t>",
  '<r><t>fr</t></r><r><rPr/><t xml:space="preserve">ee &lt;mM&gt; (mM)</t></r>',
];

describe("an XLSX workbook", () => {
  it("is read like a table: shared, rich and inline strings, formulas, gaps, blank rows", () => {
    const rows = `${HEAD}
      <row r="2"><c r="A2"><v>100</v></c><c r="B2"><f>A2*2</f><v>0.25</v></c><c r="C2" t="str"><v>first &amp; last</v></c></row>
      <row r="3"/>
      <row r="4" spans="1:3"><c r="A4"><v>1.5E2</v></c><c r="C4" s="3"/></row>`;
    const table = readTable(workbook(rows, STRINGS), "data.xlsx");
    expect(table.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ["added", "eq"],
      ["free <mM>", "mM"],
      ["note", ""],
    ]);
    expect([...table.columns[0]!.values]).toEqual([100, 150]);
    expect([...table.columns[1]!.values]).toEqual([0.25, Number.NaN]);
    expect(table.columns[2]!.text).toEqual(["first & last", ""]);
  });

  it("holds what the same table says as text", () => {
    const body = [1, 2, 3].map((n) => `<row><c><v>${n}</v></c><c><v>${n / 7}</v></c></row>`).join("");
    const head = '<row><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>y</t></is></c></row>';
    const sheet = readTable(workbook(head + body), "a.xlsx");
    const text = readTable(
      new TextEncoder().encode(`x\ty\n${[1, 2, 3].map((n) => `${n}\t${n / 7}`).join("\n")}\n`),
      "a.tsv",
    );
    expect(sheet.columns.map(({ values }) => [...values])).toEqual(
      text.columns.map(({ values }) => [...values]),
    );
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["an empty first sheet", workbook(""), /first sheet of the workbook is empty/u],
    ["a zip of something else", zipSync({ "a.txt": strToU8("hello") }), /zip, but no workbook/u],
    ["a damaged zip", workbook(HEAD, STRINGS).slice(0, 300), /zip cannot be read/u],
  ])("%s is refused", (_, bytes, message) => {
    expect(() => readTable(bytes, "a.xlsx")).toThrow(message);
  });
});
