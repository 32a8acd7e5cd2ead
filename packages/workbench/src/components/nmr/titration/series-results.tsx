import { type ReactNode, useMemo, useState } from "react";
import type { SeriesRows } from "../../../worker/nmr-series-protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Tick } from "../../controls/tick.tsx";
import { Figure } from "../../figure.tsx";
import { type DrawnAgainst, SERIES_AXES, type SeriesAxis, usualAxis } from "./series-axis.ts";
import { along, boundFigure, drawnKinds, kindFigure, leftFigure } from "./series-figures.ts";
import { NumbersTable, SamplesTable } from "./series-tables.tsx";
import type { SeriesFound } from "./use-titration.ts";

/** Numbers and figures of a series; of one that is not fitted yet, its points. */
export function SeriesResults({
  rows,
  found,
}: {
  readonly rows: SeriesRows;
  readonly found: SeriesFound | null;
}): ReactNode {
  /** What was chosen to draw against, and for which series. */
  const [chosen, setChosen] = useState<{ readonly of: SeriesRows; readonly drawn: DrawnAgainst } | null>(
    null,
  );
  const drawn = useMemo(() => (chosen?.of === rows ? chosen.drawn : usualAxis(rows)), [chosen, rows]);
  const draw = (part: Partial<DrawnAgainst>): void => setChosen({ of: rows, drawn: { ...drawn, ...part } });
  const place = useMemo(() => along(drawn.axis, drawn.log, rows, found), [drawn, rows, found]);
  const figures = useMemo(
    () =>
      drawnKinds(rows, found).map((kind) => ({
        kind,
        shown: kindFigure(kind, rows, found, place),
        left: found ? leftFigure(kind, found, place) : null,
      })),
    [rows, found, place],
  );
  const bound = useMemo(() => (found ? boundFigure(found, place) : null), [found, place]);
  return (
    <>
      {found && <NumbersTable found={found} />}
      <div className="view-tools">
        <Choice
          label="drawn against"
          value={drawn.axis}
          options={SERIES_AXES.map((axis) => [axis, axis])}
          onChange={(axis) => draw({ axis: axis as SeriesAxis })}
        />
        <Tick checked={drawn.log} onChange={(on) => draw({ log: on })}>
          logarithmic
        </Tick>
      </div>
      <div className="figure-grid titration-figures">
        {bound && (
          <div data-figure="bound">
            <Figure spec={bound} widthMm={110} heightMm={72} />
          </div>
        )}
        {figures.map(({ kind, shown, left }) => (
          <div key={kind} data-figure={kind}>
            <Figure spec={shown} widthMm={110} heightMm={72} />
            {left && <Figure spec={left} widthMm={110} heightMm={42} />}
          </div>
        ))}
      </div>
      {found && <SamplesTable found={found} />}
    </>
  );
}
