// What people call a question: its id in any case, an alias, or its text, as in answers/tables/columns.py.
/** @import { Framework } from "./types.d.ts" */

const LONGEST_COMPARED = 2000;

// The questions that names mean which are not exactly an id, by name. A name counts only if it means one question, that
// no other name means, by its id or otherwise.
/** @param {Framework} framework @param {string[]} names @returns {Map<string, string>} */
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
  /** @type {[string, string][]} */
  const meant = [];
  for (const name of names.filter((each) => !ids.has(each))) {
    const found = [...(known.get(folded(name)) ?? [])];
    if (found.length === 1 && !given.has(found[0])) meant.push([name, found[0]]);
  }
  return new Map(meant.filter(([, id]) => meant.filter(([, other]) => other === id).length === 1));
}

// A text as it is compared: letter case, blanks at the ends and the shape of blanks and apostrophes left out.
/** @param {string} text */
function folded(text) {
  const plain = text.slice(0, LONGEST_COMPARED).normalize("NFC").replace(/[\u2018\u2019\u00b4\u0060]/g, "'");
  return plain.toUpperCase().toLowerCase().split(/\s+/).filter((part) => part !== "").join(" ");
}
