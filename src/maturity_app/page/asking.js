// Which questions are asked: one that needs an option of another waits for it, and counts as its lowest until then.

import { codesOf } from "./answers.js";
import { withId } from "./framework.js";
import { countedCodes, readConditions } from "./scorer/conditions.js";
import { isOpen, NOT_APPLICABLE, STATE_CODES } from "./scorer/states.js";
import { say } from "./words.js";
/** @import { Answers, Assessment, Framework, Question } from "./types.d.ts" */

// Why a question is not asked: the one that it needs is `open`, too `low`, or `out`, as it does not apply; else null.
/** @param {Framework} framework @param {Answers} answers @param {Pick<Question, "id">} question */
export function whyWaits(framework, answers, { id }) {
  const { needs } = withId(framework.questions, id);
  if (!needs) return null;
  const codes = countedCodes(readConditions(framework.questions), codesOf(framework, answers));
  const other = withId(framework.questions, needs.question);
  const code = codes[framework.questions.indexOf(other)];
  if (code === NOT_APPLICABLE) return "out";
  if (isOpen(code)) return "open";
  return code < other.options.findIndex((option) => option.id === needs.option) ? "low" : null;
}

// The same in words; an empty text for a question that is asked.
/** @param {Framework} framework @param {Answers} answers @param {Question} question */
export function waitsText(framework, answers, question) {
  const why = whyWaits(framework, answers, question);
  if (!why || !question.needs) return "";
  const other = withId(framework.questions, question.needs.question);
  const option = withId(other.options, question.needs.option).label;
  return say(`not-asked-${why}`, { other: other.text, option, lowest: question.options[0].label });
}

// Why answers do not count, as whole sentences: the questions that they need are too low, open, or do not apply.
/** @param {Framework} framework @param {Assessment} assessment */
export function uncountedTexts(framework, { answers, counted_as: counted }) {
  return Object.keys(counted).flatMap((id) => {
    const question = withId(framework.questions, id);
    if (!question.needs || answers[id] in STATE_CODES) return [];
    const other = withId(framework.questions, question.needs.question);
    const option = withId(other.options, question.needs.option).label;
    const state = counted[other.id] ?? answers[other.id];
    const places = { question: question.text, other: other.text, option };
    return [say(`uncounted-${state in STATE_CODES ? state : "low"}`, places)];
  });
}
