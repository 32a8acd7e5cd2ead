import type { ReactNode } from "react";
import type { NmrWish, Processing } from "../../worker/nmr-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import { Refused } from "../refused.tsx";
import type { NmrFound } from "./use-nmr.ts";
import { USUAL_PROCESSING } from "./wish.ts";

const BROADENING = pageNumber("broadening", "line broadening", "Hz", USUAL_PROCESSING.broadeningHz, [0, 30]);
const DEGREES = [0, 1, 2, 3, 4, 5, 6].map((degree) => [String(degree), `degree ${degree}`] as const);

/** To a tenth; nothing is less than none. */
const degrees = (angle: number): string =>
  `${angle
    .toFixed(1)
    .replace(/^-0\.0$/u, "0.0")
    .replace("-", "−")}°`;

/** How raw decays become spectra; of spectra that are processed already, the baseline alone. */
export function ProcessingControls({
  found,
  wish,
  change,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
}): ReactNode {
  const { data, spectra, problems } = found;
  const { processing } = wish;
  const set = (part: Partial<Processing>): void => change({ processing: { ...processing, ...part } });
  const raw = data?.what === "fid" || data?.what === "pseudo-2d-fid";
  const phase = processing.phase === "automatic" ? (spectra?.phase ?? null) : processing.phase;
  return (
    <section aria-label="Processing">
      <h2>Processing</h2>
      {raw && (
        <>
          <Slider
            control={BROADENING}
            value={processing.broadeningHz}
            onChange={(broadeningHz) => set({ broadeningHz })}
          />
          <Choice
            label="zero fill"
            value={String(processing.fill)}
            options={[
              ["1", "none"],
              ["2", "twice"],
              ["4", "four times"],
            ]}
            onChange={(fill) => set({ fill: Number(fill) as Processing["fill"] })}
          />
          <Choice
            label="phase"
            value={processing.phase === "automatic" ? "automatic" : "by hand"}
            options={[
              ["automatic", "automatic"],
              ["by hand", "by hand"],
            ]}
            onChange={(how) =>
              set({
                phase: how === "automatic" ? "automatic" : (phase ?? { zeroDegrees: 0, firstDegrees: 0 }),
              })
            }
          />
          {processing.phase === "automatic" && phase && (
            <p className="origin">
              found: {degrees(phase.zeroDegrees)} and {degrees(phase.firstDegrees)} across the spectrum
            </p>
          )}
          {processing.phase !== "automatic" && (
            <>
              <Slider
                control={pageNumber("zero", "zero order", "°", 0, [-180, 180])}
                value={processing.phase.zeroDegrees}
                onChange={(zeroDegrees) => set({ phase: { ...phase!, zeroDegrees } })}
              />
              <Slider
                control={pageNumber("first", "first order", "°", 0, [-360, 360])}
                value={processing.phase.firstDegrees}
                onChange={(firstDegrees) => set({ phase: { ...phase!, firstDegrees } })}
              />
            </>
          )}
        </>
      )}
      <Choice
        label="baseline"
        value={String(processing.baseline)}
        options={[["usual", raw ? "as usual (degree 3)" : "as usual (none)"], ["none", "none"], ...DEGREES]}
        onChange={(text) => set({ baseline: text === "usual" || text === "none" ? text : Number(text) })}
      />
      <Refused problem={problems.processing} />
    </section>
  );
}
