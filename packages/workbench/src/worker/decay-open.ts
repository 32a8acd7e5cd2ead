import type { Complaint } from "@oleate/core";
import { type DecayFile, type DecayOptions, readDecays, readPtu } from "@oleate/files";
import { complaintsOf } from "./complaints.ts";
import type { OpenCurve, OpenedDecays, ReadingWish } from "./decay-protocol.ts";

/** Told how far the reading has come, 0 to 1, and of which file. */
export type Progress = (share: number, what: string) => void;

/** How a .ptu begins. */
const PTU_MAGIC = "PQTTTR";
/** Settings that lie beside a file of records and hold no decay. */
const COMPANION = /\.set$/iu;
const RESPONSE = /(?:^|[^a-z])(?:irf|instr|response|prompt|scatter|ludox|lamp)/iu;

/** The chunks of a stream; not every browser iterates one. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function isPtu(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, PTU_MAGIC.length).arrayBuffer());
  return String.fromCharCode(...head) === PTU_MAGIC;
}

function optionsOf(reading: ReadingWish): DecayOptions {
  const { timeUnit, channelWidthNs, syncChannel, syncPeriodNs, acceptIncomplete } = reading;
  return {
    acceptIncomplete,
    ...(timeUnit === null ? {} : { timeUnit }),
    ...(channelWidthNs === null ? {} : { channelWidthNs }),
    ...(syncChannel === null ? {} : { syncChannel }),
    ...(syncPeriodNs === null ? {} : { syncPeriodNs }),
  };
}

/** Reads one file; a file of time-tagged records as it streams in, whatever its size. */
async function readFile(
  file: File,
  options: DecayOptions,
  progress: (share: number) => void,
): Promise<DecayFile> {
  if (await isPtu(file)) {
    return readPtu(chunksOf(file.stream()), {
      ...options,
      name: file.name,
      progress: ({ bytesRead }) => progress(bytesRead / file.size),
    });
  }
  return readDecays(new Uint8Array(await file.arrayBuffer()), file.name, options);
}

/** The curves of a file as the page names them. */
export function openCurves(file: string, { curves }: Pick<DecayFile, "curves">): readonly OpenCurve[] {
  return curves.map((curve, i) => ({
    ...curve,
    key: `${file} ${i + 1}`,
    file,
    place: i + 1,
    of: curves.length,
    label: curves.length > 1 ? `${file}, ${curve.name}` : file,
    looksLikeResponse: RESPONSE.test(curve.name) || (curves.length === 1 && RESPONSE.test(file)),
  }));
}

/** Reads files of decays; what cannot be read is said and leaves the others alone. */
export async function openDecays(
  files: readonly File[],
  reading: ReadingWish,
  progress: Progress,
): Promise<OpenedDecays> {
  const beside = files.filter(({ name }) => COMPANION.test(name));
  const own = files.length > beside.length ? files.filter((file) => !beside.includes(file)) : files;
  const companions = new Map<string, Uint8Array>();
  for (const file of beside) companions.set(file.name, new Uint8Array(await file.arrayBuffer()));
  const options: DecayOptions = { ...optionsOf(reading), companions };
  const curves: OpenCurve[] = [];
  const notes: string[] = [];
  const refused: Complaint[] = [];
  const total = own.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of own) {
    const tell = (share: number): void =>
      progress(total > 0 ? (before + share * file.size) / total : 0, file.name);
    tell(0);
    try {
      const found = await readFile(file, options, tell);
      curves.push(...openCurves(file.name, found));
      notes.push(...found.notes.map((note) => `${file.name}: ${note}`));
    } catch (error) {
      const place = { file: file.name };
      refused.push(...complaintsOf(error).map((one) => (one.place ? one : { ...one, place })));
    }
    before += file.size;
  }
  return { curves, notes, refused };
}
