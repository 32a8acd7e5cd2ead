import { type ReactNode, useRef, useState } from "react";
import { tableText } from "./download.ts";

/** Markup of the report put into the page, with one button that copies its tables as tab-separated numbers. */
export function Markup({ html, copyLabel }: { html: string; copyLabel?: string }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    const tables = [...(box.current?.querySelectorAll("table") ?? [])].filter(
      (table) => !table.parentElement?.closest("table"),
    );
    await navigator.clipboard.writeText(tables.map(tableText).join("\n\n"));
    setSaid("copied");
  };
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the report's own markup, escaped where it is written */}
      <div ref={box} dangerouslySetInnerHTML={{ __html: html }} />
      {copyLabel && (
        <div className="tools">
          <button type="button" onClick={() => void copy().catch(() => setSaid("copying was refused"))}>
            {copyLabel}
          </button>
          <span role="status">{said}</span>
        </div>
      )}
    </>
  );
}
