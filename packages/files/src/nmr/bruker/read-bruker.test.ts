import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { bFactors, type DiffusionTiming } from "@oleate/core";
import { describe, expect, test } from "vitest";
import {
  detectNmr,
  diffusionTiming,
  type NmrData,
  readNmr,
  readPeakTable,
  requireGradients,
  requireNucleus,
} from "../index.ts";

const NMR_DATA = "../shared/data/nmr";
const HAS_DATA = existsSync(NMR_DATA);
const SKIPPED = HAS_DATA ? "" : " (skipped: ../shared/data/nmr is absent)";
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

/** Every file of a folder by its path inside it. */
function filesOfFolder(folder: string, base = ""): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory())
      for (const [inner, bytes] of filesOfFolder(path, `${base}${name}/`)) files.set(inner, bytes);
    else files.set(base + name, readFileSync(path));
  }
  return files;
}

/** Every file of a zip by its path, from its central directory (APPNOTE 6.3, methods 0 and 8). */
function filesOfZip(path: string): Map<string, Uint8Array> {
  const bytes = readFileSync(path);
  const files = new Map<string, Uint8Array>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((k) => bytes.readUInt16LE(at + k));
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength!);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(start, start + packed);
    if (!name.endsWith("/")) files.set(name, method === 8 ? inflateRawSync(raw) : raw);
    at += 46 + nameLength! + extra! + comment!;
  }
  return files;
}

const XSTE = `${NMR_DATA}/nmrtools_15n_xste/test/test-data/15n-xste-ts3`;
const xste = (): Map<string, Uint8Array> => filesOfFolder(XSTE);
const zip = (name: string): Map<string, Uint8Array> => filesOfZip(`${NMR_DATA}/bruker_data_test/${name}.zip`);

/** Sums of the rows of a spectrum between two shifts, the first row's 1. */
function sharesOf(data: NmrData, low: number, high: number): number[] {
  const sums = data.re.map((row) =>
    row.reduce((total, value, i) => total + (data.ppm![i]! >= low && data.ppm![i]! <= high ? value : 0), 0),
  );
  return sums.map((sum) => sum / sums[0]!);
}

/** Least squares of A exp(-b D) with its standard error, by Gauss-Newton from a good start. */
function monoExponential(b: Float64Array, intensity: readonly number[]): readonly [number, number] {
  let [a, d] = [1, 1.5e-10];
  let covariance = 0;
  for (let round = 0; round < 50; round++) {
    let [aa, ad, dd, ra, rd, square] = [0, 0, 0, 0, 0, 0];
    b.forEach((value, i) => {
      const decay = Math.exp(-value * d);
      const [ja, jd, residual] = [decay, -a * value * decay, intensity[i]! - a * decay];
      aa += ja * ja;
      ad += ja * jd;
      dd += jd * jd;
      ra += ja * residual;
      rd += jd * residual;
      square += residual * residual;
    });
    const determinant = aa * dd - ad * ad;
    a += (dd * ra - ad * rd) / determinant;
    d += (aa * rd - ad * ra) / determinant;
    covariance = (aa / determinant) * (square / (b.length - 2));
  }
  return [d, Math.sqrt(covariance)];
}

