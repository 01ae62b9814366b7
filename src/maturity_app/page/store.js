// What is kept: the answers of this framework's edition, how they are gone through, and light or dark.

import { readSheet, sheetText } from "./sheet_file.js";

const THEME = "maturity:theme";
const KEPT = ["mode", "at"];

// Everything the page knows, with one way to change it. Where the browser keeps nothing, `kept` is false.
export function openStore(framework) {
  const key = `maturity:${framework.id}:${framework.digest}`;
  const state = { organisation: "", answers: Object.create(null), mode: "", at: "" };
  const listeners = [];
  const store = {
    state,
    kept: canKeep(),
    listen: (listener) => listeners.push(listener),
    change(changes) {
      Object.assign(state, changes);
      store.kept = keep(key, JSON.stringify({ sheet: sheetText(framework, state), mode: state.mode, at: state.at }));
      listeners.forEach((listener) => listener(changes));
    },
    answer(id, answer) {
      const answers = Object.assign(Object.create(null), state.answers);
      if (answer === undefined) delete answers[id];
      else answers[id] = answer;
      store.change({ answers });
    },
    clear() {
      store.change({ organisation: "", answers: Object.create(null), at: "" });
      forget(key);
    },
  };
  Object.assign(state, remembered(framework, key));
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    const changes = { organisation: "", answers: Object.create(null), ...remembered(framework, key) };
    Object.assign(state, changes);
    listeners.forEach((listener) => listener(changes));
  });
  return store;
}

function remembered(framework, key) {
  try {
    const found = JSON.parse(read(key) ?? "{}");
    const { sheet = {} } = readSheet(framework, found.sheet ?? "");
    const rest = KEPT.filter((name) => typeof found[name] === "string").map((name) => [name, found[name]]);
    return { ...sheet, ...Object.fromEntries(rest) };
  } catch {
    return {}; // somebody else wrote there: nothing of it is an answer
  }
}

export function keptTheme() {
  return read(THEME) ?? "";
}

export function keepTheme(theme) {
  if (theme === "") forget(THEME);
  else keep(THEME, theme);
}

// A browser may refuse to keep anything: in private windows, or where its owner has switched it off.
function canKeep() {
  const probe = "maturity:probe";
  const kept = keep(probe, probe);
  forget(probe);
  return kept;
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false; // refused, or full: the page says so
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What was never kept need not be forgotten.
  }
}
