import { InputError } from "@oleate/core";
import { numberIn, writesDecimalComma } from "./numbers.ts";
import { readOrdinates } from "./ordinates.ts";
import { type JcampBlock, type Ldr, recordText } from "./records.ts";
import { formAndData } from "./table.ts";

/** One variable of an n-tuple: what its column of the records says. */
interface Variable {
  readonly symbol: string;
  readonly name: string;
  readonly unit: string;
  readonly dimension: number | undefined;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly factor: number;
}

/** Rows of an n-tuple record that share one axis. */
export interface TupleRows {
  readonly xUnit: string;
  readonly x: Float64Array;
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
  /** What the pages of the rows are called ("T1") and their values; empty where a page is only a number. */
  readonly pageName: string;
  readonly pageUnit: string;
  readonly pageValues: readonly number[];
}

const LADDER = /^\(\s*(\w+)\s*\+\+\s*\(\s*(\w+)\s*\.\.\s*\2\s*\)\s*\)/u;

function listOf(block: JcampBlock, label: string): readonly string[] {
  return (recordText(block, label) ?? "").split(",").map((item) => item.trim());
}

/** The columns of the records SYMBOL, VAR_NAME, UNITS, VAR_DIM, FIRST, LAST, FACTOR. */
function variablesOf(block: JcampBlock, file: string): readonly Variable[] {
  const symbols = listOf(block, "SYMBOL").filter((symbol) => symbol !== "");
  if (symbols.length === 0) {
    throw new InputError({
      what: "the n-tuples have no ##SYMBOL= record",
      expected: "the symbols of the variables, such as X, R, I, N",
      place: { file, line: block.line },
    });
  }
  const [names, units, dimensions, firsts, lasts, factors] = (
    ["VARNAME", "UNITS", "VARDIM", "FIRST", "LAST", "FACTOR"] as const
  ).map((label) => listOf(block, label));
  return symbols.map((symbol, i) => ({
    symbol,
    name: (names![i] ?? "").toUpperCase(),
    unit: (units![i] ?? "").toUpperCase(),
    dimension: numberIn(dimensions![i]),
    first: numberIn(firsts![i]),
    last: numberIn(lasts![i]),
    factor: numberIn(factors![i]) ?? 1,
  }));
}

/** One table of a page. */
interface PageTable {
  readonly page: string;
  readonly variable: Variable;
  readonly abscissa: Variable;
  readonly values: Float64Array;
}

function readPage(
  record: Ldr,
  page: string,
  variables: readonly Variable[],
  file: string,
  decimalComma: boolean,
): PageTable {
  const [form, data] = formAndData(record);
  const match = LADDER.exec(form);
  const abscissa = variables.find(({ symbol }) => symbol === match?.[1]);
  const variable = variables.find(({ symbol }) => symbol === match?.[2]);
  if (!match || !abscissa || !variable) {
    throw new InputError({
      what: "the form of a page's data is not known",
      found: form,
      expected: `such as (X++(R..R)) of the symbols ${variables.map(({ symbol }) => symbol).join(", ")}`,
      place: { file, line: record.line },
    });
  }
  const { first, last, factor, dimension } = abscissa;
  const count = dimension ?? variable.dimension;
  const known = first !== undefined && last !== undefined && count !== undefined && count > 1;
  const values = readOrdinates(data, {
    file,
    line: record.line + 1,
    ...(count === undefined ? {} : { count }),
    ...(known ? { abscissa: { first, step: (last - first) / (count - 1), factor } } : {}),
    decimalComma,
  });
  return { page, variable, abscissa, values: values.map((value) => value * variable.factor) };
}

const isImaginary = ({ name, symbol }: Variable): boolean => /IMAG/u.test(name) || symbol === "I";

function axisOf(abscissa: Variable, points: number): Float64Array {
  const first = abscissa.first ?? 0;
  const step = points > 1 && abscissa.last !== undefined ? (abscissa.last - first) / (points - 1) : 1;
  return Float64Array.from({ length: points }, (_, i) => first + i * step);
}

/**
 * The rows of a block's n-tuples: a real row for every page of real or only data, its imaginary row where there is one.
 * Undefined where the block has no n-tuples. Values are scaled by FACTOR; each page's data are checked as readOrdinates
 * does. @throws InputError for pages of unequal length, real without imaginary pages, or a damaged page
 * Source: Davies & Lampen, Appl. Spectrosc. 1993, 47, 1093 (JCAMP-DX 5.00 for NMR).
 */
export function readTuples(block: JcampBlock, file: string): TupleRows | undefined {
  if (!block.records.some(({ label }) => label === "NTUPLES")) return undefined;
  const variables = variablesOf(block, file);
  const comma = writesDecimalComma(block);
  const tables: PageTable[] = [];
  let page = "";
  for (const record of block.records) {
    if (record.label === "PAGE") page = record.value;
    if (record.label === "DATATABLE") tables.push(readPage(record, page, variables, file, comma));
  }
  const real = tables.filter(({ variable }) => !isImaginary(variable));
  const imaginary = tables.filter(({ variable }) => isImaginary(variable));
  const points = real[0]?.values.length ?? 0;
  const ragged = tables.some(({ values }) => values.length !== points);
  if (points === 0 || ragged || (imaginary.length > 0 && imaginary.length !== real.length)) {
    throw new InputError({
      what: points === 0 ? "the n-tuples hold no data" : "the pages of the n-tuples do not belong together",
      found: `${real.length} real and ${imaginary.length} imaginary pages${ragged ? " of unequal length" : ""}`,
      expected: "as many imaginary pages as real ones, or none, all of one length",
      remedy: "get the file again from its source: it was not copied whole",
      place: { file, line: block.line },
    });
  }
  const { abscissa } = real[0]!;
  const pages = real.map((table) => /^\s*(\w+)\s*=\s*(.+)$/u.exec(table.page));
  const pageSymbol = pages[0]?.[1] ?? "";
  const pageVariable = variables.find(({ symbol }) => symbol === pageSymbol);
  const values = pages.map((match) => numberIn(match?.[2]));
  const meaningful = pageVariable !== undefined && !/PAGE/u.test(pageVariable.name) && real.length > 1;
  return {
    xUnit: abscissa.unit,
    x: axisOf(abscissa, points),
    re: real.map((table) => table.values),
    im: imaginary.map((table) => table.values),
    pageName: meaningful ? pageSymbol : "",
    pageUnit: meaningful ? pageVariable.unit : "",
    pageValues: meaningful && values.every((value) => value !== undefined) ? values : [],
  };
}
