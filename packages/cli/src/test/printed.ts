/** What a command prints, and its exit code; the terminal is left as it was, also when the command throws. */
export function printedBy(act: () => number): { readonly text: string; readonly code: number } {
  const write = process.stdout.write;
  let text = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  try {
    const code = act();
    return { code, text };
  } finally {
    process.stdout.write = write;
  }
}
