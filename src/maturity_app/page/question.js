// One question: its text, its options, and the answers that are not options.

import { boundsText, isNumeric, numberProblem, OPEN, optionOf, OUT, UNKNOWN } from "./answers.js";
import { waitsText } from "./asking.js";
import { button, fill, make } from "./elements.js";
import { remarksPart, showRemarks } from "./facts_view.js";
import { unpressed } from "./press.js";
import { helpPart, prose } from "./prose.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { sure } from "./scorer/sure.js";
import { asSentence, own, say } from "./words.js";
/** @import { Answer, Framework, Kept, Question, Scale, Store } from "./types.d.ts" */

// The question as a group of choices; `choose` gets the answer, or undefined when it is cleared.
/**
 * @param {Framework} framework @param {Question} question @param {Store} store
 * @param {(answer: Answer | undefined) => void} choose
 */
export function questionField(framework, question, store, choose) {
  const { state } = store;
  const scale = framework.scales[question.scale];
  const name = `answer-${question.id}`;
  /** @param {string} value @param {string} label */
  const radio = (value, label) => choice(name, value, label, () => choose(value));
  const shown = scale.whole_numbers ? [] : question.options;
  const options = shown.map((option) => withHelp(radio(option.id, option.label), option, name));
  const states = OPEN_WORDS.filter((word) => word !== OPEN).map((word) => radio(word, say(word)));
  if (question.not_applicable) states.push(radio(OUT, outText(question)));
  const clear = button(say("clear-answer"), () => takeBack(field, choose), { class: "quiet clear" });
  const number = isNumeric(scale) && numberInput(question, scale, state, choose);
  const field = make(
    "fieldset",
    { class: "question", id: `question-${question.id}` },
    make("legend", {}, make("span", { class: "ask", ...own() }, question.text)),
    helpPart(question),
    make("p", { class: "waits quiet", role: "status" }),
    number,
    number && shown.length > 0 && make("p", { class: "quiet" }, say("number-or-range")),
    make("div", { class: "options" }, options),
    make("div", { class: "options states" }, states),
    make("p", { class: "unknown quiet" }),
    make("div", { class: "below" }, origin(question), clear),
    remarksPart(store, question),
  );
  showAnswer(framework, question, field, state);
  return field;
}

// What becomes of a question that is answered with don't know. It is told afterwards: before, it would sway the answer.
/** @param {Framework} framework */
export function unknownText({ open_questions: open }) {
  return say(open === "reject" ? "dont-know-refused" : "dont-know-counts");
}

// That a question does not apply, and the option that it counts as then, if any.
/** @param {Question} question */
function outText({ options, standsFor }) {
  return standsFor === null ? say("not-applicable") : say("not-applicable-as", { option: options[standsFor].label });
}

/** @param {string} name @param {string} value @param {string} label @param {() => void} change */
function choice(name, value, label, change) {
  const input = make("input", { type: "radio", name, value, change });
  return make("label", { class: "option" }, input, make("span", {}, label));
}

// An option in the framework's language, with its help below it.
/** @param {HTMLElement} label @param {Question["options"][number]} option @param {string} name */
function withHelp(label, { id, help }, name) {
  for (const [attribute, value] of Object.entries(own())) sure(label.lastElementChild).setAttribute(attribute, value);
  if (!help) return label;
  const described = `${name}-${id}-help`;
  sure(label.querySelector("input")).setAttribute("aria-describedby", described);
  return [label, make("div", { class: "option-help quiet", id: described }, prose(help))];
}

/** @param {HTMLElement} field @param {(answer: Answer | undefined) => void} choose */
function takeBack(field, choose) {
  choose(undefined);
  sure(field.querySelector("input")).focus();
}

// Where the question comes from: the source, or a reading of it.
/** @param {Question} question */
function origin(question) {
  const { basis, because, place } = question;
  const read = basis === "interpretation" && place;
  const from = asSentence(say(read ? "from-interpretation-of" : `from-${basis}`, { place }));
  const facts = [from, because, place && !read && say("basis-place", { place })];
  return make(
    "details",
    { class: "origin" },
    make("summary", {}, say("basis-title")),
    facts.filter(Boolean).map((text) => make("p", {}, text)),
  );
}

/**
 * @param {Question} question @param {Scale} scale @param {Kept} state
 * @param {(answer: Answer | undefined) => void} choose
 */
function numberInput(question, scale, state, choose) {
  const id = `number-${question.id}`;
  const help = make("p", { id: `${id}-help`, class: "quiet" }, boundsText(scale));
  const wrong = make("p", { id: `${id}-wrong`, class: "wrong", role: "alert" });
  const read = () => {
    const text = input.value.trim();
    const problem = text && numberProblem(scale, text);
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    unpressed(() => fill(wrong, problem));
    choose(text && !problem ? Number(text) : undefined);
  };
  const described = `${id}-help ${id}-wrong`;
  const looks = { type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": described };
  /** @type {() => void} */
  const blur = () => showNumber(input, state.answers[question.id]);
  const input = make("input", { id, ...looks, change: read, blur });
  return make("div", { class: "number" }, make("label", { for: id }, say("number-label")), input, help, wrong);
}

// Put the sheet's answer into the fields, and touch nothing else.
/** @param {Framework} framework @param {Question} question @param {HTMLElement} field @param {Kept} state */
export function showAnswer(framework, question, field, state) {
  const answer = state.answers[question.id];
  const shown = optionOf(framework, question, answer);
  const inputs = [...field.querySelectorAll("input")];
  for (const input of inputs.filter(({ type }) => type === "radio")) input.checked = input.value === shown;
  const number = inputs.find(({ type }) => type === "text");
  if (number && document.activeElement !== number) showNumber(number, answer);
  sure(field.querySelector("button")).hidden = answer === undefined;
  const waits = waitsText(framework, state.answers, question);
  tellBelow(field, "waits", waits);
  if (answer === UNKNOWN) tellBelow(field, "unknown", unknownText(framework)); // and stays: nothing moves
  const answering = /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("[type=radio], .number input"));
  for (const input of answering) input.disabled = waits !== "";
  showRemarks(field, question.id, state);
}

/** @param {HTMLElement} field @param {string} name @param {string} text */
function tellBelow(field, name, text) {
  const place = sure(field.querySelector(`.${name}`));
  if (place.textContent !== text) place.textContent = text;
}

// A number stays as it was typed, and so does anything that cannot be read.
/** @param {HTMLInputElement} input @param {Answer | undefined} answer */
function showNumber(input, answer) {
  const typed = input.value.trim();
  if (typeof answer === "number") input.value = typed !== "" && Number(typed) === answer ? typed : String(answer);
  else if (input.getAttribute("aria-invalid") !== "true") input.value = "";
}
