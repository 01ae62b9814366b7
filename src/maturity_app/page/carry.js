// Answers of an earlier edition, carried over by the framework's tables `since`: the same as in people/editions.py.

import { checkedAnswer, hasValues, isNumeric, OPEN, OUT, problemText } from "./answers.js";
import { givenTo, movedFacts } from "./facts.js";
import { nearestName } from "./nearest.js";
import { sure } from "./scorer/sure.js";
import { STATE_CODES } from "./scorer/states.js";
import { say } from "./words.js";
/** @import { Arrival, Came, CarriedSheet, Filled, Framework, Question } from "./types.d.ts" */
/** @import { Since } from "./given.d.ts" */

const WHOLE_NUMBER = /^-?\d+$/;
const NEAREST = 100; // the nearest name is looked for in this many problems

// What arrives of a sheet, what is wrong with it, and which questions are to be asked anew.
/** @param {Framework} framework @param {Since} since @param {Filled} filled @returns {CarriedSheet} */
export function carry(framework, since, filled) {
  const way = wayFrom(framework, since);
  const problems = strangers(since, way.leads, filled);
  /** @type {CarriedSheet} */
  const carried = {
    answers: Object.create(null),
    problems: [],
    ask: [],
    reworded: [],
    renamed: [],
    split: [],
    facts: givenTo(movedFacts(filled.facts, way.came), since.edition),
    leftOut: goneOf(since, filled),
  };
  for (const question of framework.questions) {
    const came = way.came.get(question.id);
    const found = came ? arrival(framework, question, came, filled) : { anew: true };
    if (found.problem) problems.push(found.problem);
    else if (found.anew) carried.ask.push(question.id);
    else {
      if (found.answer !== undefined) carried.answers[question.id] = found.answer;
      noteHow(carried, way.leads, question.id, sure(came), filled.words[sure(came).was], framework);
    }
  }
  carried.problems = [...new Set(problems)];
  return carried;
}

// The questions that are gone, and had an answer, a comment or evidence.
/** @param {Since} since @param {Filled} filled */
function goneOf(since, { answers, facts }) {
  const given = Object.keys(answers).filter((id) => isGiven(answers[id]));
  const ids = new Set([...given, ...Object.keys(facts.comments), ...Object.keys(facts.evidence)]);
  return [...ids].filter((id) => since.left_out.includes(id));
}

// The questions that an earlier edition had.
/** @param {Framework} framework @param {Since} since */
export function questionsThen(framework, since) {
  return [...wayFrom(framework, since).leads.keys(), ...since.left_out];
}

/**
 * @param {CarriedSheet} carried @param {Map<string, string[]>} leads @param {string} id @param {Came} came
 * @param {string | undefined} then @param {Framework} framework
 */
function noteHow(carried, leads, id, { was, words }, then, framework) {
  const moved = was === id ? id : say("note-was", { id, was });
  if (sure(leads.get(was)).length > 1) carried.split.push(moved);
  else if (was !== id) carried.renamed.push(moved);
  if (words === null && then !== undefined && then !== framework.words[id]) carried.reworded.push(id);
}

// What became the questions that are not new, and the questions that each one has become.
/** @param {Framework} framework @param {Since} since */
function wayFrom(framework, since) {
  const told = new Map(since.questions.map((entry) => [entry.id, entry]));
  /** @type {Map<string, Came>} */
  const came = new Map();
  /** @type {Map<string, string[]>} */
  const leads = new Map();
  for (const { id } of framework.questions) {
    if (since.added.includes(id)) continue;
    const { was = null, words = null, options = {} } = told.get(id) ?? {};
    came.set(id, { was: was ?? id, words, options });
    leads.set(was ?? id, [...(leads.get(was ?? id) ?? []), id]);
  }
  return { came, leads };
}

// The questions that the edition did not have, or of which the framework says nothing.
/** @param {Since} since @param {Map<string, string[]>} leads @param {Filled} filled */
function strangers(since, leads, { answers, words }) {
  const known = [...leads.keys(), ...since.left_out];
  const ids = new Set([...Object.keys(answers), ...Object.keys(words)]);
  return [...ids].filter((id) => !known.includes(id)).map((id, at) => {
    const what = say("problem-since", { then: since.edition });
    return problemText(what, id, "", [], at < NEAREST ? nearestName(id, known) : "");
  });
}

// One answer as the framework takes it now, what is wrong with it, or `anew`.
/**
 * @param {Framework} framework @param {Question} question @param {Came} came @param {Filled} filled
 * @returns {Arrival}
 */
function arrival(framework, question, came, filled) {
  const given = ownValue(filled.answers, came.was);
  const written = filled.written.get(came.was);
  const isNumber = typeof given === "number";
  const scale = framework.scales[question.scale];
  const isWhole = WHOLE_NUMBER.test(written ?? "");
  const namesOption = isNumber && !isNumeric(scale) && (hasValues(scale) || isWhole); // by its position or value
  if (came.words === "asked anew") return { anew: true };
  if (given === undefined || given === null) return {};
  if (typeof given === "string") return arrivedWord(question, came, given);
  const checked = checkedAnswer(framework, { ...question, id: came.was }, given, written);
  if (!isNumber || (namesOption && filled.words[came.was] === framework.words[question.id])) return checked;
  if (namesOption) return { problem: problemText(say("problem-shifted"), came.was, written, [], "") };
  return checked.problem ? { anew: true } : checked;
}

/** @param {Question} question @param {Came} came @param {string} given @returns {Arrival} */
function arrivedWord(question, { options }, given) {
  if (given === OPEN) return {};
  if (Object.hasOwn(STATE_CODES, given)) {
    return given === OUT && !question.not_applicable ? { anew: true } : { answer: given };
  }
  const now = ownValue(options, given) ?? given;
  return question.options.some(({ id }) => id === now) ? { answer: now } : { anew: true };
}

/** @param {unknown} answer */
function isGiven(answer) {
  return answer !== null && answer !== OPEN;
}

/** @template Value @param {{ [name: string]: Value }} table @param {string} name @returns {Value | undefined} */
function ownValue(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
