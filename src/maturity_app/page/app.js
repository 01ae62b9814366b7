// The page: what it was given, what it knows, and which view stands in it.

import { codesOf } from "./answers.js";
import { fill, make } from "./elements.js";
import { saveButton } from "./files.js";
import { readFramework, withLevels } from "./framework.js";
import { unpressed } from "./press.js";
import { questionsView, unitNamed } from "./questions.js";
import { resultView } from "./result_view.js";
import { readModel } from "./scorer/model.js";
import { assess } from "./scorer/scorer.js";
import { shortPath } from "./scorer/short_path.js";
import { startView } from "./start.js";
import { openStore } from "./store.js";
import { themeSwitch } from "./theme.js";
import { say, speak } from "./words.js";

const PARTS = ["start", "questions", "result"];

const given = JSON.parse(document.getElementById("given").textContent);
speak(given.language, given.texts);
const app = openApp(readFramework(given.framework, given.sentences), readModel(given.framework));
const main = document.getElementById("main");
const announcer = document.getElementById("announcer");
const unkept = document.getElementById("unkept");
let view = null;

document.getElementById("top").append(navigation());
document.getElementById("bottom").append(themeSwitch());
document.getElementById("skip").addEventListener("click", skip);
window.addEventListener("hashchange", () => show(true));
app.store.listen(({ answers, organisation }) => (answers ?? organisation) !== undefined && unpressed(update));
showUnkept();
show(false);

function update() {
  view.update();
  showUnkept();
}

// While the browser does not keep what is answered, every view says so.
function showUnkept() {
  const { kept, state } = app.store;
  const lost = !kept && Object.keys(state.answers).length > 0;
  if (lost === unkept.hasChildNodes()) return;
  fill(unkept, lost && [make("p", {}, say("not-kept")), saveButton(app, "plain")]);
}

function openApp(framework, model) {
  const store = openStore(framework);
  const codes = () => codesOf(framework, store.state.answers);
  return {
    framework,
    store,
    visited: [],
    passed: new Set(),
    result: remembering(store, () => (isRefused(framework, codes()) ? null : withLevels(framework, assess(model, codes())))),
    path: remembering(store, () => shortPath(model, codes())),
    announce: (text) => fill(announcer, text),
    go: (address) => (location.hash === address ? show(true) : location.assign(address)),
  };
}

// The same result until an answer changes.
function remembering(store, work) {
  let of = null;
  let found = null;
  return () => {
    if (of !== store.state.answers) [of, found] = [store.state.answers, work()];
    return found;
  };
}

// A framework may want complete sheets only.
function isRefused(framework, codes) {
  return framework.open_questions === "reject" && codes.some((code) => code === -1 || code === -2);
}

function navigation() {
  const links = PARTS.map((part) => make("a", { href: `#/${part}` }, say(`part-${part}`)));
  return make("nav", { "aria-label": say("parts") }, links);
}

function skip(event) {
  event.preventDefault();
  main.focus();
}

// Show the view that the address names; after a step, the focus goes to its heading.
function show(stepped) {
  const [, part = "start", id = ""] = location.hash.split("/");
  view = part === "questions" ? questions(id) : part === "result" ? resultView(app) : startView(app);
  fill(main, view.element);
  const { name } = app.framework;
  document.title = view.title === name ? name : say("page-title", { view: view.title, name });
  for (const link of document.querySelectorAll("#top nav a")) {
    if (link.hash === `#/${PARTS.includes(part) ? part : "start"}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!stepped) return;
  const asked = part === "result" && id ? document.getElementById(`result-${id}`) : null;
  window.scrollTo(0, 0);
  (asked ?? view.heading).focus({ preventScroll: !asked });
}

function questions(id) {
  const unit = unitNamed(app, id);
  if (unit.id === app.visited.at(-2)) app.visited.pop();
  else if (unit.id !== app.visited.at(-1)) app.visited.push(unit.id);
  app.store.change({ at: unit.id });
  return questionsView(app, unit);
}
