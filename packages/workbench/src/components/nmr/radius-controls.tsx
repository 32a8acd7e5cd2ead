import type { ReactNode } from "react";
import type { FittedDecay } from "../../worker/nmr-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import type { RadiusLaw, RadiusWish } from "./radius.ts";
import { VISCOUS_SOLVENTS } from "./wish.ts";

/** How D becomes a radius: by the solvent's viscosity, a stated one, or a molecule of known radius in the tube. */
export function RadiusControls({
  wish,
  change,
  law,
  decays,
  fileTemperatureK,
}: {
  readonly wish: RadiusWish;
  readonly change: (part: Partial<RadiusWish>) => void;
  readonly law: RadiusLaw;
  readonly decays: readonly (FittedDecay | undefined)[];
  readonly fileTemperatureK: number;
}): ReactNode {
  return (
    <section aria-label="Radius">
      <h2>Radius</h2>
      <Choice
        label="from D by"
        value={wish.by}
        options={[
          ["solvent", "a solvent's viscosity"],
          ["viscosity", "a stated viscosity"],
          ["reference", "a reference in the tube"],
          ["none", "none"],
        ]}
        onChange={(by) => change({ by: by as RadiusWish["by"] })}
      />
      {wish.by === "solvent" && (
        <Choice
          label="solvent"
          value={wish.solvent}
          options={VISCOUS_SOLVENTS.map((name) => [name, name])}
          onChange={(solvent) => change({ solvent })}
        />
      )}
      {wish.by === "viscosity" && (
        <Slider
          control={pageNumber("viscosity", "viscosity", "mPa s", 0.89, [0.1, 100], "log")}
          value={wish.viscosityMPaS}
          onChange={(viscosityMPaS) => change({ viscosityMPaS })}
        />
      )}
      {(wish.by === "solvent" || wish.by === "viscosity") && (
        <Slider
          control={pageNumber("temperature", "temperature", "K", fileTemperatureK, [250, 400])}
          value={wish.temperatureK}
          onChange={(temperatureK) => change({ temperatureK })}
        />
      )}
      {wish.by === "reference" && (
        <>
          <Choice
            label="reference"
            value={String(wish.referenceRegion)}
            options={decays.map((decay, i) => [String(i), `${i + 1}: ${decay?.name ?? ""}`])}
            onChange={(index) => change({ referenceRegion: Number(index) })}
          />
          <Slider
            control={pageNumber("reference-radius", "its radius", "nm", 0.29, [0.1, 10], "log")}
            value={wish.referenceRadiusNm}
            onChange={(referenceRadiusNm) => change({ referenceRadiusNm })}
          />
        </>
      )}
      {law.problem ? (
        <p className="problem" role="alert">
          {law.problem}
        </p>
      ) : (
        <p className="origin">{law.note}</p>
      )}
    </section>
  );
}
