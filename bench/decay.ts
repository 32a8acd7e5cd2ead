// What the fit of a decay costs: 4096 channels, a measured response, two exponentials, shift and background, by the likelihood of counts.
// The same decays go to the peer.
import { mkdirSync, writeFileSync } from "node:fs";
import {
  createRandom,
  decayMeans,
  drawCounts,
  type EmissionDecay,
  exponentialEmission,
  fitEmissionDecay,
  fitGlobal,
  fitRateDistribution,
  fitStack,
  prepareDecay,
  searchDecay,
  stretchedEmission,
} from "@oleate/core";
import { measure } from "./measure.ts";

const CHANNELS = 4096;
const WIDTH = 50 / CHANNELS;
const DECAYS = 1000;
const PEER_DECAYS = 100;
const random = createRandom(12, "bench decay");
const pulse = Float64Array.from({ length: CHANNELS }, (_, i) => {
  const t = (i - 300) * WIDTH;
  return random.poisson(1e4 * Math.exp(-0.5 * (t / 0.1) ** 2) + (t > 0 ? 300 * Math.exp(-t / 0.4) : 0));
});
const response = {
  kind: "measured",
  histogram: { name: "response", counts: pulse, channelWidthNs: WIDTH },
} as const;
const options = { components: [exponentialEmission, exponentialEmission], response };
const empty: EmissionDecay = {
  name: "simulated",
  counts: new Float64Array(CHANNELS).fill(1),
  channelWidthNs: WIDTH,
};
const amplitude = (20000 * WIDTH) / (0.6 * 0.9 + 0.4 * 4.7);
const truth = Float64Array.of(0.5, 0, 1.7 * WIDTH, 0.6 * amplitude, 0.9, 0.4 * amplitude, 4.7);
const means = decayMeans(prepareDecay(empty, options), truth);
const decays = Array.from(
  { length: DECAYS },
  (): EmissionDecay => ({ ...empty, counts: drawCounts(means, random) }),
);
/** The peer's start: all wrong by a third, no shift. */
const START = Float64Array.of(1, 0, 0, 0.8 * 0.6 * amplitude, 0.6, 1.3 * 0.4 * amplitude, 6);

let next = 0;
const one = (): EmissionDecay => decays[next++ % DECAYS]!;
const lifetimes: [number[], number[]] = [[], []];
function all(): void {
  lifetimes[0].length = 0;
  lifetimes[1].length = 0;
  for (const decay of decays) {
    const fit = searchDecay(prepareDecay(decay, options));
    lifetimes[0].push(fit.parameters[4]!.value);
    lifetimes[1].push(fit.parameters[6]!.value);
  }
}

/** A series of 1000 decays of 256 channels with shared lifetimes and some 10 000 counts each; the fast share rises along it. */
const SERIES_CHANNELS = 256;
const seriesWidth = 25 / SERIES_CHANNELS;
const seriesResponse = {
  kind: "measured",
  histogram: {
    name: "response",
    channelWidthNs: seriesWidth,
    counts: Float64Array.from({ length: SERIES_CHANNELS }, (_, i) =>
      random.poisson(1e5 * Math.exp(-0.5 * (((i - 26) * seriesWidth) / 0.1) ** 2)),
    ),
  },
} as const;
const seriesModel = prepareDecay(
  { name: "series", counts: new Float64Array(SERIES_CHANNELS).fill(1), channelWidthNs: seriesWidth },
  { ...options, response: seriesResponse },
);
const series = Array.from({ length: DECAYS }, (_, k): EmissionDecay => {
  const fast = 0.2 + (0.6 * k) / DECAYS;
  const height = (10000 * seriesWidth) / (0.9 * fast + 4.7 * (1 - fast));
  const values = Float64Array.of(0.5, 0, 0.3 * seriesWidth, height * fast, 0.9, height * (1 - fast), 4.7);
  return {
    name: `decay ${k + 1}`,
    counts: drawCounts(decayMeans(seriesModel, values), random),
    channelWidthNs: seriesWidth,
  };
});
const shared = { lifetimes: 2, response: seriesResponse };

const milliseconds = {
  "one fit, from a given start": measure(
    50,
    15,
    () => void searchDecay(prepareDecay(one(), options), 1, START),
  ),
  "one fit, start found from the data": measure(50, 15, () => void searchDecay(prepareDecay(one(), options))),
  "1000 decays, start found for each": measure(1, 5, all),
  "1000 decays as a stack": measure(1, 5, () => void fitStack(decays, options)),
  "1000 decays of 256 channels, shared lifetimes and shift, channels merged": measure(
    2,
    11,
    () => void fitGlobal({ decays: series }, shared),
  ),
  "1000 decays of 256 channels, shared lifetimes and shift, every channel": measure(
    2,
    11,
    () => void fitGlobal({ decays: series }, { ...shared, mergeChannels: false }),
  ),
  "1000 decays of 256 channels, shared lifetimes, shift known": measure(
    2,
    11,
    () => void fitGlobal({ decays: series }, { ...shared, shiftNs: 0.3 * seriesWidth }),
  ),
  "free distribution of lifetimes, without band": measure(
    1,
    5,
    () => void fitRateDistribution(series[0]!, { response: seriesResponse }),
  ),
  "one fit with profile intervals of all parameters": measure(
    5,
    7,
    () => void fitEmissionDecay(one(), { ...options, starts: 1 }),
  ),
  "one stretched exponential": measure(
    2,
    5,
    () => void searchDecay(prepareDecay(one(), { components: [stretchedEmission], response })),
  ),
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
mkdirSync("out", { recursive: true });
writeFileSync(
  "out/bench-decay-data.json",
  JSON.stringify({
    width: WIDTH,
    response: Array.from(pulse),
    start: Array.from(START),
    decays: decays.slice(0, PEER_DECAYS).map(({ counts }) => Array.from(counts)),
  }),
);
// Estimates of the decays the peer fits too, so that both sides can be compared.
const estimates = {
  "lifetime 1 (ns)": median(lifetimes[0].slice(0, PEER_DECAYS)),
  "lifetime 2 (ns)": median(lifetimes[1].slice(0, PEER_DECAYS)),
};
writeFileSync(
  "out/bench-decay.json",
  JSON.stringify({ estimates, milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }),
);
