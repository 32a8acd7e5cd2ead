import type { ReactNode } from "react";

/** What was refused, beside the control it is about. */
export function Problem<Control extends string>({
  at,
  problem,
}: {
  readonly at: Control;
  readonly problem: { readonly control: Control; readonly message: string } | null;
}): ReactNode {
  return problem?.control === at ? (
    <p className="problem" role="alert">
      {problem.message}
    </p>
  ) : null;
}
