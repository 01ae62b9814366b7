// The answers file: JSON that `maturity assess` reads, written and read by the page.

import { checkedAnswer, hasValues, inShort, isKept, isNumeric, OPEN, problemText } from "./answers.js";
import { carry, questionsThen } from "./carry.js";
import { ABOUT_ONE, factsOf, givenTo, readFacts, TOLD_OF_ALL } from "./facts.js";
import { nearestName } from "./nearest.js";
import { carriedNotes, judge, named, originOf, readOrigin } from "./origin.js";
import { questionsMeant } from "./titles.js";
import { say } from "./words.js";
/** @import { Answers, Framework, Question, ReadSheet, Sheet } from "./types.d.ts" */

const SUGGESTED = 100; // the nearest name is looked for in this many problems, not in thousands
const KEYS = ["organisation", ...TOLD_OF_ALL, "seconds", "answers", ...ABOUT_ONE, "framework"];
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
const ANSWERS_DEPTH = 2;
const FEW_TOLD = 5; // of what was read by its text or label, so many are named
const LONE = /\p{Cs}/u;

// A sheet as the text of a file: every question has a line, so that nobody wonders which one is missing.
/** @param {Framework} framework @param {Sheet} sheet */
export function sheetText(framework, sheet) {
  const answers = framework.questions.map(({ id }) => [id, sheet.answers[id] ?? OPEN]);
  const { comments, evidence, carried_from, seconds, ...head } = factsOf(sheet);
  const data = {
    organisation: sheet.organisation,
    ...head,
    ...(carried_from && { carried_from }),
    ...(seconds !== null && { seconds }),
    answers: Object.fromEntries(answers),
    comments,
    evidence,
    framework: originOf(framework, sheet.profile),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

// The sheet in a file's text with `notes` on what it was filled in for, or all problems. Nothing is guessed.
/** @param {Framework} framework @param {string} text @returns {ReadSheet} */
export function readSheet(framework, text) {
  /** @type {{ [name: string]: unknown, organisation?: string, answers: { [id: string]: unknown } }} */
  let tables; // shape() checks this, or refuses it
  try {
    tables = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { problems: [say("problem-no-json")] };
  }
  /** @type {Map<string, string | undefined>} */
  const written = new Map();
  const problems = [...marks(text, written), ...shape(tables)];
  if (problems.length > 0) return { problems };
  const { origin, problems: unclear } = readOrigin(tables.framework);
  if (unclear.length > 0) return { problems: unclear };
  const { refused, notes, then, shifted, reworded, since, fit } = judge(framework, origin);
  if (refused.length > 0) return { problems: refused };
  const organisation = tables.organisation ?? "";
  const asked = since ? questionsThen(framework, since) : framework.questions.map(({ id }) => id);
  const { facts, problems: wrongFacts } = readFacts(tables, asked);
  const profile = framework.rulesBy.has(origin.profile ?? "") ? origin.profile ?? "" : "";
  if (since) {
    const carried = carry(framework, since, { answers: tables.answers, words: origin.words ?? {}, written, facts });
    if (carried.problems.length + wrongFacts.length > 0) return { problems: [...carried.problems, ...wrongFacts] };
    const { answers, ask, leftOut } = carried;
    const changes = { fit, reworded: carried.reworded, ask, leftOut };
    const sheet = { organisation, answers, profile, ...carried.facts };
    return { problems, notes: carriedNotes(framework, origin, carried), sheet, changes };
  }
  problems.push(...wrongFacts);
  /** @type {Answers} */
  const answers = Object.create(null);
  const questions = new Map(framework.questions.map((question) => [question.id, question]));
  /** @type {string[]} */
  const meanings = [];
  const { meant } = questionsMeant(framework, Object.keys(tables.answers));
  for (const [name, given] of Object.entries(tables.answers)) {
    const id = meant.get(name) ?? name;
    const question = questions.get(id);
    const near = problems.length < SUGGESTED;
    const found = question
      ? checked(framework, question, given, written.get(name), shifted)
      : { problem: stranger(id, near ? questions.keys() : []) };
    if (found.problem) problems.push(found.problem);
    else if (found.answer !== undefined) answers[id] = found.answer;
    const answer = found.answer ?? OPEN;
    if (typeof given === "string" && given !== answer) meanings.push(`${inShort(given)} (${answer})`);
  }
  if (problems.length > 0) return { problems: [...problems, ...(shifted.size > 0 ? notes : [])] };
  if (meant.size > 0) notes.push(say("note-meant", { questions: named([...meant.values()], FEW_TOLD) }));
  if (meanings.length > 0) notes.push(say("note-spoken", { answers: named(meanings, FEW_TOLD) }));
  const sheet = { organisation, answers, profile, ...givenTo(facts, then) };
  return { problems, notes, sheet, changes: { fit, reworded, ask: [], leftOut: [] } };
}

// A position given for other options cannot be used.
/**
 * @param {Framework} framework @param {Question} question @param {unknown} given @param {string | undefined} written
 * @param {Set<string>} shifted
 */
function checked(framework, question, given, written, shifted) {
  const scale = framework.scales[question.scale];
  const isPosition = typeof given === "number" && !isNumeric(scale) && !hasValues(scale);
  if (!isPosition || !shifted.has(question.id)) return checkedAnswer(framework, question, given, written);
  return { problem: problemText(say("problem-shifted"), question.id, written, [], "") };
}

/** @param {unknown} tables */
function shape(tables) {
  if (!isTable(tables)) return [say("problem-no-table")];
  const problems = Object.keys(tables)
    .filter((key) => !KEYS.includes(key))
    .map((key, at) => problemText(say("problem-key"), key, "", KEYS, at < SUGGESTED ? nearestName(key, KEYS) : ""));
  if (!isTable(tables.answers)) problems.push(say("problem-no-answers"));
  const name = Object.hasOwn(tables, "organisation") ? tables.organisation : "";
  const isName = typeof name === "string" && !LONE.test(name);
  return isName ? problems : [...problems, problemText(say("problem-name"), "organisation", "", [], "")];
}

/** @param {unknown} value @returns {value is { [key: string]: unknown }} */
export function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {string} id @param {Iterable<string>} names */
function stranger(id, names) {
  return problemText(say("problem-question"), id, "", [], nearestName(id, [...names]));
}

// What JSON.parse does not report: duplicate keys, and numbers that it does not keep as written. How each answer is
// written goes into `written`, by its key.
/** @param {string} text @param {Map<string, string | undefined>} written */
function marks(text, written) {
  const tokens = text.match(TOKENS) ?? [];
  /** @type {Set<string>[]} */
  const open = [];
  /** @type {string[]} */
  const problems = [];
  let table = "";
  tokens.forEach((token, at) => {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (tokens[at + 1] === ":") {
      const key = JSON.parse(token);
      if (open.at(-1)?.has(key)) problems.push(problemText(say("problem-twice"), key, "", [], ""));
      open.at(-1)?.add(key);
      if (open.length < ANSWERS_DEPTH) table = key;
      if (open.length === ANSWERS_DEPTH && table === "answers") written.set(key, tokens[at + 2]);
    } else if (/^[-\d]/.test(token) && !isKept(token)) {
      problems.push(problemText(say("number-unreadable"), "answers", token, [], ""));
    }
  });
  return problems;
}
