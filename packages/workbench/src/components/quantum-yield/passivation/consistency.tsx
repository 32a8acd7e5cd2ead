import { type ConsistencyTable, consistencyOf, OleateError, type PrintedChange } from "@oleate/core";
import { type ReactNode, useMemo, useState } from "react";
import type { LightFound } from "../../../worker/quantum-yield-light-protocol.ts";
import { NumberBox } from "../../controls/number-box.tsx";
import { Refused } from "../../refused.tsx";
import { Tables } from "../../tables.tsx";
import { Formula } from "../formula.tsx";

/** What the picolinate paper prints: Malinoski, Hu, Wang, text beside Figure 3. */
export const PRINTED: PrintedChange = {
  slowFactor: 2.2,
  lifetimeBeforeNs: 3.5,
  lifetimeAfterNs: 4.7,
  yieldFactor: 2.5,
  yieldAfter: 0.81,
};

const BOXES: readonly (readonly [keyof PrintedChange, string])[] = [
  ["slowFactor", "growth of the slow component"],
  ["lifetimeBeforeNs", "lifetime before / ns"],
  ["lifetimeAfterNs", "lifetime after / ns"],
  ["yieldFactor", "growth of the quantum yield"],
  ["yieldAfter", "quantum yield after"],
];

interface Line {
  readonly name: string;
  readonly value: number | null;
  readonly percent?: boolean;
  readonly unit?: string;
  readonly note?: string;
  readonly meaning: string;
  /** The same of the model at the sliders; undefined where it has none. */
  readonly model?: number;
}

const percentText = (share: number): string =>
  `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(0)} %`;

function linesOf(printed: PrintedChange, found: ConsistencyTable, light: LightFound | null): readonly Line[] {
  const [amplitude, area] = found.readings;
  const { before, here } = light ?? {};
  const ratio = (of: (point: NonNullable<typeof here>) => number): { model?: number } =>
    before && here ? { model: of(here) / of(before) } : {};
  const closing = ({
    darkLifetimeNs,
    gap,
    fastShare,
    fastWhen,
  }: ConsistencyTable["readings"][number]): Line[] => [
    {
      name: "fast light that would close it",
      value: fastShare,
      percent: true,
      note: `of all, ${fastWhen}`,
      meaning:
        gap > 0
          ? "1 − F / growth of the light: missing from the slow component before passivation"
          : "1 − growth of the light / F: missing from the slow component after passivation",
    },
    {
      name: "lifetime of dark dots that would carry it",
      value: darkLifetimeNs,
      unit: "ns",
      meaning:
        darkLifetimeNs === null
          ? "none: dark dots grow fewer, so that their light can only be missing before"
          : "Φ τ_r = f τ + (1 − f) τ_dark, before and after, with the bright dots as read",
    },
  ];
  return [
    {
      name: "growth of the lifetime",
      value: found.lifetimeFactor,
      meaning: "τ′ / τ: how much longer a bright dot shines",
      ...ratio((p) => p.tailLifetimeNs),
    },
    {
      name: "growth of the quantum yield, F",
      value: printed.yieldFactor,
      meaning: "F = Φ′ / Φ: all light that is emitted, of all dots",
      ...ratio((p) => p.quantumYield),
    },
    {
      name: "bright dots after",
      value: found.brightAfter,
      meaning: "f′ = Φ′ if τ′ is radiative and dark dots give no light",
      ...(here ? { model: here.brightFraction } : {}),
    },
    {
      name: "bright dots before",
      value: found.brightBefore,
      meaning: "f = (Φ′ / F) (τ′ / τ)",
      ...(before ? { model: before.brightFraction } : {}),
    },
    {
      name: "growth of the bright dots, by the yield",
      value: found.populationFactor,
      meaning: "F τ / τ′: what the yield leaves for the number of dots",
      ...ratio((p) => p.brightFraction),
    },
    {
      name: "slow component read as an amplitude: growth of its light",
      value: amplitude.areaFactor,
      note: `against F: ${percentText(amplitude.gap)} (${percentText(amplitude.gapLow)} to ${percentText(amplitude.gapHigh)} with rounding)`,
      meaning: "growth × τ′ / τ: an amplitude counts bright dots, an area is amplitude × lifetime",
      ...ratio((p) => p.tailAmplitude * p.tailLifetimeNs),
    },
    ...closing(amplitude),
    {
      name: "slow component read as an area: growth of its light",
      value: area.areaFactor,
      note: `against F: ${percentText(area.gap)} (${percentText(area.gapLow)} to ${percentText(area.gapHigh)} with rounding)`,
      meaning: "the growth itself: an integrated intensity is light already",
      ...ratio((p) => p.tailAmplitude * p.tailLifetimeNs),
    },
    {
      name: "growth of the bright dots then",
      value: area.populationFactor,
      meaning: "growth × τ / τ′",
      ...ratio((p) => p.tailAmplitude),
    },
    ...closing(area),
  ];
}

/** The printed factors of a passivation beside one another, what each means, and where they do not meet. */
export function Consistency({ light }: { readonly light: LightFound | null }): ReactNode {
  const [printed, setPrinted] = useState<PrintedChange>(PRINTED);
  const { found, refused } = useMemo(() => {
    try {
      return { found: consistencyOf(printed), refused: null };
    } catch (error) {
      if (error instanceof OleateError) return { found: null, refused: { complaints: [error.complaint] } };
      throw error;
    }
  }, [printed]);
  return (
    <section aria-label="Do the printed numbers agree?" className="consistency">
      <h2>Do the printed numbers agree?</h2>
      <p>
        Yield, lifetime and the slow part of a decay say the same thing in three ways, so that two of them fix
        the third. The numbers the boxes open with are those of the picolinate paper (Malinoski, Hu, Wang);
        each is printed to one decimal, so half a unit of it may be rounding. Amplitudes count dots only while
        all have one radiative rate (van Driel et al. 2007).
      </p>
      <div className="printed-boxes">
        {BOXES.map(([name, label]) => (
          <p key={name} className="stated plain">
            <span className="stated-name">{label}</span>
            <NumberBox
              label={label}
              value={printed[name]}
              onChange={(value) => value !== null && setPrinted({ ...printed, [name]: value })}
            />
          </p>
        ))}
        <button type="button" onClick={() => setPrinted(PRINTED)}>
          As printed
        </button>
      </div>
      <Refused problem={refused ?? undefined} />
      {found && (
        <Tables label="Consistency of the printed numbers" copy="Copy table">
          <table>
            <caption>Primed: after passivation; model: at the sliders' numbers and dose</caption>
            <thead>
              <tr>
                <th scope="col">number</th>
                <th scope="col" className="number">
                  from what is printed
                </th>
                <th scope="col" className="number">
                  model
                </th>
                <th scope="col">what it means</th>
              </tr>
            </thead>
            <tbody>
              {linesOf(printed, found, light).map(
                ({ name, value, percent, unit, note, meaning, model }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines never change places, and two share a name
                  <tr key={`${name} ${i}`} data-line={name}>
                    <th scope="row">
                      {name}
                      {note && <span className="aside">{note}</span>}
                    </th>
                    <td className="number" data-value={value ?? ""}>
                      {value === null
                        ? "none"
                        : percent
                          ? `${(100 * value).toFixed(0)} %`
                          : `${value.toFixed(unit ? 2 : 3)}${unit ? ` ${unit}` : ""}`}
                    </td>
                    <td className="number" data-value={model ?? ""}>
                      {model === undefined ? "" : model.toFixed(3)}
                    </td>
                    <td className="meaning">
                      <Formula text={meaning} />
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </Tables>
      )}
    </section>
  );
}
