import { atPlace, InputError, type Place } from "../../errors.ts";
import { parseQuantity } from "../../quantities/index.ts";
import type { Network } from "../../surface/network.ts";
import type { ReactionText } from "../../surface/reaction.ts";
import type { Evaluator } from "../evaluator.ts";

/** An equilibrium constant of the model: its name, unit, and value in molar units (null: to be fitted). */
export interface ModelConstant {
  readonly name: string;
  /** Unit in the user's words, e.g. "/mM". */
  readonly unit: string;
  /** Multiply a value in `unit` by this to have molar units. */
  readonly molarPerUnit: number;
  readonly valueMolar: number | null;
  /** Start value for a fit, in `unit`; null when none was given. */
  readonly start: number | null;
  /** Standard enthalpy and heat capacity of the reaction, from `; dH = -20 kJ/mol ; dCp = 0 J/(mol K)`; null when not given. */
  readonly enthalpyKjPerMol: number | null;
  readonly heatCapacityKjPerMolK: number;
  readonly reaction: number;
}

/** Unit text of a constant of this order when none is written: "/mM" for 1:1 binding. */
function defaultUnit(order: number, molar: string): string {
  if (order === 0) return "";
  if (order === -1) return `/${molar}`;
  return `${molar}^${order}`;
}

/** Reads `fit`, `fit from 100 /mM` or a number with unit (or expression) behind a constant's name. */
export function readConstant(
  name: string,
  text: string,
  order: number,
  evaluator: Evaluator | null,
  place: Place | undefined,
  molar: string,
): Omit<ModelConstant, "reaction" | "enthalpyKjPerMol" | "heatCapacityKjPerMolK"> {
  const free = /^fit(?:\s+from\s+(.+))?$/u.exec(text);
  const written = free ? free[1] : text;
  const unitText = written === undefined ? "" : (/^[-+\d.eE\s×x^]*(.*)$/u.exec(written)?.[1] ?? "").trim();
  const molarUnit = defaultUnit(order, "M");
  let unit = defaultUnit(order, molar);
  let value: number | null = null;
  if (written !== undefined) {
    value = atPlace(place, () => {
      try {
        const direct = parseQuantity(written, molarUnit);
        unit = unitText;
        return direct;
      } catch (error) {
        // Not a plain quantity: an expression over the study's names, if there are any.
        if (!evaluator || !/[A-Za-z_]\w*[._]|\(/u.test(written)) throw error;
        return evaluator.number(written, molarUnit, place);
      }
    });
    if (!(value > 0) || !Number.isFinite(value)) {
      throw new InputError({
        what: `equilibrium constant ${name} must be positive`,
        found: written,
        expected: "a number above 0",
        remedy: "leave the reaction out if it does not happen",
        ...(place ? { place } : {}),
      });
    }
  }
  const molarPerUnit = order === 0 ? 1 : parseQuantity(`1 ${unit}`, molarUnit);
  return {
    name,
    unit,
    molarPerUnit,
    valueMolar: free ? null : value,
    start: free && value !== null ? value / molarPerUnit : null,
  };
}

/** The constant among a reaction's attributes, its name and text. `dH` and `dCp` are not constants. */
function constantAttribute(
  reaction: ReactionText,
  index: number,
  count: number,
): { name: string; text: string } {
  const candidates = reaction.attributes.filter(({ name }) => name !== "dH" && name !== "dCp");
  if (candidates.length !== 1) {
    throw new InputError({
      what: `reaction \`${reaction.text}\` needs one constant`,
      found: candidates.length === 0 ? "none" : candidates.map(({ name }) => name).join(", "),
      expected: "for example `; K = 10.5 /mM` or `; K = fit`",
      ...(reaction.place ? { place: reaction.place } : {}),
    });
  }
  const { name, text } = candidates[0]!;
  return { name: name === "K" && count > 1 ? `K${index + 1}` : name, text };
}

/** Enthalpy and heat capacity written behind a reaction. */
function readThermochemistry(
  reaction: ReactionText,
): Pick<ModelConstant, "enthalpyKjPerMol" | "heatCapacityKjPerMolK"> {
  const read = (name: string, unit: string): number | null => {
    const text = reaction.attributes.find((attribute) => attribute.name === name)?.text;
    return text === undefined ? null : atPlace(reaction.place, () => parseQuantity(text, unit));
  };
  return {
    enthalpyKjPerMol: read("dH", "kJ/mol"),
    heatCapacityKjPerMolK: read("dCp", "kJ/(mol K)") ?? 0,
  };
}

/**
 * Constants of a list of reactions.
 * @param molar concentration unit used for constants written without one ("mM" in studies, "M" on the command line)
 */
export function readConstants(
  reactions: readonly ReactionText[],
  network: Network,
  evaluator: Evaluator | null,
  molar: "M" | "mM",
): readonly ModelConstant[] {
  const seen = new Set<string>();
  const constants = reactions.map((reaction, index): ModelConstant => {
    const { name, text } = constantAttribute(reaction, index, reactions.length);
    if (seen.has(name)) {
      throw new InputError({
        what: `two reactions call their constant ${name}`,
        remedy: "give each its own name, such as K_L and K_PIC",
        ...(reaction.place ? { place: reaction.place } : {}),
      });
    }
    seen.add(name);
    const order = network.reactions[index]!.order;
    return {
      ...readConstant(name, text, order, evaluator, reaction.place, molar),
      ...readThermochemistry(reaction),
      reaction: index,
    };
  });
  // A fitted constant without a unit takes the unit its neighbours of the same order are written in.
  return constants.map((constant) => {
    const order = network.reactions[constant.reaction]!.order;
    if (constant.valueMolar !== null || constant.start !== null) return constant;
    const written = constants.find(
      (other) =>
        other !== constant && network.reactions[other.reaction]!.order === order && other.valueMolar !== null,
    );
    return written ? { ...constant, unit: written.unit, molarPerUnit: written.molarPerUnit } : constant;
  });
}
