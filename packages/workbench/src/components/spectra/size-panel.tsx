import { energyFromWavelength, findMaterial, wavelengthFromEnergy } from "@oleate/core";
import { type ReactNode, useMemo, useState } from "react";
import { COMPUTED, type SizeAsk, type SizeFound } from "../../worker/spectra-protocol.ts";
import { Command } from "../command.tsx";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { Figure } from "../figure.tsx";
import { pageNumber } from "../page-number.ts";
import { Refused } from "../refused.tsx";
import { MATERIALS } from "./controls.tsx";
import { CurvesTable } from "./curves-table.tsx";
import { FIRST_SIZE } from "./first-wish.ts";
import { sizingFigure } from "./sizing-figure.ts";
import { type GivenUnit, sizeCommand } from "./spectra-command.ts";
import { useSize } from "./use-size.ts";

const UNITS: readonly (readonly [GivenUnit, string])[] = [
  ["nm of size", "a size"],
  ["nm of light", "a first transition, in nm"],
  ["eV", "a first transition, in eV"],
];

/** The slider of each unit: label, unit, first value and ends. */
const SLIDERS = {
  "nm of size": pageNumber("size", "size", "nm", 4.8, [1, 15]),
  "nm of light": pageNumber("light", "first transition", "nm", 1339, [300, 2600]),
  eV: pageNumber("gap", "first transition", "eV", 0.926, [0.25, 4.2]),
} as const;

/** The number as typed in place of another unit: through the first curve that answers, rounded. */
function carried(found: SizeFound | null, from: GivenUnit, to: GivenUnit, typed: number): number {
  if (from !== "nm of size" && to !== "nm of size")
    return Number((to === "eV" ? energyFromWavelength(typed) : wavelengthFromEnergy(typed)).toPrecision(4));
  const answer =
    found?.band.answers.find(({ value }) => value !== undefined)?.value ?? found?.estimate?.value;
  if (answer === undefined) return SLIDERS[to].value;
  return Number((to === "nm of light" ? wavelengthFromEnergy(answer) : answer).toPrecision(4));
}

const percent = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(0)} %`;

/** The calculation from bulk data with its parts and its known error. */
function Estimate({ found }: { readonly found: SizeFound }): ReactNode {
  const { estimate, noEstimate, error, ask } = found;
  const own = new Set(findMaterial(ask.material).sizing.map(({ id }) => id));
  const compared = error.curves.filter(({ curve }) => own.has(curve));
  const parts = estimate
    ? ([
        ["bulk gap", estimate.parts.bulkGapEv],
        ["electron", estimate.parts.electronEv],
        ["hole", estimate.parts.holeEv],
        ["attraction", estimate.parts.attractionEv],
        ["polarisation", estimate.parts.polarisationEv],
      ] as const)
    : [];
  const text = (value: number): string =>
    ask.given.kind === "gap" ? `${value.toFixed(2)} nm` : `${value.toFixed(3)} eV`;
  return (
    <section aria-label="From bulk data" data-estimate={estimate?.value ?? ""}>
      <h2>From bulk data</h2>
      {estimate ? (
        <>
          <p>
            A sphere of {ask.material} by effective masses in a finite barrier, nothing fitted to any dot:{" "}
            <strong>{text(estimate.value)}</strong>
            {ask.given.kind === "size" && `, ${wavelengthFromEnergy(estimate.value).toFixed(0)} nm of light`}
            {"; "}
            with its known error {text(estimate.low)} to {text(estimate.high)}.
          </p>
          <p className="aside">
            Known error: against {error.curves.length} measured curves the shift above the bulk gap comes out{" "}
            {percent(error.shift.low)} to {percent(error.shift.high)} off (nine in ten, median{" "}
            {percent(error.shift.median)}), the transition {percent(error.energy.low)} to{" "}
            {percent(error.energy.high)}.
            {compared.map(
              ({ curve, energy, sizesNm }) =>
                ` Against ${curve}: ${percent(energy[0])} in energy at ${sizesNm[0]} nm, ${percent(energy[2])} at ${sizesNm[1]} nm.`,
            )}
          </p>
          <dl className="estimate-parts">
            {parts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd data-value={value}>{value.toFixed(3).replace("-", "−")} eV</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p className="odd">{noEstimate}</p>
      )}
    </section>
  );
}

/** Size from a first transition and the other way round, for any material. */
export function SizePanel({ active }: { readonly active: boolean }): ReactNode {
  const [material, setMaterial] = useState(FIRST_SIZE.material);
  const [unit, setUnit] = useState<GivenUnit>("nm of size");
  const [typed, setTyped] = useState(FIRST_SIZE.given.value);
  const ask = useMemo(
    (): SizeAsk => ({
      material,
      given:
        unit === "nm of size"
          ? { kind: "size", value: typed }
          : { kind: "gap", value: unit === "eV" || !(typed > 0) ? typed : energyFromWavelength(typed) },
    }),
    [material, unit, typed],
  );
  const { found, curves, refused, settled } = useSize(ask, active);
  const figure = useMemo(() => {
    if (!found || curves.length === 0 || found.ask.material !== material) return null;
    const { kind, value } = found.ask.given;
    const { band, estimate } = found;
    const computed = estimate
      ? [{ ...estimate, curve: COMPUTED, size: "diameter" as const, status: "computed" as const }]
      : [];
    const answers = [...band.answers.filter(({ status }) => status !== "computed"), ...computed];
    return sizingFigure(
      material,
      curves,
      {
        gapEv: kind === "gap" ? { value, low: value, high: value } : null,
        sizeNm: kind === "size" ? value : null,
        band: { ...band, answers },
        label: "",
      },
      true,
    );
  }, [found, curves, material]);
  const isSize = unit === "nm of size";
  return (
    <div className="spectra-panel size-panel" data-settled={settled}>
      <p>
        Every published curve says its own, over the sizes it was made for. None is followed beyond them or
        onto magic-size clusters; the calculation from bulk data stands beside, with how far it is off.
      </p>
      <div className="bench-grid spectra-bench">
        <fieldset className="controls dot-controls spectra-controls">
          <legend className="hidden">What is given</legend>
          <Choice label="material" value={material} options={MATERIALS} onChange={setMaterial} />
          <Choice
            label="given"
            value={unit}
            options={UNITS}
            onChange={(text) => {
              const next = text as GivenUnit;
              setTyped(carried(found, unit, next, typed));
              setUnit(next);
            }}
          />
          <Slider control={SLIDERS[unit]} value={typed} onChange={setTyped} />
        </fieldset>
        <section className="figure-grid spectra-overview" aria-label="Curves">
          <Refused problem={refused ? { complaints: refused } : undefined} />
          {figure && (
            <div data-figure="sizing">
              <Figure spec={figure} widthMm={125} heightMm={80} />
            </div>
          )}
          {found && (
            <>
              <CurvesTable
                band={found.band}
                caption={`${isSize ? "First transition" : "Size"} by every curve of ${found.ask.material}`}
              />
              <Estimate found={found} />
            </>
          )}
          {!found && !refused && <p role="status">Computing ...</p>}
        </section>
      </div>
      <Command command={sizeCommand({ material }, unit, typed)} />
    </div>
  );
}
