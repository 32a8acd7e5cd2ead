import { DomainError } from "../errors.ts";
import { lnGamma } from "./gamma-functions.ts";

/**
 * A seeded stream of random numbers. The stream depends on `seed` and `stream` alone, so a study repeats exactly;
 * `name` is what a result reports as the generator used.
 */
export interface RandomSource {
  readonly name: "xoshiro128**";
  readonly seed: number;
  readonly stream: string;
  /** Integer of 0 .. 2^32 - 1, all equally likely. */
  bits32(): number;
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Standard normal, by Marsaglia's polar method. */
  normal(): number;
  /** Poisson count of the given mean (0 or more, at most 1e15). */
  poisson(mean: number): number;
  /** Integer of 0 .. n - 1, without modulo bias; n from 1 to 2^32. */
  integer(n: number): number;
  /** Puts the items in a random order, in place (Fisher-Yates). */
  shuffle(items: { [index: number]: unknown; length: number }): void;
}

/**
 * One step of xoshiro128** 1.1: advances the four words of `state` and returns 32 random bits.
 * Source: D. Blackman & S. Vigna, ACM Trans. Math. Softw. 47 (2021) 36.
 */
export function nextBits(state: Uint32Array): number {
  const s1 = state[1]!;
  const times5 = Math.imul(s1, 5);
  const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
  state[2] = state[2]! ^ state[0]!;
  state[3] = state[3]! ^ s1;
  state[1] = s1 ^ state[2]!;
  state[0] = state[0]! ^ state[3]!;
  state[2] = state[2]! ^ (s1 << 9);
  state[3] = (state[3]! << 11) | (state[3]! >>> 21);
  return result;
}

/** Scrambles a 32-bit counter; used only to spread a seed over the state (splitmix32). */
function splitMix(counter: number): number {
  let z = counter | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Poisson by multiplying uniforms; for small means. */
function poissonByProduct(mean: number, uniform: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

/** Poisson by transformed rejection, algorithm PTRS of Hoermann, Insur. Math. Econ. 12 (1993) 39; mean 10 or more. */
function poissonByRejection(mean: number, uniform: () => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const lnMean = Math.log(mean);
  for (;;) {
    const u = uniform() - 0.5;
    const v = 1 - uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const lnAccept = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (lnAccept <= k * lnMean - mean - lnGamma(k + 1)) return k;
  }
}

/**
 * A seeded random source: xoshiro128** 1.1 of Blackman & Vigna (ACM Trans. Math. Softw. 47 (2021) 36).
 *
 * @param seed integer 0 .. 2^53 - 1
 * @param stream name of an independent stream of the same seed, such as "bootstrap"
 * @throws DomainError when the seed is not such an integer
 */
export function createRandom(seed: number, stream = ""): RandomSource {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new DomainError({
      what: "the seed of a random stream is not a whole number",
      found: String(seed),
      expected: "an integer from 0 to 2^53 - 1",
    });
  }
  const state = new Uint32Array(4);
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32);
  const label = hashText(stream);
  for (let i = 0; i < 4; i++) {
    const golden = Math.imul(i + 1, 0x9e3779b9);
    state[i] = splitMix(splitMix(splitMix(low + golden) ^ high) + label + golden);
  }
  // The all-zero state is the one the generator cannot leave.
  if (state.every((word) => word === 0)) state[0] = 1;
  let spareNormal = Number.NaN;

  const bits32 = (): number => nextBits(state);
  const uniform = (): number => ((bits32() >>> 5) * 67108864 + (bits32() >>> 6)) / 9007199254740992;
  const normal = (): number => {
    if (!Number.isNaN(spareNormal)) {
      const spare = spareNormal;
      spareNormal = Number.NaN;
      return spare;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spareNormal = v * factor;
      return u * factor;
    }
  };
  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new DomainError({
        what: "the range of a random integer is out of bounds",
        found: String(n),
        expected: "an integer from 1 to 2^32",
      });
    }
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const draw = bits32();
      if (draw < limit) return draw % n;
    }
  };
  return {
    name: "xoshiro128**",
    seed,
    stream,
    bits32,
    uniform,
    normal,
    integer,
    poisson: (mean) => {
      if (!(mean >= 0 && mean <= 1e15)) {
        throw new DomainError({
          what: "the mean of a Poisson draw is out of bounds",
          found: String(mean),
          expected: "0 to 1e15",
        });
      }
      if (mean === 0) return 0;
      return mean < 12 ? poissonByProduct(mean, uniform) : poissonByRejection(mean, uniform);
    },
    shuffle: (items) => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const held = items[i];
        items[i] = items[j];
        items[j] = held;
      }
    },
  };
}
