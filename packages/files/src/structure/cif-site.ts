import { InputError } from "@oleate/core";
import type { CifSite } from "./cif-cell.ts";
import { type CifValue, cifNumber, isAbsent } from "./cif-text.ts";
import { isElement, knownElement, readElement } from "./text.ts";

/** Element and charge of a type symbol such as "Pb2+", "O1-", "Cs", "Fe3". */
const TYPE = /^([A-Za-z]{1,2})(?:(\d+(?:\.\d+)?)?([-+])|\d*)$/u;

/** The element a label begins with ("Pb1", "O2w"). "CO1" may be cobalt or a carbonyl's oxygen, and is refused. */
function elementOfLabel(label: CifValue, file: string): string {
  const letters = /^[A-Za-z]*/u.exec(label.text)![0];
  const two = letters.slice(0, 2);
  if (isElement(two)) return two;
  const one = isElement(letters.charAt(0)) ? letters.charAt(0) : undefined;
  const capitals = letters.length >= 2 && /^[A-Z]{2}/u.test(letters) ? knownElement(two) : undefined;
  if (one !== undefined && capitals === undefined) return one;
  if (one === undefined) return readElement(two, file, label.line);
  throw new InputError({
    what: "the element of an atom cannot be told from its label",
    found: `"${label.text}"`,
    expected: `${one} or ${capitals}`,
    remedy: "add a column _atom_site_type_symbol",
    place: { file, line: label.line },
  });
}

interface Kind {
  readonly symbol: string;
  readonly charge: number;
}

function kindOf(
  type: CifValue | undefined,
  label: CifValue | undefined,
  types: ReadonlyMap<string, number>,
  file: string,
): Kind {
  const named = isAbsent(type) ? undefined : type;
  const labelled = isAbsent(label) ? undefined : label;
  if (named) {
    const match = TYPE.exec(named.text);
    const symbol = readElement(match?.[1] ?? named.text, file, named.line);
    const stated = match?.[3] === undefined ? 0 : Number(match[2] ?? 1) * (match[3] === "-" ? -1 : 1);
    return { symbol, charge: types.get(named.text) ?? types.get(symbol) ?? stated };
  }
  if (labelled) {
    const symbol = elementOfLabel(labelled, file);
    return { symbol, charge: types.get(symbol) ?? 0 };
  }
  throw new InputError({
    what: "the atoms have no element",
    expected: "a column _atom_site_type_symbol or _atom_site_label",
    place: { file, ...(type ? { line: type.line } : {}) },
  });
}

/**
 * One row of the loop of atoms. `types`: oxidation numbers by type symbol.
 * @throws InputError for an unknown element, a coordinate that is missing or no number, an occupancy other than 1
 */
export function readSite(
  names: readonly string[],
  row: readonly CifValue[],
  types: ReadonlyMap<string, number>,
  file: string,
): CifSite {
  const value = (name: string): CifValue | undefined => row[names.indexOf(`_atom_site_${name}`)];
  const { line } = row[0]!;
  const { symbol, charge } = kindOf(value("type_symbol"), value("label"), types, file);
  const label = value("label")?.text ?? symbol;
  const at = ["x", "y", "z"].map((axis) => {
    const coordinate = value(`fract_${axis}`);
    if (coordinate && !isAbsent(coordinate)) return cifNumber(coordinate, `_atom_site_fract_${axis}`, file);
    throw new InputError({
      what: `atom ${label} has no coordinate ${axis}`,
      remedy: `give _atom_site_fract_${axis}, or take the atom out`,
      place: { file, line },
    });
  });
  const share = value("occupancy");
  const occupancy = share && !isAbsent(share) ? cifNumber(share, "the occupancy", file) : 1;
  if (Math.abs(occupancy - 1) > 1e-3) {
    throw new InputError({
      what: `site ${label} is not fully occupied by ${symbol}`,
      found: `an occupancy of ${occupancy}`,
      expected: "1 on every site: a dot is built of whole atoms",
      remedy: "choose an ordered model: keep one atom a site, with occupancy 1",
      place: { file, line: share!.line },
    });
  }
  return { label, symbol, charge, at, line };
}
