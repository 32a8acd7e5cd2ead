import { z } from "zod";
import { parseQuantity } from "../../quantities/index.ts";
import {
  axisWords,
  type InterfaceAxis,
  type InterfaceSample,
  type InterfaceValues,
  interfaceValues,
  polarityOf,
  readInterfaceAxis,
  readInterfaceWords,
  readMedium,
  usualPoints,
} from "../../surface/index.ts";
import { dotWordsOf } from "../model/dot.ts";
import { amount, amountOrWord, text } from "../schema/words.ts";
import type { AnalysisContext } from "./analysis.ts";

/** Fields of analyses that look at the interface of a dot with its solution. */
export const interfaceFields = {
  solvent: text(
    "a solvent, a mixture such as `chloroform 40 %, toluene 60 %`, or `E_T^N 0.2`; default the sample's",
  ).optional(),
  concentration: amount("dots; default the sample's").optional(),
  size: amount("default the sample's").optional(),
  temperature: amount("default the sample's").optional(),
  added: z.array(text("an added ligand: oleic acid = 100 eq")).optional(),
  set: z.array(text("a parameter of the interface model: bond_100 = 20 kJ/mol")).optional(),
  against: text("what is varied: concentration, solvent, size, temperature, or an added ligand").optional(),
  points: z.array(amountOrWord("a point of it: 1 uM, chloroform, 3 nm, 50 eq")).min(1).optional(),
};

/** What an analysis of the interface may be told in a study; what is left out is the sample's. */
type InterfaceOptions = z.infer<z.ZodObject<typeof interfaceFields>>;

/** The same, read. */
export interface InterfaceAsked {
  readonly sample: InterfaceSample;
  readonly values: InterfaceValues;
  readonly set: Partial<InterfaceValues>;
  readonly axis: InterfaceAxis;
  readonly points: readonly number[];
  readonly labels: readonly string[] | null;
  readonly isSeries: boolean;
}

/** Reads what an analysis of the interface is asked. Throws InputError for words and numbers that cannot be read. */
export function readInterfaceOptions(options: InterfaceOptions, context: AnalysisContext): InterfaceAsked {
  const { file, evaluator } = context;
  const {
    ligands: _ligands,
    balance: _balance,
    ...dot
  } = dotWordsOf(
    file,
    evaluator,
    options.size === undefined ? undefined : evaluator.number(options.size, "nm"),
  );
  const { sample: own } = file;
  const { sample, set } = readInterfaceWords({
    dot,
    concentration: `${evaluator.number(options.concentration ?? own.concentration, "M")} M`,
    solvent: options.solvent ?? own.solvent,
    temperature: `${evaluator.number(options.temperature ?? own.temperature ?? "298.15 K", "K")} K`,
    ...(options.added ? { add: options.added } : {}),
    ...(options.set ? { set: options.set } : {}),
  });
  const shared = { sample, set, values: interfaceValues(set) };
  if (options.against === undefined) {
    return { ...shared, axis: "concentration", points: [sample.dotsMolar], labels: null, isSeries: false };
  }
  const axis = readInterfaceAxis(options.against);
  const points = options.points?.map((text) => pointOf(axis, String(text))) ?? usualPoints(axis);
  const labels = axis === "solvent" && options.points ? options.points.map(String) : null;
  return { ...shared, axis, points, labels, isSeries: true };
}

/** One point of an axis as it is written: a quantity, a solvent, equivalents. */
function pointOf(axis: InterfaceAxis, text: string): number {
  if (axis === "solvent") return polarityOf(readMedium(text));
  if (typeof axis === "object") return parseQuantity(text.replace(/\s*eq$/u, ""), "");
  return parseQuantity(text, axisWords(axis).unit);
}
