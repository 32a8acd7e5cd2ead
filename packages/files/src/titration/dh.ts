import { type Complaint, InputError } from "@oleate/core";
import { decodeText } from "../decode.ts";
import { readNumber } from "../number.ts";
import { throwComplaints } from "../table.ts";
import type { TitrationData, TitrationFormat, TitrationHints } from "./titration-data.ts";

const LITRE_PER_MILLILITRE = 1e-3;
const LITRE_PER_MICROLITRE = 1e-6;
const MOLAR_PER_MILLIMOLAR = 1e-3;
const ZERO_CELSIUS_K = 273.15;

/** Line (from 1) of the conditions, and first line of the injections. */
const CONDITIONS_LINE = 3;
const INJECTIONS_LINE = 6;

function numbersOf(line: string): number[] {
  return line.split(",").map((cell) => readNumber(cell.trim(), false));
}

function isNumbers(values: readonly number[], count: number): boolean {
  return values.length >= count && values.slice(0, count).every(Number.isFinite);
}

/** What stands in the header: temperature, concentrations of cell and syringe, cell volume. */
interface Conditions {
  readonly temperatureK: number;
  readonly cellMolar: number;
  readonly syringeMolar: number;
  readonly cellVolumeLitre: number;
}

function conditionsOf(lines: readonly string[], file: string, complaints: Complaint[]): Conditions {
  const text = lines[CONDITIONS_LINE - 1] ?? "";
  const values = numbersOf(text);
  const place = { file, line: CONDITIONS_LINE };
  if (!isNumbers(values, 4)) {
    throw new InputError({
      what: "the conditions of the titration cannot be read",
      found: `"${text.slice(0, 60)}"`,
      expected: "temperature in C, cell mM, syringe mM, cell volume mL",
      place,
    });
  }
  const [celsius, cell, syringe, millilitre] = values as [number, number, number, number];
  if (celsius <= -ZERO_CELSIUS_K)
    complaints.push({ what: "the temperature is below absolute zero", found: `${celsius} C`, place });
  if (cell < 0 || syringe < 0)
    complaints.push({
      what: "a concentration is negative",
      found: `cell ${cell} mM, syringe ${syringe} mM`,
      expected: "0 or more",
      place,
    });
  if (!(millilitre * LITRE_PER_MILLILITRE > 0))
    complaints.push({
      what: "the cell has no volume",
      found: `${millilitre} mL`,
      expected: "above 0",
      place,
    });
  return {
    temperatureK: celsius + ZERO_CELSIUS_K,
    cellMolar: cell * MOLAR_PER_MILLIMOLAR,
    syringeMolar: syringe * MOLAR_PER_MILLIMOLAR,
    cellVolumeLitre: millilitre * LITRE_PER_MILLILITRE,
  };
}

interface Injection {
  readonly litre: number;
  readonly heat: number;
}

function injectionsOf(
  lines: readonly string[],
  cellVolumeLitre: number,
  file: string,
  complaints: Complaint[],
): Injection[] {
  const injections: Injection[] = [];
  lines.slice(INJECTIONS_LINE - 1).forEach((text, i) => {
    if (text.trim() === "") return;
    const place = { file, line: INJECTIONS_LINE + i };
    const values = numbersOf(text);
    if (!isNumbers(values, 2)) {
      complaints.push({
        what: "an injection cannot be read",
        found: `"${text.slice(0, 60)}"`,
        expected: "volume in uL, heat in ucal",
        place,
      });
      return;
    }
    const litre = values[0]! * LITRE_PER_MICROLITRE;
    if (litre < 0 || litre >= cellVolumeLitre) {
      complaints.push({
        what: "an injected volume is impossible",
        found: `${values[0]} uL`,
        expected: "0 or more and below the cell's volume",
        place,
      });
    }
    injections.push({ litre, heat: values[1]! });
  });
  const announced = numbersOf(lines[1] ?? "")[1];
  if (announced !== undefined && Number.isFinite(announced) && announced !== injections.length) {
    complaints.push({
      what: "the number of injections is not the one announced",
      found: `${injections.length}`,
      expected: `${announced}`,
      remedy: "check that the file is whole",
      place: { file, line: 2 },
    });
  }
  if (injections.length === 0) complaints.push({ what: "there are no injections", place: { file } });
  return injections;
}

/** A first injection below this share of the second is one made to fill the needle's tip again. */
const SMALL_FIRST_INJECTION = 0.5;

