import { numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import type { StateAnswer } from "../../worker/interface-protocol.ts";
import { Tables } from "../tables.tsx";
import type { EnsembleState } from "./use-ensemble.ts";

/** A pause after the last move, ms, before the answer is spoken. */
const QUIET = 700;

/** A concentration with three digits in the unit that suits it. */
function concentration(molar: number): string {
  const [scale, unit] = (
    [
      [1, "M"],
      [1e-3, "mM"],
      [1e-6, "uM"],
      [1e-9, "nM"],
    ] as const
  ).find(([least]) => molar >= least) ?? [1e-12, "pM"];
  return `${numberText(Number((molar / scale).toPrecision(3)))} ${unitLabel(unit)}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function Number_({ value, text }: { readonly value: number; readonly text: string }): ReactNode {
  return (
    <td className="number" data-value={value}>
      {text}
    </td>
  );
}

/** What nine in ten of the parameter sets give, or how far they are drawn. */
function Interval({
  here,
  drawing,
}: {
  readonly here: StateAnswer;
  readonly drawing: EnsembleState;
}): ReactNode {
  if (drawing.problem !== null)
    return (
      <p className="problem" role="alert">
        No interval: {drawing.problem}
      </p>
    );
  if (drawing.share !== null)
    return (
      <p className="drawing-sets">
        <progress max={1} value={drawing.share} aria-label="drawing parameter sets" />{" "}
        <span className="aside">drawing parameter sets that agree with what was seen</span>
      </p>
    );
  if (!here.interval) return <p className="drawing-sets aside">computing the interval ...</p>;
  const [low, high] = here.interval;
  return (
    <p data-low={low} data-high={high}>
      {percent(low)} to {percent(high)}{" "}
      <span className="aside">in nine of ten parameter sets that agree with what was seen</span>
    </p>
  );
}

function Free({ here }: { readonly here: StateAnswer }): ReactNode {
  const { state, present } = here;
  return (
    <table className="facts">
      <caption>In solution</caption>
      <thead className="hidden">
        <tr>
          <th scope="col">what</th>
          <th scope="col">concentration</th>
          <th scope="col">for each dot</th>
        </tr>
      </thead>
      <tbody>
        <tr data-free="complexes">
          <th scope="row">
            complexes
            <span className="aside">{here.complex}, alone or with partners</span>
          </th>
          <Number_ value={state.freeComplexMolar} text={concentration(state.freeComplexMolar)} />
          <Number_
            value={state.freeComplexMolar / present.dotsMolar}
            text={`${numberText(Number((state.freeComplexMolar / present.dotsMolar).toPrecision(3)))} a dot`}
          />
        </tr>
        {Object.entries(state.freePartnersMolar).map(([name, molar]) => (
          <tr key={name} data-free={name}>
            <th scope="row">{name}</th>
            <Number_ value={molar} text={concentration(molar)} />
            <Number_
              value={molar / present.dotsMolar}
              text={`${numberText(Number((molar / present.dotsMolar).toPrecision(3)))} a dot`}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facets({ here }: { readonly here: StateAnswer }): ReactNode {
  return (
    <table className="by-facet">
      <caption>By facet: sites of a full shell on one dot, and the share of them that is taken</caption>
      <thead>
        <tr>
          <th scope="col">facet</th>
          {["sites", "complexes / %", "partners / %", "empty / %", "K_d / M"].map((name) => (
            <th key={name} scope="col" className="number">
              {name.startsWith("K_d") ? (
                <>
                  K<sub>d</sub> / M
                </>
              ) : (
                name
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {here.state.kinds.map(({ label, sites, complexes, partners, empty, dissociationMolar }) => (
          <tr key={label} data-facet={label}>
            <th scope="row">{label}</th>
            <Number_ value={sites} text={String(Math.round(sites))} />
            {[complexes, partners, empty].map((share, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
              <Number_ key={column} value={100 * share} text={(100 * share).toFixed(1)} />
            ))}
            <Number_ value={dissociationMolar} text={dissociationMolar.toExponential(1).replace("-", "−")} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is on the dots: the bound share with its interval, by facet, and what is free. */
export function Answer({
  here,
  drawing,
}: {
  readonly here: StateAnswer;
  readonly drawing: EnsembleState;
}): ReactNode {
  const [spoken, setSpoken] = useState("");
  const { state, complexes, interval } = here;
  const shell = `${percent(state.boundFraction)} of the shell: ${state.boundPerDot.toFixed(0)} of ${complexes} complexes a dot`;
  const summary = `bound ${shell}${interval ? `, ${percent(interval[0])} to ${percent(interval[1])} in nine of ten parameter sets` : ""}; free ${concentration(state.freeComplexMolar)} complexes in solution.`;
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(summary), QUIET);
    return () => clearTimeout(timer);
  }, [summary]);
  return (
    <>
      <p className="bound" data-bound={state.boundFraction}>
        <strong>{percent(state.boundFraction)}</strong> of the shell is bound: {state.boundPerDot.toFixed(0)}{" "}
        of {complexes} complexes a dot
      </p>
      <Interval here={here} drawing={drawing} />
      <Tables label="Numbers of the interface" copy="Copy numbers">
        <Facets here={here} />
        <Free here={here} />
      </Tables>
      <p className="hidden" role="status" aria-live="polite" data-summary>
        {spoken}
      </p>
    </>
  );
}
