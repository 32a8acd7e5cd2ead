import type { AnalysisResult, ResultDocument } from "@oleate/core";
import { analysisSection, citationList, sampleTable, tally, valueTable } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import { fetchStudy, type StudyTexts } from "../api.ts";
import { Bench } from "../components/bench.tsx";
import { Claims } from "../components/claims.tsx";
import { Figure, MapFigure } from "../components/figure.tsx";
import { Markup } from "../components/markup.tsx";

/** One analysis: the report's text and tables, and figures that can be saved. */
function Analysis({ analysis }: { analysis: AnalysisResult }): ReactNode {
  return (
    <>
      <Markup
        html={analysisSection(analysis, false)}
        {...(analysis.tables.length || analysis.fit ? { copyLabel: "Copy tables" } : {})}
      />
      <div className="figures">
        {analysis.figures.map((spec) => (
          <Figure key={spec.id} spec={spec} />
        ))}
        {analysis.maps?.map((spec) => (
          <MapFigure key={spec.id} spec={spec} />
        ))}
      </div>
    </>
  );
}

/** What a run of the study found, section by section. */
function Results({ result }: { result: ResultDocument }): ReactNode {
  const fits = result.analyses.filter((analysis) => analysis.fit);
  const others = result.analyses.filter((analysis) => !analysis.fit);
  return (
    <>
      <h2 id="claims">Claims</h2>
      <Claims claims={result.claims} />
      <h2 id="fits">Fits</h2>
      {fits.length === 0 && <p>This study fits nothing.</p>}
      {fits.map((analysis) => (
        <Analysis key={analysis.id} analysis={analysis} />
      ))}
      <h2 id="analyses">Further analyses</h2>
      {others.map((analysis) => (
        <details key={analysis.id} className="fold">
          <summary>
            {analysis.title}
            {analysis.findings[0] && <span className="aside">{analysis.findings[0]}</span>}
          </summary>
          <Analysis analysis={analysis} />
        </details>
      ))}
      <h2 id="values">Derived values</h2>
      <Markup html={valueTable(result.values)} copyLabel="Copy values" />
      <h2 id="sources">Sources</h2>
      <Markup html={citationList(result.citations)} />
      <p className="aside">
        Oleate {result.oleate}, seed {result.seed}.
      </p>
    </>
  );
}

const SECTIONS = [
  ["state", "On the dots"],
  ["sample", "Sample"],
  ["claims", "Claims"],
  ["fits", "Fits"],
  ["analyses", "Further analyses"],
  ["values", "Derived values"],
  ["sources", "Sources"],
] as const;

/** The page of one study. */
export function StudyPage({ id }: { id: string }): ReactNode {
  const [texts, setTexts] = useState<StudyTexts | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetchStudy(id, stop.signal).then(setTexts, (error: Error) => {
      if (!stop.signal.aborted) setProblem(error.message);
    });
    return () => stop.abort();
  }, [id]);
  const result = texts?.result ?? null;
  const title = result?.study.title ?? id;
  useEffect(() => {
    document.title = `${title}: Oleate`;
  }, [title]);
  if (problem)
    return (
      <>
        <h1>{id}</h1>
        <p className="problem" role="alert">
          The study cannot be read: {problem}
        </p>
        <p>
          <a href="#/">Back to the studies</a>
        </p>
      </>
    );
  if (!texts)
    return (
      <>
        <h1>{id}</h1>
        <p role="status">Reading the study ...</p>
      </>
    );
  const jump =
    (section: string) =>
    (event: { preventDefault(): void }): void => {
      event.preventDefault();
      const heading = document.getElementById(section);
      heading?.scrollIntoView();
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    };
  return (
    <div className="study">
      <nav className="sections" aria-label="Sections of this study">
        {SECTIONS.filter(([section]) => result || section === "state").map(([section, label]) => (
          <a key={section} href={`#${section}`} onClick={jump(section)}>
            {label}
          </a>
        ))}
      </nav>
      <article>
        <h1>{title}</h1>
        {result && <p className="aside">{result.study.source.cite}</p>}
        {result ? (
          <Markup html={tally(result.claims.map((claim) => claim.verdict))} />
        ) : (
          <p className="problem">
            This study was not run yet: <code>oleate run {id}</code> fits it and fills this page. The state
            below works without.
          </p>
        )}
        <h2 id="state">What is on the dots</h2>
        <Bench texts={texts} />
        {result && (
          <>
            <h2 id="sample">Sample</h2>
            <Markup html={sampleTable(result.sample)} copyLabel="Copy sample" />
            <Results result={result} />
          </>
        )}
      </article>
    </div>
  );
}
