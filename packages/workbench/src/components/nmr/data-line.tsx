import type { ReactNode } from "react";
import type { DataAnswer } from "../../worker/nmr-protocol.ts";

/** What the data are, in a line. */
export function DataLine({ data }: { readonly data: DataAnswer }): ReactNode {
  const facts = [
    data.nucleus && data.referenceMHz ? `${data.nucleus} at ${data.referenceMHz.toFixed(1)} MHz` : "",
    data.points > 0 ? `${data.rows} × ${data.points} points` : "",
    data.solvent,
    data.temperatureK === null ? "" : `${Number(data.temperatureK.toPrecision(5))} K`,
    data.pulseProgram,
  ].filter((fact) => fact !== "");
  return (
    <p className="data-line" data-dataset={data.dataset}>
      {data.simulated ? <strong>Simulated, not measured: </strong> : null}
      {data.simulated ? data.title.replace(/^simulated: /u, "") : data.title}
      {facts.length > 0 && <span className="aside"> {facts.join(" · ")}</span>}
    </p>
  );
}
