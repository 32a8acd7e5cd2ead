import { InputError, OleateError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFileSize, decodeText, LARGEST_FILE_BYTES } from "./decode.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (...bytes: readonly number[]): string => decodeText(Uint8Array.from(bytes), "a.csv");

/** Half of a surrogate pair: no text holds one. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Bytes of UTF-16 with its mark. */
function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

describe("decodeText", () => {
  test("UTF-8, with and without its mark, and UTF-16 of both orders read the same", () => {
    const text = "c (µM),δ\n1,2 😀\n";
    expect(decodeText(utf8(text), "a")).toBe(text);
    expect(decodeText(utf8(`\uFEFF${text}`), "a")).toBe(text);
    expect(decodeText(utf16(text, true), "a")).toBe(text);
    expect(decodeText(utf16(text, false), "a")).toBe(text);
  });

  test("any well-formed string without NUL comes back from UTF-8 and UTF-16", () => {
    const strings = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((text) => !LONE_SURROGATE.test(text) && !/^\uFEFF|\0|^PK/u.test(text));
    fc.assert(
      fc.property(strings, (text) => {
        expect(decodeText(utf8(text), "a")).toBe(text);
        expect(decodeText(utf16(text, true), "a")).toBe(text);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  test("a long text crosses the chunks it is joined from", () => {
    const text = "0123456789é".repeat(5000);
    expect(decodeText(utf8(text), "a")).toBe(text);
  });

  test("Latin-1 is refused with the line of its first byte and how to save again", () => {
    expect(() => decode(0x61, 0x0a, 0x63, 0x28, 0xb5, 0x4d, 0x29, 0x0a)).toThrow(/a\.csv:2: .*0xB5.*UTF-8/u);
  });

  test.each([
    ["a lone continuation byte", [0x80]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["an overlong form of three bytes", [0xe0, 0x80, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["cut short", [0x61, 0xe2, 0x82]],
    ["NUL", [0x61, 0x00]],
    ["UTF-16 of odd length", [0xff, 0xfe, 0x61, 0x00, 0x62]],
    ["half a pair in UTF-16", [0xff, 0xfe, 0x00, 0xd8]],
    ["NUL in UTF-16", [0xff, 0xfe, 0x00, 0x00]],
    ["a zip archive", [0x50, 0x4b, 0x03, 0x04]],
    ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0]],
    ["nothing", []],
    ["a mark alone", [0xef, 0xbb, 0xbf]],
  ])("%s is refused", (_, bytes) => {
    expect(() => decode(...bytes)).toThrow(InputError);
  });

  test("a workbook is named as one", () => {
    expect(() => decode(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00)).toThrow(
      /Excel workbook\?.*save as `CSV UTF-8`/u,
    );
  });

  test("an oversize file is refused by its size, before its bytes are touched", () => {
    const huge = new Proxy({ length: 200e6 } as unknown as Uint8Array, {
      get(target, key) {
        if (key === "length") return target.length;
        throw new Error("a byte was touched");
      },
    });
    expect(() => decodeText(huge, "big.csv")).toThrow(/big\.csv: the file is too large \(found 190\.7 MB/u);
    expect(() => checkFileSize(LARGEST_FILE_BYTES + 1, "big.csv")).toThrow(InputError);
    expect(() => checkFileSize(0, "none.csv")).toThrow(/empty/u);
    checkFileSize(LARGEST_FILE_BYTES, "big.csv");
  });

  test("random bytes throw nothing but the project's errors", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          expect(decodeText(bytes, "a")).not.toMatch(LONE_SURROGATE);
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }),
      { numRuns: 5000, seed: 5 },
    );
  });
});
