// The first view: what one needs to begin, and below it how to answer, and whose model this is.

import { besideButton } from "./beside.js";
import { deleteButton, openButton, saveButton } from "./files.js";
import { heading, make, refresh } from "./elements.js";
import { isEmpty } from "./facts.js";
import { factFields } from "./facts_view.js";
import { changeParts, sourceText } from "./result_about.js";
import { noteParts, paragraphs, sentences } from "./result_parts.js";
import { unpressed } from "./press.js";
import { helpPart, prose, proseInside } from "./prose.js";
import { beginButton, otherSheets } from "./sheets.js";
import { answeredOf, isUnanswered, minutesText, modeOf, modesOf, showsLevel } from "./units.js";
import { count, listed, own, say } from "./words.js";
/** @import { App, Framework, Mode, View } from "./types.d.ts" */

/** @param {App} app @returns {View} */
export function startView(app) {
  const { framework, store } = app;
  const title = heading(1, framework.name, { tabindex: "-1", ...own() });
  const [state, on] = [make("div", { class: "state" }), make("div", { class: "buttons go" })];
  const kept = [saveButton(app, "quiet"), deleteButton(app, "quiet"), beginButton(app, "quiet")];
  const name = make("input", { id: "organisation", type: "text", autocomplete: "organization", maxlength: "200" });
  name.addEventListener("change", () => store.change({ organisation: name.value.trim() }));
  name.addEventListener("blur", () => unpressed(() => update()));
  const facts = factFields(store, () => update());
  const key = keyPart(framework);
  const options = optionsPart(app, facts.folded, () => update());
  const profiles = profileChoice(app);
  const others = make("section", { class: "card" });
  const size = make("div", {});
  const privacy = make("p", { class: "quiet" });
  const element = make(
    "div",
    { class: "start" },
    make(
      "section",
      { class: "card welcome" },
      title,
      size,
      state,
      framework.profiles.length > 0 && profiles.element,
      make("div", { class: "field" }, make("label", { for: "organisation" }, say("organisation")), name),
      facts.element,
      on,
      helpPart(framework, say("how-to-answer")),
      options.element,
      make("div", { class: "buttons files" }, openButton(app, "quiet"), kept, besideButton(app, "quiet")),
      privacy,
    ),
    others,
    key,
    modelPart(framework),
  );
  const update = () => {
    if (document.activeElement !== name) name.value = store.state.organisation;
    facts.update();
    options.update();
    key.hidden = !showsLevel(store.state);
    profiles.update();
    refresh(others, otherSheets(app));
    others.hidden = !others.hasChildNodes();
    refresh(size, sizes(app.framework));
    refresh(state, soFarTexts(app));
    refresh(on, waysOn(app));
    refresh(privacy, say(store.kept ? "privacy" : "privacy-not-kept"));
    for (const button of kept) button.hidden = isEmpty(store.state);
  };
  update();
  return { title: framework.name, heading: title, element, update };
}

// How much is asked: all else about the model is said below what begins the questions.
/** @param {Framework} framework */
function sizes(framework) {
  const number = framework.questions.length;
  const parts = [count("questions", number), say("about-minutes", { minutes: minutesText(framework, number) })];
  return make("ul", { class: "sizes", role: "list" }, parts.map((part) => make("li", {}, part)));
}

// How far the answers go, and how long the rest takes; nothing before the first one.
/** @param {App} app */
function soFarTexts({ framework, store }) {
  const { answers } = store.state;
  if (Object.keys(answers).length === 0) return [];
  const open = framework.questions.filter((question) => isUnanswered(framework, store.state, question)).length;
  const left = open > 0 && ` ${say("time-left", { minutes: minutesText(framework, open) })}`;
  return [make("p", {}, say("done-so-far", answeredOf(framework, store.state, framework.questions)), left)];
}

// What to do next: begin, continue, or look at the result.
/** @param {App} app */
function waysOn({ framework, store }) {
  const isBegun = Object.keys(store.state.answers).length > 0;
  const isComplete = !framework.questions.some((question) => isUnanswered(framework, store.state, question));
  /** @param {string} address @param {string} text @param {string} look */
  const on = (address, text, look) => make("a", { class: `button ${look}`, href: address }, say(text));
  const begun = [on("#/questions", "continue", "main"), on("#/result", "see-result", "plain")];
  const complete = [on("#/result", "see-result", "main"), on("#/questions", "change-answers", "plain")];
  return !isBegun ? on("#/questions", "begin", "main") : isComplete ? complete : begun;
}

