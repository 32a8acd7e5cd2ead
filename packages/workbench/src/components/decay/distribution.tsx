import type { FigureSpec, RateDistribution, Regulariser } from "@oleate/core";
import { numberText } from "@oleate/report";
import { type ReactNode, useMemo, useState } from "react";
import type { FitAsk } from "../../worker/decay-protocol.ts";
import { Command } from "../command.tsx";
import { Choice } from "../controls/choice.tsx";
import { Figure } from "../figure.tsx";
import { Refused } from "../refused.tsx";
import { Tables } from "../tables.tsx";
import { useJob } from "./use-job.ts";

const REGULARISERS: readonly (readonly [Regulariser, string])[] = [
  ["entropy", "entropy"],
  ["curvature", "curvature"],
];

/** Light over lifetimes with its band. */
function distributionFigure(found: RateDistribution, name: string): FigureSpec {
  const x = Array.from(found.lifetimesNs);
  const y = Array.from(found.light);
  return {
    id: `distribution-${name}`,
    title: `Distribution of lifetimes of ${name}`,
    caption: `Counts of light at each of ${x.length} lifetimes, evenly spaced in their logarithm. Band: 95 % by counts and regulariser together, one lifetime at a time; what lies beside a peak moves with it.`,
    x: { label: "lifetime", unit: "ns", scale: "log" },
    y: { label: "light", unit: "counts", scale: "linear" },
    series: [
      {
        name: "band",
        kind: "band",
        x,
        y,
        low: Array.from(found.band.low),
        high: Array.from(found.band.high),
        group: 0,
      },
      { name: "light", kind: "line", x, y, group: 0 },
    ],
  };
}

/** A free distribution of lifetimes of the decay that is looked at. */
export function DistributionView({
  ask,
  name,
  commandFor,
}: {
  readonly ask: FitAsk;
  readonly name: string;
  /** The line that makes the same in a terminal. */
  readonly commandFor: (regulariser: Regulariser) => string | null;
}): ReactNode {
  const job = useJob("distribution");
  const [regulariser, setRegulariser] = useState<Regulariser>("entropy");
  const { found, of } = job;
  const command = commandFor(regulariser);
  const old = of !== null && of.ask.key !== ask.key;
  const spec = useMemo(
    () => (found && of ? distributionFigure(found, of.ask.decay.name) : null),
    [found, of],
  );
  return (
    <details className="fold distribution" data-distribution={found ? "found" : "none"}>
      <summary>
        Free distribution of lifetimes
        <span className="aside">
          light on 48 lifetimes, as even as the counts allow; no number of components
        </span>
      </summary>
      <div className="view-tools">
        <Choice
          label="kept from following noise by"
          value={regulariser}
          options={REGULARISERS}
          onChange={(chosen) => setRegulariser(chosen as Regulariser)}
        />
        <button type="button" onClick={() => job.run({ ask, regulariser })}>
          Compute for {name}
        </button>
        {job.running && (
          <>
            <span role="status">searching, and refitting simulated measurements ...</span>
            <button type="button" onClick={job.cancel}>
              Cancel the distribution
            </button>
          </>
        )}
        {job.milliseconds !== null && !job.running && (
          <span className="aside">computed in {(job.milliseconds / 1000).toFixed(1)} s</span>
        )}
      </div>
      <Refused problem={job.refused ? { complaints: job.refused } : undefined} />
      {old && (
        <p className="problem" role="status">
          Something has changed since: this is the distribution of what was asked then. Compute again.
        </p>
      )}
      {found && spec && (
        <div className="figure-grid series-figures">
          <Figure spec={spec} widthMm={110} heightMm={66} />
          <Peaks found={found} />
        </div>
      )}
      {command && <Command command={command} />}
    </details>
  );
}

function Peaks({ found }: { readonly found: RateDistribution }): ReactNode {
  const { factor, aboutNs } = found.resolvable;
  return (
    <div>
      <Tables label="Peaks of the distribution" copy="Copy maxima">
        <table>
          <caption>Maxima of the light</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                lifetime / ns
              </th>
              <th scope="col" className="number">
                share of light / %
              </th>
            </tr>
          </thead>
          <tbody>
            {found.peaks.map(({ lifetimeNs, share }) => (
              <tr key={lifetimeNs} data-peak={lifetimeNs}>
                <td className="number" data-value={lifetimeNs}>
                  {numberText(lifetimeNs)}
                </td>
                <td className="number" data-value={100 * share}>
                  {(100 * share).toFixed(1)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <p>
        Amplitude average {numberText(found.averages.amplitude)} ns, intensity average{" "}
        {numberText(found.averages.intensity)} ns; {found.effectiveParameters.toFixed(1)} effective
        parameters.
      </p>
      <p data-resolvable={factor ?? ""}>
        {factor === null
          ? `These counts tell no two lifetimes about ${numberText(aboutNs)} ns from one, however far apart.`
          : `Two lifetimes about ${numberText(aboutNs)} ns, half of the light each, are told from one from a factor of ${factor.toFixed(2)} on; finer structure is not in these counts.`}
      </p>
      <p className="aside">
        Of light and amplitude, not of emitters: each part is weighted by its radiative rate.
      </p>
      {found.warnings.length > 0 && (
        <ul className="cautions">
          {found.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
