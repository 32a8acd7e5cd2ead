import { type ReactNode, type RefObject, useState } from "react";
import { tableText } from "./download.ts";

/** A button that copies the outer tables inside `box` as tab-separated numbers, and says that it did. */
export function CopyTables({ box, label }: { box: RefObject<HTMLElement | null>; label: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    const tables = [...(box.current?.querySelectorAll("table") ?? [])].filter(
      (table) => !table.parentElement?.closest("table"),
    );
    await navigator.clipboard.writeText(tables.map(tableText).join("\n\n"));
    setSaid("copied");
  };
  return (
    <div className="tools">
      <button type="button" onClick={() => void copy().catch(() => setSaid("copying was refused"))}>
        {label}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
