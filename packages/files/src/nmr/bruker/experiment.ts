import { InputError } from "@oleate/core";
import { type NmrOptions, nucleusName, type RowQuantity } from "../nmr-data.ts";
import { numberParameter, type Parameters, referenceFrequency, textParameter } from "../parameters.ts";
import { decodeParameters } from "../text.ts";
import type { Storage } from "./binary.ts";
import { diffusionOf } from "./diffusion.ts";
import { type BrukerEntry, neededParameters, parametersIn, textsOf } from "./folder.ts";
import { readCounts, readDelays } from "./lists.ts";

/** Files by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What to do about a truncated file. */
export const COPY_AGAIN = "copy the experiment again: the file was not copied whole";

/** A parameter that must be there. @throws InputError naming file and parameter */
export function needed(parameters: Parameters, name: string, file: string): number {
  const value = numberParameter(parameters, name);
  if (value !== undefined) return value;
  throw new InputError({
    what: `${file.split("/").at(-1)} does not hold the parameter ${name}`,
    expected: `##$${name}= with a number`,
    place: { file },
  });
}

/** Largest frequency (MHz) or spectral width (Hz) that is believed. */
const MOST_FREQUENCY = 1e9;

/** A frequency or width that must be there. @throws InputError naming file and parameter, or where it is none */
export function neededPositive(parameters: Parameters, name: string, file: string): number {
  const value = needed(parameters, name, file);
  if (value > 0 && value <= MOST_FREQUENCY) return value;
  throw new InputError({
    what: `${name} is no frequency or width`,
    found: String(value),
    expected: `above 0, at most ${MOST_FREQUENCY}`,
    place: { file },
  });
}

/** How the numbers of raw (A) or processed (P) data are stored. @throws InputError for an unknown type */
export function storageOf(parameters: Parameters, kind: "A" | "P", file: string): Storage {
  const type = numberParameter(parameters, `DTYP${kind}`) ?? 0;
  if (type !== 0 && type !== 2) {
    throw new InputError({
      what: "the type of the stored numbers is not known",
      found: `DTYP${kind} ${type}`,
      expected: "0 (32-bit integers) or 2 (64-bit floats)",
      place: { file },
    });
  }
  const exponent = numberParameter(parameters, kind === "A" ? "NC" : "NC_proc") ?? 0;
  return {
    littleEndian: (numberParameter(parameters, `BYTORD${kind}`) ?? 0) === 0,
    float64: type === 2,
    scale: type === 2 ? 1 : 2 ** exponent,
  };
}

/** Everything of a folder that does not depend on which of its data are read. */
export interface Experiment {
  readonly acqus: Parameters;
  readonly acqu2s: Parameters | undefined;
  readonly texts: ReadonlyMap<string, string>;
  readonly title: string;
  readonly latin: boolean;
}

/** Parameters, texts and title of an entry's experiment. @throws InputError without acqus, or for three dimensions */
export function experimentOf(files: Files, entry: BrukerEntry): Experiment {
  const { experiment } = entry;
  const acqus = neededParameters(files, `${experiment}acqus`);
  if (files.has(`${experiment}acqu3s`) && (numberParameter(acqus.parameters, "PARMODE") ?? 0) > 1) {
    throw new InputError({
      what: "the experiment has three dimensions or more",
      expected: "one dimension, or an array of one-dimensional rows",
      place: { file: `${experiment}acqus` },
    });
  }
  const titlePath = `${entry.processed ?? `${experiment}pdata/1/`}title`;
  const titleBytes = files.get(titlePath);
  return {
    acqus: acqus.parameters,
    acqu2s: parametersIn(files, `${experiment}acqu2s`)?.parameters,
    texts: textsOf(files, experiment),
    title: titleBytes && titleBytes.length > 0 ? decodeParameters(titleBytes, titlePath).text.trim() : "",
    latin: acqus.latin,
  };
}

/** The list the rows were run over: delays or counts; undefined where there is none of the rows' number. */
function rowQuantityOf(experiment: Experiment, folder: string, rows: number): RowQuantity | undefined {
  const delays = experiment.texts.get("vdlist");
  const counts = experiment.texts.get("vclist");
  const found: readonly RowQuantity[] = [
    ...(delays === undefined
      ? []
      : [{ name: "vdlist", unit: "s", values: readDelays(delays, `${folder}vdlist`) }]),
    ...(counts === undefined
      ? []
      : [{ name: "vclist", unit: "", values: readCounts(counts, `${folder}vclist`) }]),
  ];
  const fitting = found.find(({ values }) => values.length >= rows);
  return fitting && { ...fitting, values: fitting.values.slice(0, rows) };
}

/** The parts of a data set that raw and processed data share. */
export function commonOf(
  files: Files,
  entry: BrukerEntry,
  experiment: Experiment,
  rows: number,
  options: NmrOptions,
) {
  const { acqus, texts } = experiment;
  const acqusPath = `${entry.experiment}acqus`;
  const procs = parametersIn(files, `${entry.processed ?? `${entry.experiment}pdata/1/`}procs`)?.parameters;
  const diffusion = diffusionOf(acqus, texts, `${entry.experiment}difflist`, options);
  const quantity = rows > 1 && !diffusion ? rowQuantityOf(experiment, entry.experiment, rows) : undefined;
  const temperatureK = numberParameter(acqus, "TE");
  const solvent = textParameter(acqus, "SOLVENT");
  const program = textParameter(acqus, "PULPROG");
  const [zeroDegrees, firstDegrees] = ["PHC0", "PHC1"].map((name) => numberParameter(procs ?? {}, name));
  const frequencyMHz = neededPositive(acqus, "SFO1", acqusPath);
  const modes = numberParameter(experiment.acqu2s ?? {}, "FnMODE") ?? 0;
  return {
    format: "bruker" as const,
    file: entry.path,
    title: experiment.title,
    nucleus: nucleusName(textParameter(acqus, "NUC1") ?? textParameter(acqus, "NUCLEUS") ?? ""),
    frequencyMHz,
    referenceFrequencyMHz: referenceFrequency({ ...acqus, ...procs }, frequencyMHz),
    ...(diffusion ? { diffusion: diffusion.parameters } : {}),
    ...(quantity ? { rowQuantity: quantity } : {}),
    ...(temperatureK === undefined ? {} : { temperatureK }),
    ...(solvent ? { solvent } : {}),
    ...(program ? { pulseProgram: program } : {}),
    ...(zeroDegrees === undefined || firstDegrees === undefined
      ? {}
      : { notedPhase: { zeroDegrees, firstDegrees } }),
    parameters: { ...procs, ...acqus },
    notes: [
      ...(diffusion?.notes ?? []),
      ...(experiment.latin ? ["the parameters are not UTF-8: signs beyond ASCII are read as Latin-1"] : []),
      ...(rows > 1 && modes > 1
        ? ["the experiment is two-dimensional (FnMODE is not QF): its rows are read as they are"]
        : []),
    ],
  };
}
