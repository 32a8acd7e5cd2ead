import type { Verdict } from "@oleate/core";
import { VERDICT_MARKS } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import { fetchStudies, type StudyCard } from "../api.ts";

/** The studies to begin from. */
export function Gallery(): ReactNode {
  const [studies, setStudies] = useState<readonly StudyCard[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    document.title = "Oleate";
    const stop = new AbortController();
    fetchStudies(stop.signal).then(setStudies, (error: Error) => {
      if (!stop.signal.aborted) setProblem(error.message);
    });
    return () => stop.abort();
  }, []);
  return (
    <>
      <h1>Studies</h1>
      <p>
        A study is a sample, its measurements and what a paper said of them. Open one to see what is on the
        dots, how firmly it is held, and which printed numbers follow from their own inputs.
      </p>
      {problem && (
        <p className="problem" role="alert">
          The gallery cannot be read: {problem}
        </p>
      )}
      {!problem && studies === null && <p role="status">Reading the gallery ...</p>}
      {studies?.length === 0 && (
        <p>
          There is no study yet. <code>oleate init my-dots</code> begins one.
        </p>
      )}
      <ul className="cards">
        {studies?.map((study) => (
          <li key={study.id} className="card">
            <h2>
              <a href={`#/studies/${encodeURIComponent(study.id)}`}>{study.title}</a>
            </h2>
            <p className="aside">{study.id}</p>
            {study.problem ? <p className="problem">{study.problem}</p> : <p>{study.summary}</p>}
            <p className="counts">
              {(Object.keys(VERDICT_MARKS) as Verdict[])
                .filter((verdict) => study.verdicts[verdict])
                .map((verdict) => (
                  <span key={verdict} className={`verdict ${verdict}`}>
                    <span aria-hidden="true">{VERDICT_MARKS[verdict].sign}</span> {study.verdicts[verdict]}{" "}
                    {VERDICT_MARKS[verdict].word}
                  </span>
                ))}
              {Object.keys(study.verdicts).length === 0 && !study.problem && (
                <span className="aside">
                  not run yet: <code>oleate run {study.id}</code>
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
