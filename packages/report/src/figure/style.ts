import { SERIES_COLOURS } from "./palette.ts";

/** Which colours a figure takes: fixed, or those of the system and of a page's `data-theme`. */
export type Theme = "light" | "dark" | "auto";

const INK = {
  light: { ink: "#1b1f24", faint: "#6a737d", grid: "#d9dde2", paper: "#ffffff" },
  dark: { ink: "#e6e9ec", faint: "#9aa4af", grid: "#3a424b", paper: "#14181c" },
} as const;

function variables(theme: "light" | "dark"): string {
  const inks = Object.entries(INK[theme]).map(([name, colour]) => `--fig-${name}:${colour}`);
  const series = SERIES_COLOURS.map((colour, i) => `--fig-c${i}:${colour[theme]}`);
  return [...inks, ...series].join(";");
}

const RULES = [
  ".fig text{font-family:system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:var(--fig-ink);font-size:2.75px}",
  ".fig .tick{font-size:2.5px;font-variant-numeric:tabular-nums}",
  ".fig .label{font-size:2.9px}",
  ".fig .note{font-size:2.2px;fill:var(--fig-faint)}",
  ".fig .axis{stroke:var(--fig-ink);stroke-width:.22;fill:none}",
  ".fig .line{fill:none;stroke-width:.45;stroke-linejoin:round;stroke-linecap:round}",
  ".fig .dashed{stroke-dasharray:1.6 1.1}",
  ".fig .bar{fill:none;stroke-width:.25}",
  ".fig .ink{stroke:var(--fig-ink)}",
  ".fig .dot{stroke:var(--fig-paper);stroke-width:.4;paint-order:stroke}",
  ".fig .crowded{stroke:none}",
  ".fig .open{fill:none;stroke-width:.4}",
  ".fig .band{stroke:none;opacity:.22}",
  ".fig .column{stroke:none;opacity:.85}",
  ".fig .guide{stroke:var(--fig-faint);stroke-width:.22;stroke-dasharray:.9 .9;fill:none}",
  ".fig .panel{fill:var(--fig-paper);opacity:.82}",
  ...SERIES_COLOURS.flatMap((_, i) => [
    `.fig .line.c${i},.fig .bar.c${i},.fig .open.c${i}{stroke:var(--fig-c${i})}`,
    `.fig .dot.c${i},.fig .band.c${i},.fig .column.c${i}{fill:var(--fig-c${i})}`,
  ]),
].join("");

/** Style sheet of a figure, inside its own SVG. */
export function figureStyle(theme: Theme): string {
  if (theme !== "auto") {
    // Literal colours: programs that edit drawings do not know variables, and figures of two themes may share a page.
    const colours = new Map(
      variables(theme)
        .split(";")
        .map((line) => line.split(":") as [string, string]),
    );
    return RULES.replace(/\.fig /gu, `.fig-${theme} `).replace(
      /var\((--fig-\w+)\)/gu,
      (_, name: string) => colours.get(name)!,
    );
  }
  return [
    `.fig{${variables("light")}}`,
    `@media (prefers-color-scheme:dark){.fig{${variables("dark")}}}`,
    `[data-theme=light] .fig{${variables("light")}}`,
    `[data-theme=dark] .fig{${variables("dark")}}`,
    `@media print{.fig,[data-theme] .fig{${variables("light")}}}`,
    RULES,
  ].join("");
}
