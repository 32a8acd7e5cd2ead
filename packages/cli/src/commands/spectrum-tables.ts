import {
  type AbsorptionAnalysis,
  type Concentration,
  type ConcentrationRoute,
  citations,
  type EmissionReading,
  formatInterval,
  type SizingBand,
  saidOfBasis,
  shortCitation,
  statusWord,
} from "@oleate/core";
import { printTable } from "../print-table.ts";
import { printBand } from "./size.ts";

const interval = (x: { value: number; low: number; high: number } | null | undefined, scale = 1): string =>
  x ? formatInterval(scale * x.value, scale * x.low, scale * x.high, "") : "-";

const micro = (route: ConcentrationRoute | undefined): string => interval(route?.concentrationMolar, 1e6);

const gap = (): void => void process.stdout.write("\n");

/** The tables of absorption spectra: first transitions, sizes by every curve, concentrations. */
export function printAbsorption(results: readonly AbsorptionAnalysis[]): void {
  const names = { name: "spectrum", unit: "", values: results.map(({ name }) => name) };
  printTable({
    columns: [
      names,
      {
        name: "first transition",
        unit: "nm",
        values: results.map(({ first }) => interval(first?.wavelengthNm)),
      },
      {
        name: "half width",
        unit: "meV",
        values: results.map(({ first }) => interval(first?.halfWidthEv, 1000)),
      },
      { name: "edge", unit: "nm", values: results.map(({ first }) => first?.edgeNm.toFixed(0) ?? "-") },
      {
        name: "spread of sizes",
        unit: "%",
        values: results.map(({ spread }) =>
          spread?.onlyBoundedAbove ? `< ${(100 * spread.high).toFixed(0)}` : interval(spread, 100),
        ),
      },
    ],
  });
  const [only] = results;
  if (results.length === 1 && only?.sizes) {
    gap();
    printBand({ ...only.sizes, warnings: [] });
    if (only.size) printTaken(only.size);
  } else if (results.some(({ sizes }) => sizes !== null && sizes.answers.length > 0)) {
    gap();
    printSizes(results);
  }
  const routes = results.map(({ concentration }) => concentration?.routes ?? []);
  if (routes.every((list) => list.length === 0)) {
    if (only?.concentration) printLeft(only.concentration);
    return;
  }
  if (results.length === 1) {
    printRoutes(only!);
    return;
  }
  gap();
  printTable({
    columns: [
      names,
      {
        name: "dots, by the first transition",
        unit: "uM",
        values: routes.map((list) => micro(list.find(({ at }) => "transition" in at))),
      },
      {
        name: "by short wavelength",
        unit: "uM",
        values: routes.map((list) => micro(list.find(({ at }) => "wavelengthNm" in at))),
      },
    ],
  });
  const firsts = [
    routes.flatMap((list) => list.find(({ at }) => "transition" in at) ?? []),
    routes.flatMap((list) => list.find(({ at }) => "wavelengthNm" in at) ?? []),
  ];
  const said = firsts.flatMap((list) => list.map(formulaOf));
  for (const line of new Set(said)) process.stdout.write(`extinction  ${line}\n`);
}

/** Whose formula a route took and what it was worked out with, for a whole series. */
function formulaOf({ source, basis, at }: ConcentrationRoute): string {
  const by =
    basis.with === "energy"
      ? "with the measured energy"
      : basis.curve === null
        ? "with the size used"
        : `with the size by ${basis.curve}`;
  return `${"transition" in at ? "first transition" : `${at.wavelengthNm} nm`}: ${citations[source].cite}, ${by}`;
}

/** The size that spread and concentration rest on, with the error of curve and transition together. */
function printTaken(size: NonNullable<AbsorptionAnalysis["size"]>): void {
  process.stdout.write(
    `size  ${interval(size)} nm (${size.kind}) by ${size.curve}, with the error of the transition: used for spread and concentration\n`,
  );
}

/** A curve's name without its material: "Jasieniak 2009". */
const shortName = (curve: string, material: string): string => curve.replace(`${material} `, "");

