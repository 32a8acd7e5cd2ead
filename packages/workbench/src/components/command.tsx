import { type ReactNode, useId, useState } from "react";

/** The line that gives the same in a terminal, to copy. */
export function Command({ command }: { readonly command: string }): ReactNode {
  const [said, setSaid] = useState("");
  const id = useId();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    setSaid("copied");
  };
  return (
    <p className="command">
      <label htmlFor={id}>the same in a terminal</label>
      <input id={id} type="text" readOnly value={command} />
      <button type="button" onClick={() => void copy().catch((error: Error) => setSaid(error.message))}>
        Copy command
      </button>
      <span role="status">{said}</span>
    </p>
  );
}
