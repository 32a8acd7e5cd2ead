import type { Complaint } from "@oleate/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DecayAnswer, DecayRequest, FitAsk } from "../../worker/decay-protocol.ts";
import { startWorker } from "../start-worker.ts";
import { type Fitted, heard, NONE } from "./fitted.ts";

/** The fits of the page. */
export interface Fits {
  /** Of the decay that is looked at; while a newer one is on its way, the one before. */
  readonly shown: Fitted | null;
  /** What `shown` was asked: a step behind while something is moved. */
  readonly asked: FitAsk | null;
  /** Whether `shown` is what is asked for now, and nothing is left to be done about it. */
  readonly settled: boolean;
  readonly refused: readonly Complaint[] | null;
  readonly of: (key: string) => Fitted | undefined;
  readonly refusedOf: (key: string) => readonly Complaint[] | undefined;
  /** What is being done behind the page, in words; "" for nothing. */
  readonly behind: string;
}

/** After the last change the long search waits this long, ms. */
const REST = 220;
const SEARCHING = "searching from several starts";
const PARAMETERS = "intervals";
const DERIVED = "intervals of shares and averages";
/** Components a fit begins with before their number is known. */
const FIRST_COUNT = 1;

/** Whether a fit may begin where another ended: the same parameters of the same decay. */
const likeness = ({ decay, component, prompt, response }: FitAsk): string =>
  JSON.stringify([decay.name, component, prompt, response.kind]);

/**
 * Fits what is asked: one quick search in a worker that hears the newest wish, from where the last fit ended; after a rest a search from
 * several starts and the intervals in another, first of the decay that is shown, then of the others.
 */
export function useFits(ask: FitAsk | null, others: readonly FitAsk[]): Fits {
  const [held, setHeld] = useState(NONE);
  const [behind, setBehind] = useState("");
  const [broken, setBroken] = useState<string | null>(null);
  const live = useRef<Worker | null>(null);
  const back = useRef<Worker | null>(null);
  /** What hears the worker behind the page: of the newest asks only. */
  const answered = useRef<(answer: DecayAnswer) => void>(() => undefined);
  const busy = useRef(false);
  const backBusy = useRef(false);
  const ticket = useRef(0);
  const backTicket = useRef(0);
  const newest = useRef(ask);
  const sent = useRef<FitAsk | null>(null);
  const now = useRef(held);
  /** Where the last fit of its likeness ended. */
  const start = useRef<{
    readonly like: string;
    readonly values: Float64Array;
    readonly count: number;
  } | null>(null);

  const hear = useCallback((answer: DecayAnswer): void => {
    now.current = heard(now.current, answer);
    setHeld(now.current);
    if (answer.kind === "fit" && newest.current && answer.key === newest.current.key) {
      start.current = {
        like: likeness(newest.current),
        values: answer.found.values,
        count: answer.found.result.components.length,
      };
    }
  }, []);

  const send = useCallback((): void => {
    const asked = newest.current;
    sent.current = asked;
    if (!asked || now.current.fits.has(asked.key)) return;
    busy.current = true;
    ticket.current += 1;
    const mine = ticket.current;
    live.current ??= startWorker<DecayAnswer>(
      "decay",
      (answer) => {
        if (answer.ticket !== ticket.current) return;
        hear(answer);
        if (answer.kind !== "done") return;
        busy.current = false;
        if (sent.current !== newest.current) send();
      },
      (what) => setBroken(what),
    );
    const before = start.current?.like === likeness(asked) ? start.current : null;
    const count = asked.count ?? before?.count ?? FIRST_COUNT;
    const values = before && before.count === count ? before.values : null;
    live.current.postMessage({
      job: "quick",
      ticket: mine,
      ask: asked,
      count,
      start: values,
    } satisfies DecayRequest);
  }, [hear]);

  const rest = useCallback((): void => {
    back.current?.terminate();
    back.current = null;
    backBusy.current = false;
    backTicket.current += 1;
    setBehind("");
  }, []);

  const settle = useCallback(
    (asks: readonly FitAsk[]): void => {
      const left = asks.filter(({ key }) => now.current.fits.get(key)?.phase !== "settled");
      if (left.length === 0) return;
      backBusy.current = true;
      const say = (key: string, what: string): void => {
        const name = left.length > 1 ? `${left.find((one) => one.key === key)?.decay.name}: ` : "";
        setBehind(`${name}${what}`);
      };
      const after = (key: string): string => left[left.findIndex((one) => one.key === key) + 1]?.key ?? key;
      say(left[0]!.key, SEARCHING);
      backTicket.current += 1;
      const mine = backTicket.current;
      answered.current = (answer) => {
        if (answer.ticket !== mine) return;
        hear(answer);
        if (answer.kind === "interval") {
          const { key, done, of } = answer;
          // The other decays are searched before the shares of the first are followed.
          const next = left[0]!.key === key && left.length > 1;
          if (done < of) say(key, `intervals, ${done} of ${of}`);
          else say(next ? after(key) : key, next ? SEARCHING : DERIVED);
        }
        if (answer.kind === "fit") {
          const searching = answer.key !== left.at(-1)!.key;
          if (searching) say(after(answer.key), SEARCHING);
          else say(left[0]!.key, left.length > 1 ? DERIVED : PARAMETERS);
        }
        // After the shares of one decay come the parameters of the next.
        if (answer.kind === "settled" && after(answer.key) !== answer.key) say(after(answer.key), PARAMETERS);
        if (answer.kind !== "done") return;
        backBusy.current = false;
        setBehind("");
      };
      back.current ??= startWorker<DecayAnswer>("decay", (answer) => answered.current(answer), setBroken);
      back.current.postMessage({ job: "settle", ticket: mine, asks: left } satisfies DecayRequest);
    },
    [hear],
  );

  const asks = useMemo(
    () => (ask ? [ask, ...others.filter(({ key }) => key !== ask.key)] : []),
    [ask, others],
  );
  useEffect(() => {
    newest.current = ask;
    if (!busy.current && ask !== sent.current) send();
    // What is done behind the page is about something else now: the newest wish has both cores.
    if (backBusy.current) rest();
    const timer = setTimeout(() => settle(asks), REST);
    return () => clearTimeout(timer);
  }, [ask, asks, send, rest, settle]);
  useEffect(
    () => () => {
      live.current?.terminate();
      back.current?.terminate();
      live.current = null;
      back.current = null;
      // In development a component is mounted twice: the second time it asks anew.
      sent.current = null;
      busy.current = false;
      backBusy.current = false;
    },
    [],
  );

  const current = ask ? held.fits.get(ask.key) : undefined;
  const last = useRef<{ readonly ask: FitAsk; readonly fit: Fitted } | null>(null);
  if (ask && current) last.current = { ask, fit: current };
  const refused = ask ? (held.refused.get(ask.key) ?? null) : null;
  const before =
    !current && !refused && last.current?.ask.decay.counts === ask?.decay.counts ? last.current : null;
  return {
    shown: current ?? before?.fit ?? null,
    asked: before?.ask ?? ask,
    settled: ask !== null && (refused !== null || current?.phase === "settled") && behind === "",
    refused: broken === null ? refused : [{ what: broken }],
    of: (key) => held.fits.get(key),
    refusedOf: (key) => held.refused.get(key),
    behind,
  };
}
