import type { Series as DrawnSeries, EmissionCurve, FigureSpec } from "@oleate/core";
import { type ReactNode, useMemo, useState } from "react";
import type { FitAsk } from "../../worker/decay-protocol.ts";
import { Tick } from "../controls/tick.tsx";
import { Figure } from "../figure.tsx";
import { Tables } from "../tables.tsx";
import { NumberCells } from "./answer.tsx";
import { countedSpan, timesOf } from "./figures.ts";
import { resultOf } from "./fitted.ts";
import { probability } from "./goodness.tsx";
import { axisAlong, shortNames } from "./shared-figure.ts";
import { SharedFitView } from "./shared-fit.tsx";
import type { Series, SeriesMember } from "./use-series.ts";

/** Decays beyond this many are coloured by their order. */
const MOST_COLOURS = 4;

/** Two points make no trend. */
const FEWEST = 3;

function peakOf(values: Float64Array): number {
  let peak = Number.MIN_VALUE;
  for (let i = 0; i < values.length; i++) peak = Math.max(peak, values[i]!);
  return peak;
}

/** A fitted curve where the counts are drawn. */
function drawnWithin(
  { timesNs, fitted }: EmissionCurve,
  [from, to]: readonly [number, number],
  scale: number,
): { readonly x: number[]; readonly y: number[] } {
  const shown = Array.from(timesNs.keys()).filter((i) => timesNs[i]! >= from && timesNs[i]! < to);
  return { x: shown.map((i) => timesNs[i]!), y: shown.map((i) => fitted[i]! * scale) };
}

/** Decays over one another with their fits, as high as they are or all with a peak of 1. */
function overlayFigure(members: readonly SeriesMember[], even: boolean): FigureSpec {
  const names = shortNames(members.map(({ ask }) => ask.decay.name));
  const shadeOf = (i: number): Pick<DrawnSeries, "shade" | "group"> =>
    members.length > MOST_COLOURS ? { shade: i / (members.length - 1) } : { group: i };
  const series = members.flatMap(({ ask: { decay }, fitted }, i): readonly DrawnSeries[] => {
    const [from, to] = countedSpan(decay);
    const times = timesOf(decay);
    const within = times.findIndex((time) => time >= from);
    const beyond = times.findIndex((time) => time >= to);
    const end = beyond < 0 ? times.length : beyond;
    const scale = even ? 1 / peakOf(decay.counts) : 1;
    const found = fitted?.found;
    return [
      {
        name: names[i]!,
        kind: "points",
        x: Array.from(times.subarray(within, end)),
        y: Array.from(decay.counts.subarray(within, end), (count) => count * scale),
        ...shadeOf(i),
      },
      ...(found
        ? [
            {
              name: "",
              kind: "line" as const,
              ...drawnWithin(found.curve, [from, to], scale),
              ...shadeOf(i),
            },
          ]
        : []),
    ];
  });
  return {
    id: "decays",
    title: "Decays of the series",
    caption: `Points: counts${even ? ", each decay's peak 1" : ""}. Lines: fits.`,
    x: { label: "time", unit: "ns", scale: "linear" },
    y: { label: even ? "counts over peak" : "counts", unit: "", scale: "log" },
    series,
  };
}

/** Average lifetimes along the series. */
function trendFigure(members: readonly SeriesMember[]): FigureSpec | null {
  const known = members.flatMap(({ fitted }, i) =>
    fitted ? [{ i, averages: resultOf(fitted).averages }] : [],
  );
  if (known.length < FEWEST) return null;
  const { axis, places } = axisAlong(members.map(({ ask }) => ask.decay.name));
  const of = (which: "amplitude" | "intensity"): DrawnSeries => ({
    name: `${which} average`,
    kind: "points",
    x: known.map(({ i }) => places[i]!),
    y: known.map(({ averages }) => averages[which].value),
    low: known.map(({ averages }) => averages[which].low ?? Number.NaN),
    high: known.map(({ averages }) => averages[which].high ?? Number.NaN),
  });
  return {
    id: "decay-averages",
    title: "Average lifetimes along the series",
    caption: "Bars: 95 % intervals.",
    x: axis,
    y: { label: "average lifetime", unit: "ns", scale: "linear" },
    series: [of("amplitude"), of("intensity")],
  };
}

