// The page: what it was given, what it keeps, and which view it shows.

import { besideView } from "./beside.js";
import { tellCarried } from "./carried.js";
import { fill, make, refresh } from "./elements.js";
import { doneText, isBare, isEmpty, nameOf } from "./facts.js";
import { saveButton } from "./files.js";
import { unfold, unfoldOnPaper } from "./folds.js";
import { readFramework, withLevels } from "./framework.js";
import { isolated } from "./isolating.js";
import { unpressed } from "./press.js";
import { asAsked } from "./profiles.js";
import { questionsView, unitNamed } from "./questions.js";
import { resultView } from "./result_view.js";
import { assess } from "./scorer/scorer.js";
import { shortPath } from "./scorer/short_path.js";
import { isOpen } from "./scorer/states.js";
import { sure } from "./scorer/sure.js";
import { readSheet } from "./sheet_file.js";
import { startView } from "./start.js";
import { openStore } from "./store.js";
import { themeSwitch } from "./theme.js";
import { withoutUsual } from "./usual.js";
import { understand } from "./wording.js";
import { say, speak } from "./words.js";
/** @import { App, Asked, Framework, Given, Store, View } from "./types.d.ts" */

const PARTS = ["start", "questions", "result"];

/** @type {Given} */
const given = JSON.parse(byId("given").textContent);
given.framework = /** @type {Given["framework"]} */ (withoutUsual(given.framework));
const digests = given.digests.split(" ");
given.framework.words_digests = Object.fromEntries(
  given.framework.framework.questions.map(({ id }, at) => [id, digests[at]]),
);
speak(given.language, given.texts, given.own);
understand(given.spoken);
const app = openApp(readFramework(given.framework, given), given);
const main = byId("main");
const announcer = byId("announcer");
const unkept = byId("unkept");
const whose = make("p", { class: "quiet screen" });
/** @type {View | null} */
let view = null;

if (given.example && isBare(app.store.state)) beginWith(given.example);
byId("top").append(whose, navigation());
byId("bottom").append(themeSwitch());
byId("skip").addEventListener("click", skip);
unfoldOnPaper();
window.addEventListener("hashchange", () => show(true));
for (const name of ["pointerdown", "keydown"]) window.addEventListener(name, () => fill(announcer), true); // was read
app.store.listen(({ answers, organisation, profile }) => {
  if ((answers ?? organisation ?? profile) !== undefined) unpressed(update);
  else unpressed(showKept); // what is typed beside answers changes no view, but it may fill the memory of the browser
});
showKept();
show(false);
tellCarried(app);

/** @param {string} id */
function byId(id) {
  return sure(document.getElementById(id));
}

// Show the result of an example; it is kept once an answer changes.
/** @param {string} text */
function beginWith(text) {
  Object.assign(app.store.state, readSheet(app.whole, text).sheet);
  if (!location.hash) location.replace("#/result");
}

function update() {
  view?.update();
  showKept();
}

// While the browser does not keep the answers, every view says so; and whose they are, if it keeps those of others.
function showKept() {
  const { kept, others, state } = app.store;
  refresh(whose, others.length > 0 && nameOf(state));
  const lost = !kept && !isBare(state);
  if (lost === unkept.hasChildNodes()) return;
  fill(unkept, lost && [make("p", {}, say("not-kept")), saveButton(app, "plain")]);
}

/** @param {Framework} whole @param {Given} given @returns {App} */
function openApp(whole, { framework: data, profile }) {
  const store = openStore(whole, profile);
  /** @type {Map<string, Asked>} */
  const known = new Map();
  const now = () => {
    const { profile: id } = store.state;
    const asked = known.get(id) ?? asAsked(whole, data, id);
    known.set(id, asked);
    return asked;
  };
  const codes = () => now().codes(store.state.answers);
  /** @type {App} */
  const opened = {
    whole,
    get framework() {
      return now().framework;
    },
    asked: now,
    store,
    visited: [],
    passed: new Set(),
    result: remembering(
      store,
      () => (isRefused(whole, codes()) ? null : withLevels(now().framework, assess(now().model, codes()))),
    ),
    path: remembering(store, () => shortPath(now().model, codes())),
    announce: (text, look = "told") => fill(announcer, make("p", { class: look }, text)),
    go: (address) => (location.hash === address ? show(true) : location.assign(address)),
    open(name = Date.now().toString(36)) {
      store.open(name);
      opened.visited.length = 0;
      opened.passed.clear();
      opened.announce(isEmpty(store.state) ? say("sheet-begun") : doneText(store.state));
      opened.go("#/start");
      tellCarried(opened);
    },
  };
  return opened;
}

// The same result until an answer or the profile changes.
/** @template Found @param {Store} store @param {() => Found} work @returns {() => Found} */
function remembering(store, work) {
  /** @type {{ of: Store["state"]["answers"], by: string, found: Found } | null} */
  let last = null;
  return () => {
    const { answers, profile } = store.state;
    if (last?.of !== answers || last.by !== profile) last = { of: answers, by: profile, found: work() };
    return last.found;
  };
}

// A framework may take only complete sheets.
/** @param {Framework} framework @param {Int8Array} codes */
function isRefused(framework, codes) {
  return framework.open_questions === "reject" && codes.some(isOpen);
}

function navigation() {
  const links = PARTS.map((part) => make("a", { href: `#/${part}` }, say(`part-${part}`)));
  return make("nav", { "aria-label": say("parts") }, links);
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  main.focus();
}

// Show the view that the address names; after a move, focus its heading.
/** @param {boolean} stepped */
function show(stepped) {
  const [, part = "start", id = ""] = location.hash.split("/");
  const views = { result: resultView, beside: besideView, start: startView };
  view = part === "questions" ? questions(id, stepped) : (views[/** @type {"start"} */ (part)] ?? startView)(app);
  fill(main, view.element);
  const { name } = app.framework;
  document.title = view.title === name ? isolated(name) : say("page-title", { view: view.title, name });
  for (const link of byId("top").querySelectorAll("a")) {
    if (link.hash === `#/${PARTS.includes(part) ? part : "start"}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (part === "result") unfold(id);
  if (!stepped) return;
  const asked = part === "result" && id ? document.getElementById(`result-${id}`) : null;
  window.scrollTo(0, 0);
  (asked ?? view.heading).focus({ preventScroll: !asked });
}

/** @param {string} id @param {boolean} stepped */
function questions(id, stepped) {
  const unit = unitNamed(app, id);
  if (unit.id === app.visited.at(-2)) app.visited.pop();
  else if (unit.id !== app.visited.at(-1)) app.visited.push(unit.id);
  if (stepped) app.store.change({ at: unit.id });
  else app.store.state.at = unit.id; // what was kept before may arrive late, so a page that opens keeps nothing anew
  return questionsView(app, unit);
}
