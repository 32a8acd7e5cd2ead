/** Offers text or binary data as a file to save. */
export function download(name: string, data: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** An SVG of true size in mm as PNG at 300 dots per inch, on white. */
export async function pngOfSvg(svg: string): Promise<Blob> {
  const size = /width="([\d.]+)mm" height="([\d.]+)mm"/u.exec(svg);
  const [width, height] = size ? [Number(size[1]), Number(size[2])] : [85, 62];
  const scale = 300 / 25.4;
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made"))),
      "image/png",
    ),
  );
}

/** Comma-separated text as tab-separated: quoted cells keep their commas and lose their quotes. */
export function tabSeparated(csv: string): string {
  return csv.replace(/"((?:[^"]|"")*)"|,/gu, (_, quoted?: string) =>
    quoted === undefined ? "\t" : quoted.replace(/""/gu, '"').replace(/[\t\n]/gu, " "),
  );
}

/** A table's cells as tab-separated text, numbers with all their digits. */
export function tableText(table: HTMLTableElement): string {
  return [...table.rows]
    .filter((row) => row.closest("table") === table)
    .map((row) =>
      [...row.cells]
        .map(
          (cell) =>
            cell.dataset["value"] ??
            (cell.dataset["low"] !== undefined
              ? `${cell.dataset["low"]} to ${cell.dataset["high"]}`
              : (cell.firstChild?.textContent ?? "").trim()),
        )
        .join("\t"),
    )
    .join("\n");
}
