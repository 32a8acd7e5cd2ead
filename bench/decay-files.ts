// A .ptu of 100 MB (25 million T3 records) to histograms: whole in memory, and streamed from disk with bounded memory. The file also
// goes to the peer.
import { spawnSync } from "node:child_process";
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRandom } from "@oleate/core";
import { readDecays, readPtu } from "@oleate/files";
import { writePtu } from "../packages/files/src/light/decays/test/pq-file.ts";

const RECORDS = 25_000_000;
const HYDRAHARP_V2_T3 = 0x01010304;
const OVERFLOW = 0xfe000001;
const REPEATS = 5;
const CHUNK_BYTES = 2 ** 20;
const FILE = "out/bench-decay-files.ptu";
const STREAM_RESULTS = "out/bench-decay-files-stream.json";

/** Exponential delays of 4.7 ns at 16 ps on two detectors, one photon in 50 pulses, overflows where the pulse counter runs over. */
function records(): Uint32Array {
  const random = createRandom(3, "bench ptu");
  const words = new Uint32Array(RECORDS);
  let pulse = 0;
  for (let i = 0; i < RECORDS; i++) {
    pulse += 50;
    if (pulse >= 1024) {
      pulse -= 1024;
      words[i] = OVERFLOW;
      continue;
    }
    const delay = Math.min(3124, Math.floor(120 - (4.7 / 0.016) * Math.log(1 - random.uniform())));
    words[i] = (((i & 1) << 25) | (delay << 10) | pulse) >>> 0;
  }
  return words;
}

async function timed(act: () => unknown): Promise<{ median: number; low: number; high: number }> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const before = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  return { median: times[REPEATS >> 1]!, low: times[0]!, high: times.at(-1)! };
}

/** Streams the file; in a process of its own, so that its peak memory is that of streaming. */
async function streamed(): Promise<void> {
  const atRestMegabytes = process.resourceUsage().maxRSS / 1024;
  const start = performance.now();
  const { curves } = await readPtu(createReadStream(FILE, { highWaterMark: CHUNK_BYTES }));
  const firstSeconds = (performance.now() - start) / 1000;
  const inMegabytes = await timed(() => readPtu(createReadStream(FILE, { highWaterMark: CHUNK_BYTES })));
  const inUsualChunks = await timed(() => readPtu(createReadStream(FILE)));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const photons = curves.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  writeFileSync(
    STREAM_RESULTS,
    JSON.stringify({ inMegabytes, inUsualChunks, firstSeconds, photons, atRestMegabytes, peakMegabytes }),
  );
}

async function main(): Promise<void> {
  mkdirSync("out", { recursive: true });
  const bytes = writePtu(HYDRAHARP_V2_T3, records());
  writeFileSync(FILE, bytes);
  const whole = await timed(() => readDecays(bytes, FILE));
  const child = spawnSync(process.execPath, [...process.execArgv, "bench/decay-files.ts", "--streamed"], {
    stdio: "inherit",
  });
  if (child.status !== 0) process.exit(1);
  const stream = JSON.parse(readFileSync(STREAM_RESULTS, "utf8"));
  writeFileSync(
    "out/bench-decay-files.json",
    JSON.stringify({
      milliseconds: {
        "25 million records, whole file in memory": whole,
        "25 million records, streamed from disk, 1 MB chunks": stream.inMegabytes,
        "25 million records, streamed from disk, 64 kB chunks": stream.inUsualChunks,
      },
      photons: stream.photons,
      firstSeconds: stream.firstSeconds,
      atRestMegabytes: stream.atRestMegabytes,
      peakMegabytes: stream.peakMegabytes,
    }),
  );
}

await (process.argv.includes("--streamed") ? streamed() : main());
