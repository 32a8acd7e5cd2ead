import { type ReactNode, useRef } from "react";
import { CopyTables } from "./copy-tables.tsx";
import { useOutOfSight } from "./out-of-sight.ts";

/** Markup of the report put into the page, with one button that copies its tables as tab-separated numbers. */
export function Markup({ html, copyLabel }: { html: string; copyLabel?: string }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const hint = useOutOfSight(box, html);
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the report's own markup, escaped where it is written */}
      <div ref={box} dangerouslySetInnerHTML={{ __html: html }} />
      {hint !== "" && <p className="aside more">{hint}</p>}
      {copyLabel && <CopyTables box={box} label={copyLabel} />}
    </>
  );
}
