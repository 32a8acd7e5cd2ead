import {
  type AbsorptionAnalysis,
  analyseAbsorption,
  findMaterial,
  readAbsorption,
  readEmission,
} from "@oleate/core";
import { complaintsOf } from "./complaints.ts";
import { openSpectra } from "./spectra-open.ts";
import type {
  OpenSpectrum,
  SpectraAnswer,
  SpectraRequest,
  SpectraWish,
  SpectrumAsk,
  SpectrumRow,
} from "./spectra-protocol.ts";
import { curvesOf, sizeOf } from "./spectra-size.ts";

const spectra = new Map<number, OpenSpectrum>();
/** What was read, by spectrum, kind and settings: a setting that is gone back to answers at once. */
const held = new Map<string, SpectrumRow>();
let nextId = 1;
let newest = 0;

const post = (answer: SpectraAnswer): void => self.postMessage(answer);

/** What an absorption spectrum says while the material is not stated: its first transition alone. */
function withoutMaterial(spectrum: OpenSpectrum): AbsorptionAnalysis {
  const nothing = { sizes: null, size: null, spread: null, concentration: null };
  return { ...readAbsorption(spectrum), material: "", ...nothing };
}

function rowOf({ id, kind }: SpectrumAsk, wish: SpectraWish): SpectrumRow {
  try {
    const spectrum = spectra.get(id)!;
    if (kind === "emission") return { kind, result: readEmission(spectrum) };
    if (wish.material === "") return { kind, result: withoutMaterial(spectrum) };
    const result = analyseAbsorption(findMaterial(wish.material), spectrum, {
      ...(wish.curve === "" ? {} : { curve: wish.curve }),
      pathCm: wish.pathCm,
      homogeneousEv: { low: wish.lineLowEv, high: wish.lineHighEv },
    });
    return { kind, result };
  } catch (error) {
    return { kind: "failed", complaints: complaintsOf(error) };
  }
}

/** Lets messages that have come meanwhile be heard. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function readAll(ticket: number, wish: SpectraWish, asks: readonly SpectrumAsk[]): Promise<void> {
  newest = ticket;
  const begun = performance.now();
  for (const ask of asks) {
    if (!spectra.has(ask.id)) continue;
    const key = JSON.stringify([ask.id, ask.kind, ask.kind === "absorption" ? wish : null]);
    let row = held.get(key);
    if (!row) {
      await pause();
      if (ticket !== newest) return;
      row = rowOf(ask, wish);
      held.set(key, row);
    }
    post({ kind: "row", ticket, id: ask.id, row });
  }
  post({ kind: "settled", ticket, milliseconds: performance.now() - begun });
}

function forget(ids: readonly number[]): void {
  for (const id of ids) spectra.delete(id);
  for (const key of [...held.keys()]) if (!spectra.has((JSON.parse(key) as [number])[0])) held.delete(key);
}

/** What a request other than reading is answered with; null where nothing is. */
function answerOf(request: Exclude<SpectraRequest, { kind: "read" }>): SpectraAnswer | null {
  switch (request.kind) {
    case "open": {
      const opened = openSpectra(request.files, request.axisUnit, nextId);
      for (const spectrum of opened.spectra) spectra.set(spectrum.id, spectrum);
      nextId += opened.spectra.length;
      return { kind: "opened", ticket: request.ticket, ...opened };
    }
    case "forget":
      forget(request.ids);
      return null;
    case "curves":
      return { kind: "curves", material: request.material, curves: curvesOf(request.material) };
    case "size":
      return { kind: "size", ticket: request.ticket, found: sizeOf(request.ask) };
  }
}

self.onmessage = ({ data }: MessageEvent<SpectraRequest>) => {
  try {
    if (data.kind === "read") void readAll(data.ticket, data.wish, data.asks);
    else {
      const answer = answerOf(data);
      if (answer) post(answer);
    }
  } catch (error) {
    post({ kind: "refused", ticket: "ticket" in data ? data.ticket : 0, complaints: complaintsOf(error) });
  }
};
