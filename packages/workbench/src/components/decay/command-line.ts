import type { OpenCurve, ReadingWish } from "../../worker/decay-protocol.ts";
import { shellPath, shellWord } from "../shell-word.ts";
import type { DecayWish } from "./wish.ts";

type Flag = readonly [flag: string, ...texts: string[]];

const short = (value: number): string => String(Number(value.toPrecision(10)));

function responseFlags(wish: DecayWish, curve: OpenCurve, curves: readonly OpenCurve[]): readonly Flag[] {
  const { response, responseBackground } = wish;
  if (response.kind === "gaussian") return [["--irf-fwhm", `${short(response.fwhmNs)} ns`]];
  const found = response.kind === "curve" ? curves.find(({ key }) => key === response.key) : undefined;
  if (!found) return [["--no-irf"]];
  const same = found.file === curve.file;
  return [
    ...(same ? [] : [["--irf", found.file] as const]),
    ...(same || found.of > 1 ? [["--irf-column", String(found.place)] as const] : []),
    ...(responseBackground === "before the pulse"
      ? []
      : [["--irf-background", String(responseBackground)] as const]),
  ];
}

const stated = (flag: string, value: number | null, unit = ""): readonly Flag[] =>
  value === null ? [] : [[flag, `${short(value)}${unit}`]];

/** What every kind of fit is told of the measurement. */
const commonFlags = (wish: DecayWish): readonly Flag[] => [
  ...(wish.prompt ? [["--prompt"] as const] : []),
  ...stated("--from", wish.fromNs, " ns"),
  ...stated("--to", wish.toNs, " ns"),
  ...stated("--period", wish.periodNs, " ns"),
  ...stated("--background", wish.backgroundCounts),
];

const columnFlags = ({ of, place }: OpenCurve): readonly Flag[] =>
  of > 1 ? [["--column", String(place)]] : [];

function lineOf(files: readonly string[], flags: readonly Flag[]): string {
  const words = flags.flatMap(([flag, ...texts]) => [flag, ...texts.map(shellWord)]);
  return ["oleate decay", ...files.map(shellPath), ...words].join(" ");
}

/** What the page was told and no flag says. */
export function beyondOf(wish: DecayWish, reading: ReadingWish): readonly string[] {
  return [
    ...(wish.shiftNs !== null && wish.response.kind !== "none" ? ["a held shift"] : []),
    ...(reading.timeUnit !== null ? ["a stated unit of time"] : []),
    ...(reading.channelWidthNs !== null ? ["a stated width of the channels"] : []),
    ...(reading.syncChannel !== null ? ["a stated channel of the pulses"] : []),
    ...(reading.acceptIncomplete ? ["truncated files"] : []),
  ];
}

/** The line that makes the same fit in a terminal. */
export function decayCommand(wish: DecayWish, curves: readonly OpenCurve[]): string | null {
  const curve = curves.find(({ key }) => key === wish.shown);
  if (!curve) return null;
  return lineOf(
    [curve.file],
    [
      ...columnFlags(curve),
      ...responseFlags(wish, curve, curves),
      ["--components", wish.count === null ? "auto" : String(wish.count)],
      ...(wish.component === "stretched" ? [["--stretched"] as const] : []),
      ...(wish.component === "log-normal" ? [["--log-normal"] as const] : []),
      ...commonFlags(wish),
      ...stated("--pulses", wish.pulses),
      ...stated("--peak-counts", wish.peakCounts),
      ...(wish.noise === "poisson" ? [] : [["--noise", wish.noise] as const]),
    ],
  );
}

/** The line that makes the free distribution of the decay that is looked at. */
export function distributionCommand(
  wish: DecayWish,
  curves: readonly OpenCurve[],
  regulariser: string,
): string | null {
  const curve = curves.find(({ key }) => key === wish.shown);
  if (!curve) return null;
  return lineOf(
    [curve.file],
    [
      ["--distribution", regulariser],
      ...columnFlags(curve),
      ...responseFlags(wish, curve, curves),
      ...commonFlags(wish),
    ],
  );
}

/** The line that fits a series with shared lifetimes; null where its files hold more curves than the series. */
export function sharedCommand(
  wish: DecayWish,
  curves: readonly OpenCurve[],
  members: readonly string[],
  lifetimes: number,
): string | null {
  const taken = curves.filter(({ key }) => members.includes(key));
  const [first] = taken;
  const files = [...new Set(taken.map(({ file }) => file))];
  const whole = curves.every(({ key, file }) => !files.includes(file) || members.includes(key));
  if (!first || !whole) return null;
  return lineOf(files, [
    ["--global"],
    ["--components", String(lifetimes)],
    ...responseFlags(wish, first, curves),
    ...commonFlags(wish),
  ]);
}
