import { numberText } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import type { LightFound, LightPoint } from "../../../worker/quantum-yield-light-protocol.ts";
import { Tables } from "../../tables.tsx";
import { Formula } from "../formula.tsx";

/** A pause after the last move, ms, before the answer is spoken. */
const QUIET = 700;

const ROWS: readonly {
  readonly name: string;
  readonly meaning: string;
  readonly of: (point: LightPoint) => number;
}[] = [
  { name: "quantum yield", meaning: "Φ = f A / τ_r + (1 − f) τ_dark / τ_r", of: (p) => p.quantumYield },
  { name: "bright fraction", meaning: "f: dots without a deep trap", of: (p) => p.brightFraction },
  { name: "lifetime of the tail / ns", meaning: "one exponential, 1 to 25 ns", of: (p) => p.tailLifetimeNs },
  { name: "amplitude of the tail", meaning: "f times its value at t = 0", of: (p) => p.tailAmplitude },
  { name: "amplitude-averaged lifetime / ns", meaning: "A = ∫ I dt", of: (p) => p.amplitudeLifetimeNs },
  {
    name: "intensity-averaged lifetime / ns",
    meaning: "∫ t I dt / ∫ I dt",
    of: (p) => p.intensityLifetimeNs,
  },
  { name: "time to 1/e / ns", meaning: "I = 1/e", of: (p) => p.oneOverENs },
  { name: "prompt share of the light", meaning: "of dark dots", of: (p) => p.promptShare },
  { name: "deep traps a dot", meaning: "mean number", of: (p) => p.deepPerDot },
  { name: "shallow traps a dot", meaning: "mean number", of: (p) => p.shallowPerDot },
  { name: "bare sites", meaning: "share", of: (p) => p.bare },
  { name: "stripped sites", meaning: "share", of: (p) => p.stripped },
];

/** Three digits, zeros at the end kept, so that columns stay even. */
const threeDigits = (value: number): string =>
  value === 0 || Math.abs(value) >= 1000 || Math.abs(value) < 1e-3 ? numberText(value) : value.toPrecision(3);

/** The light before any dose, at the chosen one, and where the yield is greatest. */
export function LightTable({ found }: { readonly found: LightFound }): ReactNode {
  const [spoken, setSpoken] = useState("");
  const { before, here, best } = found;
  const columns = [
    ["before", before],
    [`${numberText(Number(here.dose.toPrecision(4)))} eq`, here],
    [`best, ${best.dose.toFixed(0)} eq`, best],
  ] as const;
  const summary = `Quantum yield ${before.quantumYield.toFixed(3)} before, ${here.quantumYield.toFixed(3)} at ${here.dose.toFixed(0)} equivalents; bright fraction ${here.brightFraction.toFixed(3)}, lifetime of the tail ${here.tailLifetimeNs.toFixed(2)} ns.`;
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(summary), QUIET);
    return () => clearTimeout(timer);
  }, [summary]);
  return (
    <>
      <p className="bound" data-yield={here.quantumYield} data-before={before.quantumYield}>
        <strong>{here.quantumYield.toFixed(3)}</strong> quantum yield at{" "}
        {numberText(Number(here.dose.toPrecision(4)))} equivalents; {before.quantumYield.toFixed(3)} before
      </p>
      <Tables label="Light of the dots" copy="Copy numbers">
        <table className="facts">
          <caption>Light of the dots</caption>
          <thead>
            <tr>
              <th scope="col">number</th>
              {columns.map(([name], column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                <th key={column} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ name, meaning, of }) => (
              <tr key={name} data-light={name}>
                <th scope="row">
                  {name}
                  <span className="aside">
                    <Formula text={meaning} />
                  </span>
                </th>
                {columns.map(([, point], column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                  <td key={column} className="number" data-value={of(point)}>
                    {threeDigits(of(point))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <p className="hidden" role="status" aria-live="polite" data-summary>
        {spoken}
      </p>
    </>
  );
}
