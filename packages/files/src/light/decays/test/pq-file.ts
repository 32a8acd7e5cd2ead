/** A tag of a PicoQuant header to be written. */
export type WrittenTag = readonly [
  name: string,
  kind: "int" | "float" | "text" | "empty" | "bool" | "blob",
  value: number | string,
  index?: number,
];

const TYPES = {
  int: 0x10000008,
  float: 0x20000008,
  text: 0x4001ffff,
  empty: 0xffff0008,
  bool: 0x00000008,
  blob: 0xffffffff,
} as const;

/** Writes the header of a PicoQuant file; Header_End is added. */
export function writePqHeader(magic: "PQTTTR" | "PQHISTO", tags: readonly WrittenTag[]): Uint8Array {
  const parts: Uint8Array[] = [new Uint8Array(16)];
  const put = (into: Uint8Array, at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) into[at + i] = text.charCodeAt(i);
  };
  put(parts[0]!, 0, magic);
  put(parts[0]!, 8, "1.0.00");
  for (const [name, kind, value, index] of [...tags, ["Header_End", "empty", 0] as WrittenTag]) {
    const payload =
      kind === "text" ? 8 * Math.ceil((String(value).length + 1) / 8) : kind === "blob" ? Number(value) : 0;
    const bytes = new Uint8Array(48 + payload);
    const view = new DataView(bytes.buffer);
    put(bytes, 0, name);
    view.setInt32(32, index ?? -1, true);
    view.setUint32(36, TYPES[kind], true);
    if (kind === "float") view.setFloat64(40, Number(value), true);
    else if (payload > 0) view.setBigInt64(40, BigInt(payload), true);
    else view.setBigInt64(40, BigInt(value), true);
    if (kind === "text") put(bytes, 48, String(value));
    parts.push(bytes);
  }
  return joined(parts);
}

/** Byte arrays one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Writes a .ptu of 32 bit records. `tags` come after, and in place of, the usual ones of that name. */
export function writePtu(
  recordType: number,
  records: Uint32Array,
  tags: readonly WrittenTag[] = [],
): Uint8Array {
  const usual: readonly WrittenTag[] = [
    ["File_Comment", "text", "written by a test"],
    ["TTResultFormat_TTTRRecType", "int", recordType],
    ["TTResultFormat_BitsPerRecord", "int", 32],
    ["MeasDesc_AcquisitionTime", "int", 2000],
    ["MeasDesc_Resolution", "float", 16e-12],
    ["MeasDesc_GlobalResolution", "float", 50e-9],
    ["TTResult_SyncRate", "int", 20_000_000],
    ["TTResult_NumberOfRecords", "int", records.length],
  ];
  const given = new Set(tags.map(([name]) => name));
  const header = writePqHeader("PQTTTR", [...usual.filter(([name]) => !given.has(name)), ...tags]);
  return joined([header, new Uint8Array(records.buffer, records.byteOffset, records.byteLength)]);
}
