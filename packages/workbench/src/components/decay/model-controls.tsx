import type { DecayNoise } from "@oleate/core";
import { numberText } from "@oleate/report";
import type { ReactNode } from "react";
import type { ComponentName, OpenCurve } from "../../worker/decay-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { NumberField } from "../controls/number-field.tsx";
import { Tick } from "../controls/tick.tsx";
import type { DecayWish } from "./wish.ts";

const COUNTS = ["", "1", "2", "3", "4"] as const;
const SHAPES: readonly (readonly [ComponentName, string])[] = [
  ["exponential", "exponential"],
  ["stretched", "stretched exponential"],
  ["log-normal", "log-normal rates"],
];
const NOISES: readonly (readonly [DecayNoise, string])[] = [
  ["poisson", "of counts (Poisson)"],
  ["neyman", "least squares, 1 / n: biased"],
  ["pearson", "least squares, 1 / m: biased"],
];

/** What the decay is made of, and what else is known of the measurement. */
export function ModelControls({
  curve,
  wish,
  change,
  setEnd,
}: {
  readonly curve: OpenCurve;
  readonly wish: DecayWish;
  readonly change: (part: Partial<DecayWish>) => void;
  /** States an end of the fitted range, or no longer. */
  readonly setEnd: (end: "from" | "to", timeNs: number | null) => void;
}): ReactNode {
  const { repetitionPeriodNs, integrationTimeS } = curve.meta;
  const pulses =
    repetitionPeriodNs && integrationTimeS ? integrationTimeS / (repetitionPeriodNs * 1e-9) : null;
  return (
    <section aria-label="Model">
      <h2>Model</h2>
      <fieldset className="count-choice">
        <legend>components</legend>
        {COUNTS.map((text) => {
          const count = text === "" ? null : Number(text);
          return (
            <button
              key={text}
              type="button"
              aria-pressed={wish.count === count}
              onClick={() => change({ count })}
            >
              {text === "" ? "by AICc" : text}
            </button>
          );
        })}
      </fieldset>
      <Choice
        label="shape"
        value={wish.component}
        options={SHAPES}
        onChange={(name) => change({ component: name as ComponentName })}
      />
      {wish.response.kind !== "none" && (
        <Tick checked={wish.prompt} onChange={(on) => change({ prompt: on })}>
          a prompt part, faster than the response
        </Tick>
      )}
      <NumberField
        label="background"
        unit="counts"
        value={wish.backgroundCounts}
        empty="fitted"
        onChange={(value) => change({ backgroundCounts: value === null ? null : Math.max(0, value) })}
      />
      <h2>Fitted range</h2>
      <NumberField
        label="from"
        unit="ns"
        value={wish.fromNs}
        empty={wish.response.kind === "none" ? "maximum" : "start"}
        onChange={(timeNs) => setEnd("from", timeNs)}
      />
      <NumberField
        label="to"
        unit="ns"
        value={wish.toNs}
        empty="end"
        onChange={(timeNs) => setEnd("to", timeNs)}
      />
      <p className="origin">Or drag its ends in the plot, or move them with the arrow keys.</p>
      <details className="fold">
        <summary>Pulses and counting</summary>
        <NumberField
          label="between pulses"
          unit="ns"
          value={wish.periodNs}
          empty="long"
          onChange={(periodNs) => change({ periodNs: periodNs !== null && periodNs > 0 ? periodNs : null })}
        />
        {repetitionPeriodNs !== undefined && wish.periodNs === null && (
          <p className="origin">
            The file says {Number(repetitionPeriodNs.toPrecision(6))} ns.{" "}
            <button
              type="button"
              onClick={() => change({ periodNs: Number(repetitionPeriodNs.toPrecision(8)) })}
            >
              Take it
            </button>
          </p>
        )}
        <NumberField
          label="pulses in all"
          value={wish.pulses}
          empty="no pile-up"
          onChange={(value) => change({ pulses: value })}
        />
        {pulses !== null && wish.pulses === null && (
          <p className="origin">
            The file's period and time make {numberText(pulses)}.{" "}
            <button type="button" onClick={() => change({ pulses: Math.round(pulses) })}>
              Take it
            </button>
          </p>
        )}
        <NumberField
          label="counts of the peak"
          value={wish.peakCounts}
          empty="raw counts"
          onChange={(value) => change({ peakCounts: value !== null && value > 0 ? value : null })}
        />
        <Choice
          label="likelihood"
          value={wish.noise}
          options={NOISES}
          onChange={(noise) => change({ noise: noise as DecayNoise })}
        />
      </details>
    </section>
  );
}
