import { InputError } from "@oleate/core";
import { diffusionOf } from "../bruker/diffusion.ts";
import { groupDelay } from "../digital-filter.ts";
import { type NmrData, type NmrKind, type NmrOptions, type NmrPeak, nucleusName } from "../nmr-data.ts";
import { numberParameter, type Parameters, referenceFrequency, textParameter } from "../parameters.ts";
import { decodeParameters } from "../text.ts";
import { readTuples, type TupleRows } from "./ntuples.ts";
import { neededNumber, recordNumber, writesDecimalComma } from "./numbers.ts";
import { type JcampBlock, privateParameters, recordText, splitJcamp } from "./records.ts";
import { formAndData, readGroups, readTableOf } from "./table.ts";

const ZERO_CELSIUS_K = 273.15;

/** Rows of a block, whichever record holds them. */
function rowsOf(block: JcampBlock, file: string): TupleRows | undefined {
  const tuples = readTuples(block, file);
  if (tuples) return tuples;
  const table = readTableOf(block, file);
  if (!table) return undefined;
  return {
    xUnit: table.xUnit,
    x: table.x,
    re: [table.y],
    im: [],
    pageName: "",
    pageUnit: "",
    pageValues: [],
  };
}

/** Lines of a ##PEAK TABLE=; undefined where there is none. */
function peaksOf(block: JcampBlock, file: string, frequencyMHz: number): readonly NmrPeak[] | undefined {
  const record = block.records.find(({ label }) => label === "PEAKTABLE");
  if (!record) return undefined;
  const [form, data] = formAndData(record);
  const size = /XYW/iu.test(form) ? 3 : 2;
  const groups = readGroups(data, size, { file, line: record.line + 1 }, writesDecimalComma(block));
  const inHertz = (recordText(block, "XUNITS") ?? "").toUpperCase().startsWith("HZ");
  if (groups.length === 0) {
    throw new InputError({
      what: "the peak table has no peaks",
      expected: "a line X, Y for every peak",
      place: { file, line: record.line },
    });
  }
  return groups.map(([x, intensity, width]) => ({
    ppm: inHertz ? x! / frequencyMHz : x!,
    intensity: intensity!,
    ...(width === undefined ? {} : { widthHz: inHertz ? width : width * frequencyMHz }),
  }));
}

/** Title, nucleus, frequencies and what else a block says about its measurement. */
function headOf(block: JcampBlock, parameters: Parameters, file: string) {
  const comma = writesDecimalComma(block);
  const frequencyMHz = neededNumber(block, ".OBSERVEFREQUENCY", file, comma);
  if (!(frequencyMHz > 0)) {
    throw new InputError({
      what: "the frequency of the spectrometer is not above 0",
      found: `${frequencyMHz} MHz`,
      place: { file, line: block.line },
    });
  }
  const inCelsius = recordNumber(block, "TEMPERATURE", file, comma);
  const temperatureK =
    numberParameter(parameters, "TE") ?? (inCelsius === undefined ? undefined : inCelsius + ZERO_CELSIUS_K);
  const solvent = textParameter(parameters, "SOLVENT") ?? recordText(block, ".SOLVENTNAME");
  const program = textParameter(parameters, "PULPROG") ?? recordText(block, ".PULSESEQUENCE");
  const [zeroDegrees, firstDegrees] = ["PHC0", "PHC1"].map((name) => numberParameter(parameters, name));
  return {
    title: block.title,
    nucleus: nucleusName(recordText(block, ".OBSERVENUCLEUS") ?? textParameter(parameters, "NUC1") ?? ""),
    frequencyMHz,
    referenceFrequencyMHz: referenceFrequency(parameters, frequencyMHz),
    ...(temperatureK === undefined ? {} : { temperatureK }),
    ...(solvent ? { solvent } : {}),
    ...(program ? { pulseProgram: program } : {}),
    ...(zeroDegrees === undefined || firstDegrees === undefined
      ? {}
      : { notedPhase: { zeroDegrees, firstDegrees } }),
  };
}

type Head = ReturnType<typeof headOf>;

