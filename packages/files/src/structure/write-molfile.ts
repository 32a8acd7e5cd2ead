import { atomCount, InputError, type Structure, symbolOf } from "@oleate/core";
import { titleOf, wholeCharges } from "./parts.ts";
import { fixedWidth } from "./text.ts";

/** Type of a contact (order 0): "any" in V2000, which has no better one, "coordination" in V3000. */
const CONTACT_V2000 = 8;
const CONTACT_V3000 = 9;

/** The header: title, the line of the program (the second line says 3D, which readers look for), a blank comment. */
function header(structure: Structure): string[] {
  return [titleOf(structure).slice(0, 80), "  oleate            3D", ""];
}

function coordinate(value: number, atom: number): string {
  const text = fixedWidth(value, 4, 10);
  if (text !== undefined) return text;
  throw new InputError({
    what: `atom ${atom + 1} lies outside what a V2000 molfile can hold`,
    found: `${value} Angstrom`,
    expected: "-9999.9999 to 99999.9999",
    remedy: "move the structure to the origin",
  });
}

/** A V2000 molfile (at most 999 atoms and bonds), four decimals; charges stand in M  CHG lines. */
export function writeV2000(structure: Structure): string {
  const { pairs, orders } = structure.bonds;
  const three = (value: number): string => String(value).padStart(3);
  const lines = header(structure);
  lines.push(`${three(atomCount(structure))}${three(orders.length)}  0  0  0  0  0  0  0  0999 V2000`);
  for (let i = 0; i < atomCount(structure); i++) {
    const place = [0, 1, 2].map((k) => coordinate(structure.xyz[3 * i + k]!, i)).join("");
    lines.push(`${place} ${symbolOf(structure, i).padEnd(3)} 0  0  0  0  0  0  0  0  0  0  0  0`);
  }
  orders.forEach((order, b) => {
    const type = order === 0 ? CONTACT_V2000 : order;
    lines.push(`${three(pairs[2 * b]! + 1)}${three(pairs[2 * b + 1]! + 1)}${three(type)}  0`);
  });
  const charged = [...wholeCharges(structure)]
    .map((charge, i) => ({ charge, atom: i + 1 }))
    .filter(({ charge }) => charge !== 0);
  for (let k = 0; k < charged.length; k += 8) {
    const some = charged.slice(k, k + 8);
    const words = some.map(({ atom, charge }) => ` ${three(atom)} ${three(charge)}`).join("");
    lines.push(`M  CHG${three(some.length)}${words}`);
  }
  return `${[...lines, "M  END"].join("\n")}\n`;
}

/** A V3000 molfile of any size, six decimals. */
export function writeV3000(structure: Structure): string {
  const { pairs, orders } = structure.bonds;
  const charges = wholeCharges(structure);
  const lines = [...header(structure), "  0  0  0     0  0            999 V3000", "M  V30 BEGIN CTAB"];
  lines.push(`M  V30 COUNTS ${atomCount(structure)} ${orders.length} 0 0 0`, "M  V30 BEGIN ATOM");
  for (let i = 0; i < atomCount(structure); i++) {
    const place = [0, 1, 2].map((k) => structure.xyz[3 * i + k]!.toFixed(6)).join(" ");
    const charge = charges[i] === 0 ? "" : ` CHG=${charges[i]}`;
    lines.push(`M  V30 ${i + 1} ${symbolOf(structure, i)} ${place} 0${charge}`);
  }
  lines.push("M  V30 END ATOM");
  if (orders.length > 0) {
    lines.push("M  V30 BEGIN BOND");
    orders.forEach((order, b) => {
      const type = order === 0 ? CONTACT_V3000 : order;
      lines.push(`M  V30 ${b + 1} ${type} ${pairs[2 * b]! + 1} ${pairs[2 * b + 1]! + 1}`);
    });
    lines.push("M  V30 END BOND");
  }
  return `${[...lines, "M  V30 END CTAB", "M  END"].join("\n")}\n`;
}
