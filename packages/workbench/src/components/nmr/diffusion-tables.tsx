import type { FittedNumber } from "@oleate/core";
import { IDENTIFIABILITY_WORDS, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import type { FittedDecay, FittedModel } from "../../worker/nmr-protocol.ts";
import { Tables } from "../tables.tsx";
import { ValueCells } from "../value-cells.tsx";
import { bestModel, type RadiusLaw, radiusOf } from "./radius.ts";

function RadiusCells({
  parameter,
  law,
}: {
  readonly parameter: FittedNumber;
  readonly law: RadiusLaw;
}): ReactNode {
  const radius = parameter.unit === "m2/s" ? radiusOf(parameter, law) : null;
  if (radius) return <ValueCells {...radius} />;
  return (
    <>
      <td />
      <td />
    </>
  );
}

/** Parameters of a model but for its scale. */
const shapeOf = ({ parameters }: FittedModel): readonly FittedNumber[] =>
  parameters.filter(({ name }) => name !== "I0");

function Head({ names, last }: { readonly names: readonly string[]; readonly last?: string }): ReactNode {
  const values = ["parameter", "value", "95 % interval", "unit", "radius / nm", "95 % interval "];
  return (
    <tr>
      {[...names, ...values, ...(last === undefined ? [] : [last])].map((name) => (
        <th
          key={name}
          scope="col"
          className={/value|interval|radius|AICc/u.test(name) ? "number" : undefined}
        >
          {name}
        </th>
      ))}
    </tr>
  );
}

/** What every region says: its best model with D and radius. */
export function OverviewTable({
  decays,
  law,
  chosen,
  choose,
}: {
  readonly decays: readonly (FittedDecay | undefined)[];
  readonly law: RadiusLaw;
  readonly chosen: number;
  readonly choose: (index: number) => void;
}): ReactNode {
  return (
    <Tables label="Diffusion of the regions" copy="Copy diffusion">
      <table>
        <caption>Each region by its best model (AICc)</caption>
        <thead>
          <Head names={["region"]} last="model" />
        </thead>
        <tbody>
          {decays.flatMap((decay, index) => {
            const name = decay?.name ?? `region ${index + 1}`;
            const model = bestModel(decay);
            const button = (
              <button type="button" aria-pressed={chosen === index} onClick={() => choose(index)}>
                {name}
              </button>
            );
            if (!model)
              return [
                <tr key={name} data-decay={index + 1}>
                  <th scope="row" data-value={name}>
                    {button}
                  </th>
                  <td colSpan={7} className={decay?.problem ? "problem" : undefined}>
                    {decay?.problem ?? "fitting ..."}
                  </td>
                </tr>,
              ];
            return shapeOf(model).map((parameter, k) => (
              <tr key={`${name} ${parameter.name}`} data-decay={index + 1} data-parameter={parameter.name}>
                <th scope="row" data-value={name}>
                  {k === 0 ? button : <span className="hidden">{name}</span>}
                </th>
                <td>{parameter.name}</td>
                <ValueCells {...parameter} />
                <td>{unitLabel(parameter.unit)}</td>
                <RadiusCells parameter={parameter} law={law} />
                <td data-value={model.model}>{k === 0 ? model.model : ""}</td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </Tables>
  );
}

/** Every model of one region, with what was noticed. */
export function ModelsTable({
  decay,
  law,
}: {
  readonly decay: FittedDecay;
  readonly law: RadiusLaw;
}): ReactNode {
  const least = Math.min(...decay.models.flatMap(({ aicc }) => (aicc === null ? [] : [aicc])));
  return (
    <>
      <Tables label={`Models of ${decay.name}`} copy="Copy models">
        <table>
          <caption>All models of {decay.name}; ΔAICc is counted from the best</caption>
          <thead>
            <Head names={["model", "ΔAICc", "what the data fix"]} />
          </thead>
          <tbody>
            {decay.models.flatMap((model) =>
              shapeOf(model).map((parameter, k) => {
                const above = model.aicc === null ? null : model.aicc - least;
                return (
                  <tr
                    key={`${model.model} ${parameter.name}`}
                    data-model={model.model}
                    data-parameter={parameter.name}
                  >
                    <th scope="row" data-value={model.model}>
                      {k === 0 ? model.model : <span className="hidden">{model.model}</span>}
                    </th>
                    <td className="number" data-value={above ?? ""}>
                      {k === 0 && above !== null ? above.toFixed(1) : ""}
                    </td>
                    <td>{IDENTIFIABILITY_WORDS[parameter.identifiability]}</td>
                    <td>{parameter.name}</td>
                    <ValueCells {...parameter} />
                    <td>{unitLabel(parameter.unit)}</td>
                    <RadiusCells parameter={parameter} law={law} />
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </Tables>
      <ul className="findings">
        {decay.models.flatMap(({ model, warnings }) =>
          warnings.map((warning) => (
            <li key={`${model} ${warning}`}>
              {model}: {warning}
            </li>
          )),
        )}
        {decay.failed.map(({ model, why }) => (
          <li key={model}>
            {model}: {why}
          </li>
        ))}
      </ul>
    </>
  );
}
