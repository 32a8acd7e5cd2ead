import type { ReactNode } from "react";
import type { useSpectra } from "./use-spectra.ts";

const timeText = (milliseconds: number): string =>
  milliseconds < 950
    ? `${Math.max(1, Math.round(milliseconds))} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;

/** How far the spectra that are open have been read. */
export function Reading({ bench }: { readonly bench: ReturnType<typeof useSpectra> }): ReactNode {
  const { settled, done, asked, milliseconds } = bench;
  const over =
    asked === 0
      ? ""
      : done < asked
        ? `stopped: ${done} of ${asked} spectra read`
        : milliseconds === null
          ? ""
          : `${asked} spectra read in ${timeText(milliseconds)}`;
  return (
    <p className="tools spectra-progress" role="status" data-milliseconds={milliseconds ?? undefined}>
      {settled ? (
        over
      ) : (
        <>
          <progress max={Math.max(1, asked)} value={done} aria-label="spectra read" />
          {asked > 0 ? `${done} of ${asked} spectra read` : "opening ..."}
          <button type="button" onClick={bench.cancel}>
            Stop
          </button>
        </>
      )}
    </p>
  );
}
