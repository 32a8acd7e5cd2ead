/** Median and range of the processor time of one run, ms, over `repeats` batches of `batch` runs. */
export function measure(
  batch: number,
  repeats: number,
  act: () => void,
): { median: number; low: number; high: number } {
  for (let i = 0; i < Math.max(repeats > 3 ? 3 : 1, batch / 2); i++) act();
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = process.cpuUsage();
    for (let i = 0; i < batch; i++) act();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000 / batch);
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1]!, low: times[0]!, high: times.at(-1)! };
}
