import type { Complaint } from "@oleate/core";
import type { SpectralUnit } from "@oleate/files";
import { useCallback, useEffect, useRef, useState } from "react";
import type { GivenFile } from "../../worker/given-file.ts";
import type {
  DrawnCurve,
  OpenFile,
  OpenSpectrum,
  SpectraAnswer,
  SpectraRequest,
  SpectraWish,
  SpectrumAsk,
  SpectrumKind,
  SpectrumRow,
} from "../../worker/spectra-protocol.ts";
import { startWorker } from "../start-worker.ts";
import { FIRST_WISH, ownWish } from "./first-wish.ts";

/** A file that is open, and what its spectra are read as. */
export interface ShownFile extends OpenFile {
  readonly kind: SpectrumKind;
}

/** What is open and what was read of it. */
export interface SpectraBench {
  readonly simulated: boolean;
  readonly files: readonly ShownFile[];
  readonly spectra: readonly OpenSpectrum[];
  readonly rows: ReadonlyMap<number, SpectrumRow>;
  readonly refused: readonly Complaint[];
  readonly curves: readonly DrawnCurve[];
  /** Of the newest wish: how many spectra have been read, of how many. */
  readonly done: number;
  readonly asked: number;
  readonly settled: boolean;
  readonly milliseconds: number | null;
  readonly wish: SpectraWish;
}

type State = Omit<SpectraBench, "wish">;

const NOTHING: State = {
  simulated: true,
  files: [],
  spectra: [],
  rows: new Map(),
  refused: [],
  curves: [],
  done: 0,
  asked: 0,
  settled: false,
  milliseconds: null,
};

/** What a file of spectra is taken for at first; excitation is neither. */
const kindOf = ({ quantity }: OpenFile): SpectrumKind =>
  quantity === "emission" ? "emission" : quantity === "excitation" ? "left out" : "absorption";

const asksOf = ({ files, spectra }: State): readonly SpectrumAsk[] => {
  const kinds = new Map(files.map(({ file, kind }) => [file, kind]));
  return spectra.flatMap(({ id, file }) => {
    const kind = kinds.get(file);
    return kind === undefined || kind === "left out" ? [] : [{ id, kind }];
  });
};

/** Files read just now beside those that are open; simulated ones give way, and a file read again takes its own place. */
function merged(old: State, opened: Extract<SpectraAnswer, { kind: "opened" }>): State {
  const { simulated, files, spectra, refused } = opened;
  if (files.length === 0) return { ...old, refused, settled: true };
  const fresh = new Set(files.map(({ file }) => file));
  const stays = (file: string): boolean => !(simulated || old.simulated || fresh.has(file));
  return {
    ...old,
    simulated,
    refused,
    files: [
      ...old.files.filter(({ file }) => stays(file)),
      ...files.map((file) => ({ ...file, kind: kindOf(file) })),
    ],
    spectra: [...old.spectra.filter(({ file }) => stays(file)), ...spectra],
  };
}

