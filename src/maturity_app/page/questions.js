// The second view: one, some or all of the questions, with ways back and forward.

import { heading, make } from "./elements.js";
import { withId } from "./framework.js";
import { overviewPart } from "./overview.js";
import { pathNotice, stepOnPath } from "./path.js";
import { helpPart } from "./prose.js";
import { answerByHand } from "./hand.js";
import { UNKNOWN } from "./answers.js";
import { questionField, showAnswer, unknownText } from "./question.js";
import { progressPart, soFarPart } from "./so_far.js";
import { isPassedOver, isUnanswered, modeOf, showsLevel, unitsOf } from "./units.js";
import { own, say } from "./words.js";
/** @import { Answer, App, Framework, Mode, Question, Unit, View } from "./types.d.ts" */

// The unit that an address names; otherwise the last one visited, or the first with an open question.
/** @param {App} app @param {string} id */
export function unitNamed(app, id) {
  const { framework, store } = app;
  const mode = modeOf(framework, store.state);
  const units = unitsOf(framework, mode);
  /** @param {(question: Question) => boolean} fits */
  const having = (fits) => units.find((unit) => unit.questions.some(fits));
  /** @param {string | undefined} name */
  const named = (name) => units.find((unit) => unit.id === name) ?? having((question) => question.id === name);
  const first =
    () => (mode === "short" ? named(stepOnPath(app)) : having((entry) => isUnanswered(framework, store.state, entry)));
  return named(id) ?? named(store.state.at) ?? first() ?? units[0];
}

/** @param {App} app @param {Unit} unit @returns {View} */
export function questionsView(app, unit) {
  const { framework, store } = app;
  const mode = modeOf(framework, store.state);
  const units = unitsOf(framework, mode);
  const at = units.findIndex((entry) => entry.id === unit.id);
  const words = unitWords(framework, mode, units, at);
  const title = heading(1, words.title, { tabindex: "-1", class: "step", ...words.looks });
  const isComplete = () => !framework.questions.some((question) => isUnanswered(framework, store.state, question));
  const wasComplete = isComplete();
  const completes = () => !wasComplete && isComplete();
  const fields = unit.questions.map((question) =>
    questionField(framework, question, store, (answer) => choose(app, question, answer))
  );
  const notice = mode === "short" ? pathNotice(app, unit) : null;
  const [progress, overview, steps] = [
    progressPart(app),
    overviewPart(app),
    stepsPart(app, mode, units, at, completes),
  ];
  const soFar = showsLevel(store.state) ? soFarPart(app) : null;
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const isSkipped = steps.isSkipped();
    app.go(completes() ? "#/result" : nextAddress(app, mode, units, at));
    if (isSkipped) app.announce(say("skipped-told"));
  };
  const goesOn = unit.questions.length === 1 && mode !== "all" && mode !== "capability" && store.state.pace !== "stay";
  const form = make(
    "form",
    { class: "card ask", novalidate: true, submit },
    title,
    make("p", { class: "context" }, words.context),
    mode !== "all" && unitHelp(framework, unit),
    notice?.element,
    mode === "all" ? withHeadings(framework, unit.questions, fields) : fields,
    steps.element,
  );
  const beside = make("div", { class: "beside" }, soFar?.element, overview.element);
  const element = make("div", { class: "asking" }, progress.element, form, beside);
  answerByHand(form, fields, goesOn ? () => form.requestSubmit() : null);
  const update = () => {
    unit.questions.forEach((question, place) => showAnswer(framework, question, fields[place], store.state));
    [progress, soFar, overview, notice, steps].forEach((part) => part?.update());
  };
  return { title: words.title, heading: title, element, update };
}

// Take an answer. What don't know means is told with the first one: the page may go on before it is read below it.
/** @param {App} app @param {Question} question @param {Answer | undefined} answer */
function choose({ framework, store, announce }, { id }, answer) {
  const isFirst = answer === UNKNOWN && !Object.values(store.state.answers).includes(UNKNOWN);
  store.answer(id, answer);
  if (isFirst) announce(unknownText(framework));
}