/** Shift of the first point that the file is referenced by: OFFSET, or .SHIFT REFERENCE (kind, solvent, point, ppm). */
function referenceOf(block: JcampBlock, parameters: Parameters): { point: number; ppm: number } | undefined {
  const offset = numberParameter(parameters, "OFFSET");
  if (offset !== undefined) return { point: 0, ppm: offset };
  const [, , point, ppm] = (recordText(block, ".SHIFTREFERENCE") ?? "").split(",").map((part) => part.trim());
  const at = { point: Number(point) - 1, ppm: Number(ppm) };
  return point && ppm && Number.isInteger(at.point) && Number.isFinite(at.ppm) ? at : undefined;
}

/** Shifts of the points of a spectrum whose x is in Hz or ppm. */
function shiftsOf(rows: TupleRows, block: JcampBlock, parameters: Parameters, head: Head, file: string) {
  if (rows.xUnit.startsWith("PPM")) return rows.x;
  if (!rows.xUnit.startsWith("HZ") && !rows.xUnit.startsWith("HERTZ")) {
    throw new InputError({
      what: "the unit of the spectrum's axis is not known",
      found: rows.xUnit === "" ? "none" : rows.xUnit,
      expected: "HZ or PPM",
      place: { file, line: block.line },
    });
  }
  const reference = referenceOf(block, parameters);
  const sf = head.referenceFrequencyMHz;
  if (!reference) return rows.x.map((hertz) => hertz / sf);
  // TopSpin's OFFSET is the shift of the highest point, wherever the table begins.
  const last = rows.x.length - 1;
  const highest = rows.x[0]! >= rows.x[last]! ? 0 : last;
  const anchor = rows.x[reference.point === 0 ? highest : reference.point] ?? rows.x[0]!;
  // It writes FIRST and LAST one spectral width apart, which is one point more than there is between them.
  const width = numberParameter(parameters, "SW_p");
  const span = Math.abs(rows.x[0]! - rows.x[last]!);
  const wide = width !== undefined && Math.abs(span / width - 1) < 1e-6;
  const scale = (wide ? last / rows.x.length : 1) / sf;
  return rows.x.map((hertz) => reference.ppm + (hertz - anchor) * scale);
}

function spectrumOf(rows: TupleRows, block: JcampBlock, parameters: Parameters, head: Head, file: string) {
  const shifts = shiftsOf(rows, block, parameters, head, file);
  const turn = shifts.length > 1 && shifts[0]! < shifts[shifts.length - 1]!;
  const ordered = (row: Float64Array): Float64Array => (turn ? row.slice().reverse() : row);
  const ppm = ordered(shifts);
  const points = ppm.length;
  const step = points > 1 ? (ppm[0]! - ppm[points - 1]!) / (points - 1) : 0;
  return {
    ppm,
    re: rows.re.map(ordered),
    im: rows.im.map(ordered),
    spectralWidthHz: step * points * head.referenceFrequencyMHz,
    carrierPpm: ppm[0]! - (step * points) / 2,
    groupDelayPoints: 0,
  };
}

function decayOf(rows: TupleRows, parameters: Parameters, head: Head, file: string, line: number) {
  const points = rows.x.length;
  const dwell = (rows.x[points - 1]! - rows.x[0]!) / (points - 1);
  if (!(dwell > 0) || !/^(?:S|SEC|SECONDS?)$/u.test(rows.xUnit)) {
    throw new InputError({
      what: "the time axis of the decay is not known",
      found: rows.xUnit === "" ? "no unit" : `${rows.xUnit}, a step of ${dwell}`,
      expected: "SECONDS, rising",
      place: { file, line },
    });
  }
  return {
    re: rows.re,
    im: rows.im,
    spectralWidthHz: 1 / dwell,
    carrierPpm: ((head.frequencyMHz - head.referenceFrequencyMHz) / head.referenceFrequencyMHz) * 1e6,
    groupDelayPoints: groupDelay(parameters, { file, line }),
  };
}

