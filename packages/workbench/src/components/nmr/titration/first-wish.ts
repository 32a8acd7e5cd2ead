import { SERIES_KINDS } from "../../../worker/nmr-series-model.ts";
import type { SeriesRows, SeriesWish, StartNumber } from "../../../worker/nmr-series-protocol.ts";

const short = (value: number): number => Number(value.toPrecision(3));

/** The middle of what can be read of a list; undefined where nothing can. */
function median(values: readonly number[]): number | undefined {
  const sound = values.filter((value) => Number.isFinite(value) && value > 0).sort((a, b) => a - b);
  return sound[sound.length >> 1];
}

/** Row of the least or largest of a list, NaN passed over; -1 where there is none. */
function extreme(values: ArrayLike<number>, sign: 1 | -1): number {
  let at = -1;
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i]!) && (at < 0 || sign * values[i]! > sign * values[at]!)) at = i;
  return at;
}

/** Rows of the most strongly and the least bound ligand: by D where it is measured, else by ligand per dot. */
function endsOf({ measured, dotsMilliMolar, ligandMilliMolar }: SeriesRows): readonly [number, number] {
  const { diffusion } = measured;
  if (diffusion) return [extreme(diffusion, -1), extreme(diffusion, 1)];
  const perDot = ligandMilliMolar.map((ligand, i) => ligand / dotsMilliMolar[i]!);
  return [extreme(perDot, -1), extreme(perDot, 1)];
}

/** A measured value nearest to a row; the fallback where nothing was measured. */
function near(values: Float64Array | undefined, row: number, fallback: number): number {
  const sound = Array.from(values ?? []).flatMap((value, i) => (Number.isNaN(value) ? [] : [{ value, i }]));
  sound.sort((a, b) => Math.abs(a.i - row) - Math.abs(b.i - row));
  return short(sound[0]?.value ?? fallback);
}

const fitted = (value: number): StartNumber => ({ value, fit: true });

/** Starts read off the table; everything the kinds measured can tell is fitted, nothing is invisible. */
export function firstWish(rows: SeriesRows): SeriesWish {
  const { measured, dotsMilliMolar, ligandMilliMolar } = rows;
  const [bound, free] = endsOf(rows);
  const perDot = Array.from(ligandMilliMolar, (ligand, i) => ligand / dotsMilliMolar[i]!);
  const most = Math.max(0, ...perDot.filter(Number.isFinite));
  const { diffusion, shift, width, integral } = measured;
  const ratio = median(Array.from(integral ?? [], (value, i) => value / ligandMilliMolar[i]!));
  return {
    kinds: SERIES_KINDS.filter((kind) => measured[kind]),
    numbers: {
      // Half bound in the middle of the series, and half as many sites as the most ligands.
      K: fitted(short(1 / (median(Array.from(ligandMilliMolar)) ?? 1))),
      sites: fitted(most > 0 ? Number((most / 2).toPrecision(2)) : 200),
      "D bound": fitted(near(diffusion, bound, 1e-10)),
      "D free": fitted(near(diffusion, free, 7e-10)),
      "shift bound": fitted(near(shift, bound, 5.6)),
      "shift free": fitted(near(shift, free, 5.46)),
      "width bound": fitted(near(width, bound, 30)),
      "width free": fitted(near(width, free, 5)),
      "integral per mM": fitted(short(ratio ?? 1)),
      "invisible share": fitted(0.1),
      "k exchange": { value: 2000, fit: false },
    },
    noise: {},
    invisible: false,
    exchange: false,
    protonMHz: 500,
  };
}

/** What a number is, in words, and its unit. */
export const NUMBER_WORDS: Readonly<
  Record<keyof SeriesWish["numbers"], { readonly help: string; readonly unit: string }>
> = {
  K: { help: "of one site", unit: "/mM" },
  sites: { help: "", unit: "per dot" },
  "D bound": { help: "", unit: "m2/s" },
  "D free": { help: "", unit: "m2/s" },
  "shift bound": { help: "", unit: "ppm" },
  "shift free": { help: "", unit: "ppm" },
  "width bound": { help: "", unit: "Hz" },
  "width free": { help: "", unit: "Hz" },
  "integral per mM": { help: "", unit: "/mM" },
  "invisible share": { help: "of the bound ligand", unit: "" },
  "k exchange": { help: "exchange rate", unit: "/s" },
};
