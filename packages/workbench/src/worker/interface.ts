import {
  buildDot,
  type InterfaceModels,
  type InterfaceSample,
  type InterfaceState,
  type InterfaceValues,
  type InterfaceWords,
  interfaceMap,
  interfaceModels,
  interfaceValues,
  OleateError,
  polarityOf,
  REFERENCE_TEMPERATURE_K,
  readInterfaceWords,
  stateOfSample,
} from "@oleate/core";
import { curveOf, curvePoints, nineInTen, pointAt } from "./interface-curves.ts";
import { nmrOf } from "./interface-nmr.ts";
import type {
  CoreAnswer,
  CurveAxis,
  InterfaceAnswer,
  InterfaceControl,
  InterfaceRequest,
  MapAnswer,
  NmrShown,
  Present,
} from "./interface-protocol.ts";
import { buffersOf, sceneOf } from "./structure-scene.ts";

/** Places along each side of the map: a quick one first, then the whole one. */
const COARSE = 40;
const FINE = 200;
/** Rows of the map computed before the worker listens again. */
const ROWS = 4;
/** Longest work, ms, before the worker listens for a newer request. */
const DEAF = 15;
const AXES: readonly CurveAxis[] = ["concentration", "ligand", "size", "solvent"];

const models: InterfaceModels = interfaceModels();
let newest = 0;
let sets = { name: "", members: [] as readonly InterfaceValues[] };

const post = (answer: InterfaceAnswer, transfer: Transferable[] = []): void =>
  self.postMessage(answer, { transfer });

const channel = new MessageChannel();
/** Lets requests that wait be heard. */
function listen(): Promise<void> {
  return new Promise((heard) => {
    channel.port1.onmessage = () => heard();
    channel.port2.postMessage(0);
  });
}

/** Which control a complaint is about, from its first words. */
function controlOf(what: string): InterfaceControl {
  if (/parameter|out of range|partner or two|contacts/iu.test(what)) return "parameters";
  if (/concentration of dots/iu.test(what)) return "concentration";
  if (/temperature/iu.test(what)) return "temperature";
  if (/solvent|polarity/iu.test(what)) return "solvent";
  if (/add|ligand|total of/iu.test(what)) return "additions";
  return /size|cell|edge|diameter/iu.test(what) ? "size" : "dot";
}

function coreOf(ticket: number, key: string, sample: InterfaceSample): CoreAnswer {
  const dot = buildDot({ ...sample.dot, ligands: [], balance: "none" });
  const { kinds } = models.sites(sample.dot);
  const scene = sceneOf(dot, () => []);
  const kindOf = new Int8Array(scene.coreCount).fill(-1);
  kinds.forEach(({ atoms }, kind) => {
    for (const atom of atoms) kindOf[atom] = kind;
  });
  return { kind: "core", ticket, key, scene, labels: kinds.map(({ label }) => label), kindOf };
}

function presentOf(sample: InterfaceSample, ligand: string): Present {
  const { dot, dotsMolar, medium, temperatureK = REFERENCE_TEMPERATURE_K, added = {} } = sample;
  const amount = added[ligand];
  return {
    dotsMolar,
    temperatureK,
    polarity: typeof medium === "number" ? medium : polarityOf(medium),
    sizeNm: dot.size.by === "diameter" ? dot.size.nm : Number.NaN,
    equivalents: amount === undefined ? 0 : "molar" in amount ? amount.molar / dotsMolar : amount.equivalents,
  };
}

/** Runs a job in short pieces; null when a newer request has come in between. */
async function unlessOvertaken<T>(ticket: number, job: Generator<void, T>): Promise<T | null> {
  let begun = performance.now();
  for (;;) {
    const step = job.next();
    if (step.done) return step.value;
    if (performance.now() - begun < DEAF) continue;
    await listen();
    if (ticket !== newest) return null;
    begun = performance.now();
  }
}

/** Runs a short job to its end. */
function atOnce<T>(job: Generator<void, T>): T {
  for (;;) {
    const step = job.next();
    if (step.done) return step.value;
  }
}

function* mapOf(
  ticket: number,
  key: string,
  sample: InterfaceSample,
  values: InterfaceValues,
  side: number,
): Generator<void, MapAnswer> {
  const concentrationsMolar = Array.from({ length: side }, (_, i) => 10 ** (-10 + (8 * i) / (side - 1)));
  const polarities = Array.from({ length: side }, (_, i) => i / (side - 1));
  const map = new Float64Array(side * side);
  let spent = 0;
  for (let row = 0; row < side; row += ROWS) {
    const begun = performance.now();
    const some = concentrationsMolar.slice(row, row + ROWS);
    map.set(interfaceMap(models, sample, values, some, polarities), row * side);
    spent += performance.now() - begun;
    yield;
  }
  return { kind: "map", ticket, key, concentrationsMolar, polarities, values: map, milliseconds: spent };
}

