import type { CommandEntry } from "./command-entry.ts";
import { bandsEntry } from "./commands/bands.entry.ts";
import { buildEntry } from "./commands/build.entry.ts";
import { decayEntry } from "./commands/decay.entry.ts";
import { diffusionEntry } from "./commands/diffusion.entry.ts";
import { fitEntry } from "./commands/fit.entry.ts";
import { initEntry } from "./commands/init.entry.ts";
import { interfaceEntry } from "./commands/interface.entry.ts";
import { lintEntry } from "./commands/lint.entry.ts";
import { listEntry } from "./commands/list.entry.ts";
import { mediumEntry } from "./commands/medium.entry.ts";
import { nmrFitEntry } from "./commands/nmr-fit.entry.ts";
import { openEntry } from "./commands/open.entry.ts";
import { quantumYieldEntry } from "./commands/quantum-yield.entry.ts";
import { runEntry } from "./commands/run.entry.ts";
import { schemaEntry } from "./commands/schema.entry.ts";
import { sizeEntry } from "./commands/size.entry.ts";
import { speciateEntry } from "./commands/speciate.entry.ts";
import { spectrumEntry } from "./commands/spectrum.entry.ts";
import { validateEntry } from "./commands/validate.entry.ts";
import { verifyEntry } from "./commands/verify.entry.ts";
import { washEntry } from "./commands/wash.entry.ts";

/** All commands in the order of `oleate --help`; a new one is its file, its flags beside it and a line here. */
export const commands: readonly CommandEntry[] = [
  runEntry,
  verifyEntry,
  validateEntry,
  initEntry,
  speciateEntry,
  buildEntry,
  interfaceEntry,
  diffusionEntry,
  decayEntry,
  nmrFitEntry,
  sizeEntry,
  spectrumEntry,
  quantumYieldEntry,
  mediumEntry,
  bandsEntry,
  lintEntry,
  listEntry,
  fitEntry,
  washEntry,
  openEntry,
  schemaEntry,
];
