import { InputError } from "@oleate/core";
import { type DecayCurve, type DecayFormat, notesOnCounts } from "./decay-file.ts";
import { STATED } from "./stated.ts";

/** More curves than a card holds. */
const MOST_CURVES = 512;

function cells(line: string): string[] {
  return line
    .trim()
    .split(/[\t ;]+/u)
    .filter((cell) => cell !== "");
}

/**
 * Histograms as the programs of PicoQuant's counting cards export them: lines beginning with # name what follows
 * (channels per curve, ns/channel, counts), then one row a channel and one column a curve. Every curve has its own
 * width of a channel.
 */
export const picoharpTextFormat: DecayFormat = {
  name: "picoharp-text",
  label: "histograms of a PicoQuant card as text (.dat)",
  extensions: ["dat"],
  reads: "every curve, each with its own width of a channel",
  detect: ({ text }) => text !== null && /^\s*#\s*\S*Harp\b.*Histogram Data/iu.test(text.slice(0, 200)),
  read: ({ text, file }, options) => {
    const lines = (text ?? "").split(/\r\n|\n|\r/u);
    const sections = new Map<string, number>();
    lines.slice(0, 100).forEach((line, i) => {
      const label = /^\s*#\s*(.*)$/u.exec(line)?.[1];
      if (label !== undefined) sections.set(label.trim().toLowerCase().replace(/\s+/gu, " "), i);
    });
    const section = (name: string): number => {
      const found = [...sections].find(([label]) => label.startsWith(name))?.[1];
      if (found !== undefined) return found;
      throw new InputError({
        what: `the file has no line #${name}`,
        expected: "#ns/channel and #counts, as the card's program writes them",
        place: { file },
      });
    };
    const widthLine = section("ns/channel") + 1;
    const widths = cells(lines[widthLine] ?? "").map((cell) => Number(cell.replace(",", ".")));
    const badWidth = widths.findIndex((width) => !(width > 0 && width < 1e9));
    if (widths.length === 0 || badWidth >= 0 || widths.length > MOST_CURVES) {
      throw new InputError({
        what: "a channel has no width",
        found: `"${(lines[widthLine] ?? "").trim().slice(0, 60)}"`,
        expected: "one width in ns a curve",
        place: { file, line: widthLine + 1 },
      });
    }
    const announced = [...sections].find(([label]) => label.startsWith("channels per curve"))?.[1];
    const channels = announced === undefined ? undefined : Number(cells(lines[announced + 1] ?? "")[0]);
    const first = section("counts") + 1;
    const columns = widths.map((): number[] => []);
    for (let i = first; i < lines.length; i++) {
      const row = cells(lines[i]!);
      if (row.length === 0) continue;
      const numbers = row.map((cell) => Number(cell.replace(",", ".")));
      const bad = numbers.findIndex((number) => !Number.isFinite(number));
      if (bad >= 0 || row.length !== widths.length) {
        throw new InputError({
          what:
            bad >= 0 ? "a count is no number" : "a row has another number of counts than there are curves",
          found: bad >= 0 ? `"${row[bad]!.slice(0, 40)}"` : `${row.length} counts`,
          expected: bad >= 0 ? "a number" : String(widths.length),
          remedy: "export the file again: it was cut or edited",
          place: { file, line: i + 1 },
        });
      }
      numbers.forEach((number, c) => {
        columns[c]!.push(number);
      });
    }
    const rows = columns[0]!.length;
    const cut = channels !== undefined && rows < channels;
    if (rows < 2 || (cut && !options.acceptIncomplete)) {
      throw new InputError({
        what: "the file is truncated",
        found: `${rows} channels`,
        expected: channels === undefined ? "2 or more" : String(channels),
        remedy: `export it again, or ${STATED.incomplete}`,
        place: { file },
      });
    }
    const curves = widths.map(
      (channelWidthNs, c): DecayCurve => ({
        // From 1, as the curve is asked for; the display of the instrument counts from 0.
        name: `curve ${c + 1}`,
        channelWidthNs,
        startNs: 0,
        counts: Float64Array.from(columns[c]!),
        meta: {},
      }),
    );
    const several = new Set(widths).size > 1;
    return {
      format: "picoharp-text",
      curves,
      notes: [
        ...(several
          ? [`the curves have channels of different width: ${[...new Set(widths)].join(", ")} ns`]
          : []),
        ...(cut ? [`the file is truncated: ${rows} of ${channels} channels were read`] : []),
        ...notesOnCounts(curves),
      ],
    };
  },
};
