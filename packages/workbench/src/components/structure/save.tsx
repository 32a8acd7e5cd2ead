import { type ReactNode, useId, useState } from "react";
import type { Stage } from "../../three/stage.ts";
import type { FormatRow } from "../../worker/structure-protocol.ts";
import { Command } from "../command.tsx";
import { download } from "../download.ts";

/** Buttons that save the picture and structure files, and the command that builds the same dot. */
export function Save({
  name,
  stage,
  formats,
  write,
  command,
}: {
  /** File name without its ending. */
  readonly name: string;
  readonly stage: Stage | null;
  readonly formats: readonly FormatRow[];
  readonly write: (format: string) => Promise<Readonly<Record<string, string>>>;
  readonly command: string;
}): ReactNode {
  const [format, setFormat] = useState("xyz");
  const [said, setSaid] = useState("");
  const id = useId();
  const told = (work: Promise<void>): void => {
    setSaid("");
    work.catch((error: Error) => setSaid(error.message));
  };
  const saveFile = async (): Promise<void> => {
    const files = await write(format);
    for (const [ending, text] of Object.entries(files))
      download(`${name}.${ending}`, new Blob([text], { type: "text/plain" }));
  };
  const savePicture = async (): Promise<void> => {
    if (stage) download(`${name}.png`, await stage.picture());
  };
  return (
    <section className="save" aria-label="Save">
      <div className="tools">
        <label htmlFor={`${id}-format`}>file</label>
        <select id={`${id}-format`} value={format} onChange={(event) => setFormat(event.target.value)}>
          {formats.map(({ name: key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
        <button type="button" onClick={() => told(saveFile())}>
          Save file
        </button>
        <button type="button" aria-disabled={!stage} onClick={() => told(savePicture())}>
          Save picture
        </button>
        <span role="status">{said}</span>
      </div>
      <Command command={command} />
    </section>
  );
}
