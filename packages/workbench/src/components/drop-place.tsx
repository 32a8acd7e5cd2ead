import { type DragEvent, type ReactNode, useRef, useState } from "react";

/** A button that lets files be chosen. */
export interface WayIn {
  /** Words of the button. */
  readonly text: string;
  /** What is chosen, for those who hear it. */
  readonly label: string;
  /** Endings that are offered first; all where it is left out. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** A folder with all that is in it. */
  readonly folder?: boolean;
  readonly take: (files: FileList) => void;
}

function Choose({ way }: { readonly way: WayIn }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const { text, label, accept, multiple = false, folder = false, take } = way;
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple || folder}
        {...(folder ? { webkitdirectory: "" } : {})}
        onChange={({ target }) => {
          if (target.files && target.files.length > 0) take(target.files);
          // The same file can be chosen again after it has changed.
          target.value = "";
        }}
      />
    </>
  );
}

/** A place where files are dropped, with buttons to choose them and one for the simulated data; nothing leaves the page. */
export function DropPlace({
  label,
  ways,
  drop,
  example,
  hint,
  children,
}: {
  /** What the place is, for those who hear it. */
  readonly label: string;
  readonly ways: readonly WayIn[];
  readonly drop: (transfer: DataTransfer) => void;
  /** The simulated data, where they can be gone back to. */
  readonly example: { readonly text: string; readonly open: () => void } | null;
  readonly hint: ReactNode;
  /** What is to be said of the files that were given. */
  readonly children?: ReactNode;
}): ReactNode {
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    drop(event.dataTransfer);
  };
  return (
    <section
      className="open-data"
      data-over={over}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <div className="tools">
        {ways.map((way) => (
          <Choose key={way.text} way={way} />
        ))}
        {example && (
          <button type="button" onClick={example.open}>
            {example.text}
          </button>
        )}
        <span className="aside">{hint} Nothing is uploaded.</span>
      </div>
      {children}
    </section>
  );
}