function readBlock(block: JcampBlock, file: string, latin: boolean, options: NmrOptions): NmrData | null {
  const type = (recordText(block, "DATATYPE") ?? "").toUpperCase().replace(/[\s_-]/gu, "");
  if (!type.includes("NMR")) return null;
  const parameters = privateParameters(block);
  const head = headOf(block, parameters, file);
  const notes = [
    ...(latin ? ["the file is not UTF-8: signs beyond ASCII are read as Latin-1"] : []),
    ...(block.closed ? [] : ["the file ends without ##END=; its data are whole"]),
  ];
  const common = { ...head, format: "jcamp", file, parameters } as const;
  const rows = rowsOf(block, file);
  if (!rows) {
    const peaks = peaksOf(block, file, head.frequencyMHz);
    if (!peaks) return null;
    return {
      ...common,
      kind: "peaks",
      spectralWidthHz: 0,
      carrierPpm: 0,
      re: [],
      im: [],
      groupDelayPoints: 0,
      peaks,
      notes,
    };
  }
  const isDecay = type.includes("FID") || /^S(?:EC|$)/u.test(rows.xUnit);
  if (![...rows.re, ...rows.im].every((row) => row.every(Number.isFinite))) {
    throw new InputError({
      what: "the data hold a number that is too large",
      expected: "numbers below 1.8e308 in size",
      place: { file, line: block.line },
    });
  }
  const array = rows.re.length > 1;
  const kind: NmrKind = `${array ? "pseudo-2d-" : ""}${isDecay ? "fid" : "spectrum"}` as NmrKind;
  const data = isDecay
    ? decayOf(rows, parameters, head, file, block.line)
    : spectrumOf(rows, block, parameters, head, file);
  if (isDecay && rows.im.length === 0) notes.push("the decay has no imaginary part and cannot be processed");
  const seconds = /^S(?:EC|$)/u.test(rows.pageUnit);
  const diffusion = diffusionOf(parameters, block.embedded, file, options);
  if (diffusion) notes.push(...diffusion.notes);
  return {
    ...common,
    ...data,
    kind,
    ...(rows.pageValues.length > 0
      ? {
          rowQuantity: {
            name: rows.pageName,
            unit: seconds ? "s" : rows.pageUnit.toLowerCase(),
            values: Float64Array.from(rows.pageValues),
          },
        }
      : {}),
    ...(diffusion ? { diffusion: diffusion.parameters } : {}),
    notes,
  };
}

/** Every block of a compound file, the outer one first. */
function flat(blocks: readonly JcampBlock[]): readonly JcampBlock[] {
  return blocks.flatMap((block) => [block, ...flat(block.blocks)]);
}

/** True for JCAMP-DX of NMR data or of linked blocks (not TopSpin's parameters and shapes), from its first kilobytes. */
export function looksLikeJcamp(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 4096)).replace(/^\u00EF\u00BB\u00BF/u, "");
  if (!/^\s*##\s*TITLE\s*=/iu.test(start)) return false;
  return /^\s*##\s*DATA[\s_-]*TYPE\s*=.*(?:NMR|LINK)/imu.test(start);
}

/**
 * Every NMR data set of a JCAMP-DX file: decays, spectra, n-tuples (one row or an array of rows) and peak tables; the
 * blocks of a compound (LINK) file one after another. Blocks of other kinds are passed over.
 * @throws InputError with file and line for a damaged or truncated file, or one that holds no NMR data
 * Source: McDonald & Wilks, Appl. Spectrosc. 1988, 42, 151; Davies & Lampen, Appl. Spectrosc. 1993, 47, 1093.
 */
export function readNmrJcamp(bytes: Uint8Array, file: string, options: NmrOptions = {}): readonly NmrData[] {
  const { text, latin } = decodeParameters(bytes, file);
  const blocks = flat(splitJcamp(text, file));
  const found = blocks.flatMap((block) => readBlock(block, file, latin, options) ?? []);
  if (found.length > 0) return found;
  const types = blocks.map((block) => recordText(block, "DATATYPE") ?? "no data type");
  throw new InputError({
    what: "the file holds no NMR data",
    found: types.join(", "),
    expected: "NMR FID, NMR SPECTRUM, ND NMR FID, ND NMR SPECTRUM or NMR PEAK TABLE",
    place: { file, line: 1 },
  });
}