// `looks` are those of a title that is the framework's own. One by one, a dimension is named with its first question.
/** @param {Framework} framework @param {Mode} mode @param {Unit[]} units @param {number} at */
function unitWords(framework, mode, units, at) {
  const [looks, unit, number] = [{}, units[at], units.length];
  if (mode === "all") return { title: say("all-questions"), context: make("span", own(), framework.name), looks };
  const capability = capabilityOf(framework, unit);
  const dimension = withId(framework.dimensions, capability.dimension).name;
  if (mode === "capability") {
    const context = say("part-of", { part: at + 1, parts: number, dimension });
    return { title: capability.name, context, looks: own() };
  }
  const title = mode === "short" ? say("next-question") : say("question-of", { question: at + 1, questions: number });
  const isKnown = at > 0 && mode !== "short" &&
    capabilityOf(framework, units[at - 1]).dimension === capability.dimension;
  const context = isKnown
    ? make("span", own(), capability.name)
    : say("where", { dimension, capability: capability.name });
  return { title, context, looks };
}

/** @param {Framework} framework @param {Unit} unit */
function capabilityOf(framework, unit) {
  return withId(framework.capabilities, unit.questions[0].capability);
}

// The help on the capability and on the dimension that the questions belong to.
/** @param {Framework} framework @param {Unit} unit */
function unitHelp(framework, unit) {
  const capability = capabilityOf(framework, unit);
  return [aboutPart(withId(framework.dimensions, capability.dimension)), aboutPart(capability)];
}

/** @param {Framework["dimensions"][number] | Framework["capabilities"][number]} entry */
function aboutPart(entry) {
  return helpPart(entry, say("help-about", { name: entry.name }));
}

// On one page, the questions are under their dimensions and capabilities.
/** @param {Framework} framework @param {Question[]} questions @param {HTMLElement[]} fields */
function withHeadings(framework, questions, fields) {
  let [dimension, capability] = ["", ""];
  return questions.map((question, at) => {
    const owner = withId(framework.capabilities, question.capability);
    const home = withId(framework.dimensions, owner.dimension);
    const above = [
      home.id !== dimension && [heading(2, home.name, own()), aboutPart(home)],
      owner.id !== capability && [heading(3, owner.name, own()), aboutPart(owner)],
    ];
    [dimension, capability] = [home.id, owner.id];
    return [above, fields[at]];
  });
}

/** @param {App} app @param {Mode} mode @param {Unit[]} units @param {number} at */
function nextAddress(app, mode, units, at) {
  /** @param {Unit} unit */
  const isAsked = ({ questions }) => {
    return questions.some((question) => !isPassedOver(app.framework, app.store.state.answers, question));
  };
  const next = mode === "short" ? stepOnPath(app, units[at].id) : units.slice(at + 1).find(isAsked)?.id;
  return next ? `#/questions/${next}` : "#/result";
}

// Back and on: to the result, at the end or where the last open question was answered here. Where nothing is answered
// yet, going on is called what it is, so that no press too many goes unseen.
/** @param {App} app @param {Mode} mode @param {Unit[]} units @param {number} at @param {() => boolean} completes */
function stepsPart({ framework, store, visited }, mode, units, at, completes) {
  const before = mode === "short" ? visited.at(-2) : units[at - 1]?.id;
  const isLast = mode !== "short" && at + 1 === units.length;
  const goOn = make("button", { type: "submit" });
  const element = make(
    "div",
    { class: "steps-on" },
    make("a", { class: "button plain", href: before ? `#/questions/${before}` : "#/start" }, say("back")),
    goOn,
  );
  const isSkipped = () => {
    return !isLast && units[at].questions.every((question) => isUnanswered(framework, store.state, question));
  };
  const update = () => {
    goOn.className = isSkipped() ? "plain" : "main";
    goOn.textContent = say(isLast || completes() ? "see-result" : isSkipped() ? "skip-question" : "next");
  };
  update();
  return { element, update, isSkipped };
}
