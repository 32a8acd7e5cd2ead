import {
  createRandom,
  emittingCore,
  findLocalFieldModel,
  findMaterial,
  findSolvent,
  lifetimeInMedium,
  solventIndex,
} from "@oleate/core";
import { readLifetimeTable } from "@oleate/files";
import { EXAMPLE_LIFETIMES } from "./quantum-yield-example.ts";
import type { LifetimeRows, LightFile } from "./quantum-yield-protocol.ts";

/** The simulated series: lifetimes of CsPbBr3 by the dielectric sphere from 4.7 ns in toluene, 2 % scatter. */
const EXAMPLE = {
  solvents: ["pentane", "hexane", "cyclohexane", "chloroform", "toluene", "1,2-dichlorobenzene"],
  lifetimeNs: 4.7,
  share: 0.02,
  seed: 3,
};

/** Lifetimes in six solvents as a table. */
export function exampleLifetimes(): string {
  const core = emittingCore(findMaterial("CsPbBr3"));
  const index = (name: string): number => solventIndex(findSolvent(name)).value;
  const random = createRandom(EXAMPLE.seed, "lifetimes in solvents");
  const rows = EXAMPLE.solvents.map((name) => {
    const mean = lifetimeInMedium(
      findLocalFieldModel("sphere"),
      core,
      EXAMPLE.lifetimeNs,
      index("toluene"),
      index(name),
    );
    const lifetime = mean * (1 + EXAMPLE.share * random.normal());
    // A name with a comma in it must not be cut there.
    return `"${name}",${lifetime.toFixed(2)},${(EXAMPLE.share * mean).toFixed(2)}`;
  });
  return `${["solvent,lifetime (ns),error (ns)", ...rows].join("\n")}\n`;
}

/**
 * Lifetimes from a table, as `oleate medium --lifetimes` reads it; simulated ones for null.
 * @throws InputError or InputErrors with the lines that are wrong
 */
export function readLifetimes(file: LightFile | null): LifetimeRows {
  const path = file?.path ?? EXAMPLE_LIFETIMES;
  const bytes = file?.bytes ?? new TextEncoder().encode(exampleLifetimes());
  const { warnings, notes, ...table } = readLifetimeTable(bytes, path);
  return { file: path, simulated: file === null, ...table, notes: [...warnings, ...notes] };
}
