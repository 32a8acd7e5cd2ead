import {
  bFactors,
  type DecayData,
  type DiffusionTiming,
  integrateSeries,
  lineRegions,
  type PpmRange,
  pointsBetween,
  type RegionSeries,
  type Spectra,
} from "@oleate/core";
import { diffusionTiming, type NmrData, requireGradients } from "@oleate/files";
import { dosyValues } from "./nmr-dosy.ts";
import { EXAMPLE_NAME, EXAMPLE_REGIONS } from "./nmr-example.ts";
import { fittedDecay } from "./nmr-fit.ts";
import { EXAMPLE, type Opened, openFiles } from "./nmr-open.ts";
import type {
  FittedDecay,
  NmrAnswer,
  NmrControl,
  NmrRequest,
  NmrWish,
  RegionAnswer,
} from "./nmr-protocol.ts";
import { refusal } from "./nmr-refusal.ts";
import { chosenSet, describeSet, type ReadSet, readSet, timingOf, withShare } from "./nmr-set.ts";
import { isRaw, type Processed, processed, transformed } from "./nmr-spectra.ts";

let newest = 0;
let opened: Opened = EXAMPLE;
/** Counts what was opened: files of one name may differ. */
let serial = 0;

const post = (answer: NmrAnswer, transfer: Transferable[] = []): void =>
  self.postMessage(answer, { transfer });

const channel = new MessageChannel();
/** Lets requests that wait be heard. */
function listen(): Promise<void> {
  return new Promise((heard) => {
    channel.port1.onmessage = () => heard();
    channel.port2.postMessage(0);
  });
}

/** Keeps the last result of a step while what it depends on stays the same. */
function lastOf<Value>(): (key: string, make: () => Value) => Value {
  let kept: { readonly key: string; readonly value: Value } | null = null;
  return (key, make) => {
    if (kept?.key !== key) kept = { key, value: make() };
    return kept.value;
  };
}

const lastSet = lastOf<ReadSet>();
const lastTransform = lastOf<Spectra>();
const lastSpectra = lastOf<Processed>();
const lastSeries = lastOf<readonly RegionSeries[]>();

/** Runs a step; what it refuses is said at its control, and null returned. */
function attempt<Value>(ticket: number, control: NmrControl, step: () => Value): Value | null {
  try {
    return step();
  } catch (error) {
    post(refusal(ticket, control, error));
    return null;
  }
}

/** Spectra of a measurement; `name` names the data. */
function spectraFor(data: NmrData, name: string, { processing }: NmrWish): Processed {
  const { broadeningHz, fill, phase, baseline } = processing;
  const raw = isRaw(data)
    ? lastTransform(JSON.stringify([name, broadeningHz, fill]), () => transformed(data, processing))
    : null;
  return lastSpectra(spectraKey(name, isRaw(data), { broadeningHz, fill, phase, baseline }), () =>
    processed(data, processing, raw),
  );
}

const spectraKey = (name: string, raw: boolean, processing: NmrWish["processing"]): string =>
  JSON.stringify([name, raw ? processing : processing.baseline]);

/** Shift of the tallest point of a region in the first row. */
function peakOf({ rows, ppm }: Processed, { fromPpm, toPpm }: PpmRange): number {
  const [first, last] = pointsBetween(ppm, fromPpm, toPpm)!;
  const row = rows[0]!;
  let at = first;
  for (let i = first; i <= last; i++) if (row[i]! > row[at]!) at = i;
  return ppm[at]!;
}

