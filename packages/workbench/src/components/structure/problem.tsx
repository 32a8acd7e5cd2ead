import type { ReactNode } from "react";
import type { ControlName, Refused } from "../../worker/structure-protocol.ts";

/** What was refused, beside the control it is about. */
export function Problem({
  at,
  problem,
}: {
  readonly at: ControlName;
  readonly problem: Refused | null;
}): ReactNode {
  return problem?.control === at ? (
    <p className="problem" role="alert">
      {problem.message}
    </p>
  ) : null;
}
