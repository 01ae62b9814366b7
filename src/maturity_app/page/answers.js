// Answers as a sheet holds them: for each question id the id of an option, the word for a state, or a number.

import { nearestName } from "./nearest.js";
import { compareRatios, ratioOf } from "./scorer/ratios.js";
import { OPEN_WORDS, STATE_CODES } from "./scorer/states.js";
import { say } from "./words.js";
/** @import { Answer, Answers, Framework, Question, Ratio, Scale } from "./types.d.ts" */

export const OPEN = "unanswered";
export const OUT = "not-applicable";
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
  const scale = framework.scales[question.scale];
  const ids = question.options.map((option) => option.id);
  const names = [...ids, ...OPEN_WORDS, ...(question.not_applicable ? [OUT] : [])];
  /** @param {string} what */
  const wrong = (what) => {
    const near = typeof given === "string" ? nearestName(given, names) : "";
    const got = typeof given === "number" ? written : JSON.stringify(given);
    return { problem: problemText(what, question.id, got, names, near) };
  };
  if (given === null || given === OPEN) return {};
  if (typeof given === "string") {
    if (given === OUT && !question.not_applicable) return wrong(say("problem-applies"));
    return names.includes(given) ? { answer: given } : wrong(say("problem-option"));
  }
  if (typeof given !== "number") return wrong(say("problem-kind"));
  if (isNumeric(scale)) {
    const problem = numberProblem(scale, String(given));
    return problem ? wrong(problem) : { answer: given };
  }
  if (hasValues(scale)) {
    const valued = PLAIN_NUMBER.test(String(given)) ? withValue(scale, ratioOf(String(given))) : [];
    return valued.length === 1 ? { answer: valued[0].id } : wrong(say("problem-value"));
  }
  if (!WHOLE.test(written ?? "")) return wrong(say("problem-kind"));
  return given in ids ? { answer: ids[given] } : wrong(say("problem-position"));
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
