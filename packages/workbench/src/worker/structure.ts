import { type Bonds, buildCore, type Core, findSites, OleateError, type Structure, structureOf } from "@oleate/core";
import { familiesOf } from "./structure-families.ts";
import { coreCharge, numbersOf } from "./structure-numbers.ts";
import type { Built, ControlName, DotWish, StructureAnswer, StructureRequest } from "./structure-protocol.ts";
import { coreRequestOf } from "./structure-request.ts";
import { buffersOf, sceneOf } from "./structure-scene.ts";

/** The last dot built, kept for writing its files. */
let last: Structure | null = null;

const NO_BONDS: Bonds = { pairs: new Uint32Array(0), orders: new Uint8Array(0) };

/** A bare core as a structure that a file can hold. */
function bareStructure(core: Core): Structure {
  const sites = Array.from(core.atoms.site, (site) => core.crystal.sites[site]!);
  return structureOf({
    title: core.crystal.formula,
    symbols: sites.map((site) => site.symbol),
    charges: sites.map((site) => site.oxidation),
    xyz: core.xyz,
    bonds: NO_BONDS,
    residues: [{ name: "core", first: 0, count: sites.length, charge: coreCharge(core) }],
  });
}

function buildBare(ticket: number, wish: DotWish): Built {
  const begun = performance.now();
  const request = coreRequestOf(wish);
  const core = buildCore(request);
  const surface = findSites(core);
  const structure = bareStructure(core);
  last = structure;
  const charge = coreCharge(core);
  return {
    kind: "built",
    ticket,
    stage: "core",
    scene: sceneOf(core, surface, structure, [], () => []),
    numbers: numbersOf({
      core,
      surface,
      structure,
      size: request.size,
      charge: { core: charge, ligands: 0, net: charge, dipoleDebye: null, offers: [] },
      ligands: [],
      contacts: null,
      notes: [],
    }),
    families: familiesOf(request, core),
    milliseconds: performance.now() - begun,
  };
}

/** Which control a complaint is about, from its first words. */
function controlOf(message: string): ControlName {
  if (/ligand|coverage|fit on/iu.test(message)) return "ligands";
  if (/balance|neutral/iu.test(message)) return "balance";
  if (/cannot end|termination|planes to end/iu.test(message)) return "termination";
  if (/size|cell|sphere has no edge/iu.test(message)) return "size";
  if (/crystal form|material/iu.test(message)) return "material";
  return "shape";
}

function answerTo(request: StructureRequest): StructureAnswer {
  if (request.kind !== "write") return buildBare(request.ticket, request.wish);
  throw new Error(`no file can be written as ${request.format}`);
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
