import type { FigureSpec } from "@oleate/core";
import { numberText } from "@oleate/report";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { StudyTexts } from "../api.ts";
import { Slider } from "./controls/slider.tsx";
import { Figure } from "./figure.tsx";
import { Readings } from "./readings.tsx";
import { useBench } from "./use-bench.ts";

/** What is on the dots against the dose, recomputed while the sliders move. */
export function Bench({ texts }: { texts: StudyTexts }): ReactNode {
  const { prepared, nothing, computed, problem, compute } = useBench(texts);
  const [values, setValues] = useState<Readonly<Record<string, number>> | null>(null);
  const start = useMemo(
    () =>
      prepared
        ? Object.fromEntries(
            [...prepared.controls, prepared.dose].map((control) => [control.key, control.value]),
          )
        : null,
    [prepared],
  );
  useEffect(() => setValues(start), [start]);
  useEffect(() => {
    if (values) compute(values);
  }, [values, compute]);

  const dose = values?.["dose"];
  const spec = useMemo((): FigureSpec | null => {
    if (!prepared || !computed || dose === undefined) return null;
    return {
      id: `${texts.id}-state`,
      title: "State against dose",
      caption: `Lines: computed with the sliders' numbers. ${prepared.measured.length ? "Points: measured free ligand. " : ""}The dashed guide is the dose whose numbers are listed.`,
      x: {
        label: `total ${prepared.ingredient} per dot`,
        unit: "eq",
        scale: "linear",
        range: [prepared.dose.low, prepared.dose.high],
      },
      y: { label: "per dot", unit: "eq", scale: "linear" },
      series: [...computed.curves, ...prepared.measured],
      guides: [{ axis: "x", at: dose, label: `${numberText(dose)} eq` }],
    };
  }, [prepared, computed, dose, texts.id]);

  if (nothing)
    return (
      <p className="aside" data-state="none">
        This study adds no ligand in steps, so there is no state to draw against a dose. The shell of any dot
        in equilibrium is on the <a href="#/interface">Interface page</a>.
      </p>
    );
  if (problem && !computed)
    return (
      <p className="problem" role="alert">
        The state cannot be computed: {problem}
      </p>
    );
  if (!prepared || !values) return <p role="status">Preparing the study ...</p>;
  const change =
    (key: string) =>
    (value: number): void =>
      setValues((old) => ({ ...old, [key]: value }));
  return (
    <div className="bench">
      <fieldset className="controls">
        <legend className="hidden">Numbers of the model</legend>
        <Slider
          control={prepared.dose}
          value={values[prepared.dose.key]!}
          onChange={change(prepared.dose.key)}
        />
        {prepared.controls.map((control) => (
          <Slider
            key={control.key}
            control={control}
            value={values[control.key]!}
            onChange={change(control.key)}
          />
        ))}
        <div className="tools">
          <button type="button" onClick={() => setValues(start)}>
            All as in the study
          </button>
          <span className="aside" data-milliseconds={computed?.milliseconds}>
            {computed ? `recomputed in ${Math.max(1, Math.round(computed.milliseconds))} ms` : ""}
          </span>
        </div>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </fieldset>
      <div className="plot">
        {spec ? <Figure spec={spec} widthMm={125} heightMm={78} /> : <p role="status">Computing ...</p>}
      </div>
      <Readings
        dose={dose ?? prepared.dose.value}
        ingredient={prepared.ingredient}
        readings={computed?.readings ?? []}
      />
    </div>
  );
}
