// What people write for an answer: labels, words for the states, numbers as text. As in answers/wording.py and
// answers/number_texts.py.

import { STATE_CODES } from "./scorer/states.js";
import { folded } from "./titles.js";
/** @import { Question, Scale } from "./types.d.ts" */

const LONGEST_TEXT_NUMBER = 60; // longer texts are no numbers
const WRITTEN = /^[+-]?\d+(?:[.,]\d+)*$/;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;
/** @type {{ words: { [meaning: string]: string[] } }} */
const spoken = { words: {} };

// `words` are those for the states, for yes and for no.
/** @param {{ [meaning: string]: string[] }} words */
export function understand(words) {
  spoken.words = words;
}

// The ids of options and the words for states that a text can mean; the label of an option comes before yes and no.
/** @param {Question} question @param {string} text */
export function meaningsOf({ options }, text) {
  const { words } = spoken;
  const key = folded(text);
  const meant = Object.keys(words).filter((meaning) => words[meaning].includes(key));
  /** @param {string[]} keys */
  const named = (keys) => {
    return options.filter(({ id, label, was }) => [id, label, was].some((name) => keys.includes(folded(name))));
  };
  const called = named([key]);
  const said = meant.filter((meaning) => !(meaning in STATE_CODES)).flatMap((meaning) => named(words[meaning]));
  const states = Object.keys(STATE_CODES).filter((word) => word === key || meant.includes(word));
  return [...new Set([...(called.length > 0 ? called : said).map(({ id }) => id), ...states])];
}

// What a text can be as a number, as numbers are written in files; with a percent sign and no unit, a hundredth, too.
/** @param {Scale} scale @param {string} text */
export function numbersSaid({ unit }, text) {
  const key = text.length > LONGEST_TEXT_NUMBER ? "" : folded(text);
  const isPercent = key.endsWith("%");
  const bare = isPercent ? key.slice(0, -1) : key;
  const ours = folded(unit);
  const numbers = writtenNumbers((bare.endsWith(ours) ? bare.slice(0, bare.length - ours.length) : bare).trimEnd());
  if (isPercent && unit !== "" && unit !== "%") return numbers.map(() => "");
  return isPercent && unit === "" ? [...numbers, ...numbers.map((number) => `${Number(`${number}e-2`)}`)] : numbers;
}

// A single point is a decimal point; a single comma may be one, or stand between thousands if three digits follow it.
/** @param {string} text */
function writtenNumbers(text) {
  if (!WRITTEN.test(text)) return [];
  const marks = text.replace(/[^.,]/g, "");
  const last = marks.slice(-1);
  const whole = GROUPED.test(text) ? [text.replace(/[.,]/g, "")] : [];
  if (marks.length < 2) return [text.replace(",", "."), ...(last === "," ? whole : [])].map(plain);
  if (marks.indexOf(last) < marks.length - 1) return whole.map(plain);
  const [head, tail] = text.split(last);
  return GROUPED.test(head) ? [plain(`${head.replace(/[.,]/g, "")}.${tail}`)] : [];
}

/** @param {string} number */
function plain(number) {
  return number.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1");
}