/** The decays of a series beside one another, each fitted alone in the same way. */
export function SeriesView({
  series: { members, waiting },
  asks,
  commandFor,
  shown,
  show,
}: {
  readonly series: Series;
  /** What is asked now. */
  readonly asks: readonly FitAsk[];
  /** The line that fits them together in a terminal. */
  readonly commandFor: (lifetimes: number) => string | null;
  /** Name of the decay that is looked at. */
  readonly shown: string;
  readonly show: (index: number) => void;
}): ReactNode {
  const [even, setEven] = useState(true);
  const names = shortNames(members.map(({ ask }) => ask.decay.name));
  // Intervals arrive one by one and change no curve: the figures wait until all of a fit are there.
  const drawn = members.map(({ ask, fitted }) => `${ask.key} ${fitted?.phase ?? ""}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const overlay = useMemo(() => overlayFigure(members, even), [drawn, even]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const trend = useMemo(() => trendFigure(members), [drawn]);
  return (
    <section className="decay-series" aria-label="Series" data-waiting={waiting}>
      <h2>Series</h2>
      <div className="figure-grid series-figures">
        <div>
          <Tick checked={even} onChange={setEven}>
            all with a peak of 1
          </Tick>
          <Figure spec={overlay} widthMm={110} heightMm={72} />
        </div>
        {trend && <Figure spec={trend} widthMm={110} heightMm={72} />}
        <div className={trend ? "series-table" : undefined}>
          <Tables label="Fits of the series" copy="Copy series" tall>
            <table>
              <caption>
                Each decay fitted alone; intervals of lifetimes are profile likelihoods at 95 %
              </caption>
              <thead>
                <tr>
                  {["decay", "parameter / ns", "value", "95 % interval", "share of light", "p", "model"].map(
                    (name) => (
                      <th
                        key={name}
                        scope="col"
                        className={/value|interval|share|^p$/u.test(name) ? "number" : undefined}
                      >
                        {name}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              {members.map((member, i) => (
                <SeriesRows
                  key={member.ask.key}
                  member={member}
                  name={names[i]!}
                  current={member.ask.decay.name === shown}
                  show={() => show(i)}
                />
              ))}
            </table>
          </Tables>
        </div>
      </div>
      <SharedFitView asks={asks} commandFor={commandFor} />
    </section>
  );
}

function SeriesRows({
  member: { fitted, refused },
  name,
  current,
  show,
}: {
  readonly member: SeriesMember;
  readonly name: string;
  readonly current: boolean;
  readonly show: () => void;
}): ReactNode {
  const button = (
    <button type="button" aria-pressed={current} onClick={show}>
      {name}
    </button>
  );
  if (!fitted)
    return (
      <tbody>
        <tr data-decay={name}>
          <th scope="row" data-value={name}>
            {button}
          </th>
          <td colSpan={6} className={refused ? "problem" : undefined}>
            {refused?.map(({ what }) => what).join("; ") ?? "waiting ..."}
          </td>
        </tr>
      </tbody>
    );
  const result = resultOf(fitted);
  const many = result.components.length > 1;
  const rows = [
    ...result.components.map((one, k) => ({
      what: many ? `lifetime ${k + 1}` : "lifetime",
      number: one.lifetime,
      share: one.areaFraction.value as number | null,
    })),
    ...(many || result.components[0]!.shape.length > 0
      ? [
          { what: "amplitude average", number: result.averages.amplitude, share: null },
          { what: "intensity average", number: result.averages.intensity, share: null },
        ]
      : []),
  ];
  return (
    <tbody data-phase={fitted.phase}>
      {rows.map(({ what, number, share }, k) => (
        <tr key={what} data-decay={name} data-parameter={what}>
          <th scope="row" data-value={name}>
            {k === 0 ? button : <span className="hidden">{name}</span>}
          </th>
          <td>{what}</td>
          <NumberCells number={number} pending={fitted.phase !== "settled"} />
          <td className="number" data-value={share ?? ""}>
            {share === null ? "" : `${(100 * share).toFixed(1)} %`}
          </td>
          <td className="number" data-value={result.goodness.p}>
            {k === 0 ? probability(result.goodness.p) : ""}
          </td>
          <td data-value={result.model}>{k === 0 ? result.model : ""}</td>
        </tr>
      ))}
    </tbody>
  );
}