/** Sizes by every curve side by side, and below the table what each curve is, where it holds, and whose it is. */
function printSizes(results: readonly AbsorptionAnalysis[]): void {
  const bands = results.flatMap(({ sizes }) => (sizes ? [sizes] : []));
  const curves = bands[0]!.answers;
  const material = bands[0]!.material;
  const cell = ({ sizes, size }: AbsorptionAnalysis, curve: string): string => {
    if (size?.curve === curve) return interval(size);
    const value = sizes?.answers.find((answer) => answer.curve === curve)?.value;
    return value?.toFixed(2) ?? "-";
  };
  const several = curves.length > 1;
  const taken = results.map(({ size }) => (size ? shortName(size.curve, material) : "-"));
  const used = new Set(results.flatMap(({ size }) => (size ? [size.curve] : [])));
  printTable({
    columns: [
      { name: "spectrum", unit: "", values: results.map(({ name }) => name) },
      ...curves.map(({ curve }) => ({
        name: shortName(curve, material),
        unit: "nm",
        values: results.map((result) => cell(result, curve)),
      })),
      ...(several
        ? [
            { name: "disagree by", unit: "%", values: results.map(({ sizes }) => disagreement(sizes)) },
            ...(used.size > 1 ? [{ name: "used", unit: "", values: taken }] : []),
          ]
        : []),
    ],
  });
  for (const { curve, size, rangeNm, source, status } of curves) {
    const range = rangeNm ? `, for ${rangeNm[0]} to ${rangeNm[1]} nm` : "";
    const cite = source ? `; ${citations[source].cite} (${statusWord(status)})` : "";
    process.stdout.write(`curve  ${curve}: ${size}${range}${cite}\n`);
  }
  if (used.size === 0) return;
  const which =
    used.size === 1 ? [...used].join("") : "the curve named in the last column, the first that answers";
  const one = used.size === 1 ? "" : "; --curve NAME takes one throughout, without a step between two";
  process.stdout.write(
    `sizes with an interval are those used for spread and concentration, by ${which}${one}\n`,
  );
}

/** How far curves that speak of one length differ, in percent; "-" where fewer than two answer. */
function disagreement(sizes: SizingBand | null): string {
  const answering = sizes?.answers.filter(({ value }) => value !== undefined) ?? [];
  return answering.length < 2 ? "-" : (100 * sizes!.disagreement).toFixed(0);
}

/** All routes to the concentration of one spectrum, and those that could not be taken. */
function printRoutes({ concentration, sizes }: AbsorptionAnalysis): void {
  const { routes } = concentration!;
  gap();
  printTable({
    columns: [
      {
        name: "at",
        unit: "",
        values: routes.map(({ at }) => ("transition" in at ? "first transition" : `${at.wavelengthNm} nm`)),
      },
      { name: "absorbance", unit: "", values: routes.map(({ absorbance }) => absorbance) },
      { name: "concentration", unit: "uM", values: routes.map(micro) },
      { name: "with", unit: "", values: routes.map(({ basis }) => saidOfBasis(basis)) },
      {
        name: "extinction of",
        unit: "",
        values: routes.map(({ source }) => shortCitation(citations[source])),
      },
    ],
  });
  const named = new Set(sizes?.answers.map(({ source }) => source));
  for (const { source } of routes)
    if (!named.has(source)) process.stdout.write(`source  ${citations[source].cite}\n`);
  printLeft(concentration!);
}

/** Says of formulas that were left out why. */
function printLeft({ left }: Concentration): void {
  for (const line of left) process.stdout.write(`no concentration  by ${line}\n`);
}

/** The table of emission spectra. */
export function printEmission(results: readonly EmissionReading[]): void {
  printTable({
    columns: [
      { name: "spectrum", unit: "", values: results.map(({ name }) => name) },
      { name: "peak as measured", unit: "nm", values: results.map(({ peakNm }) => peakNm.toFixed(1)) },
      { name: "peak per energy", unit: "eV", values: results.map(({ peakEv }) => interval(peakEv)) },
      { name: "width", unit: "nm", values: results.map(({ widthNm }) => widthNm.toFixed(1)) },
      { name: "width", unit: "meV", values: results.map(({ widthEv }) => interval(widthEv, 1000)) },
      { name: "area", unit: "", values: results.map(({ area }) => area) },
    ],
  });
}
