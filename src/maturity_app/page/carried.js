// What became of answers that were kept here before the framework was published anew.

import { answersText } from "./facts.js";
import { openDialog } from "./dialogs.js";
import { make } from "./elements.js";
import { withId } from "./framework.js";
import { count, own, say } from "./words.js";
/** @import { App } from "./types.d.ts" */

// Say what was carried over, which questions are worded differently now, and which are to be answered anew.
/** @param {App} app */
export function tellCarried({ whole: framework, store }) {
  const { carried, state } = store;
  const answers = Object.keys(state.answers).length;
  if (!carried || answers + carried.leftOut.length === 0) return;
  /** @param {string[]} ids */
  const texts = (ids) => ids.map((id) => make("li", own(), withId(framework.questions, id).text));
  /** @param {string} name @param {string[]} ids */
  const part = (name, ids) => ids.length > 0 && [make("p", {}, say(name)), make("ul", {}, texts(ids))];
  const gone = count("questions", carried.leftOut.length);
  const parts = [
    make("p", {}, say("carried-text", { answers: answersText(state.answers) })),
    part("carried-reworded", carried.reworded),
    part("carried-ask", carried.ask),
    carried.leftOut.length > 0 && make("p", {}, say("carried-left-out", { questions: gone })),
  ];
  openDialog(say("carried-title"), parts, []);
}
