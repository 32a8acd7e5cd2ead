import type { Complaint } from "@oleate/core";
import type { ReactNode } from "react";

/** What was refused: what is wrong, what was found and expected, and what to do. */
export function Refused({
  problem,
}: {
  readonly problem: { readonly complaints: readonly Complaint[] } | undefined;
}): ReactNode {
  if (!problem) return null;
  return (
    <div className="refused" role="alert">
      {problem.complaints.map(({ what, found, expected, remedy, place }) => (
        <div key={`${what} ${found ?? ""}`}>
          <p className="problem">
            {place ? `${place.file}${place.line === undefined ? "" : `, line ${place.line}`}: ` : ""}
            {what}
          </p>
          <dl>
            {(
              [
                ["found", found],
                ["expected", expected],
                ["what to do", remedy],
              ] as const
            ).map(([name, text]) =>
              text ? (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{text}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </div>
      ))}
    </div>
  );
}
