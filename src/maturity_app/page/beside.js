// Several sheets side by side: where each is, what they differ on most, and what changed from the first to the last.

import { isBare } from "./facts.js";
import { readFile, UPLOADED } from "./files.js";
import { button, heading, make } from "./elements.js";
import { ladderOwner, levelName, withId } from "./framework.js";
import { shownScore } from "./numbers.js";
import { move, openSection, paragraphs, sentences } from "./result_parts.js";
import { turns } from "./scorer/changes.js";
import { differences } from "./scorer/differences.js";
import { assess } from "./scorer/scorer.js";
import { isOpen } from "./scorer/states.js";
import { rowFiles } from "./table_rows.js";
import { listed, own, say } from "./words.js";
/** @import { App, Asked, Compared, Framework, Sheet, View } from "./types.d.ts" */
/** @import { LadderTurn, OnLadder } from "./types.d.ts" */

/** @type {{ name: string, sheet: Sheet, isOther: boolean }[]} */
let opened = [];

// A button that opens files, and shows them beside the answers that are here.
/** @param {App} app @param {string} look */
export function besideButton(app, look) {
  const change = async () => {
    const files = (await Promise.all([...input.files ?? []].map(rowFiles))).flat();
    const read = await Promise.all(files.map(async (file) => {
      const found = await readFile(app, file);
      return found && { name: file.name, sheet: found.sheet, isOther: found.changes.ask.length > 0 };
    }));
    const found = read.filter((entry) => entry !== undefined);
    if (found.length < read.length) return;
    opened = found;
    app.go("#/beside");
  };
  /** @type {HTMLInputElement} */
  const input = make("input", { ...UPLOADED, multiple: true, change });
  return button(say("beside-open"), () => input.click(), { class: look });
}

/** @param {App} app @returns {View} */
export function besideView(app) {
  const head = heading(1, say("beside-title"), { tabindex: "-1" });
  const sheets = compared(app);
  const names = new Set(sheets.map(({ sheet }) => sheet.organisation).filter(Boolean));
  const few = sheets.length < 2 ? "beside-few" : names.size > 1 ? "beside-organisations" : "";
  const lead = make("section", { class: "card" }, head, few && make("p", {}, say(few)), besideButton(app, "plain"));
  const parts = few ? [] : [placesSection(app.framework, sheets), ...readings(app, sheets)];
  return {
    title: say("beside-title"),
    heading: head,
    element: make("div", { class: "sections result" }, lead, parts),
    update: () => {},
  };
}

