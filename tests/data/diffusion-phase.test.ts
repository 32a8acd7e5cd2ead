import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { diffusion } from "../../packages/cli/src/commands/diffusion.ts";
import type { DiffusionOptions } from "../../packages/cli/src/diffusion-flags.ts";
import { experimentFiles, gradientsOf } from "../workbench/nmr-experiment.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-phase-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function printed(path: string, options: DiffusionOptions): string {
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(diffusion(path, options)).toBe(0);
  write.mockRestore();
  return text;
}

describe("the phase of raw data", () => {
  const raw = join(folder, "raw");
  mkdirSync(raw);
  const made = { rows: 8, points: 2048, diffusionM2PerS: 2e-10 };
  const difflist = `${gradientsOf(made.rows)
    .map((g) => 100 * g)
    .join("\n")}\n`;
  for (const [name, bytes] of Object.entries(experimentFiles({ ...made, difflist })))
    writeFileSync(join(raw, name), bytes);

  /** I0, D and the notes with a phase as it is typed; found automatically when left out. */
  const fitted = (phase?: string): { i0: number; d: number; notes: readonly string[] } => {
    const options = {
      region: ["5.98 to 6.984"],
      model: ["mono"],
      json: true,
      ...(phase === undefined ? {} : { phase }),
    };
    const { decays, notes } = JSON.parse(printed(raw, options));
    const [{ parameters }] = decays[0].models;
    const value = (wanted: string): number =>
      parameters.find(({ name }: { name: string }) => name === wanted).value;
    return { i0: value("I0"), d: value("D"), notes };
  };
  const found = fitted();

  it("is found when it is left out", () => {
    expect(found.notes.join()).toMatch(/phase found automatically/u);
    expect(found.d / 2e-10).toBeCloseTo(1, 3);
  });

  it.each<[string, number]>([
    ["0", 0],
    ["40", 40],
    ["-40 deg", -40],
    ["0, 0", 0],
    // The line stands 0.3886 of the way from the highest shift to the lowest: its phase is P0 + 0.3886 P1.
    ["-38.86°, 100", 0],
    ["0 100", 38.86],
    ["60; -50 degrees", 40.57],
  ])("%s turns the line by %s degrees", (phase, degrees) => {
    const stated = fitted(phase);
    expect(stated.notes.join()).toMatch(/phase as stated/u);
    // What is left of an integral is the cosine; the dispersive part is odd about the line as the region is
    // even, and its tails move the baseline that is taken off by 3 %.
    expect(stated.i0 / found.i0).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 1);
    expect(stated.d / 2e-10).toBeCloseTo(1, 2);
  });

  it.each(["", "forty", "1, 2, 3", "35 Hz", "1e400", "--5"])("%o is refused", (phase) => {
    expect(() => diffusion(raw, { phase })).toThrow(/phase cannot be read.*degrees/u);
  });
});
