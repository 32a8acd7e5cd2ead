import { InputError } from "@oleate/core";
import { decodeText } from "./decode.ts";
import { unzipFiles } from "./unzip.ts";

/** True when a file is a zip, as every XLSX workbook is. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(xml: string): string {
  return xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? whole;
  });
}

/** The text of an element's runs; phonetic hints are no text. */
function textIn(xml: string): string {
  const spoken = xml.replace(/<rPh[\s\S]*?<\/rPh>/gu, "");
  return [...spoken.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/gu)].map(([, text]) => plain(text!)).join("");
}

/** Column of a cell by its reference: A is 0, AB is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.replace(/\d+$/u, "")) column = 26 * column + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Columns of a sheet looked at; beyond it a stray cell at the far end would make every row that long. */
const MOST_COLUMNS = 1024;

/**
 * The first sheet of an XLSX workbook as lines of cells parted by tabs, blank rows left out; numbers as they are stored, formulas by
 * the value they had when the workbook was saved. Throws InputError for a zip that is no workbook, or an empty first sheet.
 * Source: ECMA-376, Office Open XML, part 1, SpreadsheetML.
 */
export function firstSheetText(bytes: Uint8Array, file: string): string {
  const files = unzipFiles(bytes, file);
  const decode = (path: string): string | null => {
    const found = files.get(path);
    return found ? decodeText(found, `${file}/${path}`) : null;
  };
  const sheet = decode(firstSheetPath(decode));
  if (sheet === null) {
    throw new InputError({
      what: "the file is a zip, but no workbook",
      found: [...files.keys()].slice(0, 4).join(", "),
      expected: "an XLSX workbook with a sheet",
      place: { file },
    });
  }
  const shared = [
    ...(decode("xl/sharedStrings.xml") ?? "").matchAll(/<si(?:\s[^>]*)?>([\s\S]*?)<\/si>/gu),
  ].map(([, item]) => textIn(item!));
  const lines = [...sheet.matchAll(/<row(?:\s[^>]*)?>([\s\S]*?)<\/row>/gu)].flatMap(([, row]) => {
    const cells: string[] = [];
    let next = 0;
    for (const [, attributes, body = ""] of row!.matchAll(/<c((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/c>)/gu)) {
      const reference = /\br="([A-Z]+\d+)"/u.exec(attributes!)?.[1];
      const column = reference ? columnOf(reference) : next;
      next = column + 1;
      if (column >= MOST_COLUMNS) continue;
      while (cells.length < column) cells.push("");
      cells[column] = cellText(/\bt="(\w+)"/u.exec(attributes!)?.[1], body, shared);
    }
    return cells.some((cell) => cell !== "") ? [cells] : [];
  });
  const width = Math.max(0, ...lines.map(({ length }) => length));
  if (width === 0) {
    throw new InputError({
      what: "the first sheet of the workbook is empty",
      expected: "a header line and rows below it",
      remedy: "move the table to the first sheet",
      place: { file },
    });
  }
  return lines.map((cells) => Array.from({ length: width }, (_, i) => cells[i] ?? "").join("\t")).join("\n");
}

function cellText(kind: string | undefined, body: string, shared: readonly string[]): string {
  if (kind === "inlineStr") return oneLine(textIn(body));
  const value = plain(/<v(?:\s[^>]*)?>([\s\S]*?)<\/v>/u.exec(body)?.[1] ?? "");
  return oneLine(kind === "s" ? (shared[Number(value)] ?? "") : value);
}

/** A cell's own tabs and line ends would part it. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Path of the sheet the workbook lists first, by its relations; the usual name where they are missing. */
function firstSheetPath(decode: (path: string) => string | null): string {
  const id = /<sheet\s[^>]*r:id="([^"]+)"/u.exec(decode("xl/workbook.xml") ?? "")?.[1];
  const relations = decode("xl/_rels/workbook.xml.rels") ?? "";
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/gu)].find(([one]) =>
    one.includes(`Id="${id}"`),
  );
  const target = /Target="([^"]+)"/u.exec(relation?.[0] ?? "")?.[1];
  if (target === undefined) return "xl/worksheets/sheet1.xml";
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}
