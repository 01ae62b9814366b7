// The ways through the questions: one at a time, by capability, all on one page, or on the short path.

import { OUT } from "./answers.js";
import { whyWaits } from "./asking.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { count } from "./words.js";
/** @import { Framework, Kept, Mode, Question, Unit } from "./types.d.ts" */

const SHORT_FROM = 30; // from this many questions on, the short path is offered first

// The questions as they are asked: by dimension and capability, whatever the order in the file.
/** @param {Framework} framework */
export function inOrder(framework) {
  return capabilitiesInOrder(framework).flatMap((capability) => questionsOf(framework, capability.id));
}

/** @param {Framework} framework */
export function capabilitiesInOrder(framework) {
  const { dimensions, capabilities } = framework;
  const all = dimensions.flatMap(({ id }) => capabilities.filter((entry) => entry.dimension === id));
  return all.filter(({ id }) => questionsOf(framework, id).length > 0);
}

/** @param {Framework} framework @param {string} capability */
export function questionsOf(framework, capability) {
  return framework.questions.filter((question) => question.capability === capability);
}

// What is shown at once, in order: an id for the address, and the questions.
/** @param {Framework} framework @param {Mode} mode @returns {Unit[]} */
export function unitsOf(framework, mode) {
  if (mode === "all") return [{ id: "all", questions: inOrder(framework) }];
  if (mode === "capability") {
    return capabilitiesInOrder(framework).map(({ id }) => ({ id, questions: questionsOf(framework, id) }));
  }
  return inOrder(framework).map((question) => ({ id: question.id, questions: [question] }));
}

// There is no short path if complete answers are required or no level is awarded.
/** @param {Framework} framework @returns {Mode[]} */
export function modesOf({ questions, open_questions: open, awardsLevels }) {
  /** @type {Mode[]} */
  const modes = ["one", "capability", "all"];
  if (open === "reject" || !awardsLevels) return modes;
  return questions.length >= SHORT_FROM ? ["short", ...modes] : [...modes, "short"];
}

/** @param {Framework} framework @param {Kept} state */
export function modeOf(framework, state) {
  const modes = modesOf(framework);
  return modes.find((mode) => mode === state.mode) ?? modes[0];
}

// Whether a question has no answer, and counts as none: one that needs more of another counts as its lowest.
/** @param {Framework} framework @param {Kept} state @param {Pick<Question, "id">} question */
export function isUnanswered(framework, { answers }, question) {
  return answers[question.id] === undefined && !isPassedOver(framework, answers, question);
}

// Whether a question is not asked, whatever the answers to open ones.
/** @param {Framework} framework @param {Kept["answers"]} answers @param {Pick<Question, "id">} question */
export function isPassedOver(framework, answers, question) {
  return ["low", "out"].includes(whyWaits(framework, answers, question) ?? "");
}

// How many questions are answered, of how many that apply. Answered is one with an option, as everywhere: don't know
// is no answer, and what does not apply counts on neither side. One that is not asked counts as its lowest option.
/** @param {Framework} framework @param {Kept} state @param {Question[]} questions */
export function answeredOf(framework, { answers }, questions) {
  const applying = questions.filter((question) => {
    return answers[question.id] !== OUT && whyWaits(framework, answers, question) !== "out";
  });
  /** @param {Question} question */
  const isAnswered = ({ id }) => {
    const why = whyWaits(framework, answers, { id });
    return why === "low" || (why === null && answers[id] !== undefined && !OPEN_WORDS.includes(String(answers[id])));
  };
  return { done: applying.filter(isAnswered).length, questions: applying.length };
}

// Whether the level, and what the levels mean, are shown before the result. Unasked, they would sway the answers.
/** @param {Kept} state */
export function showsLevel({ shown }) {
  return shown === "level";
}

// How long this many questions take, rounded up.
/** @param {Framework} framework @param {number} questions */
export function minutesText(framework, questions) {
  return count("minutes", Math.ceil((questions * framework.seconds_per_question) / 60));
}
