// What a sheet says beside its answers: the same as in answers/facts.py. Nothing of it changes a result.

import { inShort, problemText, UNKNOWN } from "./answers.js";
import { isolated } from "./isolating.js";
import { nearestName } from "./nearest.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { count, grouped, say } from "./words.js";
/** @import { Answers, Came, Facts, Remarks, Sheet } from "./types.d.ts" */

export const ABOUT_ALL = /** @type {const} */ (["segment", "date", "respondent", "role"]); // what people fill in
export const TOLD_OF_ALL = /** @type {const} */ ([...ABOUT_ALL, "carried_from"]);
export const ABOUT_ONE = /** @type {const} */ (["comments", "evidence"]);
export const MOST_SECONDS = 10_000_000;
export const LONGEST_FACT = 200;
export const LONGEST_COMMENT = 10000;
export const LONGEST_PIECE = 2000;
export const MOST_PIECES = 20;
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const ADDRESS = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s])[^\s]*$/i;
const NOT_IN_ADDRESSES = /[<>"\\\x60]/;
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Co}]|(?![\u200c\u200d])\p{Cf}/gu;
const BLANK = /^[\s\u200c\u200d]*$/;
const MOST_NEAR = 100; // the nearest name is looked for in this many problems

/** @returns {Facts} */
export function noFacts() {
  return {
    segment: "",
    date: "",
    respondent: "",
    role: "",
    carried_from: "",
    seconds: null,
    comments: Object.create(null),
    evidence: Object.create(null),
  };
}

// Only the facts of a sheet, in the order in which files have them.
/** @param {Facts} sheet @returns {Facts} */
export function factsOf({ segment, date, respondent, role, carried_from, seconds, comments, evidence }) {
  return { segment, date, respondent, role, carried_from, seconds, comments, evidence };
}

// Whether a sheet holds nothing that somebody would miss.
/** @param {Sheet} sheet */
export function isBare(sheet) {
  const tables = [sheet.answers, sheet.comments, sheet.evidence];
  return tables.every((table) => Object.keys(table).length === 0) && ABOUT_ALL.every((name) => sheet[name] === "");
}

// Whether it holds nothing at all, no name either.
/** @param {Sheet} sheet */
export function isEmpty(sheet) {
  return isBare(sheet) && sheet.organisation === "";
}

// Whose answers they are.
/** @param {Sheet} sheet */
export function nameOf(sheet) {
  return ownersOf(sheet) || say("sheet-unnamed");
}

/** @param {Sheet} sheet */
function ownersOf({ organisation, respondent, role, date }) {
  return [organisation, respondent, role, date].filter(Boolean).map((part) => isolated(inShort(part))).join(", ");
}

// How many answers there are; don't know is none.
/** @param {Answers} answers */
export function answersText(answers) {
  return count("answers", Object.values(answers).filter((answer) => !OPEN_WORDS.includes(String(answer))).length);
}

// That a sheet was opened, or saved to a file: how many answers it has, how often don't know, and whose they are.
/** @param {Sheet} sheet @param {string} [file] */
export function doneText(sheet, file) {
  const owners = ownersOf(sheet);
  const unknown = Object.values(sheet.answers).filter((answer) => answer === UNKNOWN).length;
  const known = answersText(sheet.answers);
  const answers = unknown ? count("answers-unknown", unknown, { answers: known }) : known;
  if (file === undefined) return say(owners ? "opened-of" : "opened", { answers, owners });
  return say(owners ? "saved-of" : "saved", { answers, owners, file });
}

// A typed text without what a file may not hold.
/** @param {string} text @param {number} most */
export function cleaned(text, most) {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\t", " ").split("\n");
  const kept = lines.map((line) => line.normalize("NFC").replace(HIDDEN, "")).join("\n").trim();
  return isBlank(kept) ? "" : [...kept].slice(0, most).join("");
}

// The pieces of evidence in a typed text, one a line.
/** @param {string} text */
export function piecesIn(text) {
  return text.split("\n").map((line) => cleaned(line, LONGEST_PIECE)).filter(Boolean);
}

/** @param {string} text */
function isBlank(text) {
  return BLANK.test(text);
}

// A piece of evidence as a link, if it ends in an address: the words before it lead there.
/** @param {string} piece */
export function linkIn(piece) {
  const words = piece.split(/\s+/).filter(Boolean);
  const address = words.pop() ?? "";
  if (!ADDRESS.test(address) || NOT_IN_ADDRESSES.test(address) || address.length > LONGEST_PIECE) return null;
  return { text: words.join(" ") || address, address };
}

