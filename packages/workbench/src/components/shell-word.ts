/** A word of a command line: as it is where a shell leaves it alone, else quoted so that it does. */
export function shellWord(text: string): string {
  if (/^[\w.][\w./-]*$/u.test(text)) return text;
  if (!/["$`\\!]/u.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A file or folder as an argument: one that begins with a dash is no flag. */
export const shellPath = (path: string): string => shellWord(path.startsWith("-") ? `./${path}` : path);
