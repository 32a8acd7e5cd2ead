import type { ReactNode } from "react";
import { PlainCode } from "./plain-code.tsx";

/** What is open, in a line: whether it is simulated, its name, and facts of it. */
export function DataLine({
  simulated,
  name,
  facts,
  children,
}: {
  readonly simulated: boolean;
  readonly name: string;
  readonly facts: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <p className="data-line">
      {simulated && <strong>Simulated, not measured: </strong>}
      {name}{" "}
      {facts !== "" && (
        <span className="aside">
          <PlainCode text={facts} />
        </span>
      )}{" "}
      {children}
    </p>
  );
}
