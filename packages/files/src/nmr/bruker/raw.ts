import { InputError } from "@oleate/core";
import { groupDelay } from "../digital-filter.ts";
import type { NmrData, NmrOptions } from "../nmr-data.ts";
import { numberParameter } from "../parameters.ts";
import { bytesPerNumber, interleavedRows, requireBytes, rowPitch, type Storage } from "./binary.ts";
import {
  COPY_AGAIN,
  commonOf,
  experimentOf,
  type Files,
  needed,
  neededPositive,
  storageOf,
} from "./experiment.ts";
import type { BrukerEntry } from "./folder.ts";

/** Detection with one channel or one after the other, which gives real, not complex points. */
const REAL_DETECTION: Readonly<Record<number, string>> = { 0: "qf", 2: "qseq" };

/** Rows that a raw file should hold, and those it is read for. */
function rawRows(
  bytes: Uint8Array,
  announced: number,
  storage: Storage,
  numbers: number,
  entry: BrukerEntry,
  options: NmrOptions,
): number {
  const bare = numbers * bytesPerNumber(storage);
  const pitch = rowPitch(bytes.length, storage, announced, numbers);
  // The last row needs no filling.
  const expected = announced === 1 ? bare : (announced - 1) * pitch + bare;
  const whole = bytes.length < bare ? 0 : 1 + Math.floor((bytes.length - bare) / pitch);
  if (whole < announced && whole > 0 && options.acceptIncomplete) return whole;
  const rest =
    announced > 1 && whole > 0
      ? `; ${whole} of its ${announced} rows are whole: ask for those alone if it was stopped`
      : "";
  requireBytes(
    bytes.length,
    expected,
    announced > 1 ? "the ser file" : "the fid",
    { file: entry.path },
    COPY_AGAIN + rest,
  );
  return announced;
}

/** The decays of a fid or ser file; see readBruker. */
export function readRaw(files: Files, entry: BrukerEntry, options: NmrOptions): NmrData {
  const experiment = experimentOf(files, entry);
  const { acqus, acqu2s } = experiment;
  const acqusPath = `${entry.experiment}acqus`;
  const bytes = files.get(entry.path)!;
  const storage = storageOf(acqus, "A", acqusPath);
  const detection = REAL_DETECTION[numberParameter(acqus, "AQ_mod") ?? 1];
  if (detection !== undefined) {
    throw new InputError({
      what: "the decay was taken without quadrature or with one channel after the other",
      found: `AQ_mod ${detection}`,
      expected: "qsim or DQD, which give complex points",
      remedy: "read the processed spectrum (pdata) instead",
      place: { file: acqusPath },
    });
  }
  const numbers = needed(acqus, "TD", acqusPath);
  if (!(Number.isInteger(numbers) && numbers >= 4)) {
    throw new InputError({
      what: "TD is no number of points",
      found: String(numbers),
      place: { file: acqusPath },
    });
  }
  const isArray = entry.path.endsWith("ser");
  const announced = isArray ? needed(acqu2s ?? {}, "TD", `${entry.experiment}acqu2s`) : 1;
  const rows = rawRows(bytes, announced, storage, numbers, entry, options);
  const common = commonOf(files, entry, experiment, rows, options);
  const { frequencyMHz, referenceFrequencyMHz } = common;
  const notes =
    rows < announced
      ? [...common.notes, `the experiment was stopped after ${rows} of ${announced} rows`]
      : common.notes;
  const gradients = common.diffusion?.gradientsTeslaPerMetre;
  return {
    ...common,
    // The gradients of an experiment that was stopped are those of its first rows.
    ...(common.diffusion && gradients && rows < announced && gradients.length === announced
      ? { diffusion: { ...common.diffusion, gradientsTeslaPerMetre: gradients.slice(0, rows) } }
      : {}),
    kind: isArray ? "pseudo-2d-fid" : "fid",
    spectralWidthHz: neededPositive(acqus, "SW_h", acqusPath),
    carrierPpm: ((frequencyMHz - referenceFrequencyMHz) / referenceFrequencyMHz) * 1e6,
    ...interleavedRows(bytes, storage, rows, numbers),
    groupDelayPoints: groupDelay(acqus, { file: acqusPath }),
    notes,
  };
}
