import type { ReactNode } from "react";
import type { FittedEmission } from "../../worker/decay-protocol.ts";
import { Tables } from "../tables.tsx";

/** Less probable than this, a deviance speaks against the fit. */
const ODD = 1e-3;
/** Less probable than this, it leaves a doubt. */
const DOUBTFUL = 0.01;
/** Residuals hang together where their autocorrelation time exceeds this many channels. */
const LONG_CHANNELS = 1.6;

/** A probability as a reader wants it. */
export const probability = (p: number): string =>
  p < 1e-4 ? "< 0.0001" : p > 0.9999 ? "> 0.9999" : p.toPrecision(2);
const signed = (value: number): string => value.toFixed(2).replace("-", "−");

function verdict(p: number): string {
  if (p < ODD) return "The counts scatter more about the fit than counting noise does.";
  if (p > 1 - ODD) return "The counts scatter less about the fit than counting noise does.";
  if (p < DOUBTFUL) return "The counts scatter about the fit hardly as counting noise does: a doubtful fit.";
  return "The counts scatter about the fit as counting noise does.";
}

function Tried({ found }: { readonly found: FittedEmission }): ReactNode {
  const { tried, sentence } = found;
  if (!tried) return null;
  return (
    <details className="fold">
      <summary>How many components: {tried.length} numbers compared</summary>
      <Tables label="Numbers of components">
        <table className="facts">
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col" className="number">
                ΔAICc
              </th>
              <th scope="col" className="number">
                weight
              </th>
              <th scope="col" className="number">
                parameters
              </th>
            </tr>
          </thead>
          <tbody>
            {tried.map((one) => (
              <tr key={one.name} data-tried={one.name} data-chosen={one.chosen}>
                <th scope="row">
                  {one.name}
                  {one.chosen ? " (taken)" : ""}
                </th>
                <td className="number" data-value={one.aiccDifference ?? ""}>
                  {one.aiccDifference?.toFixed(1) ?? ""}
                </td>
                <td className="number" data-value={one.weight ?? ""}>
                  {one.weight?.toFixed(3) ?? ""}
                </td>
                <td className="number">{one.freeParameters}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <p>{sentence}</p>
    </details>
  );
}

/** The deviance against its exact expectation, the residuals' memory, and what a reader must be warned of. */
export function Goodness({ found }: { readonly found: FittedEmission }): ReactNode {
  const { goodness, warnings, noise } = found.result;
  const { correlationChannels, notes } = found;
  // What the record shows comes first: it may be why the fit is warned of.
  const cautions = [...notes, ...warnings];
  return (
    <>
      <h3>Does it fit?</h3>
      <p className="goodness" data-p={goodness.p} data-z={goodness.z}>
        {noise === "poisson" && <strong>{verdict(goodness.p)}</strong>} Deviance{" "}
        {goodness.deviance.toFixed(1)}; counting noise gives {goodness.expected.toFixed(1)} ±{" "}
        {goodness.standardDeviation.toFixed(1)} at these means: z = {signed(goodness.z)}, p{" "}
        {goodness.p < 1e-4 || goodness.p > 0.9999 ? "" : "= "}
        {probability(goodness.p)}.
      </p>
      <p className="aside" data-correlation={correlationChannels}>
        Autocorrelation time of the residuals: {correlationChannels.toFixed(1)} channels
        {correlationChannels > LONG_CHANNELS
          ? ". Neighbouring residuals hang together: something slower than a channel is left over."
          : " (1 where they are independent)."}
      </p>
      {cautions.length > 0 && (
        <ul className="cautions">
          {cautions.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Tried found={found} />
    </>
  );
}
