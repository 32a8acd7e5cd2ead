import { InputError, type Place } from "../../errors.ts";
import { PASSIVATION_OBSERVABLES, USUAL_YIELD_SIGMA } from "../../optics/passivation/index.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import { ownParameters } from "../own-parameters.ts";
import type { AnalysisFile, ChangesFile } from "../schema/index.ts";
import type { LightConditions } from "./conditions.ts";
import { declaredLight, type LightModel } from "./model.ts";

/** Options of a `passivation` analysis as written. */
export type PassivationOptions = Extract<AnalysisFile, { kind: "passivation" }>;

/** Scatter of a printed lifetime where none is given, ns. */
const USUAL_LIFETIME_ERROR_NS = 0.1;

/** A quantum yield printed of another ligand, or a bound of it. */
export interface PrintedLigand {
  readonly name: string;
  /** Equivalents per dot. */
  readonly dose: number;
  readonly quantumYield: number;
  readonly kind: "reached" | "above" | "below";
}

/** One value of each thing that is not known. */
export type Alternative = Readonly<Record<string, string | number>>;

function quantity(context: AnalysisContext, text: string | number, unit: string, path: Path): number {
  const place = context.placeOf([...context.path, ...path]);
  const value = context.evaluator.number(text, unit, place);
  if (value >= 0) return value;
  throw new InputError({ what: "the number is negative", found: String(text), expected: "0 or more", place });
}

type Path = readonly (string | number)[];

function yieldOf(context: AnalysisContext, text: string | number, path: Path): number {
  const value = quantity(context, text, "", path);
  if (value > 0 && value <= 1) return value;
  throw new InputError({
    what: "a quantum yield is out of range",
    found: String(text),
    expected: "above 0, at most 1",
    place: context.placeOf([...context.path, ...path]),
  });
}

/** A dose in equivalents per dot. */
export function doseOf(context: AnalysisContext, text: string | number, path: Path): number {
  return quantity(context, text, "eq", path);
}

/** The printed numbers of `calibrate`; null without it. @throws InputError for a number that cannot be one */
export function readConditions(
  options: PassivationOptions,
  context: AnalysisContext,
): LightConditions | null {
  const asked = options.calibrate;
  if (!asked) return null;
  const at = (...path: Path): Path => ["calibrate", ...path];
  const lifetime = (text: string | number | undefined, key: string): number | null =>
    text === undefined ? null : quantity(context, text, "ns", at(key, "lifetime"));
  const bestDose = doseOf(context, asked.best.dose, at("best", "dose"));
  if (bestDose === 0) {
    throw new InputError({
      what: "the best dose is no dose",
      expected: "above 0 eq",
      place: context.placeOf([...context.path, ...at("best", "dose")]),
    });
  }
  return {
    startYield: yieldOf(context, asked.start.yield, at("start", "yield")),
    bestYield: yieldOf(context, asked.best.yield, at("best", "yield")),
    bestDose,
    startLifetimeNs: lifetime(asked.start.lifetime, "start"),
    bestLifetimeNs: lifetime(asked.best.lifetime, "best"),
    brightFactor:
      asked.brightFactor === undefined ? null : quantity(context, asked.brightFactor, "", at("brightFactor")),
    yieldError:
      asked.yieldError === undefined
        ? USUAL_YIELD_SIGMA
        : yieldOf(context, asked.yieldError, at("yieldError")),
    lifetimeErrorNs:
      asked.lifetimeError === undefined
        ? USUAL_LIFETIME_ERROR_NS
        : quantity(context, asked.lifetimeError, "ns", at("lifetimeError")),
  };
}

/** What is printed of other ligands. @throws InputError when a ligand has not exactly one of yield, above, below */
export function readOthers(options: PassivationOptions, context: AnalysisContext): readonly PrintedLigand[] {
  return Object.entries(options.others ?? {}).map(([name, { dose, ...printed }]) => {
    const kinds = { yield: "reached", above: "above", below: "below" } as const;
    const given = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((key) => printed[key] !== undefined);
    const [key] = given;
    if (key === undefined || given.length > 1) {
      throw new InputError({
        what: `one quantum yield of ${name} is needed`,
        found: given.join(", ") || "none",
        expected: "one of yield, above, below",
        place: context.placeOf([...context.path, "others", name]),
      });
    }
    return {
      name,
      dose: doseOf(context, dose, ["others", name, "dose"]),
      quantumYield: yieldOf(context, printed[key]!, ["others", name, key]),
      kind: kinds[key],
    };
  });
}

/** Every combination of the values of `over`; one, empty, without it. */
export function alternatives(options: PassivationOptions): readonly Alternative[] {
  return Object.entries(options.over ?? {}).reduce<Alternative[]>(
    (all, [name, values]) => all.flatMap((head) => values.map((value) => ({ ...head, [name]: value }))),
    [{}],
  );
}

/** The names of the light's parameters, those of ligands apart. */
const LIGHT_NAMES = new Set(
  PASSIVATION_OBSERVABLES.flatMap(({ parameters }) =>
    parameters!({ network: { species: [], indexOf: new Map(), reactions: [] }, sites: [], watched: "" }).map(
      ({ name }) => name,
    ),
  ),
);

/** The study's changes with one alternative laid over them. */
function changed(base: ChangesFile | undefined, alternative: Alternative): ChangesFile {
  const of = (test: (name: string) => boolean): Record<string, string | number> =>
    Object.fromEntries(Object.entries(alternative).filter(([name]) => test(name)));
  const isLight = (name: string): boolean => LIGHT_NAMES.has(name) || name.startsWith("power.");
  const isSite = (name: string): boolean => name.startsWith("sites.");
  return {
    ...base,
    parameters: { ...base?.parameters, ...of(isLight) },
    constants: { ...base?.constants, ...of((name) => !isLight(name) && !isSite(name)) },
    sites: {
      ...base?.sites,
      ...Object.fromEntries(
        Object.entries(of(isSite)).map(([name, value]) => [name.slice("sites.".length), value]),
      ),
    },
  };
}

/**
 * The model whose light is asked for.
 * @param also reactions and ligands beside the study's, for another ligand; @param added the ligand dosed
 * @throws InputError for a parameter that this light does not have, or one out of range
 */
export function readLight(
  options: PassivationOptions,
  context: AnalysisContext,
  alternative: Alternative = {},
  also: Pick<ChangesFile, "reactions" | "ligands"> = {},
  added: string = options.added,
): LightModel {
  const changes = changed(options.with, alternative);
  const model = context.modelFor(
    {
      ...changes,
      reactions: [...(changes.reactions ?? []), ...(also.reactions ?? [])],
      ligands: { ...changes.ligands, ...also.ligands },
    },
    [...context.path, "with"],
  );
  const declared = declaredLight(model, added);
  const place: Place = context.placeOf([...context.path, "with", "parameters"]);
  const stranger = Object.keys(changes.parameters ?? {}).find(
    (name) => !declared.some((one) => one.name === name),
  );
  if (stranger !== undefined) {
    throw new InputError({
      what: `${stranger} is not a parameter of this light`,
      expected: `one of ${declared.map(({ name }) => name).join(", ")}`,
      place,
    });
  }
  const parameters = ownParameters(declared, changes.parameters ?? {}, context.evaluator, place);
  return { model, added, statistics: options.statistics ?? "binomial", parameters };
}
