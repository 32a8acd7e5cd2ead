import { buildDot, ligandMolecule, OleateError, type Structure } from "@oleate/core";
import { structureFormats, writeStructure } from "@oleate/files";
import { familiesOf } from "./structure-families.ts";
import { numbersOf } from "./structure-numbers.ts";
import type { Built, ControlName, DotWish, StructureAnswer, StructureRequest } from "./structure-protocol.ts";
import { requestOf } from "./structure-request.ts";
import { buffersOf, sceneOf } from "./structure-scene.ts";

/** Least time between two reports of progress, ms. */
const REPORT_EVERY = 60;

/** The last dot built, kept for writing its files. */
let last: Structure | null = null;

/** Builds the core of a wish, or the whole dot, and hands over all the page shows of it. */
function build(ticket: number, wish: DotWish, stage: Built["stage"]): Built {
  const begun = performance.now();
  const request = requestOf(wish);
  let dot = buildDot({ ...request, ligands: [], balance: "none" });
  const families = familiesOf(request, dot.core);
  if (stage === "ligands") {
    let reported = begun;
    dot = buildDot({
      ...request,
      onProgress: (share, what) => {
        const now = performance.now();
        if (now - reported < REPORT_EVERY) return;
        reported = now;
        self.postMessage({ kind: "progress", ticket, share, what } satisfies StructureAnswer);
      },
    });
  }
  last = dot.structure;
  return {
    kind: "built",
    ticket,
    stage,
    scene: sceneOf(dot, (name) => ligandMolecule(name).donors),
    numbers: numbersOf(dot),
    families,
    milliseconds: performance.now() - begun,
  };
}

/** Which control a complaint is about, from its first words. */
function controlOf(message: string): ControlName {
  if (
    /ligand|coverage|fit on|has no place|cannot sit|cannot bind|shape of its own|in place of/iu.test(message)
  )
    return "ligands";
  if (/balance|neutral|vacanc/iu.test(message)) return "balance";
  if (/shell|lattices/iu.test(message)) return "shell";
  if (/cannot end|termination|planes to end|has no face|end differently/iu.test(message))
    return "termination";
  if (/size|cell|sphere has no edge/iu.test(message)) return "size";
  if (/crystal form|material/iu.test(message)) return "material";
  return "shape";
}

function answerTo(request: StructureRequest): StructureAnswer {
  if (request.kind !== "write") return build(request.ticket, request.wish, request.kind);
  if (!last) throw new Error("no dot is built yet");
  return { kind: "written", ticket: request.ticket, files: writeStructure(last, request.format) };
}

self.onmessage = (event: MessageEvent<StructureRequest>) => {
  const request = event.data;
  try {
    const answer = answerTo(request);
    self.postMessage(answer, { transfer: answer.kind === "built" ? buffersOf(answer.scene) : [] });
  } catch (error) {
    const what = error instanceof OleateError ? error.complaint.what : "";
    const refused: StructureAnswer = {
      kind: "refused",
      ticket: request.ticket,
      control: request.kind === "write" ? "save" : controlOf(what),
      message: error instanceof Error ? error.message : String(error),
    };
    self.postMessage(refused);
  }
};

self.postMessage({
  kind: "formats",
  formats: structureFormats.filter(({ write }) => write).map(({ name, label }) => ({ name, label })),
} satisfies StructureAnswer);