// How to answer, what is shown meanwhile, and the rest of what a sheet says: all that nobody has to decide.
/** @param {App} app @param {HTMLElement} folded @param {() => void} changed */
function optionsPart(app, folded, changed) {
  const { state } = app.store;
  const modes = modeChoice(app);
  const stays = settingBox(app.store, "pace", "stay", say("pace-stay"), () => {});
  const shows = settingBox(app.store, "shown", "level", say("shown-level"), changed);
  const element = make(
    "details",
    { class: "choices", open: state.mode !== "" || state.segment !== "" || state.respondent !== "" },
    make("summary", {}, say("options-title")),
    modes.element,
    make("div", { class: "settings" }, stays.element, shows.element),
    folded,
  );
  return { element, update: () => [modes, stays, shows].forEach((part) => part.update()) };
}

// A setting that is off until it is switched on.
/**
 * @param {App["store"]} store
 * @param {"pace" | "shown"} name
 * @param {string} value
 * @param {string} text
 * @param {() => void} changed
 */
function settingBox(store, name, value, text, changed) {
  const change = () => {
    store.change({ [name]: box.checked ? value : "" });
    changed();
  };
  /** @type {HTMLInputElement} */
  const box = make("input", { type: "checkbox", name, change });
  const element = make("label", { class: "setting" }, box, make("span", {}, text));
  return { element, update: () => (box.checked = store.state[name] === value) };
}

// Whose questions are asked: all, or those of a profile. Answers to the others are kept.
/** @param {App} app */
function profileChoice({ whole, store }) {
  /** @param {{ id: string, name: string, summary: string }} profile */
  const choice = ({ id, name, summary }) => {
    const change = () => store.change({ profile: id, at: "" });
    const input = make("input", { type: "radio", name: "profile", value: id, change });
    const about = id === "" ? {} : own();
    const words = [
      make("span", about, name),
      summary && make("span", { class: "quiet", ...about }, proseInside(summary)),
    ];
    return make("label", { class: "option" }, input, make("span", { class: "two-lines" }, words));
  };
  const all = { id: "", name: say("profile-all"), summary: "" };
  const element = make(
    "fieldset",
    { class: "modes" },
    make("legend", {}, say("profile-title")),
    make("div", { class: "options" }, [all, ...whole.profiles].map(choice)),
  );
  const update = () => {
    const { profile } = store.state;
    const chosen = whole.rulesBy.has(profile) ? profile : "";
    for (const input of element.querySelectorAll("input")) input.checked = input.value === chosen;
  };
  return { element, update };
}

/** @param {App} app */
function modeChoice({ framework, store }) {
  /** @param {Mode} mode */
  const choice = (mode) => {
    const change = () => store.change({ mode, at: "" });
    const input = make("input", { type: "radio", name: "mode", value: mode, change });
    const words = [make("span", {}, say(`mode-${mode}`)), make("span", { class: "quiet" }, say(`mode-${mode}-is`))];
    return make("label", { class: "option" }, input, make("span", { class: "two-lines" }, words));
  };
  const element = make(
    "fieldset",
    { class: "modes" },
    make("legend", {}, say("mode-title")),
    make("div", { class: "options" }, modesOf(framework).map(choice)),
  );
  const update = () => {
    const chosen = modeOf(framework, store.state);
    for (const input of element.querySelectorAll("input")) input.checked = input.value === chosen;
  };
  return { element, update };
}

// What the levels mean, and how answers are scored: shown on wish only, as it would sway the answers.
/** @param {Framework} framework */
function keyPart({ levels, notes }) {
  return make(
    "section",
    { class: "card", "aria-labelledby": "levels" },
    heading(2, say(levels.length > 0 ? "levels-title" : "scoring-title"), { id: "levels" }),
    levels.length > 0 &&
      make(
        "dl",
        { class: "levels" },
        levels.map(({ name, summary }) => [make("dt", own(), name), meaningPart(summary)]),
      ),
    sentences(notes.filter((note) => note.at === "about").map(noteParts), "notes"),
  );
}

/** @param {string} summary */
function meaningPart(summary) {
  return make("dd", own(), proseInside(summary));
}

/** @param {Framework} framework */
function modelPart(framework) {
  const { source, after, dimensions, levels } = framework;
  const parts = [count("dimensions", dimensions.length)];
  if (levels.length > 0) parts.push(count("levels", levels.length));
  return make(
    "section",
    { class: "card", "aria-labelledby": "model" },
    heading(2, say("about-title"), { id: "model" }),
    prose(framework.summary, { class: "lead" }),
    paragraphs([listed(parts), say("model-edition", framework), sourceText(framework)]),
    prose(source.remark),
    paragraphs([source.licence]),
    after.map(changeParts),
  );
}
