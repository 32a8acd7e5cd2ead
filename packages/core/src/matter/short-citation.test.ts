import { describe, expect, it } from "vitest";
import { type CitationKey, citations } from "./citations.ts";
import { findMaterial } from "./materials.ts";
import { shortCitation } from "./short-citation.ts";
import { sizeFromGap } from "./sizing.ts";

describe("a source in running text", () => {
  it.each([
    ["Kane, J. Phys. Chem. Solids 1957, 1, 249", "Kane 1957"],
    ["Boles, Talapin, J. Am. Chem. Soc. 2015, 137, 4494", "Boles and Talapin 2015"],
    ["Yu, Qu, Guo, Peng, Chem. Mater. 2003, 15, 2854", "Yu et al. 2003"],
    ["Moreels et al., Chem. Mater. 2007, 19, 6101", "Moreels et al. 2007"],
    ["Abbas, Chabeda et al., Radiative lifetimes, 2025", "Abbas et al. 2025"],
    ["Wuister, de Mello Donegá, van Embden, J. Chem. Phys. 2004, 121, 4310", "Wuister et al. 2004"],
    [
      "CRC Handbook of Chemistry and Physics (value recalled, not read there)",
      "CRC Handbook of Chemistry and Physics",
    ],
    ["Malinoski, Hu, Wang, Strong bidentate coordination", "Malinoski et al."],
  ])("%s", (cite, short) => {
    expect(shortCitation({ cite })).toBe(short);
  });

  it("keeps the year of every source of the table that has one, and no bracket open", () => {
    for (const key of Object.keys(citations) as CitationKey[]) {
      const short = shortCitation(citations[key]);
      expect(short.split("(").length, key).toBe(short.split(")").length);
      const year = /\d{4}$/u.exec(key)?.[0];
      if (year !== undefined && citations[key].cite.includes(year)) expect(short, key).toContain(year);
    }
  });

  it("names the paper a curve was fitted to, not its key", () => {
    const { warnings } = sizeFromGap(findMaterial("CsPbBr3"), 2.6, "CsPbBr3 Malinoski two points");
    const circular = warnings.find(({ kind }) => kind === "circular")!;
    expect(circular.text).toContain("pairs of Malinoski et al. and");
    expect(circular.text).not.toContain("malinoski");
  });
});
