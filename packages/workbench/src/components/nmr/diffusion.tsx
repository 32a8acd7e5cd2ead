import type { MapSpec } from "@oleate/core";
import { type ReactNode, useMemo, useState } from "react";
import type { FittedDecay, ModelName, NmrWish } from "../../worker/nmr-protocol.ts";
import { Tick } from "../controls/tick.tsx";
import { Figure, MapFigure } from "../figure.tsx";
import { decayFigure, dosyFigure, residualFigure } from "./diffusion-figures.ts";
import { ModelsTable, OverviewTable } from "./diffusion-tables.tsx";
import type { RadiusLaw } from "./radius.ts";
import type { NmrFound } from "./use-nmr.ts";
import { MODELS } from "./wish.ts";

function ModelChoice({
  wish,
  change,
}: {
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
}): ReactNode {
  const toggle = (name: ModelName): void => {
    const models = MODELS.filter((one) => (one === name) !== wish.models.includes(one));
    if (models.length > 0) change({ models });
  };
  return (
    <fieldset className="view-tools">
      <legend className="hidden">Models</legend>
      {MODELS.map((name) => (
        <Tick key={name} checked={wish.models.includes(name)} onChange={() => toggle(name)}>
          {name}
        </Tick>
      ))}
    </fieldset>
  );
}

function OneDecay({
  decay,
  law,
  map,
}: {
  readonly decay: FittedDecay;
  readonly law: RadiusLaw;
  readonly map: MapSpec | null;
}): ReactNode {
  const [log, setLog] = useState(false);
  const shown = useMemo(() => decayFigure(decay, log), [decay, log]);
  const left = useMemo(() => residualFigure(decay), [decay]);
  return (
    <>
      <div className="figure-grid decay-figures">
        <div>
          <Figure spec={shown} widthMm={110} heightMm={72} />
          <Tick checked={log} onChange={setLog}>
            logarithmic
          </Tick>
        </div>
        {decay.models.length > 0 && <Figure spec={left} widthMm={110} heightMm={72} />}
        {map && (
          <div data-dosy="true">
            <MapFigure spec={map} widthMm={110} heightMm={72} />
          </div>
        )}
      </div>
      {decay.models.length > 0 && <ModelsTable decay={decay} law={law} />}
    </>
  );
}

/** Decays of the regions with their fits, and the map of shift against D. */
export function Diffusion({
  found,
  wish,
  change,
  law,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
  readonly law: RadiusLaw;
}): ReactNode {
  const { decays, dosy, data } = found;
  const [asked, setAsked] = useState(0);
  const chosen = Math.min(asked, decays.length - 1);
  const decay = decays[chosen];
  const map = useMemo(() => (dosy ? dosyFigure(dosy, data?.nucleus ?? "") : null), [dosy, data]);
  if (decays.length === 0)
    return <p className="aside">Set a region in the spectra: its decay is fitted here.</p>;
  return (
    <>
      <ModelChoice wish={wish} change={change} />
      <OverviewTable decays={decays} law={law} chosen={chosen} choose={setAsked} />
      {decay && <OneDecay decay={decay} law={law} map={map} />}
    </>
  );
}
