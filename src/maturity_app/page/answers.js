// Answers as a sheet holds them: for each question id the id of an option, the word for a state, or a number.

import { nearestName } from "./nearest.js";
import { compareRatios, ratioOf } from "./scorer/ratios.js";
import { OPEN_WORDS, STATE_CODES } from "./scorer/states.js";
import { meaningsOf, numbersSaid } from "./wording.js";
import { say } from "./words.js";
/** @import { Answer, Answers, Framework, Question, Ratio, Scale } from "./types.d.ts" */

export const OPEN = "unanswered";
export const OUT = "not-applicable";
export const UNKNOWN = "dont-know";
/** @type {Map<Answer, number>} */
const STATES = new Map(Object.entries(STATE_CODES));
const LARGEST = 1000000000000; // no answer needs a larger number
export const LONGEST_NUMBER = 40; // nor more digits: anything longer is not read at all
const WHOLE = /^-?\d+$/;
const SHOWN = 60;
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** @param {Scale} scale */
export function isNumeric(scale) {
  return scale.cuts.length > 0;
}

// Whether a number stands for the option of that value: on a scale of options, where others are positions.
/** @param {Scale} scale */
export function hasValues(scale) {
  return !isNumeric(scale) && scale.options.some(({ value }) => value !== null);
}

// The code of every question's answer, in file order, for the scorer.
/** @param {Framework} framework @param {Answers} answers */
export function codesOf(framework, answers) {
  return Int8Array.from(framework.questions, (question) => codeOf(framework, question, answers[question.id]));
}

/** @param {Framework} framework @param {Question} question @param {Answer | undefined} answer @returns {number} */
function codeOf(framework, question, answer) {
  if (answer === undefined) return codeOf(framework, question, OPEN);
  if (typeof answer === "number") return bandOf(framework.scales[question.scale], ratioOf(String(answer)));
  return STATES.get(answer) ?? question.options.findIndex((option) => option.id === answer);
}

// The position of the option whose band holds a number.
/** @param {Scale} scale @param {Ratio} number */
function bandOf(scale, number) {
  const below = scale.cuts.filter((cut) => {
    const side = compareRatios(ratioOf(cut), number);
    return side < 0 || (side === 0 && scale.cut_falls === "above");
  }).length;
  return scale.better === "more" ? below : scale.cuts.length - below;
}

// The id of the option or the word for the state that an answer stands for; undefined for an open question.
/** @param {Framework} framework @param {Question} question @param {Answer | undefined} answer */
export function optionOf(framework, question, answer) {
  if (typeof answer !== "number") return answer;
  return question.options[codeOf(framework, question, answer)].id;
}

// What is wrong with a number as typed, or an empty text.
/** @param {Scale} scale @param {string} text */
export function numberProblem(scale, text) {
  if (!PLAIN_NUMBER.test(text) || !isKept(text)) return say("number-unreadable");
  const number = ratioOf(text);
  const low = scale.lowest !== null && compareRatios(number, ratioOf(scale.lowest)) < 0;
  const high = scale.highest !== null && compareRatios(number, ratioOf(scale.highest)) > 0;
  if (low || high) return say("number-out-of-bounds", { bounds: boundsText(scale) });
  return scale.whole_numbers && number.below !== 1n ? say("number-not-whole", { bounds: boundsText(scale) }) : "";
}

// Whether a number is kept as written, apart from trailing zeros.
/** @param {string} text */
export function isKept(text) {
  if (text.length > LONGEST_NUMBER) return false;
  const digits = text.replace(/^-|\.0*$/g, "").replace(/(\.\d*?)0+$/, "$1");
  return Math.abs(Number(text)) <= LARGEST && String(Math.abs(Number(text))) === digits;
}

/** @param {Scale} scale */
export function boundsText(scale) {
  const parts = [
    say(scale.whole_numbers ? "number-whole" : "number"),
    scale.unit && say("number-unit", { unit: scale.unit }),
    ends(scale),
  ];
  return parts.filter(Boolean).join(" ");
}

/** @param {Scale} scale */
function ends({ lowest: low, highest: high }) {
  if (low !== null && high !== null) return say("number-between", { low, high });
  if (low !== null) return say("number-from", { low });
  return high !== null && say("number-up-to", { high });
}

