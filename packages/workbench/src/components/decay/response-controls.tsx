import { type ReactNode, useState } from "react";
import type { OpenCurve } from "../../worker/decay-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { NumberField } from "../controls/number-field.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import type { DecayWish, ResponseWish } from "./wish.ts";

/** Width that a stated response starts from, as a share of the record. */
const FIRST_SHARE = 0.01;
const rounded = (value: number): number => Number(value.toPrecision(2));

/** The instrument response: a curve that is open, a Gaussian, or none. */
export function ResponseControls({
  curves,
  wish,
  change,
}: {
  readonly curves: readonly OpenCurve[];
  readonly wish: DecayWish;
  readonly change: (part: Partial<DecayWish>) => void;
}): ReactNode {
  const { response, responseBackground } = wish;
  const shown = curves.find(({ key }) => key === wish.shown)!;
  const recordNs = shown.counts.length * shown.channelWidthNs;
  const firstNs = rounded(Math.max(3 * shown.channelWidthNs, FIRST_SHARE * recordNs));
  const [usualNs] = useState(response.kind === "gaussian" ? response.fwhmNs : firstNs);
  const value = response.kind === "curve" ? response.key : response.kind;
  const choose = (chosen: string): void => {
    const next: ResponseWish =
      chosen === "none"
        ? { kind: "none" }
        : chosen === "gaussian"
          ? { kind: "gaussian", fwhmNs: usualNs }
          : { kind: "curve", key: chosen };
    change({
      response: next,
      ...(next.kind === "curve" ? { series: wish.series.filter((key) => key !== next.key) } : {}),
    });
  };
  const taken =
    typeof responseBackground === "number" ? "stated" : responseBackground === "none" ? "none" : "before";
  return (
    <section aria-label="Response">
      <h2>Instrument response</h2>
      <Choice
        label="response"
        value={value}
        options={[
          ["none", "none"],
          ["gaussian", "Gaussian, width stated"],
          ...curves.filter(({ key }) => key !== wish.shown).map(({ key, label }) => [key, label] as const),
        ]}
        onChange={choose}
      />
      {response.kind === "gaussian" && (
        <Slider
          control={pageNumber(
            "fwhm",
            "full width at half maximum",
            "ns",
            usualNs,
            [
              rounded(Math.min(response.fwhmNs, shown.channelWidthNs / 2)),
              rounded(Math.max(response.fwhmNs, recordNs / 8)),
            ],
            "log",
          )}
          value={response.fwhmNs}
          onChange={(fwhmNs) => change({ response: { kind: "gaussian", fwhmNs } })}
        />
      )}
      {response.kind === "curve" && (
        <>
          <Choice
            label="its background"
            value={taken}
            options={[
              ["before", "level before the pulse"],
              ["none", "none taken off"],
              ["stated", "stated"],
            ]}
            onChange={(how) =>
              change({
                responseBackground: how === "stated" ? 0 : how === "none" ? "none" : "before the pulse",
              })
            }
          />
          {typeof responseBackground === "number" && (
            <NumberField
              label="level of its background"
              unit="counts"
              value={responseBackground}
              required
              onChange={(level) => change({ responseBackground: Math.max(0, level ?? 0) })}
            />
          )}
        </>
      )}
      {response.kind === "none" ? (
        <p className="origin">
          Fitted from the maximum on: what decays within the pulse is not seen. Open the response together
          with the decays, or state its width.
        </p>
      ) : (
        <NumberField
          label="shift"
          unit="ns"
          value={wish.shiftNs}
          empty="fitted"
          onChange={(shiftNs) => change({ shiftNs })}
        />
      )}
    </section>
  );
}
