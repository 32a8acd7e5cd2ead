import { writeCsv } from "@oleate/files";
import type { LightNumberName, LightWish, TitrationRows } from "./quantum-yield-light-protocol.ts";

/** The ligands of the model: the native one, and the one that is dosed. */
export const NATIVE = "OlAmBr";
/** The ligand dosed. */
export const ADDED = "OlAmPIC";
/** Name of the analysis of the light, of its fit, and of the data file, in the study that is saved. */
export const LIGHT_ANALYSIS = "light";
/** Name of the fit in the study. */
export const FIT_ANALYSIS = "fitted";
/** Name of the data file beside the study. */
export const TITRATION_FILE = "titration.csv";

/** Constants of the surface with their units. */
const CONSTANT_UNITS = { K_L: "/mM", K_PIC: "/mM", K_etch: "" } as const;
type ConstantName = keyof typeof CONSTANT_UNITS;
const isConstant = (name: LightNumberName): name is ConstantName => Object.hasOwn(CONSTANT_UNITS, name);

/** Parameters of the light with the units a study writes. */
const LIGHT_UNITS = {
  p_deep: "",
  p_shallow: "",
  p_stripped: "",
  sites_per_trap: "",
  inner_traps: "",
  tau_radiative: " ns",
  k_shallow: " /ns",
  tau_dark: " ns",
} as const;

/** A number's name in the study. */
export function studyName(name: LightNumberName): string {
  if (name === "power") return `power.${NATIVE}`;
  return name === "sites" ? "sites.Pb" : name;
}

/** A number as one word of an expression: what the study calls the fitted value. */
const word = (name: LightNumberName): string => studyName(name).replaceAll(".", "_");

const text = (value: number): string => String(value);

/** What is fitted to a titration: the numbers that are free, and the scatter of yields and of lifetimes (ns). */
export interface StudyFit {
  readonly rows: TitrationRows;
  readonly free: readonly LightNumberName[];
  readonly yieldError: number;
  readonly lifetimeErrorNs: number;
}

function reactions({ values, etching }: LightWish, free: readonly LightNumberName[]): string[] {
  const constant = (name: ConstantName): string =>
    `${name} = ${free.includes(name) ? "fit from " : ""}${text(values[name])} ${CONSTANT_UNITS[name]}`.trimEnd();
  return [
    `Pb + ${NATIVE} <=> Pb.${NATIVE} ; ${constant("K_L")}`,
    `Pb + ${ADDED} <=> Pb.${ADDED} ; ${constant("K_PIC")}`,
    ...(etching ? [`Pb.${ADDED} + ${ADDED} <=> Pb.vac + Pb(PIC)2 ; ${constant("K_etch")}`] : []),
  ];
}

function parameters({ values }: LightWish, of: (name: LightNumberName, held: string) => string): string {
  const light = (Object.keys(LIGHT_UNITS) as (keyof typeof LIGHT_UNITS)[]).map(
    (name) => `${name}: ${of(name, `${text(values[name])}${LIGHT_UNITS[name]}`)}`,
  );
  return `{power.${NATIVE}: ${of("power", text(values.power))}, ${light.join(", ")}}`;
}

function measurement(
  id: string,
  title: string,
  observable: string,
  column: string,
  sigma: string,
  rows: readonly number[] | null,
  wish: LightWish,
): string[] {
  return [
    `  ${id}:`,
    `    title: ${title}`,
    `    observable: ${observable}`,
    `    watch: ${ADDED}`,
    `    file: ${TITRATION_FILE}`,
    `    against: {${ADDED}: added (eq)}`,
    `    column: ${column}`,
    `    sigma: ${sigma}`,
    ...(rows ? [`    rows: [${rows.join(", ")}]`] : []),
    `    with: {parameters: ${parameters(wish, (_, held) => held)}}`,
  ];
}

const measuredRows = (values: Float64Array): number[] =>
  Array.from(values.keys()).flatMap((row) => (Number.isNaN(values[row]!) ? [] : [row + 1]));

