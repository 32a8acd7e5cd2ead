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

/** What the files leave out and was stated. */
const readingFlags = (reading: ReadingWish): readonly Flag[] => [
  ...(reading.acceptIncomplete ? [["--accept-incomplete"] as const] : []),
  ...(reading.timeUnit === null ? [] : [["--time-unit", reading.timeUnit] as const]),
  ...stated("--channel-width", reading.channelWidthNs, " ns"),
  ...stated("--pulse-channel", reading.syncChannel),
  ...stated("--pulse-period", reading.syncPeriodNs, " ns"),
];

/** What every kind of fit is told of the files and of the measurement. */
const commonFlags = (wish: DecayWish, reading: ReadingWish): readonly Flag[] => [
  ...(wish.prompt ? [["--prompt"] as const] : []),
  ...stated("--from", wish.fromNs, " ns"),
  ...stated("--to", wish.toNs, " ns"),
  ...stated("--period", wish.periodNs, " ns"),
  ...stated("--background", wish.backgroundCounts),
  // Without a response there is nothing to be shifted.
  ...(wish.response.kind === "none" ? [] : stated("--shift", wish.shiftNs, " ns")),
  ...readingFlags(reading),
];

const columnFlags = ({ of, place }: OpenCurve): readonly Flag[] =>
  of > 1 ? [["--column", String(place)]] : [];

function lineOf(files: readonly string[], flags: readonly Flag[]): string {
  const words = flags.flatMap(([flag, ...texts]) => [flag, ...texts.map(shellWord)]);
  return ["oleate decay", ...files.map(shellPath), ...words].join(" ");
}

/** The line that makes the same fit in a terminal. */
export function decayCommand(
  wish: DecayWish,
  reading: ReadingWish,
  curves: readonly OpenCurve[],
): string | null {
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
      ...commonFlags(wish, reading),
      ...stated("--pulses", wish.pulses),
      ...stated("--peak-counts", wish.peakCounts),
      ...(wish.noise === "poisson" ? [] : [["--noise", wish.noise] as const]),
    ],
  );
}

/** The line that makes the free distribution of the decay that is looked at. */
export function distributionCommand(
  wish: DecayWish,
  reading: ReadingWish,
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
      ...commonFlags(wish, reading),
    ],
  );
}

/** The line that fits a series with shared lifetimes; null where its files hold more curves than the series. */
export function sharedCommand(
  wish: DecayWish,
  reading: ReadingWish,
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
    ...commonFlags(wish, reading),
  ]);
}
