import { AROMATIC, type Bonds, InputError } from "@oleate/core";

/** Bonds of the neutral atom in the molecules of ligands and solvents. */
const VALENCE: Readonly<Record<string, number>> = { N: 3, O: 2, S: 2, Se: 2, P: 3, F: 1, Cl: 1, Br: 1, I: 1 };

/** Partial charges add up to a whole number within this, e; more is not rounding. */
const ROUNDING = 0.05;

/** What is known of a molecule whose formal charges are asked for. */
export interface ChargeQuestion {
  readonly symbols: readonly string[];
  readonly bonds: Bonds;
  /** Partial charges in e as the file gives them; undefined when it gives none. */
  readonly partial: readonly number[] | undefined;
  readonly file: string;
}

/** Charge from the sum of bond orders and the number of neighbours; undefined where both charges are common. */
function chargeOf(symbol: string, order: number, degree: number, aromatic: boolean): number | undefined {
  const valence = VALENCE[symbol];
  if (valence === undefined || degree === 0) return 0;
  // Three neighbours and aromatic: pyrrole's nitrogen is neutral, pyridinium's is 1+.
  if (symbol === "N" && aromatic && degree === 3) return undefined;
  // The oxygen of furan, the sulfur of thiophene: a lone pair makes the ring aromatic.
  if (aromatic && degree === 2 && valence === 2) return 0;
  // Nitro groups with two double bonds, sulfones, phosphonates: beyond the valence without a charge.
  if ((symbol === "N" || symbol === "P") && order === 5) return 0;
  if ((symbol === "S" || symbol === "Se") && order >= 4) return 0;
  return order - valence + 0;
}

/**
 * Formal charge of every atom in e from its bonds: orders (an aromatic bond counts 3/2) minus the valence of N, O, S, P and the
 * halogens. Partial charges decide what bonds leave open, and must add up to the same net charge.
 * @throws InputError when they do not, or when the bonds leave a charge open
 */
export function formalCharges({ symbols, bonds, partial, file }: ChargeQuestion): Float64Array {
  const order = new Float64Array(symbols.length);
  const degree = new Uint16Array(symbols.length);
  const aromatic = new Uint8Array(symbols.length);
  bonds.orders.forEach((type, b) => {
    if (type === 0) return;
    for (const atom of [bonds.pairs[2 * b]!, bonds.pairs[2 * b + 1]!]) {
      order[atom]! += type === AROMATIC ? 1.5 : type;
      degree[atom]!++;
      if (type === AROMATIC) aromatic[atom] = 1;
    }
  });
  const found = symbols.map((symbol, i) => chargeOf(symbol, order[i]!, degree[i]!, aromatic[i] === 1));
  const open = found.filter((charge) => charge === undefined).length;
  const sure = found.reduce<number>((sum, charge) => sum + (charge ?? 0), 0);
  const total = partial?.reduce((a, b) => a + b, 0);
  const left = total === undefined ? Number.NaN : Math.round(total) - sure;
  const whole = total !== undefined && Math.abs(total - Math.round(total)) < ROUNDING;
  // Either all open atoms are neutral or all are 1+; anything between cannot be told apart.
  if (whole && (left === 0 || (left === open && open > 0))) {
    return Float64Array.from(found, (charge) => charge ?? (left === 0 ? 0 : 1));
  }
  if (total === undefined && open === 0) return Float64Array.from(found, (charge) => charge ?? 0);
  throw new InputError({
    what: "the formal charges of the molecule cannot be told",
    found:
      total === undefined
        ? "no charges, and an aromatic nitrogen that may be neutral or 1+"
        : `partial charges that add up to ${total.toFixed(3)} e, and bonds that say ${sure} e`,
    expected: "bonds and charges that give the same whole number",
    remedy: "give the molecule as SDF with formal charges, or mend its bond orders",
    place: { file },
  });
}
