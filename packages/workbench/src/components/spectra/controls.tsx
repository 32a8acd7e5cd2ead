import { findMaterial, materials } from "@oleate/core";
import type { ReactNode } from "react";
import type { SpectraWish } from "../../worker/spectra-protocol.ts";
import { NumberBox } from "../nmr/number-box.tsx";
import { Choice } from "../structure/choice.tsx";
import { FIRST_WISH } from "./first-wish.ts";
import type { SpectraLook } from "./spectra-figures.ts";

/** Materials as a list to choose from; those without a curve are said to be. */
export const MATERIALS: readonly (readonly [string, string])[] = materials.map(
  ({ formula, sizing, name }) => [formula, `${formula}, ${name}${sizing.length === 0 ? " (no curve)" : ""}`],
);

/** A positive number with its unit. */
function Positive({
  label,
  unit,
  value,
  onChange,
}: {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <p className="stated plain">
      <span className="stated-name">{label}</span>
      <NumberBox
        label={`${label} in ${unit}`}
        value={value}
        onChange={(next) => {
          if (next !== null && next > 0) onChange(next);
        }}
      />
      <span className="unit">{unit}</span>
    </p>
  );
}

/** What the spectra are read with, and how they are drawn. */
export function SpectraControls({
  wish,
  change,
  look,
  setLook,
}: {
  readonly wish: SpectraWish;
  readonly change: (part: Partial<SpectraWish>) => void;
  readonly look: SpectraLook;
  readonly setLook: (look: SpectraLook) => void;
}): ReactNode {
  const { sizing, extinction } = findMaterial(wish.material);
  const [low, high] = [wish.lineLowEv, wish.lineHighEv].map((ev) => Number((1000 * ev).toPrecision(6)));
  return (
    <>
      <h2>Read as</h2>
      <Choice
        label="material"
        value={wish.material}
        options={MATERIALS}
        onChange={(material) => change({ material, curve: "" })}
      />
      <Choice
        label="size by"
        value={wish.curve}
        options={[["", "the first curve that answers"], ...sizing.map(({ id }) => [id, id] as const)]}
        onChange={(curve) => change({ curve })}
      />
      {extinction.length === 0 && (
        <p className="aside">
          No molar absorption of {wish.material} is tabulated: no concentration is given.
        </p>
      )}
      <Positive
        label="optical path"
        unit="cm"
        value={wish.pathCm}
        onChange={(pathCm) => change({ pathCm })}
      />
      <Positive
        label="one dot's line, narrowest"
        unit="meV"
        value={low!}
        onChange={(mev) =>
          change({ lineLowEv: mev / 1000, lineHighEv: Math.max(mev / 1000, wish.lineHighEv) })
        }
      />
      <Positive
        label="one dot's line, broadest"
        unit="meV"
        value={high!}
        onChange={(mev) =>
          change({ lineHighEv: mev / 1000, lineLowEv: Math.min(mev / 1000, wish.lineLowEv) })
        }
      />
      <h2>Drawn</h2>
      <Choice
        label="spectra"
        value={look.stacked ? "stacked" : "overlaid"}
        options={[
          ["overlaid", "overlaid"],
          ["stacked", "stacked"],
        ]}
        onChange={(text) => setLook({ ...look, stacked: text === "stacked" })}
      />
      <Choice
        label="heights"
        value={look.scaled ? "scaled" : "measured"}
        options={[
          ["measured", "as measured"],
          ["scaled", "first transition, or maximum, at 1"],
        ]}
        onChange={(text) => setLook({ ...look, scaled: text === "scaled" })}
      />
      <Choice
        label="against"
        value={look.axis}
        options={[
          ["nm", "wavelength"],
          ["eV", "photon energy"],
        ]}
        onChange={(axis) => setLook({ ...look, axis: axis === "eV" ? "eV" : "nm" })}
      />
      <div className="tools">
        <button type="button" onClick={() => change(FIRST_WISH)}>
          All as at first
        </button>
      </div>
    </>
  );
}
