// What people call a question: its id in any case, an alias, or its text, as in answers/tables/columns.py.
/** @import { Framework } from "./types.d.ts" */

const LONGEST_COMPARED = 2000;

// The questions that names mean which are not exactly an id, by name. A name counts only if it means one question, that
// no other name means, by its id or otherwise; `unclear` are those that do not count, with what they can mean.
/**
 * @param {Framework} framework @param {string[]} names
 * @returns {{ meant: Map<string, string>, unclear: [string, string[]][] }}
 */
export function questionsMeant({ questions }, names) {
  const ids = new Set(questions.map(({ id }) => id));
  const given = new Set(names.filter((name) => ids.has(name)));
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  for (const { id, text, aliases } of questions) {
    for (const word of [id, text, ...aliases].map(folded)) {
      known.set(word, (known.get(word) ?? new Set()).add(id));
    }
  }
  /** @type {[string, string[]][]} */
  const found = names.filter((each) => !ids.has(each)).map((name) => [name, [...(known.get(folded(name)) ?? [])]]);
  const named = found.filter(([, meant]) => meant.length > 0 && !meant.some((id) => given.has(id)));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const id of named.flatMap(([, meant]) => meant)) counts.set(id, (counts.get(id) ?? 0) + 1);
  /** @param {[string, string[]]} entry */
  const isClear = ([, meant]) => meant.length === 1 && counts.get(meant[0]) === 1;
  const clear = named.filter(isClear);
  return {
    meant: new Map(clear.map(([name, [id]]) => [name, id])),
    unclear: named.filter((entry) => !isClear(entry)),
  };
}

// A text as it is compared: letter case, blanks at the ends and the shape of blanks and apostrophes left out.
/** @param {string} text */
export function folded(text) {
  const plain = text.slice(0, LONGEST_COMPARED).normalize("NFC").replace(/[\u2018\u2019\u00b4\u0060]/g, "'");
  return plain.toUpperCase().toLowerCase().split(/\s+/).filter((part) => part !== "").join(" ");
}
