import type { Command } from "commander";

/** A flag or an argument: how it is written, its help, and its value when left out. */
export type Flag = readonly [written: string, help: string, usual?: string];

/** One command: its words on the command line, and what it runs. */
export interface CommandEntry {
  readonly name: string;
  /** What it does, in one line of `oleate --help`. */
  readonly does: string;
  /** Line of usage, where the one made of the arguments would mislead. */
  readonly usage?: string;
  readonly takes?: readonly Flag[];
  /** Flags that must be given. */
  readonly needs?: readonly Flag[];
  readonly flags?: readonly Flag[];
  /**
   * Loads what it runs, when it is to be run: no command waits for the rooms of the others. That receives the arguments in order, then
   * the flags by name, and returns or promises the exit code.
   */
  readonly load: () => Promise<(...given: never[]) => number | Promise<number>>;
}

/** The flag of every command that prints for machines. */
export const jsonFlag: Flag = ["--json", "print JSON for machines"];

/** Adds a command to the program; `finish` receives the exit code its run returns. */
export function declareCommand(program: Command, entry: CommandEntry, finish: (code: number) => void): void {
  const { name, does, usage, takes = [], needs = [], flags = [], load } = entry;
  const command = program.command(name).description(does);
  if (usage !== undefined) command.usage(usage);
  for (const [written, help, usual] of takes) command.argument(written, help, usual);
  for (const [written, help, usual] of needs) command.requiredOption(written, help, usual);
  for (const [written, help, usual] of flags) command.option(written, help, usual);
  command.action(async (...given: unknown[]) => {
    // What a command takes is said by its words above, which the compiler cannot compare with its options.
    const run = (await load()) as (...given: readonly unknown[]) => number | Promise<number>;
    finish(await run(...given.slice(0, takes.length + 1)));
  });
}
