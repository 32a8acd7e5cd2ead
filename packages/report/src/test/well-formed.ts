const VOID = new Set(["meta", "br", "hr", "img", "input", "link"]);

/**
 * What is wrong with the markup: tags that do not nest, attributes without quotes or given twice, ids given twice,
 * stray angle brackets and ampersands. Empty when it is well-formed; reads the subset of HTML and SVG written here.
 */
export function markupProblems(markup: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  let end = 0;
  const text = (part: string): void => {
    if (/[<>]/u.test(part) || /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu.test(part))
      problems.push(`stray character in "${part.slice(0, 60)}"`);
  };
  const source = markup
    .replace(/^<!doctype html>/iu, "")
    .replace(/<style>[^<]*<\/style>/gu, "<style></style>");
  for (const tag of source.matchAll(/<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gu)) {
    text(source.slice(end, tag.index));
    end = tag.index + tag[0].length;
    const [, closing, name, attributes, alone] = tag;
    const seen = new Set<string>();
    for (const [, key, value] of attributes!.matchAll(/([\w:-]+)="([^"]*)"/gu)) {
      if (seen.has(key!)) problems.push(`${name}: ${key} given twice`);
      seen.add(key!);
      text(value!);
      if (key === "id") {
        if (ids.has(value!)) problems.push(`id ${value} given twice`);
        ids.add(value!);
      }
    }
    if (closing) {
      const last = open.pop();
      if (last !== name) problems.push(`</${name}> closes <${last}>`);
    } else if (!alone && !VOID.has(name!)) open.push(name!);
  }
  text(source.slice(end));
  return open.length ? [...problems, `left open: ${open.join(", ")}`] : problems;
}
