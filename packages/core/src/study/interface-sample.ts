import { parseQuantity } from "../quantities/index.ts";
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
} from "../surface/index.ts";
import type { AnalysisContext } from "./analyses/analysis.ts";
import { dotWordsOf } from "./sample-dot.ts";

/** What an analysis of the interface may be told in a study; what is left out is the sample's. */
export interface InterfaceOptions {
  readonly solvent?: string | undefined;
  readonly concentration?: string | number | undefined;
  readonly size?: string | number | undefined;
  readonly temperature?: string | number | undefined;
  readonly added?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  readonly against?: string | undefined;
  readonly points?: readonly (string | number)[] | undefined;
}

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
