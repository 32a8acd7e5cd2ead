import { type Complaint, InputError, type Place } from "../errors.ts";

/** A species on one side of a reaction with its stoichiometric coefficient (a positive integer). */
export interface Term {
  readonly coefficient: number;
  readonly name: string;
}

/** `name = text` behind a reaction's semicolon, e.g. K = 10.5 /mM. */
export interface Attribute {
  readonly name: string;
  readonly text: string;
}

/** A reaction as written, before its species are known. */
export interface ReactionText {
  readonly text: string;
  readonly left: readonly Term[];
  readonly right: readonly Term[];
  readonly attributes: readonly Attribute[];
  readonly place?: Place;
}

const ARROW = /<=>|<->|⇌|⇄|↔/u;

function complain(complaint: Complaint, place: Place | undefined): InputError {
  return new InputError(place ? { ...complaint, place } : complaint);
}

function parseSide(side: string, text: string, place: Place | undefined): Term[] {
  const trimmed = side.trim();
  if (trimmed === "" || trimmed === "0") {
    throw complain(
      {
        what: `reaction \`${text}\` has an empty side`,
        expected: "at least one species on each side",
        remedy: "write for example `Pb + OlAmPIC <=> Pb.OlAmPIC`",
      },
      place,
    );
  }
  return trimmed.split(/\s+\+\s+/u).map((part) => {
    const match = /^(\d+)(?:\s*\*\s*|\s+|(?=[A-Za-z(]))(.+)$/u.exec(part.trim());
    const name = (match ? match[2]! : part).trim();
    const coefficient = match ? Number(match[1]) : 1;
    if (coefficient < 1 || name === "" || /[<>=;]/u.test(name) || /\s\+|\+[\s\p{L}\p{N}(]/u.test(name)) {
      throw complain(
        {
          what: `reaction \`${text}\` has a species that cannot be read`,
          found: `"${part.trim()}"`,
          expected: "a coefficient and a name, species parted by ' + ' with spaces around it",
          remedy: "write for example `Pb + 2 PIC <=> Pb(PIC)2`",
        },
        place,
      );
    }
    return { coefficient, name: name.replace(/\s+/gu, " ") };
  });
}

/**
 * Reads a reaction of the grammar
 *
 *     2 A + B <=> C ; K = 10.5 /mM ; dH = -20 kJ/mol
 *
 * Species are parted by ` + `; a dot joins what sits together (`Pb.OlAmPIC` is a site with its ligand); the arrow may
 * be `<=>`, `<->`, or a two-way arrow; attributes follow behind semicolons.
 * @throws InputError naming the part that cannot be read
 */
export function parseReaction(text: string, place?: Place): ReactionText {
  const reactions = parseReactions(text, place);
  if (reactions.length !== 1) {
    throw complain({ what: `expected one reaction in \`${text}\``, found: String(reactions.length) }, place);
  }
  return reactions[0]!;
}

/** Reads several reactions from one text: each semicolon part or line with an arrow begins a new one. */
export function parseReactions(text: string, place?: Place): readonly ReactionText[] {
  const parts = text
    .split(/[;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const reactions: { text: string; left: Term[]; right: Term[]; attributes: Attribute[]; place?: Place }[] =
    [];
  for (const part of parts) {
    if (ARROW.test(part)) {
      const sides = part.split(ARROW);
      if (sides.length !== 2) {
        throw complain({ what: `reaction \`${part}\` has more than one arrow`, expected: "one <=>" }, place);
      }
      reactions.push({
        text: part,
        left: parseSide(sides[0]!, part, place),
        right: parseSide(sides[1]!, part, place),
        attributes: [],
        ...(place ? { place } : {}),
      });
      continue;
    }
    const attribute = /^([\p{L}][\p{L}\p{N}_]*)\s*=\s*(.+)$/u.exec(part);
    const current = reactions.at(-1);
    if (!attribute || !current) {
      throw complain(
        {
          what: `cannot read \`${part}\` as a reaction or as \`name = value\``,
          expected: "`A + B <=> AB ; K = 10 /mM` or `; K = fit`",
          remedy: "put <=> between the two sides and a semicolon before each attribute",
        },
        place,
      );
    }
    const name = attribute[1]!;
    if (current.attributes.some((other) => other.name === name)) {
      throw complain({ what: `\`${name}\` is given twice for \`${current.text}\`` }, place);
    }
    current.attributes.push({ name, text: attribute[2]!.trim() });
  }
  if (reactions.length === 0) {
    throw complain(
      { what: "no reaction given", found: `"${text}"`, expected: "for example `H + G <=> HG ; K = fit`" },
      place,
    );
  }
  return reactions;
}

/** Charge a name carries as its suffix (`PIC-`, `Cs+`, `Pb^2+`, `Pb(2+)`), in units of e; null when it shows none. */
export function chargeOfName(name: string): number | null {
  const match = /(?:\^|\()?(\d*)([+-])\)?$/u.exec(name);
  if (!match) return null;
  const marked = /\^\d*[+-]$|\(\d*[+-]\)$/u.test(name);
  // "PIC2-" without a caret is read as the name PIC2 with one charge: digits belong to the name unless marked.
  const digits = marked && match[1] !== "" ? Number(match[1]) : 1;
  return match[2] === "+" ? digits : -digits;
}