function fitSections({ rows, free, yieldError, lifetimeErrorNs }: StudyFit, wish: LightWish): string[] {
  const lifetimes = rows.lifetimesNs && measuredRows(rows.lifetimesNs).length > 0;
  const yields = measuredRows(rows.quantumYields);
  return [
    "measurements:",
    ...measurement(
      "yields",
      "quantum yield",
      "quantum-yield",
      "quantum yield",
      text(yieldError),
      yields.length < rows.doses.length ? yields : null,
      wish,
    ),
    ...(lifetimes
      ? measurement(
          "lifetimes",
          "lifetime of the tail",
          "tail-lifetime",
          "lifetime (ns)",
          `${text(lifetimeErrorNs)} ns`,
          measuredRows(rows.lifetimesNs!),
          wish,
        )
      : []),
    "",
    "analyses:",
    `  ${FIT_ANALYSIS}:`,
    "    kind: fit",
    "    title: Titration fitted",
    `    measurements: [${["yields", ...(lifetimes ? ["lifetimes"] : [])].join(", ")}]`,
    `    free: [${free.map(studyName).join(", ")}]`,
  ];
}

/** Where the light takes a fitted number in place of the one that is held. */
function lightChanges(wish: LightWish, free: readonly LightNumberName[]): string[] {
  const fitted = (name: LightNumberName, held: string): string =>
    free.includes(name) ? `${FIT_ANALYSIS}.${word(name)}` : held;
  const constants = free.filter(isConstant).map((name) => `${name}: ${fitted(name, "")}`);
  return [
    "    with:",
    ...(constants.length > 0 ? [`      constants: {${constants.join(", ")}}`] : []),
    ...(free.includes("sites") ? [`      sites: {Pb: ${fitted("sites", "")}}`] : []),
    `      parameters: ${parameters(wish, fitted)}`,
  ];
}

/** The study of the page's numbers, as `oleate run` reads it; with a fit where there is a titration to fit. */
export function lightStudy(wish: LightWish, fit: StudyFit | null = null): string {
  const { values, statistics, dose, to } = wish;
  const free = fit?.free ?? [];
  const lines = [
    "title: Light of passivated CsPbBr3 dots",
    "source: {cite: numbers set on the quantum-yield page of the workbench}",
    "",
    "sample:",
    "  nanocrystal: {material: CsPbBr3, polymorph: cubic perovskite, shape: cube, size: 4.3 nm}",
    `  concentration: ${text(values.dots)} uM`,
    "  solvent: toluene",
    "  temperature: 298.15 K",
    "  ligands:",
    `    ${NATIVE}: ${text(values.native)} eq`,
    `    ${ADDED}: 0 eq`,
    "",
    // Without etching no species of the network holds the vacancy, and declaring it would be an error.
    ...(wish.etching
      ? ["species:", "  Pb.vac: Pb  # a place whose Pb has left; places and Pb both balance", ""]
      : []),
    "surface:",
    `  sites: {Pb: ${text(values.sites)}}`,
    "  reactions:",
    ...reactions(wish, free).map((line) => `    - ${line}`),
    "",
    ...(fit ? fitSections(fit, wish) : ["analyses:"]),
    `  ${LIGHT_ANALYSIS}:`,
    "    kind: passivation",
    "    title: Light against dose",
    `    added: ${ADDED}`,
    `    to: ${text(to)} eq`,
    `    at: [0 eq, ${text(dose)} eq]`,
    `    statistics: ${statistics}`,
    ...lightChanges(wish, free),
  ];
  return `${lines.join("\n")}\n`;
}

/** A titration as a table that the saved study reads. */
export function titrationCsv({
  doses,
  quantumYields,
  lifetimesNs,
}: Pick<TitrationRows, "doses" | "quantumYields" | "lifetimesNs">): string {
  return writeCsv([
    { header: "added (eq)", values: doses },
    { header: "quantum yield", values: quantumYields },
    ...(lifetimesNs ? [{ header: "lifetime (ns)", values: lifetimesNs }] : []),
  ]);
}
