/** A progress line on a terminal's stderr; silent when piped. */
export interface Progress {
  update(share: number, what: string): void;
  end(): void;
}

/** Begins a progress line under this title. */
export function startProgress(title: string): Progress {
  const live = process.stderr.isTTY === true;
  return {
    update: (share, what) => {
      if (!live) return;
      const filled = Math.round(20 * Math.min(1, Math.max(0, share)));
      process.stderr.write(
        `\r\x1b[K${title} [${"#".repeat(filled)}${".".repeat(20 - filled)}] ${(100 * share).toFixed(0)} % ${what}`,
      );
    },
    end: () => {
      if (live) process.stderr.write("\r\x1b[K");
    },
  };
}
