// What is kept: sheets of answers to this publication of the framework, the way of answering, and light or dark. Those
// to an earlier publication are taken over when they are opened, if it is known what has changed since.

import { LONGEST_NUMBER } from "./answers.js";
import { isEmpty, noFacts } from "./facts.js";
import { watch } from "./seconds.js";
import { readSheet, sheetText } from "./sheet_file.js";
/** @import { Answers, Framework, Kept, KeptSheet, Sheet, Store } from "./types.d.ts" */

const THEME = "maturity:theme";
const KEPT = /** @type {const} */ (["mode", "at", "profile", "pace", "shown"]);
const LONGEST_TITLE = 200; // of an organisation, as its field allows

// All state of the page, with one way to change it: that of one of the sheets that are kept here. A tab that is loaded
// again has the sheet that it had, a new tab the one that was changed last. While the browser keeps nothing, `kept` is
// false.
/** @param {Framework} framework @param {string} profile @returns {Store} */
export function openStore(framework, profile) {
  const start = keyStart(framework.id);
  let key = keyOf(framework, "");
  /** @type {Kept} */
  const state = { ...bareSheet(), mode: "", at: "", profile, pace: "", shown: "" };
  /** @type {((changes: Partial<Kept>) => void)[]} */
  const listeners = [];
  let secondsOf = watch();
  let known = read(key);
  let seen = "";
  let isNew = true; // what was kept may still arrive, and nobody has begun a sheet yet
  /** @param {Partial<Kept>} changes */
  const tell = (changes) => listeners.forEach((listener) => listener(changes));
  const catchUp = () => {
    known = read(key);
    const changes = { ...bareSheet(), ...remembered(framework, known) };
    Object.assign(state, changes);
    tell(changes);
  };
  const isBehind = () => store.kept && ![known, null].includes(read(key));
  const lookAround = () => {
    const keys = allKeys().filter((other) => other.startsWith(start) && other !== key);
    const found = JSON.stringify(keys.map((other) => [other, read(other)]));
    if (found === seen) return;
    seen = found;
    const all = keptSheets(framework);
    const [first] = [...all.filter(({ name }) => name === read(start, "sessionStorage")), ...all];
    if (isNew && first) return store.open(first.name);
    store.others = all.filter(({ name, sheet }) => keyOf(framework, name) !== key && !isEmpty(sheet));
    tell(state);
  };
  /** @type {Store} */
  const store = {
    state,
    kept: canKeep(framework),
    carried: null,
    others: [],
    listen: (listener) => listeners.push(listener),
    // Another tab may have changed answers without this one knowing: what it kept is taken over first.
    change(changes) {
      if (isBehind()) catchUp();
      const wanted = typeof changes === "function" ? changes(state) : changes;
      Object.assign(state, wanted);
      const rest = Object.fromEntries(KEPT.map((name) => [name, state[name]]));
      known = JSON.stringify({ sheet: sheetText(framework, state), ...rest, when: Date.now() });
      store.kept = keep(key, known);
      isNew = false;
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
      keptSheets(framework).filter(({ name }) => keyOf(framework, name) === key).flatMap(({ keys }) => keys).forEach(
        forget,
      );
    },
    open(name) {
      [isNew, seen, key] = [false, "", keyOf(framework, name)];
      keep(start, name, "sessionStorage");
      known = read(key);
      secondsOf = watch();
      [store.carried, store.kept] = [null, canKeep(framework)];
      Object.assign(state, bareSheet(), { at: "" }, remembered(framework, known));
      const [earlier] = known === null ? keptSheets(framework).filter((entry) => entry.name === name) : [];
      if (earlier) {
        store.change(earlier.kept);
        store.carried = earlier.changes;
      }
      lookAround();
    },
  };
  lookAround();
  window.addEventListener("storage", (event) => {
    if (event.key === key) catchUp();
    else if (event.key?.startsWith(start)) lookAround();
  });
  window.addEventListener("focus", () => (isBehind() ? catchUp() : lookAround())); // where no event told of a change
  return store;
}

/** @returns {Omit<Sheet, "profile">} */
function bareSheet() {
  return { organisation: "", answers: Object.create(null), ...noFacts() };
}

// The first sheet has no name.
/** @param {Framework} framework @param {string} name */
function keyOf({ id, digest }, name) {
  return `${keyStart(id)}${digest}${name && `:${name}`}`;
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

/** @param {Framework} framework @param {string | null} text @returns {Omit<KeptSheet, "name" | "sheet" | "keys">} */
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

// What is kept by name, the latest first: for this publication, or for the latest of the others that can be taken over.
/** @param {Framework} framework @returns {KeptSheet[]} */
function keptSheets(framework) {
  /** @type {Map<string, KeptSheet>} */
  const found = new Map();
  const start = keyStart(framework.id);
  for (const key of allKeys().filter((other) => other.startsWith(start))) {
    const { kept, changes, when } = readKept(framework, read(key));
    const [digest, name = ""] = key.slice(start.length).split(":");
    const [isOwn, other] = [digest === framework.digest, found.get(name)];
    if (!isOwn && !changes?.fit) continue;
    const keys = [...other?.keys ?? [], key];
    const isLater = !other || isOwn || (other.when < when && !other.keys.includes(keyOf(framework, name)));
    const entry = { name, kept, changes, when, sheet: { ...bareSheet(), profile: "", ...kept } };
    found.set(name, { ...(isLater ? entry : other), keys });
  }
  return [...found.values()].sort((one, other) => other.when - one.when);
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

/** @param {string} key @param {"localStorage" | "sessionStorage"} [where] */
function read(key, where = "localStorage") {
  try {
    return window[where].getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} text @param {"localStorage" | "sessionStorage"} [where] */
function keep(key, text, where = "localStorage") {
  try {
    window[where].setItem(key, text);
    return window[where].getItem(key) === text;
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
