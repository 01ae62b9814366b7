// All questions at a glance, each with a link.

import { aside, make, refresh } from "./elements.js";
import { answeredOf, capabilitiesInOrder, questionsOf } from "./units.js";
import { own, say } from "./words.js";
/** @import { App, Framework, Kept, Question } from "./types.d.ts" */

// The list is long, so it is made only while it is open.
/** @param {App} app */
export function overviewPart(app) {
  const list = make("nav", { "aria-label": say("all-questions") });
  function update() {
    refresh(list, element.open && dimensionLists(app));
  }
  const title = make("summary", {}, say("all-questions"));
  const element = make("details", { class: "overview", toggle: update }, title, list);
  return { element, update };
}

/** @param {App} app */
function dimensionLists(app) {
  const capabilities = capabilitiesInOrder(app.framework);
  /** @param {string} dimension */
  const itemsOf = (dimension) => capabilities.filter((entry) => entry.dimension === dimension);
  return app.framework.dimensions.map(({ id, name }) => [
    make("p", { class: "dimension", ...own() }, name),
    make("ul", { role: "list" }, itemsOf(id).map((entry) => capabilityItem(app, entry))),
  ]);
}

/** @param {App} app @param {Framework["capabilities"][number]} capability */
function capabilityItem({ framework, store }, capability) {
  const questions = questionsOf(framework, capability.id);
  const text = say("done-of", answeredOf(framework, store.state, questions));
  const done = make("span", { class: "quiet" }, text);
  return make(
    "li",
    {},
    make("span", own(), capability.name),
    " ",
    done,
    questionLinks(framework, store.state, questions),
  );
}

/** @param {Framework} framework @param {Kept} state @param {Question[]} questions */
function questionLinks(framework, state, questions) {
  /** @param {Question} question */
  const link = (question) => {
    const open = answeredOf(framework, state, [question]).done === 0;
    const mark = make("span", { class: open ? "dot" : "dot done", "aria-hidden": "true" });
    const address = `#/questions/${question.id}`;
    const text = make("span", own(), question.text);
    return make("li", {}, mark, make("a", { href: address }, text, !open && aside(` ${say("answered")}`)));
  };
  return make("ul", { role: "list" }, questions.map(link));
}
