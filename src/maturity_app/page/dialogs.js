// Questions and messages of the page itself: the browser's dialogs, which keep the focus inside.

import { button, heading, make } from "./elements.js";
import { say } from "./words.js";
/** @import { Child } from "./types.d.ts" */

// Show texts under a title; the focus then returns to where it was. Each choice is a label with its action.
/**
 * @param {string} title @param {Child} parts @param {[label: string, action: () => unknown, look: string][]} choices
 */
export function openDialog(title, parts, choices) {
  const close = () => {
    dialog.close();
    dialog.remove(); // the browser reports the closing only with the next frame, which may take a while
  };
  const chosen = (/** @type {() => unknown} */ action) => {
    close();
    action();
  };
  const buttons = choices.map(([label, action, look]) => button(label, () => chosen(action), { class: look }));
  const leave = button(say(choices.length > 0 ? "cancel" : "close"), close, { class: "quiet" });
  /** @type {HTMLDialogElement} */
  const dialog = make(
    "dialog",
    { "aria-labelledby": "dialog-title", close: () => dialog.remove() },
    heading(2, title, { id: "dialog-title" }),
    parts,
    make("div", { class: "buttons" }, buttons, leave),
  );
  document.body.append(dialog);
  dialog.showModal();
}
