import type { NmrWish } from "../../worker/nmr-protocol.ts";
import { shellPath, shellWord } from "../shell-word.ts";
import { type RadiusWish, referenceDiffusion } from "./radius.ts";
import type { NmrFound } from "./use-nmr.ts";
import { ROOM_TEMPERATURE_K } from "./usual-radius.ts";
import { FIRST_WISH, USUAL_PROCESSING } from "./wish.ts";

/** A line for a terminal, and what it cannot say of what the page does. */
export interface DiffusionCommand {
  readonly command: string;
  readonly beyond: readonly string[];
}

type Flag = readonly [flag: string, ...texts: string[]];

const short = (value: number): string => String(Number(value.toPrecision(8)));
/** Without a power of ten, which neither regions nor phases are written with. */
const plain = (value: number): string => String(Number(value.toFixed(5)));

/** The data set as the command line names it: within the folder that was opened. */
function datasetFlag({ sets, data, source }: NmrFound): readonly Flag[] {
  if (sets.length < 2 || !data) return [];
  const inside = source !== null && data.dataset.startsWith(`${source}/`);
  return [["--dataset", inside ? data.dataset.slice(source.length + 1) : data.dataset]];
}

function timingFlags({ timing, share }: NmrWish): readonly Flag[] {
  const own: readonly Flag[] = timing
    ? [
        ["--delta", `${short(timing.durationMs)} ms`],
        ["--big-delta", `${short(timing.delayMs)} ms`],
        ["--shape", timing.shape],
        ...(timing.bipolar ? [["--tau", `${short(timing.gapMs)} ms`] as const] : []),
        ...(timing.nucleus === "1H" ? [] : [["--nucleus", timing.nucleus] as const]),
      ]
    : [];
  return share === null ? own : [...own, ["--share", short(share)]];
}

function radiusFlags(radius: RadiusWish, { decays }: NmrFound): readonly Flag[] {
  const { by, temperatureK } = radius;
  const warm: readonly Flag[] =
    temperatureK === ROOM_TEMPERATURE_K ? [] : [["--temperature", `${short(temperatureK)} K`]];
  if (by === "solvent") return [["--solvent", radius.solvent], ...warm];
  if (by === "viscosity") return [["--viscosity", `${short(radius.viscosityMPaS)} mPa s`], ...warm];
  const d = by === "reference" ? referenceDiffusion(decays[radius.referenceRegion]) : null;
  if (d === null || !(d > 0)) return [];
  return [
    ["--reference", `region ${radius.referenceRegion + 1}, ${short(radius.referenceRadiusNm)} nm, ${d} m2/s`],
  ];
}

function processingFlags({ processing }: NmrWish, raw: boolean): readonly Flag[] {
  const { phase, baseline } = processing;
  return [
    ...(raw && phase !== "automatic"
      ? [["--phase", `${plain(phase.zeroDegrees)}, ${plain(phase.firstDegrees)}`] as const]
      : []),
    ...(typeof baseline === "number" ? [["--baseline", String(baseline)] as const] : []),
  ];
}

/** What is done on the page and has no flag. */
function beyondOf({ processing }: NmrWish, raw: boolean): readonly string[] {
  if (!raw) return [];
  const { broadeningHz, fill, baseline } = processing;
  return [
    ...(broadeningHz === 0 ? [] : ["line broadening"]),
    ...(fill === USUAL_PROCESSING.fill ? [] : ["another zero fill"]),
    ...(baseline === "none" ? ["raw data without a baseline taken off"] : []),
  ];
}

/** The line that makes the same fits in a terminal; null for data that are no file. */
export function diffusionCommand(
  found: NmrFound,
  wish: NmrWish,
  radius: RadiusWish,
): DiffusionCommand | null {
  const { data, source } = found;
  if (!data || data.simulated || source === null) return null;
  const raw = data.what === "fid" || data.what === "pseudo-2d-fid";
  const table = data.what === "decays";
  const usualModels = wish.models.join() === FIRST_WISH.models.join();
  const flags: readonly Flag[] = [
    ...datasetFlag(found),
    ...(wish.acceptIncomplete ? [["--accept-incomplete"] as const] : []),
    ...(wish.gradients.trim() === "" ? [] : [["--gradients", wish.gradients.trim()] as const]),
    ...(wish.fullGradient.trim() === ""
      ? []
      : [["--full-gradient", `${wish.fullGradient.trim()} T/m`] as const]),
    ...timingFlags(wish),
    ...(table ? [] : processingFlags(wish, raw)),
    ...(table || !wish.regions
      ? []
      : [
          [
            "--region",
            ...wish.regions.map(({ fromPpm, toPpm }) => `${plain(fromPpm)} to ${plain(toPpm)}`),
          ] as const,
        ]),
    ...(usualModels ? [] : [["--model", ...wish.models] as const]),
    ...radiusFlags(radius, found),
  ];
  return {
    command: [
      "oleate diffusion",
      shellPath(source),
      ...flags.flatMap(([flag, ...texts]) => [flag, ...texts.map(shellWord)]),
    ].join(" "),
    beyond: table
      ? /\.xlsx$/iu.test(source)
        ? ["decays in XLSX; save them as CSV"]
        : []
      : beyondOf(wish, raw),
  };
}
