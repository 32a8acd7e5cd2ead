import { numberText } from "@oleate/report";
import { type ReactNode, useMemo, useState } from "react";
import type { FitAsk } from "../../worker/decay-protocol.ts";
import { Command } from "../command.tsx";
import { Choice } from "../controls/choice.tsx";
import { Figure } from "../figure.tsx";
import { Refused } from "../refused.tsx";
import { Tables } from "../tables.tsx";
import { NumberCells } from "./answer.tsx";
import { shortNames, spectraFigure } from "./shared-figure.ts";
import { type Job, useJob } from "./use-job.ts";

const COUNTS = ["1", "2", "3", "4"] as const;
const FIRST_COUNT = 2;

const keysOf = (asks: readonly FitAsk[]): string => asks.map(({ key }) => key).join();

/** All decays of a series with the same lifetimes, and amplitudes of their own. */
export function SharedFitView({
  asks,
  commandFor,
}: {
  readonly asks: readonly FitAsk[];
  /** The line that makes the same in a terminal; null where there is none. */
  readonly commandFor: (lifetimes: number) => string | null;
}): ReactNode {
  const job = useJob("shared");
  const [lifetimes, setLifetimes] = useState(FIRST_COUNT);
  const command = commandFor(lifetimes);
  return (
    <section className="shared-fit" aria-label="Shared lifetimes">
      <h3>Lifetimes shared by the series</h3>
      <p className="aside">
        One set of lifetimes and one shift; amplitudes, background and prompt part of each decay are its own.
      </p>
      <div className="view-tools">
        <Choice
          label="shared lifetimes"
          value={String(lifetimes)}
          options={COUNTS.map((count) => [count, count])}
          onChange={(count) => setLifetimes(Number(count))}
        />
        <button type="button" onClick={() => job.run({ asks, lifetimes })}>
          Fit together
        </button>
        {job.running && (
          <>
            <span role="status">fitting {asks.length} decays together ...</span>
            <button type="button" onClick={job.cancel}>
              Cancel the fit
            </button>
          </>
        )}
        {job.milliseconds !== null && !job.running && (
          <span className="aside" data-shared-milliseconds={job.milliseconds}>
            fitted in {Math.max(1, Math.round(job.milliseconds))} ms
          </span>
        )}
      </div>
      <Refused problem={job.refused ? { complaints: job.refused } : undefined} />
      {command ? (
        <Command command={command} />
      ) : (
        <p className="aside">In a terminal --global takes all curves of its files, not some of them.</p>
      )}
      {job.found && <SharedAnswer job={job} old={keysOf(job.of?.asks ?? []) !== keysOf(asks)} />}
    </section>
  );
}

function SharedAnswer({ job, old }: { readonly job: Job<"shared">; readonly old: boolean }): ReactNode {
  const found = job.found!;
  const asks = job.of!.asks;
  const names = useMemo(() => asks.map(({ decay }) => decay.name), [asks]);
  const spec = useMemo(() => spectraFigure(found, names), [found, names]);
  return (
    <>
      {old && (
        <p className="problem" role="status">
          Something has changed since: these numbers are of what was asked then. Fit again.
        </p>
      )}
      <div className="figure-grid series-figures">
        <Figure spec={spec} widthMm={110} heightMm={66} />
        <div>
          <Tables label="Shared numbers" copy="Copy shared numbers">
            <table>
              <caption>
                {found.decays} decays, {numberText(found.counts)} counts, deviance {found.deviance.toFixed(1)}
                {found.rows < found.channels
                  ? `; ${found.channels} channels merged into ${found.rows} rows, errors grow by ${(100 * found.mergingLoss).toFixed(1)} %`
                  : ""}
              </caption>
              <thead>
                <tr>
                  <th scope="col">shared / ns</th>
                  <th scope="col" className="number">
                    value
                  </th>
                  <th scope="col" className="number">
                    95 % interval
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.lifetimes.map((number, k) => (
                  <tr key={number.value} data-shared={`lifetime ${k + 1}`}>
                    <th scope="row" data-value={`lifetime ${k + 1}`}>
                      lifetime {k + 1}
                    </th>
                    <NumberCells number={number} />
                  </tr>
                ))}
                {found.shift && (
                  <tr data-shared="shift">
                    <th scope="row">shift</th>
                    <NumberCells number={found.shift} />
                  </tr>
                )}
              </tbody>
            </table>
            <table>
              <caption>Of each decay, with standard errors</caption>
              <thead>
                <tr>
                  <th scope="col">decay</th>
                  {found.spectra.map(({ name, lifetimeNs }) => (
                    <th key={name} scope="col" className="number">
                      {lifetimeNs === null ? name : `amplitude of ${Number(lifetimeNs.toPrecision(3))} ns`}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shortNames(names).map((name, i) => (
                  <tr key={asks[i]!.key} data-shared-decay={name}>
                    <th scope="row">{name}</th>
                    {found.spectra.map((spectrum) => (
                      <SpectrumCell
                        key={spectrum.name}
                        value={spectrum.values[i]!}
                        error={spectrum.standardErrors[i]!}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Tables>
          {(found.failures.length > 0 || found.warnings.length > 0) && (
            <ul className="cautions">
              {found.failures.map(({ name, reason }) => (
                <li key={name}>
                  {name}: {reason}
                </li>
              ))}
              {found.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </>
  );
}

/** A number of one decay; one that was not fitted has none. */
function SpectrumCell({ value, error }: { readonly value: number; readonly error: number }): ReactNode {
  if (Number.isNaN(value)) return <td className="number">not fitted</td>;
  return (
    <td className="number" data-value={value}>
      {numberText(value)}
      {Number.isNaN(error) ? "" : ` ± ${numberText(Number(error.toPrecision(2)))}`}
    </td>
  );
}
