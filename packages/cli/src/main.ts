#!/usr/bin/env node
import { formatComplaint, InputErrors, OleateError } from "@oleate/core/errors";
import { VERSION } from "@oleate/core/version";
import { Command, CommanderError } from "commander";
import { declareCommand } from "./command-entry.ts";
import { commands } from "./commands.ts";

const EXIT_BAD_INPUT = 2;

const program = new Command("oleate")
  .description(
    "A workbench for colloidal nanocrystals: what is on the dots, how firmly, and what they will do next.",
  )
  .version(VERSION)
  .showHelpAfterError("(oleate --help lists the commands)")
  .exitOverride();

for (const entry of commands) {
  declareCommand(program, entry, (code) => {
    process.exitCode = code;
  });
}

// `npm run oleate` starts in the project's folder: file names are meant from where the user stands.
const standing = process.env["INIT_CWD"];
if (process.env["npm_lifecycle_event"] === "oleate" && standing) process.chdir(standing);

// A reader that stops early (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? 0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_BAD_INPUT;
  else if (error instanceof InputErrors) {
    process.stderr.write(`${error.complaints.map(formatComplaint).join("\n")}\n`);
    process.exitCode = EXIT_BAD_INPUT;
  } else if (error instanceof OleateError) {
    process.stderr.write(`oleate: ${error.message}\n`);
    process.exitCode = EXIT_BAD_INPUT;
  } else throw error;
}
