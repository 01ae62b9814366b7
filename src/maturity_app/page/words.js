// The texts around questions and results, from the table of one language.

import { isolated } from "./isolating.js";

/** @type {{ table: { [name: string]: string }, plurals: Intl.PluralRules, own: { lang?: string, dir?: string } }} */
const words = { table: {}, plurals: new Intl.PluralRules("en"), own: {} };

// `own` marks texts that are in the framework's language, where it is another.
/** @param {string} language @param {{ [name: string]: string }} table @param {{ lang?: string, dir?: string }} own */
export function speak(language, table, own = {}) {
  words.table = table;
  words.plurals = new Intl.PluralRules(language);
  words.own = own;
}

// The attributes of an element that holds a text of the framework.
export function own() {
  return words.own;
}

// A text with its places filled in; placeholders in values are left alone.
/** @param {string} name @param {object} [values] */
export function say(name, values = {}) {
  const text = words.table[name];
  if (text === undefined) throw new Error(`no such text: ${name}`);
  const given = /** @type {{ [place: string]: unknown }} */ (values);
  return text.replace(/\{([a-z_]+)\}/g, (place, key) => (key in given ? isolated(String(given[key])) : place));
}

// A framework's text with the commands it names in plain words; unknown ones stay as written.
/** @param {string} text */
export function withCommands(text) {
  return text.replace(/\{command:([^{}]*)\}/g, (place, name, at) => {
    const told = words.table[`command-${name}`];
    if (told === undefined) return place;
    const before = text.slice(0, at).trimEnd();
    return before === "" || /[.!?:]$/.test(before) ? told[0].toUpperCase() + told.slice(1) : told;
  });
}

// A number with its noun: `questions-one`, `questions-other`, and any other forms of the language.
/** @param {string} noun @param {number} number @param {Record<string, string | number>} values */
export function count(noun, number, values = {}) {
  return inForm(noun, number, { number, ...values });
}

// A text in the form that goes with a number; null stands for one with decimals.
/** @param {string} name @param {number | null} number @param {Record<string, string | number>} values */
export function inForm(name, number, values = {}) {
  const form = `${name}-${number === null ? "other" : words.plurals.select(number)}`;
  return say(form in words.table ? form : `${name}-other`, values);
}

// Digits with the decimal point of the language.
/** @param {string} digits */
export function pointed(digits) {
  return digits.replace(".", words.table["decimal-point"]);
}

// A whole number with its thousands apart, as the language writes it.
/** @param {number} number */
export function grouped(number) {
  return number.toLocaleString(words.plurals.resolvedOptions().locale, { numberingSystem: "latn" });
}

// The beginning of a remark as a full sentence.
/** @param {string} text */
export function asSentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** @param {string[]} names */
export function listed(names) {
  if (names.length < 2) return names.join("");
  return say("list-end", { names: names.slice(0, -1).map(isolated).join(", "), last: names.at(-1) });
}