describe(`a diffusion experiment${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("what is there, and how it was measured", () => {
    const files = xste();
    expect(detectNmr(files).map(({ dataset }) => dataset)).toEqual(["pdata/1/2rr", "pdata/101/1r", "ser"]);
    const data = readNmr(files);
    expect(data).toMatchObject({
      kind: "pseudo-2d-spectrum",
      file: "pdata/1/2rr",
      nucleus: "1H",
      frequencyMHz: 700.20329,
      referenceFrequencyMHz: 700.2,
      temperatureK: 298.1992,
      solvent: "H2O+D2O",
      pulseProgram: "stebpgp1s19xn.4.cw",
    });
    expect(data.title).toMatch(/^~60 uM 15N CRT/u);
    expect(data.re.length).toBe(8);
    expect(requireGradients(data)).toMatchObject({
      deltaSeconds: 0.004,
      bigDeltaSeconds: 0.1,
      bipolar: true,
      shape: { name: "SMSQ10.100", kind: "smsq10", integralFactor: 0.9 },
      gradientSource: "difflist, in G/cm",
    });
    const gradients = requireGradients(data).gradientsTeslaPerMetre;
    expect(gradients[0]).toBeCloseTo(0.02407, 12);
    expect(gradients[7]).toBeCloseTo(0.45742, 12);
  });

  test.skipIf(!HAS_DATA)("integrals, D and radius as published with the set", () => {
    const data = readNmr(xste());
    const shares = sharesOf(data, 7.7, 8.6);
    const published = [1, 0.89508702, 0.73902138, 0.56396776, 0.32289058, 0.17292337, 0.07595643, 0.07545486];
    for (const [i, value] of published.entries()) expect(shares[i]!).toBeCloseTo(value, 8);
    // NMRTools takes Delta - delta/3 of a single pulse of shape factor 0.9, without the gap of the pair.
    const { bipolar, ...single } = diffusionTiming(data);
    const timing: DiffusionTiming = { ...single, durationShare: 1 / 3 };
    expect(bipolar!.gapS).toBeCloseTo(0.0002227, 9);
    const gradients = requireGradients(data).gradientsTeslaPerMetre;
    const [d, error] = monoExponential(bFactors(gradients, timing), shares);
    expect(d * 1e10).toBeCloseTo(1.624, 3);
    expect(error * 1e10).toBeCloseTo(0.07, 3);
    // k T/(6 pi eta D) with water's 0.889257 mPa s at 298.1992 K.
    const radiusNm = (1.380649e-23 * 298.1992) / (6 * Math.PI * 0.889257e-3 * d) / 1e-9;
    expect(radiusNm).toBeCloseTo(1.513, 3);
  });

  test.skipIf(!HAS_DATA)("its difflist already holds the shape's factor, which is said", () => {
    // 5.35 G/mm x 0.05 to 0.95 x 0.9 = 2.4075 to 45.7425 G/cm: the list is the calibrated ramp times 0.9.
    const data = readNmr(xste());
    expect(data.diffusion!.gradientsHoldShape).toBe(true);
    expect(data.notes.join("\n")).toMatch(/hold the shape factor.*1\.23 times too large/u);
  });

  test.skipIf(!HAS_DATA)("the ramp and calibration stand in for difflist, then at the pulse's top", () => {
    const files = xste();
    files.delete("difflist");
    const known = requireGradients(readNmr(files));
    expect(known.gradientsTeslaPerMetre[0]).toBeCloseTo(0.535 * 0.05, 6);
    expect(known.gradientsTeslaPerMetre[7]).toBeCloseTo(0.535 * 0.95, 6);
    expect(known.gradientsHoldShape).toBe(false);
  });

  test.skipIf(!HAS_DATA)("the raw decays, row by row", () => {
    const data = readNmr(xste(), { dataset: "ser" });
    expect(data).toMatchObject({
      kind: "pseudo-2d-fid",
      groupDelayPoints: 76,
      notedPhase: { zeroDegrees: 13.15499 },
    });
    expect(data.re.map(({ length }) => length)).toEqual(new Array(8).fill(1024));
    expect(data.spectralWidthHz).toBeCloseTo(11160.7142857143, 9);
    expect(data.carrierPpm).toBeCloseTo(12.66832 - 11160.7142857143 / 700.2 / 2, 5);
  });
});

describe(`other measured sets${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("aspirin, raw: big-endian, delay from firmware 10 and decimation 24", () => {
    const data = readNmr(zip("aspirin-1h"));
    expect(data).toMatchObject({ kind: "fid", nucleus: "1H", solvent: "CDCl3", title: "1H BBI" });
    expect(data.groupDelayPoints).toBeCloseTo(61.0208, 4);
    // numpy: np.fromfile(fid, ">i4")[200:204] x 2^-2.
    const at100 = [data.re[0]![100], data.im[0]![100], data.re[0]![101], data.im[0]![101]];
    expect(at100).toEqual([-335_553, 47_658, 98_231, 423_630].map((value) => value / 4));
  });

  test.skipIf(!HAS_DATA)("aspirin, processed: lines and integrals where TopSpin has them", () => {
    const data = readNmr(zip("aspirin-1h-processed"));
    expect(data.kind).toBe("spectrum");
    const top = data.re[0]!.indexOf(Math.max(...data.re[0]!));
    expect(top).toBe(27_074);
    // peaklist.xml: the methyl singlet at 2.2937 ppm; 0.0005 ppm a point.
    expect(Math.abs(data.ppm![top]! - 2.2937)).toBeLessThan(0.001);
    const area = (high: number, low: number): number =>
      data.re[0]!.reduce(
        (sum, value, i) => sum + (data.ppm![i]! <= high && data.ppm![i]! >= low ? value : 0),
        0,
      );
    const unit = area(7.598, 7.468);
    // integrals.txt, which TopSpin made with its own slope and bias: a few tenths of a proton's area apart at most.
    for (const [high, low, value] of [
      [8.379, 8.001, 2.579],
      [7.345, 7.227, 1.0686],
      [7.128, 7.01, 0.9716],
      [2.341, 2.211, 2.953],
    ] as const)
      expect(area(high, low) / unit / value).toBeCloseTo(1, 1);
  });

  test.skipIf(!HAS_DATA)(
    "an inversion recovery: vdlist in seconds, rows beyond those measured left out",
    () => {
      const files = zip("inversionRecovery2D");
      const data = readNmr(files);
      expect(data.file).toBe("inversionRecovery2D/1/pdata/1/2rr");
      expect(data.re.length).toBe(10);
      expect([...data.rowQuantity!.values]).toEqual([10, 5, 4, 3, 2, 1, 0.5, 0.25, 0.1, 0.01]);
      // numpy on the file: largest integer of row 0 between points 1630 and 1670, NC_proc -4.
      expect(Math.max(...data.re[0]!.slice(1630, 1670))).toBe(15_809_970 / 16);
      expect(data.ppm![1636]).toBeCloseTo(4.338, 2);
      // The line at 4.338 ppm goes through zero near 1 s (T1 1.397 s by TopSpin) and is inverted at 10 ms; numpy's numbers.
      const extremes = data.re.map((row) =>
        row.slice(1600, 1700).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0),
      );
      expect(extremes.map((value) => value * 16)).toEqual([
        15_809_970, 14_536_070, 14_233_406, 12_514_613, 8_560_681, 438_754, -6_674_577, -10_535_671,
        -13_217_462, -14_891_617,
      ]);
      const raw = readNmr(files, { dataset: "inversionRecovery2D/1/ser" });
      expect([raw.re.length, raw.re[9]!.length]).toEqual([10, 4096]);
      expect(raw.re[9]![100]).toBe(-6_184_396 / 128);
      expect(raw.im[0]![101]).toBe(2_395_877 / 128);
      expect(() => requireGradients(data)).toThrow(/no diffusion experiment.*t1ir/u);
    },
  );

  test.skipIf(!HAS_DATA)("the tables beside aspirin", () => {
    const files = zip("aspirin-1h");
    const list = readPeakTable(files.get("1/pdata/1/peaklist.xml")!, "peaklist.xml");
    expect(list.peaks.length).toBe(23);
    expect(list.peaks.at(-1)).toEqual({ ppm: 2.2937, intensity: 200 });
    expect(list.peaks[16]).toMatchObject({ ppm: 7.2556, label: "CDCl3" });
    const { integrals } = readPeakTable(files.get("1/pdata/1/integrals.txt")!, "integrals.txt");
    expect(integrals).toHaveLength(5);
    expect(integrals[0]).toEqual({ highPpm: 8.379, lowPpm: 8.001, value: 2.57899 });
  });
});

