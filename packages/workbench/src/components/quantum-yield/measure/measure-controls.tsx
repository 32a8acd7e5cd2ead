import { findQuantumYieldStandard, quantumYieldStandards } from "@oleate/core";
import type { ReactNode } from "react";
import type { MeasureWish, SphereArea } from "../../../worker/quantum-yield-protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { NumberField } from "../../controls/number-field.tsx";
import { StatedField } from "../../controls/stated-field.tsx";
import { Tick } from "../../controls/tick.tsx";
import { SolventField } from "../solvent-field.tsx";
import { WAYS } from "./first-measure.ts";

interface Controlled {
  readonly wish: MeasureWish;
  readonly change: (part: Partial<MeasureWish>) => void;
}

const STANDARDS = quantumYieldStandards.map(
  ({ name, quantumYield, solvent }) => [name, `${name} (${quantumYield}, ${solvent})`] as const,
);

function Reference({ wish, change }: Controlled): ReactNode {
  const known = wish.standard === "" ? null : findQuantumYieldStandard(wish.standard);
  return (
    <>
      <h2>Reference</h2>
      <Choice
        label="standard"
        value={wish.standard}
        options={[...STANDARDS, ["", "one of my own"]]}
        onChange={(standard) => change({ standard })}
      />
      {known ? (
        <p className="origin">
          {known.quantumYield} ± {known.uncertainty} in {known.solvent}, {known.conditions}; excite from{" "}
          {known.excitationNm.join(" to ")} nm, emits from {known.emissionNm.join(" to ")} nm.{" "}
          {known.status === "published"
            ? ""
            : "Recalled, not read in its source; the uncertainty allows for that. "}
          {known.source.doi ? <a href={`https://doi.org/${known.source.doi}`}>source</a> : known.source.cite}{" "}
          {known.note === "" ? "" : `(${known.note})`}
        </p>
      ) : (
        <>
          <StatedField
            label="its quantum yield"
            stated={wish.ownYield}
            onChange={(ownYield) => change({ ownYield })}
          />
          <SolventField
            label="its solvent"
            solvent={wish.ownSolvent}
            onChange={(ownSolvent) => change({ ownSolvent })}
          />
        </>
      )}
      <h2>Sample</h2>
      <SolventField label="solvent" solvent={wish.solvent} onChange={(solvent) => change({ solvent })} />
      <p className="origin">In brackets: refractive index at 20 °C; least refracting first.</p>
    </>
  );
}

function Reading({ wish, change }: Controlled): ReactNode {
  return (
    <>
      <h2>How spectra are read</h2>
      <NumberField
        label="excitation"
        unit="nm"
        value={wish.excitationNm}
        onChange={(excitationNm) => change({ excitationNm })}
      />
      <NumberField
        label="emission from"
        unit="nm"
        value={wish.fromNm}
        empty="start"
        onChange={(fromNm) => change({ fromNm })}
      />
      <NumberField
        label="emission to"
        unit="nm"
        value={wish.toNm}
        empty="end"
        onChange={(toNm) => change({ toNm })}
      />
      <NumberField
        label="nothing absorbs at"
        unit="nm"
        value={wish.blankNm}
        empty="not used"
        onChange={(blankNm) => change({ blankNm })}
      />
      <NumberField
        label="error of an area"
        unit="%"
        value={wish.areaErrorPercent}
        empty="none"
        onChange={(areaErrorPercent) => change({ areaErrorPercent })}
      />
      <NumberField
        label="error of an absorbance"
        value={wish.absorbanceError}
        empty="none"
        onChange={(absorbanceError) => change({ absorbanceError })}
      />
      <Tick checked={wish.power} onChange={(on) => change({ power: on })}>
        emission is power, not photons
      </Tick>
    </>
  );
}