function isSmallFirst(injections: readonly Injection[]): boolean {
  return injections.length > 1 && injections[0]!.litre < SMALL_FIRST_INJECTION * injections[1]!.litre;
}

function read(bytes: Uint8Array, file: string, hints: TitrationHints): TitrationData {
  const lines = decodeText(bytes, file).split(/\r\n|\n|\r/u);
  const complaints: Complaint[] = [];
  const conditions = conditionsOf(lines, file, complaints);
  const { cellMolar, syringeMolar, cellVolumeLitre, temperatureK } = conditions;
  const injections = injectionsOf(lines, cellVolumeLitre, file, complaints);
  throwComplaints(complaints);
  const rows = injections.length + 1;
  const cell = new Float64Array(rows).fill(cellMolar);
  const titrant = new Float64Array(rows);
  const injectedLitre = new Float64Array(rows);
  const heats = new Float64Array(rows).fill(Number.NaN);
  injections.forEach((injection, i) => {
    const stays = 1 - injection.litre / cellVolumeLitre;
    injectedLitre[i + 1] = injection.litre;
    heats[i + 1] = injection.heat;
    cell[i + 1] = cell[i]! * stays;
    titrant[i + 1] = titrant[i]! * stays + syringeMolar * (1 - stays);
  });
  const notes = [
    "heats are read as microcalories an injection, as Origin writes them",
    "the cell stays full: an injection displaces its own volume of the solution before it mixes",
    "row 1 is the cell before the first injection and has no heat",
  ];
  const signal = Float64Array.from(heats);
  if (isSmallFirst(injections) && !hints.keepFirstInjection) {
    signal[1] = Number.NaN;
    const microlitre = injections[0]!.litre / LITRE_PER_MICROLITRE;
    notes.push(
      `line ${INJECTIONS_LINE}: the heat of the first injection, ${heats[1]} ucal for ${Number(microlitre.toPrecision(6))} uL, is left out of the signal: the syringe's tip has mixed with the cell by then; its volume counts`,
    );
  }
  return {
    file,
    format: "dh",
    components: ["cell", "syringe"],
    totalsMolar: [cell, titrant],
    signals: [{ name: "heat", unit: "ucal", values: signal }],
    signalKind: "heat",
    signalKindReason: "a file of integrated heats",
    volumesLitre: new Float64Array(rows).fill(cellVolumeLitre),
    notes,
    injections: {
      cellVolumeLitre,
      injectedLitre,
      syringeMolar,
      cellMolar,
      temperatureK,
      heatUnit: "ucal",
      heats,
    },
  };
}

/**
 * Integrated heats of MicroCal's Origin (.DH), one number list a line, separated by commas:
 *
 *     line 1      a code of the format (10)
 *     line 2      0, number of injections, 0, 0, 0
 *     line 3      temperature (C), concentration in the cell (mM), in the syringe (mM), cell volume (mL), 0
 *     lines 4, 5  0
 *     from 6      injected volume (uL), heat (ucal)
 *
 * Totals after injection i of volume v_i into a cell of volume V, which overflows by v_i:
 * cell c_i = c_0 prod_(k<=i) (1 - v_k/V); syringe t_i = t_(i-1) (1 - v_i/V) + t_s v_i/V, which is
 * t_s (1 - prod_(k<=i) (1 - v_k/V)). Heats keep their unit, ucal, and are not divided by the amount injected. A first
 * injection of less than half the second's volume gives no signal (its heat stays in `injections.heats`), unless the
 * hints keep it.
 * Source: Origin's ITC export as pytc reads it (Duvvuri, Wheeler & Harms, Biochemistry 2018, 57, 2578); Wiseman et
 * al., Anal. Biochem. 1989, 179, 131 for the full cell.
 */
export const dhFormat: TitrationFormat = {
  name: "dh",
  label: "integrated heats of MicroCal Origin (.DH)",
  extensions: ["DH"],
  reads: "heats, injected volumes, concentrations, temperature",
  detect: (text) => {
    const lines = text.split(/\r\n|\n|\r/u, INJECTIONS_LINE);
    return (
      lines.length >= CONDITIONS_LINE &&
      numbersOf(lines[0]!).length === 1 &&
      isNumbers(numbersOf(lines[0]!), 1) &&
      isNumbers(numbersOf(lines[1]!), 2) &&
      isNumbers(numbersOf(lines[2]!), 4)
    );
  },
  read,
};
