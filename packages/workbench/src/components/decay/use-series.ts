import type { Complaint } from "@oleate/core";
import { useRef } from "react";
import type { FitAsk } from "../../worker/decay-protocol.ts";
import type { Fitted } from "./fitted.ts";
import type { Fits } from "./use-fits.ts";

/** One decay of a series with its fit, as far as it is known. */
export interface SeriesMember {
  readonly ask: FitAsk;
  readonly fitted: Fitted | undefined;
  readonly refused: readonly Complaint[] | undefined;
}

/** A series as it is shown. */
export interface Series {
  readonly members: readonly SeriesMember[];
  /** The fits are those of an earlier wish; newer ones are on their way. */
  readonly waiting: boolean;
}

const same = (a: SeriesMember, b: SeriesMember | undefined): boolean =>
  a.ask === b?.ask && a.fitted === b.fitted && a.refused === b.refused;

/**
 * The members of a series. While a wish changes, what was last known of the same decays stays, so that figures are not drawn anew with
 * every step of a slider.
 */
export function useSeries(asks: readonly FitAsk[], fits: Fits): Series {
  const last = useRef<readonly SeriesMember[]>([]);
  const members = asks.map(
    (ask): SeriesMember => ({ ask, fitted: fits.of(ask.key), refused: fits.refusedOf(ask.key) }),
  );
  const ready = members.every(
    ({ fitted, refused }) => refused !== undefined || (fitted !== undefined && fitted.phase !== "quick"),
  );
  const { current } = last;
  const sameDecays =
    current.length === members.length &&
    members.every(({ ask }, i) => ask.decay.counts === current[i]?.ask.decay.counts);
  const known = current.some(({ fitted }) => fitted !== undefined && fitted.phase !== "quick");
  if (!ready && sameDecays && known) {
    const begun = members.some(
      ({ fitted }, i) => fitted !== undefined && current[i]!.ask === members[i]!.ask,
    );
    if (!begun) return { members: current, waiting: true };
  }
  if (!sameDecays || members.some((one, i) => !same(one, current[i]))) last.current = members;
  return { members: last.current, waiting: false };
}
