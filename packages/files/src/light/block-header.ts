import { readNumber } from "../number.ts";

/** Lines of names that may stand above a table: samples, quantities, units. */
const MOST_HEADER_LINES = 3;

/** A line of names in spaces: "Time (ns) Counts" is two names. */
function namesInSpaces(text: string): string[] {
  return text
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/ (?=[([])/gu, "")
    .replace(/ ?\/ ?/gu, "/")
    .split(" ");
}

/** Cuts a line at a delimiter that does not stand inside quotes. */
function cutOutsideQuotes(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === delimiter && !quoted) {
      cells.push(text.slice(start, i));
      start = i + 1;
    }
  }
  cells.push(text.slice(start));
  return cells;
}

/** A line cut into its trimmed cells, quotes taken off, empty cells at its end left out. " " is a run of blanks. */
export function cutLine(text: string, delimiter: string): string[] {
  const quoted = text.includes('"');
  const raw =
    delimiter === " "
      ? text.trim().split(/\s+/u)
      : quoted
        ? cutOutsideQuotes(text, delimiter)
        : text.split(delimiter);
  const cells = raw.map((cell) => {
    const bare = cell.trim();
    return quoted ? bare.replace(/^"(.*)"$/u, "$1").trim() : bare;
  });
  while (cells.length > 0 && cells[cells.length - 1] === "") cells.pop();
  return cells;
}

/**
 * The lines of names directly above a table, lowest first, each padded to the table's width; a line of another width,
 * or of numbers only, ends them. `widest`: cells of a row with the empty ones at its end, where names may stand too. A mark of a comment before the names is taken off.
 */
export function headerCells(
  above: readonly string[],
  delimiter: string,
  width: number,
  widest = width,
): readonly (readonly string[])[] {
  const headers: string[][] = [];
  for (let i = above.length - 1; i >= 0 && headers.length < MOST_HEADER_LINES; i--) {
    const text = above[i]!.replace(/^\s*[#%]+\s*/u, "");
    const cells = delimiter === " " ? namesInSpaces(text) : cutLine(text, delimiter);
    const numbersOnly =
      cells[0] !== "" && cells.every((cell) => cell === "" || !Number.isNaN(readNumber(cell, true)));
    // Pairs of columns carry a name over every other one only, so the last name may be missing.
    const fewest = delimiter !== " " && width > 2 ? width - 1 : width;
    if (cells.length < Math.max(2, fewest) || cells.length > Math.max(width, widest) || numbersOnly) break;
    const padding = new Array<string>(Math.max(0, width - cells.length)).fill("");
    headers.push([...cells.slice(0, width), ...padding]);
  }
  return headers;
}