describe(`broken Bruker data${SKIPPED}`, () => {
  const changed = (path: string, edit: (text: string) => string): Map<string, Uint8Array> => {
    const files = xste();
    files.set(path, bytesOf(edit(Buffer.from(files.get(path)!).toString("latin1"))));
    return files;
  };
  const without = (...paths: string[]): Map<string, Uint8Array> => {
    const files = xste();
    for (const path of paths) files.delete(path);
    return files;
  };

  test.skipIf(!HAS_DATA)("truncated: bytes found and expected, and what is left", () => {
    const files = xste();
    files.set("ser", files.get("ser")!.slice(0, 30_000));
    expect(() => readNmr(files, { dataset: "ser" })).toThrow(
      /ser: the ser file is truncated.*30000 bytes.*65536 bytes.*3 of its 8 rows are whole/u,
    );
    const partial = readNmr(files, { dataset: "ser", acceptIncomplete: true });
    expect(partial.re.length).toBe(3);
    expect(partial.notes.join()).toMatch(/stopped after 3 of 8 rows/u);
    expect(requireGradients(partial).gradientsTeslaPerMetre.length).toBe(3);
    files.set("pdata/1/2rr", files.get("pdata/1/2rr")!.slice(0, 1000));
    expect(() => readNmr(files)).toThrow(/2rr is truncated.*1000 bytes.*131072 bytes/u);
    const fid = zip("aspirin-1h");
    fid.set("1/fid", fid.get("1/fid")!.slice(0, 400));
    expect(() => readNmr(fid)).toThrow(/the fid is truncated.*400 bytes.*65536 bytes/u);
  });

  test.skipIf(!HAS_DATA)("gradients that are missing are asked for, with where they stand", () => {
    const data = readNmr(without("difflist", "Difframp"));
    expect(data.re.length).toBe(8);
    expect(() => requireGradients(data)).toThrow(
      /gradients.*not in its folder.*difflist beside acqus.*G\/cm.*lists\/gp/u,
    );
    const given = readNmr(without("difflist", "Difframp"), {
      gradientsTeslaPerMetre: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
    });
    expect(requireGradients(given).gradientsTeslaPerMetre[7]).toBe(0.8);
  });

  test.skipIf(!HAS_DATA)("gradients in per cent are recognised and need a calibration", () => {
    const percent = "2\n15\n30\n45\n60\n75\n90\n98\n";
    const files = changed("difflist", () => percent);
    files.delete("gradient_calib");
    expect(() => requireGradients(readNmr(files))).toThrow(/per cent.*2 to 98.*100 % in T\/m/u);
    const known = requireGradients(readNmr(files, { fullGradientTeslaPerMetre: 0.5 }));
    expect(known.gradientsTeslaPerMetre[7]).toBeCloseTo(0.49, 12);
    const gauss = requireGradients(readNmr(files, { difflistUnit: "G/cm" }));
    expect(gauss.gradientsTeslaPerMetre[7]).toBeCloseTo(0.98, 12);
    const signed = changed("difflist", () => "2 %\n15 %\n30 %\n45 %\n60 %\n61 %\n62 %\n63 %\n");
    signed.delete("gradient_calib");
    expect(() => requireGradients(readNmr(signed))).toThrow(/per cent/u);
    const ramp = without("difflist", "gradient_calib");
    expect(() => requireGradients(readNmr(ramp))).toThrow(/per cent.*ramp from 5 to 95 %/u);
  });

  test.skipIf(!HAS_DATA)("a damaged list, too few gradients, all alike, the wrong nucleus", () => {
    expect(() => readNmr(changed("difflist", () => "2.4\nx\n"))).toThrow(/difflist:2: a line of the list/u);
    expect(() => requireGradients(readNmr(changed("difflist", () => "2.4\n5.1\n")))).toThrow(
      /2 gradients.*expected 8/u,
    );
    expect(() => requireGradients(readNmr(changed("difflist", () => "5\n".repeat(8))))).toThrow(
      /one and the same gradient/u,
    );
    const data = readNmr(xste());
    expect(() => requireNucleus(data, "19F")).toThrow(/another nucleus.*found 1H.*expected 19F/u);
    expect(() => requireNucleus(data, "^1H")).not.toThrow();
  });

  test.skipIf(!HAS_DATA)("missing files and parameters", () => {
    expect(() => readNmr(without("acqus"))).toThrow(/missing.*no acqus/u);
    expect(() => readNmr(without("pdata/1/procs"))).toThrow(/no pdata\/1\/procs/u);
    expect(() =>
      readNmr(
        changed("acqus", (text) => text.replace(/##\$TD=.*\n/u, "")),
        { dataset: "ser" },
      ),
    ).toThrow(/parameter TD/u);
    expect(() =>
      readNmr(
        changed("acqus", (text) => text.replace("$DTYPA= 0", "$DTYPA= 7")),
        { dataset: "ser" },
      ),
    ).toThrow(/DTYPA 7/u);
    expect(() =>
      readNmr(
        changed("acqus", (text) => text.replace("$AQ_mod= 3", "$AQ_mod= 2")),
        { dataset: "ser" },
      ),
    ).toThrow(/qseq/u);
    expect(() => readNmr(new Map([["acqus", bytesOf("##TITLE= x\n##END=\n")]]))).toThrow(
      /only its parameters/u,
    );
    expect(() => readNmr(new Map([["a.doc", bytesOf("x")]]))).toThrow(/no NMR data among the files.*a\.doc/u);
    expect(() => readNmr(xste(), { dataset: "pdata/2/2rr" })).toThrow(
      /no such NMR data set.*nearest: pdata\/1\/2rr/u,
    );
    const two = new Map(
      [...xste()].flatMap(([path, bytes]) => [[`1/${path}`, bytes] as const, [`2/${path}`, bytes] as const]),
    );
    expect(() => readNmr(two)).toThrow(/several experiments.*1\/pdata\/1\/2rr/u);
    expect(readNmr(two, { dataset: "2/ser" }).file).toBe("2/ser");
  });
});