function sendSpectra(ticket: number, key: string, have: readonly string[], spectra: Processed): void {
  if (have.includes(key)) return;
  const rows = spectra.rows.map((row) => Float32Array.from(row));
  post(
    {
      kind: "spectra",
      ticket,
      key,
      rows,
      firstPpm: spectra.ppm[0]!,
      lastPpm: spectra.ppm.at(-1)!,
      phase: spectra.phase,
      baseline: spectra.baseline,
    },
    rows.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

/** Decays as they are fitted, with the region and shift each comes from. */
interface Sources {
  readonly decays: readonly DecayData[];
  readonly timing: DiffusionTiming | null;
  readonly regions: readonly RegionAnswer[];
}

function sourcesOf(data: NmrData, regions: readonly RegionAnswer[], wish: NmrWish): Sources {
  const known = requireGradients(data);
  const timing = withShare(wish.timing ? timingOf(wish.timing) : diffusionTiming(data), wish.share);
  const b = bFactors(known.gradientsTeslaPerMetre, timing);
  const decays = regions.map(
    ({ region, values }): DecayData => ({
      name: `${region.fromPpm.toFixed(3)} to ${region.toPpm.toFixed(3)} ppm`,
      b,
      intensity: Float64Array.from(values),
      keepNegative: true,
    }),
  );
  return { decays, timing, regions };
}

/** Fits one decay after another; null when overtaken. */
async function sendDecays(
  { ticket, wish, have }: NmrRequest,
  name: string,
  { decays, timing, regions }: Sources,
): Promise<readonly FittedDecay[] | null> {
  const found: FittedDecay[] = [];
  for (const [index, data] of decays.entries()) {
    const from = regions[index];
    const key = JSON.stringify([name, timing, wish.models, from?.region ?? data.name, index, decays.length]);
    const decay = fitOnce(key, () =>
      fittedDecay(data, wish.models, timing, from?.region ?? null, from?.peakPpm ?? null),
    );
    found.push(decay);
    if (!have.includes(key)) post({ kind: "decay", ticket, key, index, count: decays.length, decay });
    await listen();
    if (ticket !== newest) return null;
  }
  return found;
}

/** Fits that were made, by what they depend on; the oldest are forgotten. */
const fitted = new Map<string, FittedDecay>();
const MOST_FITS = 200;
function fitOnce(key: string, make: () => FittedDecay): FittedDecay {
  const known = fitted.get(key);
  if (known) return known;
  const made = make();
  fitted.set(key, made);
  if (fitted.size > MOST_FITS) fitted.delete(fitted.keys().next().value!);
  return made;
}

async function answer(request: NmrRequest): Promise<void> {
  const begun = performance.now();
  const { ticket, wish, have, open } = request;
  const ended = (): void => post({ kind: "settled", ticket, milliseconds: performance.now() - begun });
  if (open) {
    const next = attempt(ticket, "files", () => {
      const found = open.files === null ? EXAMPLE : openFiles(open.files);
      // What holds nothing to read leaves the page as it is.
      chosenSet(found, null);
      return found;
    });
    if (!next) return ended();
    opened = next;
    serial += 1;
    post({ kind: "opened", ticket, sets: opened.sets, source: opened.source });
  }
  await listen();
  if (ticket !== newest) return;

  const dataset = chosenSet(opened, wish.dataset);
  const name = `${serial} ${dataset}`;
  const dataKey = JSON.stringify([
    name,
    wish.gradients,
    wish.fullGradient,
    wish.acceptIncomplete,
    opened.sets.length,
  ]);
  const tableKey = JSON.stringify([dataKey, wish.timing, wish.share]);
  const isMeasured = opened.sets.find((set) => set.name === dataset)?.label !== "table";
  const setKey = isMeasured ? dataKey : tableKey;
  const set = attempt(ticket, "files", () => lastSet(setKey, () => readSet(opened, dataset, wish)));
  if (!set) return ended();
  if (!have.includes(setKey)) post({ kind: "data", ticket, key: setKey, ...describeSet(set, dataset) });
  if (set.kind === "table") return ended();
  if (set.kind === "decays") {
    const timing = wish.timing ? withShare(timingOf(wish.timing), wish.share) : null;
    await sendDecays(request, setKey, { decays: set.decays, timing, regions: [] });
    if (ticket === newest) ended();
    return;
  }
  const { data } = set;
  if (data.re.length === 0) return ended();
  const spectra = attempt(ticket, "processing", () => spectraFor(data, name, wish));
  if (!spectra) return ended();
  const madeKey = spectraKey(name, isRaw(data), wish.processing);
  sendSpectra(ticket, madeKey, have, spectra);
  await listen();
  if (ticket !== newest) return;

  const regions = attempt(ticket, "regions", () => {
    const wanted =
      wish.regions ?? (dataset === EXAMPLE_NAME ? EXAMPLE_REGIONS : lineRegions(spectra.rows, spectra.ppm));
    const series = lastSeries(JSON.stringify([madeKey, wanted]), () =>
      integrateSeries(spectra.rows, spectra.ppm, wanted),
    );
    return series.map(
      ({ region, intensities, errors }): RegionAnswer => ({
        region,
        peakPpm: peakOf(spectra, region),
        values: [...intensities],
        errors: [...errors],
      }),
    );
  });
  if (!regions) return ended();
  const regionsKey = JSON.stringify([madeKey, regions.map(({ region }) => region)]);
  if (!have.includes(regionsKey)) post({ kind: "integrals", ticket, key: regionsKey, regions });
  if (!data.diffusion) return ended();
  const sources = attempt(ticket, "diffusion", () => sourcesOf(data, regions, wish));
  if (!sources) return ended();
  const decays = await sendDecays(request, JSON.stringify([madeKey, dataKey]), sources);
  if (!decays) return;
  const dosyKey = JSON.stringify([regionsKey, dataKey, sources.timing, wish.models]);
  const map = have.includes(dosyKey) ? null : dosyValues(spectra, decays);
  if (map) post({ kind: "dosy", ticket, key: dosyKey, ...map }, [map.values.buffer as ArrayBuffer]);
  ended();
}

self.onmessage = (event: MessageEvent<NmrRequest>) => {
  const request = event.data;
  newest = request.ticket;
  answer(request).catch((error: unknown) => {
    if (request.ticket !== newest) return;
    post(refusal(request.ticket, "files", error));
    post({ kind: "settled", ticket: request.ticket, milliseconds: 0 });
  });
};