// The sheets with their results, those here among them; by date if all have one of their own, or else by name.
/** @param {App} app @returns {Compared[]} */
function compared({ asked, store }) {
  const here = isBare(store.state) ? [] : [{ name: say("beside-here"), sheet: store.state, isOther: false }];
  const { codes, model } = asked();
  const isComplete = (/** @type {Compared["codes"]} */ found) =>
    model.framework.open_questions !== "reject" || !found.some(isOpen);
  /** @type {Set<string>} */
  const taken = new Set();
  const days = [...here, ...opened].map(({ sheet }) => sheet.date);
  const dated = new Set(days).size === days.length && !days.includes("");
  const found = [...here, ...opened].flatMap((entry) => {
    const { respondent, role, answers, date } = entry.sheet;
    let name = respondent || role || entry.name;
    if (taken.has(name)) name = `${name} (${dated ? date : taken.size + 1})`;
    taken.add(name);
    const own = codes(answers);
    return isComplete(own) ? [{ ...entry, name, dated, codes: own, result: assess(model, own) }] : [];
  });
  /** @param {Compared} entry */
  const key = ({ sheet, name }) => (dated ? sheet.date : name);
  return found.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** @param {Framework} framework @param {Compared[]} sheets */
function placesSection(framework, sheets) {
  const head = sheets.map(({ name, sheet: { role, date } }) => {
    const more = [role === name ? "" : role, date].filter(Boolean).map((text) => [make("br", {}), text]);
    return make("th", { scope: "col" }, name, more);
  });
  const rows = ["framework", ...framework.dimensions.map(({ id }) => `dimension ${id}`)].map((ladder) => {
    const title = ladder === "framework" ? say("time-overall") : ladderOwner(framework, ladder).name;
    const cells = sheets.map(({ result }) => make("td", {}, placeText(framework, ladder, placeOf(result, ladder))));
    return make("tr", {}, make("th", { scope: "row", ...(ladder === "framework" ? {} : own()) }, title), cells);
  });
  const title = say("beside-places");
  const table = make("table", {}, make("thead", {}, make("tr", {}, make("td", {}), head)), make("tbody", {}, rows));
  return openSection(
    "places",
    title,
    make("div", { class: "wide", tabindex: "0", role: "group", "aria-label": title }, table),
  );
}

/** @param {Compared["result"]} result @param {string} ladder @returns {OnLadder} */
function placeOf({ assessment }, ladder) {
  return ladder === "framework" ? assessment : withId(assessment.dimensions, ladder.split(" ")[1]);
}

/** @param {Framework} framework @param {string} ladder @param {OnLadder} place */
function placeText(framework, ladder, { not_yet: notYet, level, score_exact: score }) {
  if (notYet) return say("not-yet-short");
  const parts = [level && levelName(framework, ladder, level), score && scoreText(framework, ladder, score)];
  return parts.filter(Boolean).join(" ") || say("no-score");
}

/** @param {Framework} framework @param {string} ladder @param {string | null} score */
function scoreText(framework, ladder, score) {
  return score === null ? say("no-score") : shownScore(ladderOwner(framework, ladder).score, score);
}

// What sheets differ on most; and for sheets of several dates, what fell and rose from the first to the last.
/** @param {App} app @param {Compared[]} sheets */
function readings({ asked, framework }, sheets) {
  const found = differences(asked().model, sheets.map(({ codes }) => codes));
  const told = sentences(found.map((place) => differenceText(asked(), place, sheets)));
  const parts = [
    openSection("differences", say("panel-differences"), told || paragraphs([say("panel-no-differences")])),
  ];
  return sheets[0].dated ? [...parts, changesSection(asked(), framework, sheets)] : parts;
}

/** @param {Asked} asked @param {number} place @param {Compared[]} sheets */
function differenceText({ model, framework }, place, sheets) {
  const { id } = model.questions[place];
  const { text, options } = withId(framework.questions, id);
  const codes = [...new Set(sheets.map(({ codes: given }) => given[place]))].filter((code) => !isOpen(code));
  const answers = codes.sort((one, other) => other - one).map((code) => {
    const names = sheets.filter(({ codes: given }) => given[place] === code).map(({ name }) => name);
    const answer = code < 0 ? say("answer-not-applicable") : options[code].label;
    return say("panel-says", { names: listed(names), answer });
  });
  return say("panel-point", { question: text, answers: answers.join("; ") });
}

/** @param {Asked} asked @param {Framework} framework @param {Compared[]} sheets */
function changesSection({ model }, framework, sheets) {
  const [then, now] = [sheets[0], sheets[sheets.length - 1]];
  const title = say("time-step", { then: then.sheet.date, now: now.sheet.date });
  if (sheets.some(({ isOther }) => isOther)) {
    return openSection("changes", title, paragraphs([say("time-not-compared-whole")]));
  }
  const { ladders, answers } = turns(model, then, now);
  /** @param {boolean} falls */
  const texts = (falls) => [
    ...ladders.filter((turn) => turn.falls === falls).map((turn) => ladderText(framework, turn)),
    ...answers.filter((turn) => turn.falls === falls).map((turn) => move(framework, turn)),
  ];
  const [fallen, risen] = [sentences(texts(true)), sentences(texts(false))];
  const who = [then, now].map(({ sheet: { respondent, role } }) =>
    respondent && role ? `${respondent} (${role})` : respondent || role
  );
  return openSection(
    "changes",
    title,
    who[0] && who[1] && who[0] !== who[1] && make("p", {}, say("time-who", { then: who[0], now: who[1] })),
    fallen ? [heading(3, say("time-fell")), fallen] : paragraphs([say("time-nothing-fell")]),
    risen && [heading(3, say("time-rose")), risen],
  );
}

/** @param {Framework} framework @param {LadderTurn} turn */
function ladderText(framework, { ladder, levels: [from, to], scores }) {
  const { name } = ladderOwner(framework, ladder);
  const [before, after] = scores.map((score) => scoreText(framework, ladder, score));
  /** @param {string | null} id */
  const called = (id) => (id === null ? say("no-level") : levelName(framework, ladder, id));
  if (from === to) {
    const level = from === null ? "" : called(from);
    return say(level ? "what-if-ladder-score" : "what-if-ladder", { name, level, before, after });
  }
  const ends = [[from, before], [to, after]].map(([id, score]) => say("what-if-place", { level: called(id), score }));
  return say("what-if-ladder", { name, before: ends[0], after: ends[1] });
}