/** What a result depends on: the words without those of its own axes, on which it does not change. */
function keyOf(words: InterfaceWords, without: readonly (keyof InterfaceWords | "size")[]): string {
  const rest = Object.entries(words).filter(([name]) => !without.includes(name as keyof InterfaceWords));
  const text = JSON.stringify(Object.fromEntries(rest));
  return without.includes("size") ? text.replace(/"size":"[^"]*"/u, "") : text;
}

/** Curves the page lacks: lines, or lines with what the parameter sets leave open; false when overtaken. */
async function sendCurves(
  { ticket, words, ligand, have }: InterfaceRequest,
  sample: InterfaceSample,
  values: InterfaceValues,
  members: readonly InterfaceValues[],
): Promise<boolean> {
  for (const axis of AXES) {
    const points = curvePoints(axis, ligand, presentOf(sample, ligand).equivalents);
    const others = (words.add ?? []).filter((text) => !text.startsWith(`${ligand} =`));
    const rest =
      axis === "ligand"
        ? JSON.stringify([keyOf({ ...words, add: others }, []), ligand, points.at(-1)])
        : keyOf(words, [axis]);
    const line = `${axis} ${rest}`;
    const band = `${line} within ${sets.name}`;
    if (have.includes(band) || (members.length === 0 && have.includes(line))) continue;
    const job = curveOf(models, sample, values, axis, ligand, points, members);
    const curve = await unlessOvertaken(ticket, job);
    if (!curve) return false;
    post({ kind: "curve", ticket, key: members.length === 0 ? line : band, curve });
  }
  return true;
}

async function sendMap(
  { ticket, words, have }: InterfaceRequest,
  sample: InterfaceSample,
  values: InterfaceValues,
  side: number,
): Promise<boolean> {
  const key = (of: number): string => `map ${of} ${keyOf(words, ["concentration", "solvent"])}`;
  if (have.includes(key(FINE)) || have.includes(key(side))) return true;
  const map = await unlessOvertaken(ticket, mapOf(ticket, key(side), sample, values, side));
  if (!map) return false;
  post(map, [map.values.buffer as ArrayBuffer]);
  return true;
}

/** What NMR would show, unless the page has it. What cannot be shown is said in its place. */
function sendNmr(
  { ticket, words, signals, have }: InterfaceRequest,
  sample: InterfaceSample,
  values: InterfaceValues,
  state: InterfaceState,
): void {
  const key = `nmr ${keyOf(words, [])} ${JSON.stringify(signals)}`;
  if (have.includes(key)) return;
  const begun = performance.now();
  const say = (shown: NmrShown | null, problem: string): void =>
    post({ kind: "nmr", ticket, key, shown, problem, milliseconds: performance.now() - begun });
  try {
    say(nmrOf(models, sample, values, state, signals), "");
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    say(null, error.message);
  }
}

async function answer(request: InterfaceRequest): Promise<void> {
  const begun = performance.now();
  const { ticket, words, ligand, have } = request;
  const { sample, set } = readInterfaceWords(words);
  const values = interfaceValues(set);
  // A state that cannot be is refused before the dot is built.
  const state = stateOfSample(models, sample, values);
  const dot = `core ${JSON.stringify(words.dot)}`;
  if (!have.includes(dot)) {
    const core = coreOf(ticket, dot, sample);
    post(core, [...buffersOf(core.scene), core.kindOf.buffer as ArrayBuffer]);
  }
  const { members } = sets;
  const here = atOnce(pointAt(models, sample, values, sample.dotsMolar, members));
  post({
    kind: "state",
    ticket,
    state,
    complexes: models.sites(sample.dot).complexes,
    complex: models.network(sample, values.partners).complex,
    present: presentOf(sample, ligand),
    interval: nineInTen(here),
    milliseconds: performance.now() - begun,
  });
  await listen();
  if (ticket !== newest) return;
  sendNmr(request, sample, values, state);
  await listen();
  if (ticket !== newest) return;
  const ended =
    (await sendCurves(request, sample, values, [])) &&
    (await sendMap(request, sample, values, COARSE)) &&
    (await sendMap(request, sample, values, FINE)) &&
    (members.length === 0 || (await sendCurves(request, sample, values, members)));
  if (ended) post({ kind: "settled", ticket });
}

self.onmessage = (event: MessageEvent<InterfaceRequest>) => {
  const request = event.data;
  newest = request.ticket;
  if (request.members || request.sets !== sets.name)
    sets = { name: request.sets, members: request.members ?? [] };
  answer(request).catch((error: unknown) => {
    if (request.ticket !== newest) return;
    post({
      kind: "refused",
      ticket: request.ticket,
      control: controlOf(error instanceof OleateError ? error.complaint.what : ""),
      message: error instanceof Error ? error.message : String(error),
    });
  });
};
