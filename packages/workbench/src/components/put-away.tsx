import type { ReactNode } from "react";

/** Said where what was simulated has given way to files of one's own that could not be read. */
export function PutAway(): ReactNode {
  return (
    <p className="aside">
      What was simulated is put away, so that it is not taken for what your file says; the button above brings
      it back.
    </p>
  );
}
