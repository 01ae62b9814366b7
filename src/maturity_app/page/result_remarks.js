// What the sheet says beside its answers: above the result, and with the questions that it is about.

import { isNumeric, optionOf } from "./answers.js";
import { heading, make } from "./elements.js";
import { linkIn, TOLD_OF_ALL } from "./facts.js";
import { isolated } from "./isolating.js";
import { led } from "./long_text.js";
import { linkedList, proseOf } from "./prose.js";
import { section } from "./result_parts.js";
import { STATE_CODES } from "./scorer/states.js";
import { own, pointed, say } from "./words.js";
/** @import { Answer, Framework, Kept, Question } from "./types.d.ts" */

// Segment, date, respondent, role, and the edition that answers were carried over from, each with its name; nothing if
// none of them is known.
/** @param {Kept} state */
export function factList(state) {
  const known = TOLD_OF_ALL.filter((name) => state[name] !== "");
  const pairs = known.map((name) =>
    make("div", {}, make("dt", {}, say(`fact-${name}`)), make("dd", {}, make("bdi", {}, state[name])))
  );
  return known.length > 0 && make("dl", { class: "brief extra" }, pairs);
}

// Every question with a comment or evidence, and how it was answered.
/** @param {Framework} framework @param {Kept} state */
export function remarksSection(framework, state) {
  const told = framework.questions.filter(({ id }) => id in state.comments || id in state.evidence);
  return told.length > 0 &&
    section("remarks", say("remarks-told"), told.map((entry) => remarkParts(framework, entry, state)));
}

/** @param {Framework} framework @param {Question} question @param {Kept} state */
function remarkParts(framework, question, state) {
  const { [question.id]: comment = "" } = state.comments;
  const pieces = state.evidence[question.id] ?? [];
  return make(
    "div",
    { class: "remark" },
    heading(3, question.text, own()),
    make("p", {}, givenText(framework, question, state.answers[question.id])),
    comment && proseOf(say("comment", { text: led(comment) })),
    pieces.length > 0 && [make("p", {}, say("evidence")), linkedList(pieces.map((piece) => linkIn(piece) ?? piece))],
  );
}

// An answer as it was given: the label of the option, or the number with the label of its range.
/** @param {Framework} framework @param {Question} question @param {Answer | undefined} answer */
function givenText(framework, question, answer) {
  const word = optionOf(framework, question, answer) ?? "unanswered";
  const option = question.options.find(({ id }) => id === word);
  const label = option && !(word in STATE_CODES) ? option.label : say(`answer-${word}`);
  const scale = framework.scales[question.scale];
  if (typeof answer !== "number" || !isNumeric(scale)) return label;
  const number = pointed(String(answer));
  const amount = scale.unit === "%" ? say("percent", { number }) : `${number} ${isolated(scale.unit)}`.trim();
  return say("answer-number", { number: amount, label });
}
