import { type ReactNode, useCallback, useState } from "react";
import { exampleDecays } from "../../worker/decay-example.ts";
import type { OpenCurve, OpenedDecays, ReadingWish } from "../../worker/decay-protocol.ts";
import { PutAway } from "../put-away.tsx";
import { DecayFits, type Open } from "./decay-fits.tsx";
import { OpenDecays } from "./open-decays.tsx";
import { ReadingOptions } from "./reading-options.tsx";
import { useOpen } from "./use-open.ts";
import { type DecayWish, exampleWish, FIRST_READING, firstWish } from "./wish.ts";

function exampleOpen(count: number): { readonly open: Open; readonly wish: DecayWish } {
  const { curves } = exampleDecays();
  return { open: { curves, notes: [], files: [], count }, wish: exampleWish(curves)! };
}

/** Keys in which a file opened twice cannot stand for another. */
const numbered = (curves: readonly OpenCurve[], count: number): readonly OpenCurve[] =>
  curves.map((curve) => ({ ...curve, key: `${count} ${curve.key}` }));

/** Decays, how they are described, and what the fit says of them. */
export function DecayBench(): ReactNode {
  const [{ open, wish }, setState] = useState(() => exampleOpen(0));
  const [reading, setReading] = useState<ReadingWish>(FIRST_READING);
  /** Files last given, whether or not they could be read. */
  const [given, setGiven] = useState<{ readonly files: readonly File[]; readonly beside: boolean }>({
    files: [],
    beside: false,
  });
  const opening = useOpen();
  const simulated = open.files.length === 0;
  const change = useCallback(
    (part: Partial<DecayWish>): void => setState((old) => ({ ...old, wish: { ...old.wish, ...part } })),
    [],
  );

  const take =
    (files: readonly File[], beside: boolean) =>
    (found: OpenedDecays): void =>
      setState((old) => {
        const count = old.open.count + 1;
        const curves = numbered(found.curves, count);
        if (!beside) {
          const next = firstWish(curves)!;
          return { open: { curves, notes: found.notes, files, count }, wish: next };
        }
        const all = [...old.open.curves, ...curves];
        const decays = curves.filter(({ looksLikeResponse }) => !looksLikeResponse).map(({ key }) => key);
        const first = old.wish.response.kind === "none" ? firstWish(all) : null;
        return {
          open: {
            curves: all,
            notes: [...old.open.notes, ...found.notes],
            files: [...old.open.files, ...files],
            count,
          },
          wish: {
            ...old.wish,
            series: [...old.wish.series, ...decays],
            // A response that comes after its decays is taken where there was none.
            ...(first?.response.kind === "curve" ? { response: first.response } : {}),
          },
        };
      });
  const read = (files: readonly File[], beside: boolean, how: ReadingWish): void => {
    setGiven({ files, beside });
    opening.read(files, how, take(files, beside));
  };
  const changeReading = (part: Partial<ReadingWish>): void => {
    const next = { ...reading, ...part };
    setReading(next);
    // What was added is open by now: all is read again, or it would be there twice.
    const added = given.beside && given.files.every((file) => open.files.includes(file));
    if (added) read(open.files, false, next);
    else if (given.files.length > 0) read(given.files, given.beside, next);
  };

  // What is simulated gives way to files of one's own, also to those that were refused.
  const putAway = simulated && opening.refused !== null;
  const backToExample = (): void => {
    opening.clear();
    setGiven({ files: [], beside: false });
    setState(({ open: old }) => exampleOpen(old.count + 1));
  };
  return (
    <>
      <p>
        Lifetimes from photon arrival times: the decay behind its instrument response, by the likelihood of
        its counts. Give raw histograms.
      </p>
      <OpenDecays
        opening={opening}
        open={(files) => read(files, false, reading)}
        add={simulated ? null : (files) => read(files, true, reading)}
        example={simulated && !putAway ? null : backToExample}
      />
      {given.files.length > 0 && (
        <ReadingOptions reading={reading} change={changeReading} open={opening.refused !== null} />
      )}
      {putAway ? (
        <div data-settled="true">
          <PutAway />
        </div>
      ) : (
        <DecayFits open={open} wish={wish} change={change} reading={reading} />
      )}
    </>
  );
}