/** Holds one worker with the spectra that are open: files come and go, and the newest settings win. */
export function useSpectra(): SpectraBench & {
  readonly change: (part: Partial<SpectraWish>) => void;
  /** Opens files beside what is open; null goes back to the simulated ones. */
  readonly open: (files: readonly GivenFile[] | null, axisUnit?: SpectralUnit | null) => void;
  readonly setKind: (file: string, kind: SpectrumKind) => void;
  readonly remove: (file: string) => void;
  readonly cancel: () => void;
} {
  const [state, setState] = useState(NOTHING);
  const [wish, setWish] = useState<SpectraWish>(FIRST_WISH);
  const worker = useRef<Worker | null>(null);
  const now = useRef({ state: NOTHING, wish: FIRST_WISH as SpectraWish });
  const ticket = useRef(0);

  const post = useCallback((request: SpectraRequest, transfer: Transferable[] = []): void => {
    worker.current?.postMessage(request, transfer);
  }, []);
  const put = useCallback((next: State): void => {
    now.current.state = next;
    setState(next);
  }, []);
  /** Reads all that is open as it is wished now. */
  const read = useCallback((): void => {
    const { state: here, wish: asked } = now.current;
    const asks = asksOf(here);
    ticket.current += 1;
    put({ ...here, done: 0, asked: asks.length, settled: false });
    post({ kind: "read", ticket: ticket.current, wish: asked, asks });
  }, [post, put]);

  const hear = useCallback(
    (answer: SpectraAnswer): void => {
      const { state: here, wish: asked } = now.current;
      switch (answer.kind) {
        case "opened": {
          const next = merged(here, answer);
          const open = new Set(next.spectra.map(({ id }) => id));
          const gone = here.spectra.flatMap(({ id }) => (open.has(id) ? [] : [id]));
          if (gone.length > 0) post({ kind: "forget", ids: gone });
          put(next);
          if (answer.files.length > 0 && answer.simulated !== here.simulated) {
            // The settings of the simulated aliquots go with them.
            const wished = answer.simulated ? FIRST_WISH : ownWish(answer.files.map(({ file }) => file));
            now.current.wish = wished;
            setWish(wished);
            post({ kind: "curves", material: wished.material });
          }
          if (answer.files.length > 0) read();
          return;
        }
        case "row":
          if (answer.ticket !== ticket.current) return;
          put({ ...here, done: here.done + 1, rows: new Map(here.rows).set(answer.id, answer.row) });
          return;
        case "settled":
          if (answer.ticket === ticket.current)
            put({ ...here, settled: true, milliseconds: answer.milliseconds });
          return;
        case "curves":
          if (answer.material === asked.material) put({ ...here, curves: answer.curves });
          return;
        case "refused":
          put({ ...here, refused: answer.complaints, settled: true });
      }
    },
    [post, put, read],
  );

  useEffect(() => {
    worker.current = startWorker<SpectraAnswer>("spectra", hear, (what) =>
      put({ ...now.current.state, refused: [{ what }], settled: true }),
    );
    put(NOTHING);
    post({ kind: "curves", material: now.current.wish.material });
    post({ kind: "open", ticket: 0, files: null, axisUnit: null });
    return () => {
      worker.current?.terminate();
      worker.current = null;
    };
  }, [hear, post, put]);

  const change = useCallback(
    (part: Partial<SpectraWish>): void => {
      const next = { ...now.current.wish, ...part };
      const another = next.material !== now.current.wish.material;
      now.current.wish = next;
      setWish(next);
      if (another) post({ kind: "curves", material: next.material });
      read();
    },
    [post, read],
  );
  const open = useCallback(
    (files: readonly GivenFile[] | null, axisUnit: SpectralUnit | null = null): void => {
      put({ ...now.current.state, refused: [], settled: false });
      post({ kind: "open", ticket: 0, files, axisUnit });
    },
    [post, put],
  );
  const setKind = useCallback(
    (file: string, kind: SpectrumKind): void => {
      const { state: here } = now.current;
      const files = here.files.map((one) => (one.file === file ? { ...one, kind } : one));
      const spectra = new Set(here.spectra.flatMap((one) => (one.file === file ? [one.id] : [])));
      const rows = new Map([...here.rows].filter(([id]) => !spectra.has(id)));
      put({ ...here, files, rows });
      read();
    },
    [put, read],
  );
  const remove = useCallback(
    (file: string): void => {
      const { state: here } = now.current;
      const ids = here.spectra.flatMap((one) => (one.file === file ? [one.id] : []));
      post({ kind: "forget", ids });
      put({
        ...here,
        files: here.files.filter((one) => one.file !== file),
        spectra: here.spectra.filter((one) => one.file !== file),
      });
      read();
    },
    [post, put, read],
  );
  /** Stops the reading; what has been read stays. */
  const cancel = useCallback((): void => {
    const { state: here, wish: asked } = now.current;
    ticket.current += 1;
    put({ ...here, settled: true });
    post({ kind: "read", ticket: ticket.current, wish: asked, asks: [] });
  }, [post, put]);
  return { ...state, wish, change, open, setKind, remove, cancel };
}
