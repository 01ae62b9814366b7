// The last view: the result.

import { button, heading, make, refresh } from "./elements.js";
import { saveButton } from "./files.js";
import { unfold, unfoldAll } from "./folds.js";
import { printTwo } from "./paper.js";
import { aboutSection, portraitSections } from "./result_about.js";
import { gapSection, stepSection } from "./result_coming.js";
import { contrastSections } from "./result_contrasts.js";
import { remarksSection } from "./result_remarks.js";
import { reasonSections } from "./result_reasons.js";
import { dimensionSection, headSection, measureSection, sureSection } from "./result_standing.js";
import { sure } from "./scorer/sure.js";
import { say } from "./words.js";
/** @import { App, Framework, Result, View } from "./types.d.ts" */

/** @param {App} app @returns {View} */
export function resultView(app) {
  const element = make("div", { class: "result" });
  const update = () => {
    const result = app.result();
    refresh(element, result ? complete(app, result) : incomplete(app));
  };
  update();
  return {
    title: say("result-title"),
    element,
    update,
    get heading() {
      return sure(element.querySelector("h1"));
    },
  };
}

// The sections, and, if there is room beside them, their titles.
/** @param {App} app @param {Result} result */
function complete(app, result) {
  const all = /** @type {unknown[]} */ ([sections(app, result), sendOn(app, result)]).flat(Infinity);
  const parts = all.filter((part) => part instanceof HTMLElement);
  const [head, ...rest] = parts;
  /** @param {HTMLElement} part */
  const link = (part) => {
    const { section: id } = part.dataset;
    const title = sure(part.querySelector("h2")).cloneNode(true).childNodes;
    return make("a", { href: `#/result/${id}`, click: () => unfold(id) }, [...title]);
  };
  const list = make("ul", { role: "list" }, rest.map((part) => make("li", {}, link(part))));
  const contents = make("nav", { class: "contents screen", "aria-label": say("contents") }, list);
  const every = make("div", { class: "buttons screen" }, button(say("unfold-all"), unfoldAll, { class: "quiet" }));
  return [make("div", { class: "sections" }, head, every, rest), contents];
}

/** @param {App} app @param {Result} result */
function sections({ framework, store }, result) {
  return [
    headSection(framework, result, store.state),
    !result.assessment.not_yet && sureSection(framework, result),
    reasonSections(framework, result),
    !result.assessment.not_yet && [stepSection, gapSection].map((part) => part(framework, result)),
    dimensionSection(framework, result),
    measureSection(framework, result),
    contrastSections(framework, result),
    portraitSections(result),
    remarksSection(framework, store.state),
    aboutSection(framework, result),
  ];
}

/** @param {App} app @param {Result} result */
function sendOn(app, { assessment: { not_yet: notYet } }) {
  return make(
    "section",
    { class: "card screen", "aria-labelledby": "result-send-on", "data-section": "send-on" },
    heading(2, say("send-on-title"), { id: "result-send-on", tabindex: "-1" }),
    make("p", {}, !notYet && `${say("send-on-two")} `, say("send-on-text")),
    make(
      "div",
      { class: "buttons" },
      !notYet && button(say("print-two"), printTwo, { class: "main" }),
      button(say("print"), () => window.print(), { class: notYet ? "main" : "plain" }),
      saveButton(app, "plain"),
      make("a", { class: "button plain", href: "#/questions" }, say("change-answers")),
    ),
  );
}

/** @param {App} app */
function incomplete({ framework, store }) {
  const open = framework.questions.filter((question) => store.state.answers[question.id] === undefined);
  /** @param {Framework["questions"][number]} question */
  const link = ({ id, text }) => make("li", {}, make("a", { href: `#/questions/${id}` }, text));
  return make(
    "section",
    { class: "card" },
    heading(1, say("wants-all"), { tabindex: "-1" }),
    make("p", {}, say("wants-all-text")),
    make("ul", {}, open.map(link)),
  );
}
