import { useCallback, useEffect, useRef, useState } from "react";
import type { GivenFile } from "../../worker/given-file.ts";
import type {
  DataAnswer,
  DosyAnswer,
  FittedDecay,
  IntegralsAnswer,
  NmrAnswer,
  NmrControl,
  NmrRefused,
  NmrRequest,
  NmrSet,
  NmrWish,
  SpectraAnswer,
} from "../../worker/nmr-protocol.ts";
import { startWorker } from "../start-worker.ts";
import { FIRST_WISH } from "./wish.ts";

/** What was refused, by where it belongs. */
export type NmrProblems = Partial<Record<NmrControl, NmrRefused>>;

/** What is known of the data that are open: the newest answer of each kind. */
export interface NmrFound {
  readonly sets: readonly NmrSet[];
  /** Name of the file or folder that is open; null for the simulated set. */
  readonly source: string | null;
  readonly data: DataAnswer | null;
  readonly spectra: SpectraAnswer | null;
  readonly integrals: IntegralsAnswer | null;
  readonly decays: readonly (FittedDecay | undefined)[];
  readonly dosy: DosyAnswer | null;
  readonly problems: NmrProblems;
  /** Refused in the request under way; shown once all of it has arrived. */
  readonly refused: NmrProblems;
  readonly settled: boolean;
  /** From opening the files or the last change to the last answer, in the worker. */
  readonly milliseconds: number | null;
}

/** The page's hold on its data. */
export interface NmrBench {
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
  /** Opens files in place of what is open; null goes back to the simulated set. */
  readonly open: (files: readonly GivenFile[] | null) => void;
  readonly found: NmrFound;
}

const EMPTY = { data: null, spectra: null, integrals: null, decays: [], dosy: null } as const;
const NOTHING: NmrFound = {
  sets: [],
  source: null,
  ...EMPTY,
  problems: {},
  refused: {},
  settled: false,
  milliseconds: null,
};

function settledWith(old: NmrFound, milliseconds: number): NmrFound {
  const { refused } = old;
  return {
    ...old,
    problems: refused,
    settled: true,
    milliseconds,
    ...(refused.regions ? { integrals: null } : {}),
    ...(refused.regions || refused.diffusion ? { decays: [], dosy: null } : {}),
  };
}

function withAnswer(old: NmrFound, answer: NmrAnswer): NmrFound {
  switch (answer.kind) {
    case "opened":
      return { ...old, sets: answer.sets, source: answer.source, ...EMPTY };
    case "data":
      return old.data && old.data.dataset !== answer.dataset
        ? { ...old, ...EMPTY, data: answer }
        : { ...old, data: answer };
    case "spectra":
      return { ...old, spectra: answer };
    case "integrals":
      return {
        ...old,
        integrals: answer,
        ...(answer.regions.length === 0 ? { decays: [], dosy: null } : {}),
      };
    case "decay": {
      const decays = Array.from({ length: answer.count }, (_, i) =>
        i === answer.index ? answer.decay : old.decays[i],
      );
      return { ...old, decays };
    }
    case "dosy":
      return { ...old, dosy: answer };
    case "refused":
      return { ...old, refused: { ...old.refused, [answer.control]: answer } };
    case "settled":
      return settledWith(old, answer.milliseconds);
  }
}

/** Under which name the key of an answer is held. */
const slotOf = (answer: Extract<NmrAnswer, { key: string }>): string =>
  answer.kind === "decay" ? `decay ${answer.index}` : answer.kind;

/** Asks one worker about the newest wish; one request in flight until its spectra have come, and the last wish wins. */
export function useNmr(): NmrBench {
  const [found, setFound] = useState(NOTHING);
  const [wish, setWish] = useState<NmrWish>(FIRST_WISH);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef(false);
  const newest = useRef<NmrWish>(wish);
  const sent = useRef<NmrWish | null>(null);
  /** The wish that goes with the files being opened: it holds once they are. */
  const opening = useRef<NmrWish | null>(null);
  const held = useRef(new Map<string, string>());

  const send = useCallback((asked: NmrWish, open?: NonNullable<NmrRequest["open"]>): void => {
    busy.current = true;
    sent.current = asked;
    ticket.current += 1;
    setFound((old) => ({ ...old, refused: {}, settled: false }));
    worker.current?.postMessage(
      {
        ticket: ticket.current,
        wish: asked,
        have: [...held.current.values()],
        ...(open ? { open } : {}),
      } satisfies NmrRequest,
      open?.files?.map(({ bytes }) => bytes.buffer as ArrayBuffer) ?? [],
    );
  }, []);

  const hear = useCallback(
    (answer: NmrAnswer): void => {
      if (answer.kind === "opened") {
        held.current.clear();
        if (opening.current) {
          newest.current = opening.current;
          sent.current = opening.current;
          setWish(opening.current);
        }
      } else if (answer.ticket !== ticket.current) return;
      if ("key" in answer) held.current.set(slotOf(answer), answer.key);
      if (answer.kind === "integrals" && answer.regions.length === 0) {
        for (const slot of [...held.current.keys()])
          if (/^d(?:ecay|osy)/u.test(slot)) held.current.delete(slot);
      }
      if (answer.kind === "refused")
        for (const slot of [...held.current.keys()])
          if (
            answer.control === "diffusion"
              ? /^d(?:ecay|osy)/u.test(slot)
              : slot !== "data" && slot !== "spectra"
          )
            held.current.delete(slot);
      setFound((old) => withAnswer(old, answer));
      if (answer.kind === "opened" || answer.kind === "data" || answer.kind === "refused") return;
      busy.current = false;
      opening.current = null;
      if (sent.current !== newest.current) send(newest.current);
    },
    [send],
  );

  useEffect(() => {
    const fail = (message: string): void => {
      hear({
        kind: "refused",
        ticket: ticket.current,
        control: "files",
        needs: null,
        complaints: [{ what: message }],
        message,
      });
      hear({ kind: "settled", ticket: ticket.current, milliseconds: 0 });
    };
    const started = startWorker("nmr", hear, fail);
    worker.current = started;
    held.current.clear();
    send(newest.current, { files: null });
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, [send, hear]);

  const change = useCallback(
    (part: Partial<NmrWish>): void => {
      newest.current = { ...newest.current, ...part };
      setWish(newest.current);
      if (!busy.current) send(newest.current);
    },
    [send],
  );
  const open = useCallback(
    (files: readonly GivenFile[] | null): void => {
      opening.current = { ...FIRST_WISH, models: newest.current.models };
      send(opening.current, { files });
      // Should the files be refused, what is open stays as it was asked for.
      sent.current = newest.current;
    },
    [send],
  );
  return { wish, change, open, found };
}
