/** A share from 0 to 1 as a colour: one hue after another while the lightness only rises, so that all kinds of colour vision
 *  and a grey print read the same order, and both ends stand out on white and on near-black. */
const STOPS = ["#4a4aa3", "#2f78b5", "#1c9a9b", "#6dbb68", "#f2dc45"] as const;

/** Red, green and blue, 0 to 255, of a share on the scale; shares beyond 0 and 1 take the colour of the end. */
export function rampBytes(share: number): readonly [number, number, number] {
  const place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(place));
  const channel = (stop: string, k: number): number => Number.parseInt(stop.slice(1 + 2 * k, 3 + 2 * k), 16);
  const mixed = (k: number): number => {
    const [a, b] = [channel(STOPS[below]!, k), channel(STOPS[below + 1]!, k)];
    return Math.round(a + (place - below) * (b - a));
  };
  return [mixed(0), mixed(1), mixed(2)];
}

/** The same as "#rrggbb". */
export function rampColour(share: number): string {
  return `#${rampBytes(share)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}`;
}
