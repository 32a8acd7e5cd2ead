import { InputError } from "@oleate/core";
import { type DecayCurve, type DecayFormat, notesOnCounts } from "./decay-file.ts";
import {
  beginPqHeader,
  hasPqMagic,
  headerCut,
  nanosecondsOf,
  positiveTag,
  readOnPqHeader,
  tagNumber,
} from "./pq-header.ts";
import { STATED } from "./stated.ts";

/** More bins than any instrument of this kind has. */
const MOST_BINS = 2 ** 24;

/** PicoQuant histograms: tags HistResDscr_* describe each curve, u32 counts lie at its data offset. */
export const phuFormat: DecayFormat = {
  name: "phu",
  label: "PicoQuant histograms (.phu)",
  extensions: ["phu"],
  reads: "every curve, each with its own width of a channel",
  detect: ({ bytes }) => hasPqMagic(bytes, "PQHISTO"),
  read: ({ bytes, file }, options) => {
    const header = beginPqHeader();
    readOnPqHeader(header, bytes, file);
    if (!header.complete) throw headerCut(header, bytes.length, file);
    const { tags } = header;
    const count = positiveTag(tags, "HistoResult_NumberOfCurves", file);
    const bits = tagNumber(tags, "HistoResult_BitsPerBin") ?? 32;
    if (bits !== 32) {
      throw new InputError({
        what: "the counts are not 32 bits long",
        found: `${bits} bits`,
        expected: "32",
        place: { file },
      });
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const curves: DecayCurve[] = [];
    const cut: string[] = [];
    for (let c = 0; c < Math.min(count, bytes.length); c++) {
      const bins = positiveTag(tags, "HistResDscr_HistogramBins", file, c);
      const at = positiveTag(tags, "HistResDscr_DataOffset", file, c);
      const channelWidthNs = nanosecondsOf(tags, "HistResDscr_MDescResolution", file, c);
      const there = Math.max(0, Math.min(bins, Math.floor((bytes.length - at) / 4)));
      if (bins > MOST_BINS || there < bins) {
        const found = `${there} of ${bins} channels of curve ${c + 1}`;
        if (!options.acceptIncomplete || bins > MOST_BINS) {
          throw new InputError({
            what: "the file is truncated",
            found,
            remedy: `copy the file again, or ${STATED.incomplete}`,
            place: { file },
          });
        }
        cut.push(`the file is truncated: ${found} were read`);
        if (there === 0) continue;
      }
      const counts = new Float64Array(there);
      for (let i = 0; i < there; i++) counts[i] = view.getUint32(at + 4 * i, true);
      const rate = tagNumber(tags, "HistResDscr_SyncRate", c) ?? 0;
      const milliseconds = tagNumber(tags, "HistResDscr_MDescStopAfter", c) ?? 0;
      curves.push({
        // From 1, as the curve is asked for; the instrument counts its own from 0.
        name: `curve ${c + 1}`,
        channelWidthNs,
        startNs: 0,
        counts,
        meta: {
          ...(rate > 0 ? { repetitionPeriodNs: 1e9 / rate } : {}),
          ...(milliseconds > 0 ? { integrationTimeS: milliseconds / 1000 } : {}),
        },
      });
    }
    if (curves.length === 0) throw new InputError({ what: "the file holds no whole curve", place: { file } });
    return { format: "phu", curves, notes: [...cut, ...notesOnCounts(curves)] };
  },
};