function Numbers({ wish, change }: Controlled): ReactNode {
  return (
    <>
      {(["sample", "reference"] as const).map((who) => (
        <section key={who} aria-label={`Numbers of the ${who}`}>
          <h2>Measured of the {who}</h2>
          <StatedField
            label={`emission of the ${who}`}
            stated={wish[who].intensity}
            onChange={(intensity) => change({ [who]: { ...wish[who], intensity } })}
          />
          <StatedField
            label={`absorbance of the ${who}`}
            stated={wish[who].absorbance}
            onChange={(absorbance) => change({ [who]: { ...wish[who], absorbance } })}
          />
          <StatedField
            label={`photons that excite the ${who}`}
            stated={wish[who].excitation}
            hint="alike"
            onChange={(excitation) => change({ [who]: { ...wish[who], excitation } })}
          />
        </section>
      ))}
      <p className="origin">
        Emission: area of the corrected spectrum, in photons. Absorbance: at the excitation wavelength.
        Photons that excite: only where sample and reference are excited unlike, in one unit.
      </p>
      <NumberField
        label="excitation"
        unit="nm"
        value={wish.excitationNm}
        empty="not said"
        onChange={(excitationNm) => change({ excitationNm })}
      />
    </>
  );
}

const AREAS: readonly (readonly [SphereArea, string, boolean])[] = [
  ["La", "laser, empty sphere, L_a", false],
  ["Lb", "laser, sample beside the beam, L_b", true],
  ["Lc", "laser, sample in the beam, L_c", false],
  ["Pa", "emission window, empty sphere, P_a", false],
  ["Pb", "emission, sample beside the beam, P_b", true],
  ["Pc", "emission, sample in the beam, P_c", false],
];

function Sphere({ wish, change }: Controlled): ReactNode {
  const usual = wish.sphereErrorPercent === null ? "none" : `${wish.sphereErrorPercent} %`;
  return (
    <>
      <Choice
        label="measurements"
        value={wish.three ? "3" : "2"}
        options={[
          ["3", "three: empty, beside, in the beam"],
          ["2", "two: empty, in the beam"],
        ]}
        onChange={(count) => change({ three: count === "3" })}
      />
      <h2>Areas, in photons</h2>
      {AREAS.filter(([, , beside]) => wish.three || !beside).map(([name, words]) => (
        <StatedField
          key={name}
          label={words}
          stated={wish.sphere[name]}
          errorHint={usual}
          onChange={(stated) => change({ sphere: { ...wish.sphere, [name]: stated } })}
        />
      ))}
      <NumberField
        label="error of an area"
        unit="%"
        value={wish.sphereErrorPercent}
        empty="none"
        onChange={(sphereErrorPercent) => change({ sphereErrorPercent })}
      />
      <StatedField
        label="reabsorbed share of the emission"
        stated={wish.reabsorbed}
        onChange={(reabsorbed) => change({ reabsorbed })}
      />
      <p className="origin">
        An area without an error of its own takes the one above. P<sub>a</sub> may be left empty. Reabsorbed
        share: 1 − area in the sphere / area of a dilute spectrum scaled to the same red flank; empty for
        none.
      </p>
    </>
  );
}

/** What is measured and how, in the words of `oleate quantum-yield`. */
export function MeasureControls({ wish, change }: Controlled): ReactNode {
  return (
    <>
      <Choice
        label="measured"
        value={wish.way}
        options={WAYS}
        onChange={(way) => change({ way: way as MeasureWish["way"] })}
      />
      {wish.way === "sphere" ? (
        <Sphere wish={wish} change={change} />
      ) : (
        <>
          <Reference wish={wish} change={change} />
          {wish.way === "spectra" && <Reading wish={wish} change={change} />}
          {wish.way === "numbers" && <Numbers wish={wish} change={change} />}
          {wish.way === "dilutions" && (
            <Choice
              label="lines"
              value={wish.intercept}
              options={[
                ["zero", "through the origin"],
                ["free", "with an intercept"],
              ]}
              onChange={(intercept) => change({ intercept: intercept as MeasureWish["intercept"] })}
            />
          )}
        </>
      )}
    </>
  );
}
