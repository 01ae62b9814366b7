// The short path: the open questions that settle the level soonest, until it is settled.

import { make, refresh } from "./elements.js";
import { isUnanswered } from "./units.js";
import { count, say } from "./words.js";
/** @import { App, Unit } from "./types.d.ts" */

// The question to ask next: the first on the path that is open and was not passed over; undefined at the end.
/** @param {App} app @param {string} [from] */
export function stepOnPath(app, from) {
  const { framework, store: { state } } = app;
  if (from && isUnanswered(framework, state, { id: from })) app.passed.add(from);
  const ids = app.path().questions.map((entry) => entry.question);
  const open = ids.filter((id) => isUnanswered(framework, state, { id }));
  return open.find((id) => !app.passed.has(id));
}

// The notice above a question on the short path: whether the level is settled, and whether this answer can change it.
/** @param {App} app @param {Unit} unit */
export function pathNotice(app, unit) {
  const element = make("div", { class: "notice" });
  const update = () => refresh(element, noticeParts(app, unit));
  update();
  return { element, update };
}

/** @param {App} app @param {Unit} unit */
function noticeParts(app, unit) {
  const { settled, questions } = app.path();
  if (settled) {
    return [
      make("p", {}, make("strong", {}, say("settled")), " ", say("settled-text")),
      make("p", {}, make("a", { class: "button main", href: "#/result" }, say("see-result"))),
    ];
  }
  const here = questions.find((entry) => entry.question === unit.questions[0].id);
  if (here && !here.matters) return make("p", {}, say("matters-not"));
  const number = questions.filter((entry) => entry.matters).length;
  return make("p", {}, say("mattering", { questions: count("questions", number) }));
}
