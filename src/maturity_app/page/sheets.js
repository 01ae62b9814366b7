// The other sheets that this browser keeps: choose one, or begin one. Nothing is lost by it.

import { button, heading, make } from "./elements.js";
import { answersText, isEmpty, nameOf } from "./facts.js";
import { openDialog } from "./dialogs.js";
import { save } from "./files.js";
import { say } from "./words.js";
/** @import { App } from "./types.d.ts" */

/** @param {App} app @param {string} look */
export function beginButton(app, look) {
  return button(say("sheet-begin"), () => leave(app), { class: look });
}

// The other sheets, each a button that opens it.
/** @param {App} app */
export function otherSheets(app) {
  const { others } = app.store;
  /** @param {App["store"]["others"][number]} entry */
  const line = ({ name, sheet }) => {
    const words = [nameOf(sheet), ` (${answersText(sheet.answers)})`];
    return make("li", {}, make("button", { type: "button", class: "quiet", click: () => leave(app, name) }, words));
  };
  return others.length > 0 && [heading(2, say("sheets-title")), make("ul", { role: "list" }, others.map(line))];
}

// Leave the sheet that is open; one that the browser does not keep is first saved to a file.
/** @param {App} app @param {string} [name] */
function leave(app, name) {
  const { store } = app;
  if (isEmpty(store.state)) return app.open(name);
  store.change({}); // there may be room again
  if (store.kept) return app.open(name);
  const saved = () => {
    save(app);
    app.open(name);
  };
  openDialog(say("save-answers"), make("p", {}, say("not-kept")), [[say("save-answers"), saved, "main"]]);
}
