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
import { spectrumRows } from "./spectra-rows.ts";
import { curvesOf, sizeOf } from "./spectra-size.ts";

const spectra = new Map<number, OpenSpectrum>();
const rowOf = spectrumRows();
/** What was read, by spectrum, kind and settings: a setting that is gone back to answers at once. */
const held = new Map<string, SpectrumRow>();
let nextId = 1;
let newest = 0;

const post = (answer: SpectraAnswer): void => self.postMessage(answer);

/** Lets messages that have come meanwhile be heard. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function readAll(ticket: number, wish: SpectraWish, asks: readonly SpectrumAsk[]): Promise<void> {
  newest = ticket;
  const begun = performance.now();
  for (const ask of asks) {
    const spectrum = spectra.get(ask.id);
    if (!spectrum) continue;
    const key = JSON.stringify([ask.id, ask.kind, ask.kind === "absorption" ? wish : null]);
    let row = held.get(key);
    if (!row) {
      await pause();
      if (ticket !== newest) return;
      row = rowOf(spectrum, ask.kind, wish);
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
