import { rampColour } from "@oleate/report";
import type { ReactNode } from "react";
import { SHOWN_WORDS, type Shown } from "./coverage.ts";

const STOPS = Array.from({ length: 17 }, (_, i) => rampColour(i / 16)).join(", ");

/** What the colours of the dot mean, with where each kind of site stands on the scale. */
export function ColourScale({
  labels,
  shares,
  shown,
}: {
  readonly labels: readonly string[];
  readonly shares: readonly (number | null)[];
  readonly shown: Shown;
}): ReactNode {
  return (
    <section className="colour-scale" aria-label="Scale of colours">
      <p className="scale-name">{SHOWN_WORDS[shown]} / %</p>
      <div className="ramp" style={{ background: `linear-gradient(to right, ${STOPS})` }} aria-hidden="true">
        {shares.map(
          (share, i) =>
            share !== null && (
              <span key={labels[i]} className="ramp-mark" style={{ left: `${100 * share}%` }} />
            ),
        )}
      </div>
      <div className="ramp-ticks" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((tick) => (
          <span key={tick} style={{ left: `${tick}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <ul className="scale-kinds">
        {labels.map((label, i) => (
          <li key={label} data-kind={label}>
            <span
              className="swatch"
              style={{ background: shares[i] == null ? "#8b939b" : rampColour(shares[i]) }}
              aria-hidden="true"
            />
            <span>{label}</span>
            <span className="count">{shares[i] == null ? "" : `${(100 * shares[i]).toFixed(1)} %`}</span>
          </li>
        ))}
        <li>
          <span className="swatch" style={{ background: "#8b939b" }} aria-hidden="true" />
          <span>carries nothing</span>
        </li>
      </ul>
      <p className="origin">
        A cation has the colour of its facet's sites; on {"{111}"} and its edges about every second one
        belongs to a complex.
      </p>
    </section>
  );
}
