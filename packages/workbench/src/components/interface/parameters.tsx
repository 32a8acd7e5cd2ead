import {
  type InterfaceEnsemble,
  type InterfaceParameter,
  type InterfaceValues,
  interfaceParameters,
} from "@oleate/core";
import { numberText, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import type { InterfaceRefused } from "../../worker/interface-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import { Problem } from "../structure/problem.tsx";

/** Two values with their unit: "5 to 60 kJ/mol". */
function span(low: number, high: number, unit: string): string {
  const short = (value: number): string => numberText(Number(value.toPrecision(3)));
  return `${short(low)} to ${short(high)} ${unitLabel(unit)}`.trim();
}

/** What the parameter sets that agree with what was seen say of one parameter. */
function learnt(parameter: InterfaceParameter, ensemble: InterfaceEnsemble | null): string {
  const found = ensemble?.parameters.find(({ name }) => name === parameter.name);
  if (!found) return "";
  return ` Nine in ten sets: ${span(found.low, found.high, parameter.unit)}.`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function One({
  parameter,
  value,
  ensemble,
  problem,
  change,
}: {
  readonly parameter: InterfaceParameter;
  readonly value: number;
  readonly ensemble: InterfaceEnsemble | null;
  readonly problem: InterfaceRefused | null;
  readonly change: (value: number) => void;
}): ReactNode {
  const { name, unit, usual, range, help, source } = parameter;
  const whole = name === "partners";
  return (
    <div className="parameter">
      {whole ? (
        <Choice
          label={name}
          value={String(value)}
          options={["1", "2"].map((count) => [count, count])}
          onChange={(count) => change(Number(count))}
        />
      ) : (
        <Slider
          control={pageNumber(
            name,
            name,
            unit,
            usual,
            range,
            range[0] > 0 && range[1] / range[0] > 100 ? "log" : "linear",
          )}
          value={value}
          onChange={change}
        />
      )}
      <Problem at="parameters" problem={problem} />
      <p className="origin">
        {sentence(help)} Usual: {numberText(usual)}, {source}. Accepted: {span(range[0], range[1], unit)}.
        {learnt(parameter, ensemble)}
      </p>
    </div>
  );
}

/** Whether every parameter that is set is one the model accepts. */
export function withinRange(set: Partial<InterfaceValues>): boolean {
  return interfaceParameters.every(
    ({ name, range: [low, high] }) => set[name] === undefined || (set[name] >= low && set[name] <= high),
  );
}

/** The model's parameters, folded away: each with its unit, range, meaning and source. */
export function Parameters({
  set,
  change,
  ensemble,
  problem,
}: {
  readonly set: Partial<InterfaceValues>;
  readonly change: (set: Partial<InterfaceValues>) => void;
  readonly ensemble: InterfaceEnsemble | null;
  readonly problem: InterfaceRefused | null;
}): ReactNode {
  const changed = Object.keys(set);
  const refused = problem?.control === "parameters" ? problem : null;
  const about = refused && interfaceParameters.find(({ name }) => refused.message.startsWith(`${name} `));
  return (
    <>
      <details className="fold parameters">
        <summary>
          Parameters of the model
          <span className="aside">
            {changed.length === 0 ? "all as usual" : `set: ${changed.join(", ")}`}
            {about ? `; ${about.name} is refused` : ""}
          </span>
        </summary>
        <p className="origin">
          What <code>oleate list interface</code> prints. A parameter that is set is held in every parameter
          set.
        </p>
        <div className="tools">
          <button type="button" aria-disabled={changed.length === 0} onClick={() => change({})}>
            All as usual
          </button>
        </div>
        {interfaceParameters.map((parameter) => (
          <One
            key={parameter.name}
            parameter={parameter}
            value={set[parameter.name] ?? parameter.usual}
            ensemble={ensemble}
            problem={about === parameter ? refused : null}
            change={(value) => {
              const { [parameter.name]: _, ...others } = set;
              change(value === parameter.usual ? others : { ...others, [parameter.name]: value });
            }}
          />
        ))}
      </details>
      <Problem at="parameters" problem={about ? null : problem} />
    </>
  );
}
