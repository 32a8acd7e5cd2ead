import { unitLabel } from "@oleate/report";
import { type ReactNode, useId, useState } from "react";
import type { Control } from "../../worker/protocol.ts";

const STEPS = 1000;

const toStep = (control: Control, value: number): number => {
  const { low, high, scale } = control;
  const share = scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(STEPS * Math.min(1, Math.max(0, share)));
};

const fromStep = (control: Control, step: number): number => {
  const { low, high, scale, value } = control;
  if (step === toStep(control, value)) return value;
  const share = step / STEPS;
  const raw = scale === "log" ? low * (high / low) ** share : low + (high - low) * share;
  return Number(raw.toPrecision(4));
};

/** A number that can be slid or typed, with its unit and a way back to the study's own value. */
export function Slider({
  control,
  value,
  onChange,
}: {
  control: Control;
  value: number;
  onChange: (value: number) => void;
}): ReactNode {
  const id = useId();
  // What is being typed belongs to one value: when the value moves otherwise, the draft is stale.
  const [draft, setDraft] = useState<{ readonly text: string; readonly of: number } | null>(null);
  const typed = draft && draft.of === value ? draft.text : null;
  const setTyped = (text: string | null): void => setDraft(text === null ? null : { text, of: value });
  const text = typed ?? String(Number(value.toPrecision(5)));
  const read = (written: string): number | null => {
    const number = Number(written.trim().replace(",", ".").replace("−", "-"));
    const sound = written.trim() !== "" && Number.isFinite(number);
    const least = control.scale === "log" ? Number.MIN_VALUE : Math.min(0, control.low);
    return sound && (number >= least || control.low < 0) ? number : null;
  };
  const invalid = typed !== null && read(typed) === null;
  const commit = (): void => {
    const number = typed === null ? null : read(typed);
    if (number !== null) onChange(number);
    setTyped(null);
  };
  const unit = unitLabel(control.unit);
  const fitted = control.origin !== "the study" && control.origin !== "the page";
  return (
    <div className="slider">
      <label htmlFor={id}>{control.label}</label>
      <span className="typed">
        <input
          type="text"
          inputMode="decimal"
          aria-label={`${control.label}${unit ? ` in ${unit}` : ""}`}
          aria-invalid={invalid}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
          }}
        />
        <span className="unit">{unit}</span>
      </span>
      <button
        type="button"
        className="reset"
        aria-disabled={value === control.value}
        title={`back to ${Number(control.value.toPrecision(5))} ${unit} (${control.origin})`}
        onClick={() => onChange(control.value)}
      >
        reset<span className="hidden"> {control.label}</span>
      </button>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={toStep(control, value)}
        aria-valuetext={`${text} ${unit}`.trim()}
        aria-describedby={fitted ? `${id}-origin` : undefined}
        onChange={(event) => onChange(fromStep(control, Number(event.target.value)))}
      />
      {fitted && (
        <p id={`${id}-origin`} className="origin">
          starts at: {control.origin}
        </p>
      )}
    </div>
  );
}
