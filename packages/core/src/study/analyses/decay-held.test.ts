import { describe, expect, test } from "vitest";
import { createRandom, profile } from "../../inference/index.ts";
import {
  decayMeans,
  drawCounts,
  type EmissionFit,
  exponentialEmission,
  fitEmissionDecay,
  prepareDecay,
} from "../../optics/index.ts";
import { hasNoLowerEnd, holdsArea, holdsValue } from "./decay-held.ts";

const LEVEL = 0.95;
const CHANNEL_NS = 0.2;
const empty = { name: "drawn", counts: new Float64Array(200).fill(1), channelWidthNs: CHANNEL_NS };
const options = {
  components: [exponentialEmission, exponentialEmission],
  response: { kind: "gaussian", fwhmNs: 0.57 },
} as const;
/** Background, prompt, shift, and amplitude and lifetime of both. */
const truthOf = (fastNs: number): Float64Array =>
  Float64Array.of(0.5, 0, 3.4, (4000 * CHANNEL_NS) / fastNs, fastNs, (16000 * CHANNEL_NS) / 4.7, 4.7);
const AMPLITUDE = 3;
const SLOW = 6;

/** A drawn decay, fitted with the intervals that following the profile gives. */
function drawn(seed: number, fastNs: number): EmissionFit {
  const truth = truthOf(fastNs);
  const counts = drawCounts(decayMeans(prepareDecay(empty, options), truth), createRandom(seed, "held"));
  const intervals = ["lifetime 2", "area 1"];
  return fitEmissionDecay({ ...empty, counts }, { ...options, level: LEVEL, intervals, startValues: truth });
}

// Ends of profiles are found to 1e-4 of their distance: 1 % of that distance on either side is clear of it.
const CLEAR = 0.01;

describe.each([
  ["a part faster than the response", 0.02],
  ["a part the response resolves", 0.6],
])("%s", (_, fastNs) => {
  test.each([1, 2, 3, 4, 5])("one refit says what the followed profile says, draw %i", (seed) => {
    const found = drawn(seed, fastNs);
    const [fast, slow] = found.result.components;
    const ends = [
      { number: slow!.lifetime, holds: (x: number) => holdsValue(found, SLOW, x, LEVEL) },
      { number: fast!.area, holds: (x: number) => holdsArea(found, AMPLITUDE, x, LEVEL) },
    ];
    for (const { number, holds } of ends) {
      expect(holds(number.value)).toBe(true);
      for (const end of [number.low, number.high]) {
        if (end === null) continue;
        const far = end - number.value;
        expect(holds(end - CLEAR * far)).toBe(true);
        expect(holds(end + CLEAR * far)).toBe(false);
      }
    }
    const [followed] = profile(found.fit, ["lifetime 1"], { level: LEVEL, curvePoints: 0 }).profiles;
    expect(hasNoLowerEnd(found, AMPLITUDE, LEVEL)).toBe(followed!.low === null);
  });
});
