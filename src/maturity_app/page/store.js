// What is kept: the answers to this publication of the framework, the way of answering, and light or dark. Where there
// are none yet, those to an earlier publication are taken over, if it is known what has changed since.

import { LONGEST_NUMBER } from "./answers.js";
import { noFacts } from "./facts.js";
import { watch } from "./seconds.js";
import { readSheet, sheetText } from "./sheet_file.js";
/** @import { Answers, EarlierKept, Framework, Kept, Sheet, Store } from "./types.d.ts" */

const THEME = "maturity:theme";
const KEPT = /** @type {const} */ (["mode", "at", "profile", "pace", "shown"]);
const LONGEST_TITLE = 200; // of an organisation, as its field allows

// All state of the page, with one way to change it. While the browser keeps nothing, `kept` is false.
/** @param {Framework} framework @param {string} profile @returns {Store} */
export function openStore(framework, profile) {
  const key = keyOf(framework);
  /** @type {Kept} */
  const state = { ...bareSheet(), mode: "", at: "", profile, pace: "", shown: "" };
  /** @type {((changes: Partial<Kept>) => void)[]} */
  const listeners = [];
  const secondsOf = watch();
  let known = read(key);
  /** @param {Partial<Kept>} changes */
  const tell = (changes) => listeners.forEach((listener) => listener(changes));
  const catchUp = () => {
    known = read(key);
    const changes = { ...bareSheet(), ...remembered(framework, known) };
    Object.assign(state, changes);
    tell(changes);
  };
  const isBehind = () => store.kept && ![known, null].includes(read(key));
  /** @type {Store} */
  const store = {
    state,
    kept: canKeep(framework),
    carried: null,
    listen: (listener) => listeners.push(listener),
    // Another tab may have changed answers without this one knowing: what it kept is taken over first.
    change(changes) {
      if (isBehind()) catchUp();
      const wanted = typeof changes === "function" ? changes(state) : changes;
      Object.assign(state, wanted);
      const rest = Object.fromEntries(KEPT.map((name) => [name, state[name]]));
      known = JSON.stringify({ sheet: sheetText(framework, state), ...rest, when: Date.now() });
      store.kept = keep(key, known);
      tell(wanted);
    },
    answer(id, answer) {
      store.change((sheet) => {
        /** @type {Answers} */
        const changed = Object.assign(Object.create(null), sheet.answers);
        if (answer === undefined) delete changed[id];
        else changed[id] = answer;
        return { answers: changed, seconds: secondsOf(sheet) };
      });
    },
    clear() {
      store.change({ ...bareSheet(), at: "" });
      [key, ...earlierKept(framework).map((kept) => kept.key)].forEach(forget);
    },
  };
  Object.assign(state, remembered(framework, known));
  const [earlier] = known === null ? earlierKept(framework) : [];
  if (earlier) {
    store.change(earlier.kept);
    store.carried = earlier.changes;
  }
  window.addEventListener("storage", (event) => event.key === key && catchUp());
  window.addEventListener("focus", () => isBehind() && catchUp()); // where no event told of a change
  return store;
}

/** @returns {Omit<Sheet, "profile">} */
function bareSheet() {
  return { organisation: "", answers: Object.create(null), ...noFacts() };
}

/** @param {Framework} framework */
function keyOf({ id, digest }) {
  return `${keyStart(id)}${digest}`;
}

// What the keys of all publications of a framework begin with.
/** @param {string} id */
function keyStart(id) {
  return `maturity:${id}:`;
}

/** @param {Framework} framework @param {string | null} text @returns {Partial<Kept>} */
function remembered(framework, text) {
  return readKept(framework, text).kept;
}

/** @param {Framework} framework @param {string | null} text @returns {Omit<EarlierKept, "key">} */
function readKept(framework, text) {
  try {
    /** @type {{ [name: string]: unknown }} */
    const found = JSON.parse(text ?? "{}");
    const { sheet, changes = null } = readSheet(framework, String(found.sheet ?? ""));
    const rest = KEPT.filter((name) => typeof found[name] === "string").map((name) => [name, found[name]]);
    const when = typeof found.when === "number" ? found.when : 0;
    return { kept: { ...sheet, ...Object.fromEntries(rest) }, changes, when };
  } catch {
    return { kept: {}, changes: null, when: 0 }; // something else wrote there: none of it is an answer
  }
}

// What is kept of other publications and can be taken over, the latest first: only the rest is of no use here.
/** @param {Framework} framework */
function earlierKept(framework) {
  const found = [];
  for (const key of allKeys()) {
    if (!key.startsWith(keyStart(framework.id)) || key === keyOf(framework)) continue;
    const { kept, changes, when } = readKept(framework, read(key));
    if (changes?.fit) found.push({ key, kept, changes, when });
  }
  return found.sort((one, other) => other.when - one.when);
}

function allKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

export function keptTheme() {
  return read(THEME) ?? "";
}

/** @param {string} theme */
export function keepTheme(theme) {
  if (theme === "") forget(THEME);
  else keep(THEME, theme);
}

// A browser may refuse to keep anything: in a private window, by its settings, or when it is out of space.
/** @param {Framework} framework */
function canKeep(framework) {
  const probe = "maturity:probe";
  /** @param {Framework["questions"][number]} question */
  const longest = ({ options }) => "x".repeat(Math.max(...options.map(({ id }) => id.length), LONGEST_NUMBER));
  const answers = Object.fromEntries(framework.questions.map((question) => [question.id, longest(question)]));
  const kept = keep(
    probe,
    sheetText(framework, { ...bareSheet(), profile: "", organisation: "x".repeat(LONGEST_TITLE), answers }),
  );
  forget(probe);
  return kept;
}

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} text */
function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return localStorage.getItem(key) === text;
  } catch {
    return false; // refused, or out of space: the page says so
  }
}

/** @param {string} key */
function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What was never kept need not be forgotten.
  }
}
