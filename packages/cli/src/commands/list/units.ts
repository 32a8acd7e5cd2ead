import {
  type Dimension,
  describeDimension,
  NAMED_DIMENSIONS,
  sameDimension,
  UNIT_PREFIXES,
  UNITS,
} from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** A unit, or a dimension that is written with several units together. */
interface UnitRow {
  readonly name: string;
  readonly dimension: string;
  readonly spellings: readonly string[];
  readonly prefixed: boolean;
  /** In SI base units; null for units written together. */
  readonly factor: number | null;
}

const name = (of: Dimension): string =>
  NAMED_DIMENSIONS.find(([, known]) => sameDimension(known, of))?.[0] ?? describeDimension(of);

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Other ways to write units together: "per nm2", "1/nm2" and "/nm^2" for "/nm2". */
function otherWays(written: string): readonly string[] {
  const raised = (write: (power: string) => string): string =>
    written.replace(/(?<=\p{L})\d/gu, (power) => write(power));
  return [
    written.replace(/^\//u, "per "),
    written.replace(/^\//u, "1/"),
    raised((power) => `^${power}`),
    raised((power) => SUPERSCRIPTS[Number(power)]!),
  ].filter((way) => way !== written);
}

function unitsOf(of: Dimension): UnitRow[] {
  return UNITS.filter(({ dimension }) => sameDimension(dimension, of)).map(
    ({ symbols: [first, ...spellings], factor, prefixes = false }) => ({
      name: first!,
      dimension: name(of),
      spellings,
      prefixed: prefixes,
      factor,
    }),
  );
}

/** Dimensions in the order of their table, each once; those that only a unit has come last. */
function dimensions(): readonly Dimension[] {
  const all = [...NAMED_DIMENSIONS.map(([, of]) => of), ...UNITS.map(({ dimension }) => dimension)];
  return all.filter((of, i) => all.findIndex((other) => sameDimension(other, of)) === i);
}

/** Every unit that is read, by dimension; a dimension without a unit of its own shows how it is written. */
export function table(): Listing {
  const rows = dimensions().flatMap((of): UnitRow[] => {
    const own = unitsOf(of);
    const example = NAMED_DIMENSIONS.find(([, known]) => sameDimension(known, of))?.[2];
    if (own.length > 0 || example === undefined) return own;
    return [
      { name: example, dimension: name(of), spellings: otherWays(example), prefixed: false, factor: null },
    ];
  });
  return listing(
    rows,
    ({ prefixed, ...row }) => ({ ...row, prefixes: prefixed ? Object.keys(UNIT_PREFIXES) : [] }),
    {
      name: ["", (row) => row.name],
      dimension: ["", ({ dimension }) => dimension],
      "SI prefixes": ["", ({ prefixed }) => (prefixed ? "yes" : "no")],
      "also written": ["", ({ spellings }) => spellings.join(", ")],
    },
  );
}