// The facts in the tables of a file, with everything that is wrong with them; `asked` are the ids of its questions.
/** @param {{ [name: string]: unknown }} tables @param {string[]} asked */
export function readFacts(tables, asked) {
  const facts = noFacts();
  /** @type {string[]} */
  const problems = [];
  for (const name of TOLD_OF_ALL) {
    const given = Object.hasOwn(tables, name) ? tables[name] : "";
    const isDate = name === "date";
    const longest = name === "carried_from" ? Infinity : LONGEST_FACT;
    if (isDate && (given === null || isDay(given))) facts.date = given ?? "";
    else if (!isDate && isText(given, longest)) facts[name] = given.normalize("NFC");
    else problems.push(wrongFact(name, isDate ? "problem-date" : "problem-fact", LONGEST_FACT));
  }
  const { seconds = null } = tables;
  if (seconds === null || seconds === "" || isSeconds(seconds)) facts.seconds = seconds === "" ? null : seconds;
  else problems.push(wrongFact("seconds", "problem-seconds", MOST_SECONDS));
  const known = new Set(asked);
  for (const name of ABOUT_ONE) {
    const table = Object.hasOwn(tables, name) ? tables[name] : {};
    if (typeof table !== "object" || table === null || Array.isArray(table)) {
      problems.push(wrongFact(name, "problem-remarks"));
    } else readRemarks(facts, name, Object.entries(table), known, problems);
  }
  return { facts, problems };
}

/**
 * @param {Facts} facts @param {"comments" | "evidence"} name @param {[string, unknown][]} entries
 * @param {Set<string>} known @param {string[]} problems
 */
function readRemarks(facts, name, entries, known, problems) {
  for (const [id, given] of entries) {
    const where = `${name}.${id}`;
    if (!known.has(id)) {
      const near = problems.length < MOST_NEAR ? nearestName(id, [...known]) : "";
      problems.push(problemText(say("problem-question"), where, "", [], near));
    } else if (name === "comments") {
      const lines = typeof given === "string" ? given.replaceAll("\r\n", "\n").split("\n") : [given];
      if (!lines.every((line) => isText(line, LONGEST_COMMENT)) || [...lines.join("\n")].length > LONGEST_COMMENT) {
        problems.push(wrongFact(where, "problem-fact", LONGEST_COMMENT));
      } else if (!lines.every(isBlank)) facts.comments[id] = withoutBlankEnds(lines);
    } else {
      const pieces = typeof given === "string" ? piecesOfText(given) : given;
      const isList = Array.isArray(pieces) && pieces.length <= MOST_PIECES;
      if (!isList || !pieces.every((piece) => isText(piece, LONGEST_PIECE) && !isBlank(piece))) {
        problems.push(wrongFact(where, "problem-evidence", LONGEST_PIECE));
      } else if (pieces.length > 0) facts.evidence[id] = pieces.map((piece) => piece.normalize("NFC"));
    }
  }
}

// The lines as one text, without empty ones before the first or after the last.
/** @param {string[]} lines */
function withoutBlankEnds(lines) {
  const filled = lines.map((line) => !isBlank(line));
  return lines.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1).map((line) => line.normalize("NFC")).join(
    "\n",
  );
}

/** @param {string} text */
function piecesOfText(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** @param {unknown} given @param {number} most @returns {given is string} */
function isText(given, most) {
  return typeof given === "string" && given.search(HIDDEN) < 0 && [...given.normalize("NFC")].length <= most;
}

/** @param {unknown} given @returns {given is string} */
function isDay(given) {
  if (given === "") return true;
  if (typeof given !== "string" || !DAY.test(given)) return false;
  const day = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given);
}

/** @param {unknown} given @returns {given is number} */
function isSeconds(given) {
  return typeof given === "number" && Number.isInteger(given) && given >= 0 && given <= MOST_SECONDS;
}

/** @param {string} where @param {string} what @param {number} [most] */
function wrongFact(where, what, most = 0) {
  return problemText(say(what, { most: grouped(most), pieces: MOST_PIECES }), where, "", [], "");
}

// Facts with comments and evidence at the questions as they are now: at every part of one that was split.
/** @param {Facts} facts @param {Map<string, Came>} came @returns {Facts} */
export function movedFacts(facts, came) {
  const moved = { ...factsOf(facts), comments: Object.create(null), evidence: Object.create(null) };
  for (const [now, { was }] of came) {
    for (const name of ABOUT_ONE) if (was in facts[name]) moved[name][now] = facts[name][was];
  }
  return moved;
}

// Facts that say to which other edition the answers were given, if to one; an earlier one that they name stays.
/** @param {Facts} facts @param {string} edition @returns {Facts} */
export function givenTo(facts, edition) {
  return { ...facts, carried_from: facts.carried_from || edition };
}

// The table with the entry of one question changed; an empty one is removed.
/** @template {string | string[]} Entry @param {Remarks<Entry>} table @param {string} id @param {Entry} entry */
export function withRemark(table, id, entry) {
  /** @type {Remarks<Entry>} */
  const changed = Object.assign(Object.create(null), table);
  if (entry.length === 0) delete changed[id];
  else changed[id] = entry;
  return changed;
}
