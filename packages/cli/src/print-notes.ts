/** What a reader has to know beside the numbers: warnings first, one line each. */
export function printNotes(notes: readonly string[], warnings: readonly string[] = []): void {
  for (const warning of warnings) process.stdout.write(`warning  ${warning}\n`);
  for (const note of notes) process.stdout.write(`note  ${note}\n`);
}
