import { InputError } from "@oleate/core";
import { decay } from "./decay.ts";
import { distribution } from "./decay-distribution.ts";
import type { DecayOptions } from "./decay-flags.ts";
import { globalFit } from "./decay-global.ts";
import { stack } from "./decay-stack.ts";

/** `oleate decay` for one decay or many: chooses by the flags what is done. */
export async function decays(paths: readonly string[], options: DecayOptions): Promise<number> {
  const asked = [options.global, options.stack, options.distribution !== undefined].filter(Boolean).length;
  if (asked > 1) {
    throw new InputError({
      what: "--global, --stack and --distribution exclude each other",
      remedy: "choose one",
    });
  }
  if (options.global) return globalFit(paths, options);
  if (options.stack) return stack(paths, options);
  const [path] = paths;
  if (path === undefined || paths.length > 1) {
    throw new InputError({
      what: "several files are given for one decay",
      found: paths.join(", "),
      expected: "one file, or --global or --stack",
    });
  }
  return options.distribution === undefined ? decay(path, options) : distribution(path, options);
}
