// Answers out into a file, and in again. What is here is never lost without a question.

import { inShort } from "./answers.js";
import { openDialog } from "./dialogs.js";
import { button, make } from "./elements.js";
import { readSheet, sheetText } from "./sheet_file.js";
import { count, say } from "./words.js";

const LARGEST_FILE = 2000000;
const LISTED = 100; // so many problems are shown, and the rest is counted

export function saveButton(app, look) {
  return button(say("save-answers"), () => save(app), { class: look });
}

function save({ framework, store }) {
  const address = URL.createObjectURL(new Blob([sheetText(framework, store.state)], { type: "application/json" }));
  make("a", { href: address, download: `${framework.id}-answers.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export function openButton(app, look) {
  const change = () => {
    if (input.files.length > 0) open(app, input.files[0]);
    input.value = "";
  };
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true, change });
  return [button(say("open-answers"), () => input.click(), { class: look }), input];
}

async function open(app, file) {
  const { framework, store } = app;
  if (file.size > LARGEST_FILE) return refuse(file, [say("problem-large")]);
  const text = decoded(await file.arrayBuffer());
  if (text === undefined) return refuse(file, [say("problem-no-text")]);
  const { sheet, problems, notes } = readSheet(framework, text);
  if (problems.length > 0) return refuse(file, problems);
  let seen = store.state.answers;
  const take = () => {
    if (store.state.answers !== seen) return ask(); // another tab has answered since
    store.change(sheet);
    app.announce(say("opened", { answers: count("answers", Object.keys(sheet.answers).length) }));
    if (notes.length > 0) openDialog(say("noted-title"), bulleted(notes), []);
  };
  const ask = () => {
    seen = store.state.answers;
    const [here, there] = [seen, sheet.answers].map((answers) => count("answers", Object.keys(answers).length));
    const question = say("replace-text", { here, there });
    return openDialog(say("replace-title"), make("p", {}, question), [[say("replace-do"), take, "main"]]);
  };
  return Object.keys(seen).length === 0 ? take() : ask();
}

// The text of a file in UTF-8. In another encoding names would be damaged without a word.
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(file, problems) {
  openDialog(
    say("refused-title"),
    [make("p", {}, say("refused-text", { file: inShort(file.name) })), bulleted(problems)],
    [],
  );
}

function bulleted(texts) {
  const rest = texts.length - LISTED;
  const shown = [...texts.slice(0, LISTED), ...(rest > 0 ? [say("problems-more", { number: rest })] : [])];
  return make("ul", { class: "problems" }, shown.map((text) => make("li", {}, text)));
}

export function clearButton(app, look) {
  let seen = null;
  const ask = () => {
    seen = app.store.state.answers;
    const text = say("clear-text", { answers: count("answers", Object.keys(seen).length) });
    openDialog(say("clear-title"), make("p", {}, text), [[say("clear-do"), clear, "main"]]);
  };
  const clear = () => {
    if (app.store.state.answers !== seen) return ask(); // another tab has answered since
    app.store.clear();
    app.announce(say("cleared"));
  };
  return button(say("clear-all"), ask, { class: look });
}
