import { memo, type ReactNode, useDeferredValue, useMemo, useSyncExternalStore } from "react";
import type { CurveAnswer, CurveAxis, MapAnswer, StateAnswer } from "../../worker/interface-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Figure, MapFigure } from "../figure.tsx";
import { curveFigure, mapFigure, SOLVENT_PLACES } from "./figures.ts";
import { ADDABLE } from "./wish.ts";

const WIDE = "(min-width: 820px)";

/** Whether the page is wide enough for figures with many names. */
function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(WIDE);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(WIDE).matches,
  );
}

const CurveOf = memo(function CurveOf({
  answer,
  here,
  wide,
}: {
  readonly answer: CurveAnswer | undefined;
  readonly here: StateAnswer;
  readonly wide: boolean;
}): ReactNode {
  const spec = useMemo(() => (answer ? curveFigure(answer.curve, here) : null), [answer, here]);
  if (!answer || !spec) return <p role="status">Computing ...</p>;
  const { axis, low } = answer.curve;
  const named = axis === "solvent";
  return (
    <div data-curve={axis} data-band={low !== undefined}>
      <Figure
        spec={spec}
        {...(named ? { names: SOLVENT_PLACES } : {})}
        widthMm={named && wide ? 125 : 85}
        heightMm={named ? (wide ? 95 : 100) : 70}
      />
    </div>
  );
});

const MapOf = memo(function MapOf({
  map,
  here,
  wide,
}: {
  readonly map: MapAnswer | null;
  readonly here: StateAnswer;
  readonly wide: boolean;
}): ReactNode {
  const values = useMemo(() => map?.values.map((share) => 100 * share) ?? null, [map]);
  const spec = useMemo(() => (map && values ? mapFigure(map, values, here) : null), [map, values, here]);
  if (!map || !spec) return <p role="status">Computing ...</p>;
  return (
    <div data-map={map.polarities.length} data-milliseconds={map.milliseconds}>
      <MapFigure spec={spec} widthMm={wide ? 125 : 85} heightMm={wide ? 95 : 80} />
      <p className="aside">
        {map.concentrationsMolar.length} × {map.polarities.length} solutions in{" "}
        {Math.max(1, Math.round(map.milliseconds))} ms
      </p>
    </div>
  );
});

/** Bound share along every axis, and over two at once, with the solution as it is now. */
export function Curves({
  curves,
  map,
  here: newest,
  ligand,
  setLigand,
}: {
  readonly curves: Partial<Record<CurveAxis, CurveAnswer>>;
  readonly map: MapAnswer | null;
  readonly here: StateAnswer;
  readonly ligand: string;
  readonly setLigand: (name: string) => void;
}): ReactNode {
  const wide = useWide();
  // Drawing takes longer than the answer: figures follow when there is time.
  const here = useDeferredValue(newest);
  return (
    <>
      <div className="interface-curves">
        <CurveOf answer={curves.concentration} here={here} wide={wide} />
        <div>
          <CurveOf answer={curves.ligand} here={here} wide={wide} />
          <Choice
            label="curve for added"
            value={ligand}
            options={ADDABLE.flatMap(({ names }) => names.map((name) => [name, name] as const))}
            onChange={setLigand}
          />
        </div>
        <CurveOf answer={curves.size} here={here} wide={wide} />
      </div>
      <div className="interface-wide">
        <CurveOf answer={curves.solvent} here={here} wide={wide} />
        <MapOf map={map} here={here} wide={wide} />
      </div>
    </>
  );
}