// One answer of a file as the sheet keeps it, or `problem`. A position is whole as `written`: 1, not 1.0.
/**
 * @param {Framework} framework @param {Question} question @param {unknown} given @param {string | undefined} written
 * @returns {{ answer?: Answer, problem?: string }}
 */
export function checkedAnswer(framework, question, given, written) {
  if (given === null) return {};
  const scale = framework.scales[question.scale];
  const { answer, problem } = typeof given === "string"
    ? textAnswer(scale, question, given)
    : typeof given === "number"
    ? numberAnswer(scale, question, String(given), written)
    : wrongAnswer("problem-kind");
  if (!problem) return answer === undefined || answer === OPEN ? {} : { answer };
  const names = namesOf(question);
  const near = typeof given === "string" ? nearestName(given, names) : "";
  const got = typeof given === "number" ? written : JSON.stringify(given);
  return { problem: problemText(problem, question.id, got, names, near) };
}

/** @param {Question} question */
function namesOf({ options, not_applicable }) {
  return [...options.map(({ id }) => id), ...OPEN_WORDS, ...(not_applicable ? [OUT] : [])];
}

/** @param {string} name @param {string[]} [meanings] @returns {{ answer?: Answer, problem?: string }} */
function wrongAnswer(name, meanings = []) {
  return { problem: say(name, { meanings: meanings.join(", ") }) };
}

// What a text says: the name of an option or of a state, a number, or what people write for one of them.
/** @param {Scale} scale @param {Question} question @param {string} text */
function textAnswer(scale, question, text) {
  if (namesOf(question).includes(text)) return { answer: text };
  const numbers = isNumeric(scale) || hasValues(scale) ? numbersSaid(scale, text) : [];
  const fitting = numbers.filter((number) => !numberAnswer(scale, question, number, number).problem);
  if (fitting.length > 1) return wrongAnswer("problem-two", fitting);
  if (numbers.length > 0) return numberAnswer(scale, question, fitting[0] ?? numbers[0], text);
  const meanings = meaningsOf(question, text);
  if (meanings.length > 1) return wrongAnswer("problem-two", meanings);
  if (meanings.length === 0) return wrongAnswer(isNumeric(scale) ? "number-unreadable" : "problem-option");
  return meanings[0] === OUT && !question.not_applicable ? wrongAnswer("problem-applies") : { answer: meanings[0] };
}

// What a number says: itself, the option of that value, or the option at that position.
/** @param {Scale} scale @param {Question} question @param {string} number @param {string | undefined} written */
function numberAnswer(scale, { options }, number, written) {
  if (isNumeric(scale)) {
    const problem = numberProblem(scale, number);
    return problem ? { problem } : { answer: Number(number) };
  }
  if (hasValues(scale)) {
    const valued = PLAIN_NUMBER.test(number) ? withValue(scale, ratioOf(number)) : [];
    return valued.length === 1 ? { answer: valued[0].id } : wrongAnswer("problem-value");
  }
  if (!WHOLE.test(written ?? "")) return wrongAnswer("problem-kind");
  const option = options[Number(number)];
  if (!option) return wrongAnswer("problem-position");
  const labelled = options.filter(({ label }) => label === number);
  const isDoubtful = labelled.length > 0 && !labelled.includes(option);
  return isDoubtful ? wrongAnswer("problem-two", [option, ...labelled].map(({ id }) => id)) : { answer: option.id };
}

/** @param {Scale} scale @param {Ratio} number */
function withValue(scale, number) {
  return scale.options.filter(({ value }) => value !== null && compareRatios(ratioOf(value), number) === 0);
}

/**
 * @param {string} what @param {string} where @param {string | undefined} got @param {string[]} names
 * @param {string} near
 */
export function problemText(what, where, got, names, near) {
  const parts = [
    say("problem", { where: inShort(where), what }),
    got && say("problem-got", { got: inShort(got) }),
    names.length > 0 && say("problem-allowed", { allowed: names.join(", ") }),
    near && say("problem-near", { near }),
  ];
  return parts.filter(Boolean).join(" ");
}

// The beginning and the end of a text that is too long to repeat.
/** @param {string} text */
export function inShort(text) {
  return text.length > 2 * SHOWN ? `${text.slice(0, SHOWN)} \u2026 ${text.slice(-SHOWN / 3)}` : text;
}
