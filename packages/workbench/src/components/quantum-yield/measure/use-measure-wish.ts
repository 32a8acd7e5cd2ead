import { useCallback, useMemo, useState } from "react";
import type { MeasureWish } from "../../../worker/quantum-yield-protocol.ts";
import { FIRST_MEASURE, OWN_MEASURE } from "./first-measure.ts";

/** What is stated of a measurement, apart for what is simulated and for files of one's own: neither is read with the other's numbers. */
export function useMeasureWish(
  ownSpectra: boolean,
  ownDilutions: boolean,
): {
  readonly wish: MeasureWish;
  readonly change: (part: Partial<MeasureWish>) => void;
  readonly reset: () => void;
} {
  const [way, setWay] = useState(FIRST_MEASURE.way);
  const [stated, setStated] = useState({ example: FIRST_MEASURE, own: OWN_MEASURE });
  const own = (way === "spectra" && ownSpectra) || (way === "dilutions" && ownDilutions);
  const which = own ? "own" : "example";
  const wish = useMemo(() => ({ ...stated[which], way }), [stated, which, way]);
  const change = useCallback(
    ({ way: chosen, ...part }: Partial<MeasureWish>): void => {
      if (chosen !== undefined) setWay(chosen);
      setStated((old) => ({ ...old, [which]: { ...old[which], ...part } }));
    },
    [which],
  );
  const reset = useCallback(
    (): void => setStated((old) => ({ ...old, [which]: own ? OWN_MEASURE : FIRST_MEASURE })),
    [which, own],
  );
  return { wish, change, reset };
}
