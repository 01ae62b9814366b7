// Save answers to a file, and open them again. Answers are never lost without asking.

import { inShort } from "./answers.js";
import { jsonOfCsv } from "./csv_sheet.js";
import { openDialog } from "./dialogs.js";
import { button, make } from "./elements.js";
import { answersText, doneText, isBare } from "./facts.js";
import { named } from "./origin.js";
import { readSheet, sheetText } from "./sheet_file.js";
import { say } from "./words.js";
/** @import { Answers, App, Changes, Sheet } from "./types.d.ts" */

const LARGEST_FILE = 2000000;
// What the fields for files take.
export const UPLOADED = { type: "file", accept: ".json,.csv,application/json,text/csv", hidden: true };
const OTHERS = /\.(?:toml|xlsx?|ods|arrows?|feather|parquet|jsonl|tsv|pdf|docx?)$/i;
const FILE_NAME = 60;
const LISTED = 100; // this many problems are shown, and the rest counted

/** @param {App} app @param {string} look */
export function saveButton(app, look) {
  return button(say("save-answers"), () => save(app), { class: look });
}

/** @param {App} app */
export function save({ whole: framework, store, announce }) {
  const address = URL.createObjectURL(new Blob([sheetText(framework, store.state)], { type: "application/json" }));
  const file = fileName(framework.id, store.state.organisation);
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(doneText(store.state, file));
}

// Whose answers are in a file is in its name, too, in letters and digits that any system takes.
/** @param {string} id @param {string} organisation */
function fileName(id, organisation) {
  const whose = organisation.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `${[...[id, "answers", ...whose].join("-")].slice(0, FILE_NAME).join("")}.json`;
}

/** @param {App} app @param {string} look */
export function openButton(app, look) {
  const change = () => {
    const [file] = input.files ?? [];
    if (file) open(app, file);
    input.value = "";
  };
  const input = make("input", { ...UPLOADED, change });
  return [button(say("open-answers"), () => input.click(), { class: look }), input];
}

// The sheet in a file, with what changed since; nothing if it was refused, which is said.
/**
 * @param {App} app @param {File} file
 * @returns {Promise<{ sheet: Sheet, changes: Changes, notes: string[] } | undefined>}
 */
export async function readFile({ whole: framework }, file) {
  if (OTHERS.test(file.name)) return refuse(file, [say("problem-other-file", { framework: framework.id })]);
  if (file.size > LARGEST_FILE) return refuse(file, [say("problem-large")]);
  const isTable = /\.csv$/i.test(file.name);
  const text = decoded(await file.arrayBuffer(), isTable);
  if (text === undefined) return refuse(file, [say("problem-no-text")]);
  const { json, problems: unread, own = [] } = isTable ? jsonOfCsv(framework, text) : { json: text, problems: [] };
  if (unread.length > 0) return refuse(file, unread);
  const found = readSheet(framework, json);
  if (!found.sheet) return refuse(file, found.problems);
  const columns = named(own.filter(Boolean).map(inShort));
  return columns === "" ? found : { ...found, notes: [say("note-own", { columns }), ...found.notes] };
}

/** @param {App} app @param {File} file */
async function open(app, file) {
  const { store } = app;
  const found = await readFile(app, file);
  if (!found) return;
  const { sheet, notes } = found;
  let seen = store.state.answers;
  /** @type {() => void} */
  const take = () => {
    if (store.state.answers !== seen) return ask(); // another tab has answered since
    store.change(sheet);
    const done = doneText(sheet);
    app.announce(done);
    if (notes.length > 0) openDialog(say("noted-title"), [make("p", {}, done), bulleted(notes)], []);
  };
  const both = () => {
    app.open();
    seen = store.state.answers;
    take();
  };
  const ask = () => {
    seen = store.state.answers;
    const [here, there] = [seen, sheet.answers].map(answersText);
    const question = say("replace-text", { here, there });
    /** @type {Parameters<typeof openDialog>[2]} */
    const choices = [[say("replace-do"), take, "main"]];
    store.change({}); // there may be room again
    if (store.kept) choices.push([say("replace-both"), both, "plain"]);
    return openDialog(say("replace-title"), make("p", {}, question), choices);
  };
  return isBare(store.state) ? take() : ask();
}

// The text of a UTF-8 file, or of a table in UTF-16. In another encoding, names would be damaged without warning.
/** @param {ArrayBuffer} bytes @param {boolean} isTable */
export function decoded(bytes, isTable) {
  const [first, second] = new Uint8Array(bytes);
  const wide = first === 0xff || second === 0 ? "utf-16le" : first === 0xfe || first === 0 ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(isTable ? wide : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {File} file @param {string[]} problems @returns {undefined} */
function refuse(file, problems) {
  openDialog(
    say("refused-title"),
    [make("p", {}, say("refused-text", { file: inShort(file.name) })), bulleted(problems)],
    [],
  );
}

/** @param {string[]} texts */
function bulleted(texts) {
  const rest = texts.length - LISTED;
  const shown = [...texts.slice(0, LISTED), ...(rest > 0 ? [say("problems-more", { number: rest })] : [])];
  return make("ul", { class: "problems" }, shown.map((text) => make("li", {}, text)));
}

/** @param {App} app @param {string} look */
export function deleteButton(app, look) {
  /** @type {Answers | null} */
  let seen = null;
  const ask = () => {
    seen = app.store.state.answers;
    const text = say("delete-text", { answers: answersText(seen) });
    openDialog(say("delete-title"), make("p", {}, text), [[say("delete-do"), clear, "main"]]);
  };
  const clear = () => {
    if (app.store.state.answers !== seen) return ask(); // another tab has answered since
    app.store.clear();
    app.announce(say("deleted"));
  };
  return button(say("delete"), ask, { class: look });
}
