/** What a command printed, and its exit code. */
export interface Printed {
  readonly text: string;
  readonly code: number;
}

/** Keeps what is written from the terminal until `end` is called. */
function catchOutput(): { readonly text: () => string; readonly end: () => void } {
  const write = process.stdout.write;
  let text = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  return {
    text: () => text,
    end: () => {
      process.stdout.write = write;
    },
  };
}

/** What a command prints, and its exit code; the terminal is left as it was, also when the command throws. */
export function printedBy(act: () => number): Printed {
  const output = catchOutput();
  try {
    const code = act();
    return { code, text: output.text() };
  } finally {
    output.end();
  }
}

/** The same for a command that ends later; only one may run at a time. */
export async function printedByPromise(act: () => Promise<number>): Promise<Printed> {
  const output = catchOutput();
  try {
    const code = await act();
    return { code, text: output.text() };
  } finally {
    output.end();
  }
}
