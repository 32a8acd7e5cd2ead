/** Colours told apart by all kinds of colour vision, and in print by their markers (Okabe & Ito 2008, reordered). */
export const SERIES_COLOURS: readonly { readonly light: string; readonly dark: string }[] = [
  { light: "#0060a8", dark: "#6cb8ff" },
  { light: "#b8500b", dark: "#ff9d57" },
  { light: "#00785a", dark: "#3fd6ac" },
  { light: "#9c3c7e", dark: "#ee9bd3" },
  { light: "#7a6200", dark: "#e6c84a" },
  { light: "#4c5866", dark: "#b6c2cf" },
  { light: "#8a1c1c", dark: "#ff8a8a" },
  { light: "#3d3a9e", dark: "#a9a6ff" },
];

/** Markers in the order series take them. */
export const MARKERS = ["circle", "square", "diamond", "triangle", "cross", "plus"] as const;

/** One of the markers. */
export type Marker = (typeof MARKERS)[number];

/** SVG path of a marker of radius r about (x, y), in the figure's units. */
export function markerPath(marker: Marker, x: number, y: number, r: number): string {
  const n = (value: number): string => String(Math.round(value * 1000) / 1000);
  switch (marker) {
    case "circle":
      return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
    case "square":
      return `M${n(x - 0.88 * r)} ${n(y - 0.88 * r)}h${n(1.76 * r)}v${n(1.76 * r)}h${n(-1.76 * r)}Z`;
    case "diamond":
      return `M${n(x)} ${n(y - 1.25 * r)}L${n(x + 1.25 * r)} ${n(y)}L${n(x)} ${n(y + 1.25 * r)}L${n(x - 1.25 * r)} ${n(y)}Z`;
    case "triangle":
      return `M${n(x)} ${n(y - 1.2 * r)}L${n(x + 1.1 * r)} ${n(y + 0.8 * r)}L${n(x - 1.1 * r)} ${n(y + 0.8 * r)}Z`;
    case "cross":
      return `M${n(x - r)} ${n(y - r)}L${n(x + r)} ${n(y + r)}M${n(x - r)} ${n(y + r)}L${n(x + r)} ${n(y - r)}`;
    case "plus":
      return `M${n(x - 1.2 * r)} ${n(y)}H${n(x + 1.2 * r)}M${n(x)} ${n(y - 1.2 * r)}V${n(y + 1.2 * r)}`;
  }
}
