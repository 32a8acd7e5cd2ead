import { InputErrors, OleateError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./decode.ts";
import { readTable } from "./table.ts";
import { readTitration } from "./titration/index.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const read = (text: string): ReturnType<typeof readTitration> => readTitration(utf8(text), "data.csv");

function complaintsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputErrors) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("encodings", () => {
  test("a Latin-1 micro sign is named with line, offset and remedy", () => {
    expect(() => decodeText(latin1("# by hand\nc (\u00b5M),A\n"), "a.csv")).toThrow(
      /a\.csv:2: .*byte 0xB5 at offset 13, which is \u00b5 in Windows-1252 or Latin-1.*CSV UTF-8/u,
    );
  });

  test("a file cut inside a character is told from a one-byte encoding", () => {
    expect(() => decodeText(Uint8Array.from([0x61, 0xe2, 0x82]), "a")).toThrow(/ends inside a character/u);
    expect(() => decodeText(latin1("a \u00e4\n"), "a")).toThrow(/\u00e4 in Windows-1252/u);
    expect(() => decodeText(latin1("caf\u00e9"), "a")).toThrow(OleateError);
  });

  test("the size limit is an option, checked before decoding", () => {
    expect(() => readTable(utf8("a,b\n1,2\n"), "a.csv", { largestFileBytes: 7 })).toThrow(/too large/u);
    expect(readTable(utf8("a,b\n1,2\n"), "a.csv", { largestFileBytes: 8 }).rowCount).toBe(1);
  });
});

describe("decimal commas", () => {
  test("one that is sure makes the others sure, and a note says so", () => {
    const table = readTable(utf8("a;b\n1,234;0,5\n"), "a.csv");
    expect([...table.columns[0]!.values]).toEqual([1.234]);
    expect(table.notes.join()).toMatch(/decimal comma/u);
    expect(readTable(utf8("a;b\n1.5;2\n"), "a.csv").notes).toEqual([]);
  });

  test("1,234 alone may be a thousand and is refused", () => {
    expect(() => readTable(utf8("a;b\n1;2\n1,234;5,678\n"), "a.csv")).toThrow(
      /a\.csv:3: .*may be a decimal sign/u,
    );
  });
});

describe("titrations that cannot be", () => {
  test("all problems of a table of totals come together", () => {
    const complaints = complaintsOf("[H] (mM),[G] (mM),d\n1,-1,5\n,2,5\n1,x,y\n1,2,\n");
    expect(complaints.map((line) => /^data\.csv:(\d+)/u.exec(line)?.[1])).toEqual(["3", "4", "2", "4"]);
  });

  test("NaN is missing in a signal, refused in a total", () => {
    const data = read("H,G,d\n1,0,5\n1,1,NaN\n");
    expect([...data.signals[0]!.values]).toEqual([5, Number.NaN]);
    expect(data.notes.filter((note) => /no unit/u.test(note))).toHaveLength(2);
    expect(() => read("H,G,d\n1,0,5\n1,NaN,5\n1,2,5\n")).toThrow(/data\.csv:3/u);
  });

  test("a spoilt column of totals does not make a total of a signal", () => {
    expect(() => read("H,G,d,e\n1,1 mM,5,6\n1,2 mM,5,6\n")).toThrow(/data\.csv:2: column `G`.*1 mM/u);
    expect(() => read("H,G,d,e\n1,,5,6\n")).toThrow(/column `G` stands among the totals/u);
    expect(() => read("H (mM),G (mM),d,e\nx,1,5,6\n")).toThrow(/column `H \(mM\)`/u);
    expect(read("title,H,G,d\nx,1,2,5\n").components).toEqual(["H", "G"]);
  });

  test("a unit of another dimension, too few columns, doubled headers", () => {
    expect(() => read("H (nm),G (M),d\n1,2,3\n")).toThrow(/unit of `H \(nm\)`/u);
    expect(() => read("H,G\n1,2\n")).toThrow(/at least one signal/u);
    expect(() => read("H,H,d\n1,2,3\n")).toThrow(/two columns are named `H`/u);
  });

  test("named columns: found without case, unknown with the nearest", () => {
    const bytes = utf8("htot,ltot,h1\n1,2,3\n");
    const data = readTitration(bytes, "a.csv", { columns: { H: "HTOT", G: "ltot" } });
    expect(data.components).toEqual(["H", "G"]);
    expect(() => readTitration(bytes, "a.csv", { columns: { H: "htot", G: "gtot" } })).toThrow(
      /nearest: `[hl]tot`/u,
    );
    expect(() => readTitration(bytes, "a.csv", { columns: { H: "htot", G: "htot" } })).toThrow(/one column/u);
  });

  test("pipetted volumes: missing volume, stock without a unit, doubled signal", () => {
    const header = "Addition title,NH,,Stock 1 volume (uL),Stock 2 volume (uL),,,Stock 1,Stock 2";
    const whole = `${header}\n1,9,,600,0,,[Host] (mM),1,1\n2,9.5,,600,60,,[Guest] (M),0,2\n`;
    const data = read(whole);
    expect(data.components).toEqual(["Host", "Guest"]);
    expect(data.totalsMolar[1]![0]).toBe(0);
    expect(data.totalsMolar[1]![1]).toBeCloseTo((60 * 2) / 660, 15);
    expect(data.volumesLitre![1]).toBeCloseTo(660e-6, 15);
    expect(() => read(whole.replace("2,9.5,,600,60,", "2,9.5,,,,"))).toThrow(
      /data\.csv:3:.*volume of Stock 1/u,
    );
    expect(() => read(whole.replace("[Guest] (M)", "[Guest]"))).toThrow(/has no unit/u);
    expect(() => read(whole.replace("NH,,", "NH,NH,"))).toThrow(/two columns are named `NH`/u);
    expect(() => read(whole.replace("600,60", "600,-60"))).toThrow(/data\.csv:3/u);
  });

  test("calorimetry: cut file, impossible volumes and conditions", () => {
    const whole = "10\r\n0,2,0,0,0\r\n25,0.1,1,1.4,0\r\n0\r\n0\r\n1,-0.1\r\n5,-20\r\n";
    expect(read(whole).format).toBe("dh");
    expect(() => read(whole.replace("5,-20\r\n", ""))).toThrow(/data\.csv:2: the number of injections/u);
    expect(() => read(whole.replace("5,-20", "5000,-20"))).toThrow(/data\.csv:7/u);
    expect(() => read(whole.replace("5,-20", "5,x"))).toThrow(/data\.csv:7/u);
    expect(() => read(whole.replace("25,0.1", "-300,-0.1"))).toThrow(/absolute zero.*\n.*negative/u);
  });
});

test("random bytes and random tables throw nothing but the project's errors", () => {
  const piece = fc.constantFrom(
    ...'0,1 2.5 -1 NaN 1e999 , , , ; \t \n \n \n # " Host [G](mM) / µM volume(uL) Addition Stock\u00a01 10 h1 500 x'.split(
      " ",
    ),
    " ",
    "\r\n",
    "Addition title,NH,Stock 1 volume (uL),,Stock 1\n",
    "10\n0,1,0\n25,0.1,1,1.4,0\n0\n0\n",
  );
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => utf8(pieces.join("")));
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 120 }), texts);
  fc.assert(
    fc.property(bytes, (file) => {
      for (const reader of [readTable, readTitration]) {
        try {
          reader(file, "a.csv");
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }
    }),
    { numRuns: 5000, seed: 13 },
  );
});
