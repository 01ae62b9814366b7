// What the sections of a result share.

import { heading, make } from "./elements.js";
import { withId } from "./framework.js";
import { followedBy } from "./isolating.js";
import { proseInside } from "./prose.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { count, say, withCommands } from "./words.js";
/** @import { Assessment, Child, Framework, Kept, Level, Note, PlanStep } from "./types.d.ts" */

export const NAMES_SHOWN = 6; // of more, only how many there are

// A section that is folded until somebody opens it.
/** @param {string} id @param {string} title @param {...Child} parts */
export function section(id, title, ...parts) {
  return make("details", cardMarks(id), make("summary", {}, cardTitle(id, title)), parts);
}

/** @param {string} id @param {string} title @param {...Child} parts */
export function openSection(id, title, ...parts) {
  return make("section", cardMarks(id), cardTitle(id, title), parts);
}

/** @param {string} id */
function cardMarks(id) {
  return { class: "card", "aria-labelledby": `result-${id}`, "data-section": id };
}

/** @param {string} id @param {string} title */
function cardTitle(id, title) {
  return heading(2, title, { id: `result-${id}`, tabindex: "-1" });
}

/** @param {Child[]} texts @param {string} [look] */
export function sentences(texts, look = "sentences") {
  return texts.length > 0 && make("ul", { class: look, role: "list" }, texts.map((text) => make("li", {}, text)));
}

/** @param {Child[]} texts @param {string} [look] */
export function paragraphs(texts, look = "") {
  return texts.filter(Boolean).map((text) => make("p", { class: look || null }, text));
}

// The name and the edition of a framework, and the profile whose questions are asked.
/** @param {Framework} framework @param {Kept} state */
export function modelText({ name, edition, profiles }, { profile: chosen }) {
  const profile = profiles.find(({ id }) => id === chosen)?.name;
  return profile === undefined
    ? say("model-edition", { name, edition })
    : say("model-profile", { name, edition, profile });
}

// The framework's notes that stand with one part of a result at this level.
/** @param {Framework} framework @param {Note["at"]} at @param {Level | null} level */
export function notesAt(framework, at, level) {
  const notes = framework.notes.filter((note) => note.at === at && (note.level === null || note.level === level?.id));
  return sentences(notes.map(noteParts), "notes");
}

// The level to show: none while too little is answered.
/** @param {Pick<Assessment, "level" | "not_yet">} result */
export function toldLevel({ level, not_yet: notYet }) {
  return notYet ? null : level;
}

// The worst and the best possible level: one name if they are the same, none if there is no level.
/** @param {Level[] | null} range */
export function rangeText(range) {
  if (!range) return "";
  const [worst, best] = range;
  return worst.id === best.id ? worst.name : say("level-range", { worst: worst.name, best: best.name });
}

/** @param {Note} note */
export function noteParts(note) {
  const text = withCommands(note.text);
  return proseInside(note.basis === "interpretation" ? followedBy(text, say("interpretation")) : text);
}

// A question with its present answer and another one.
/** @param {Framework} framework @param {PlanStep["questions"][number]} gap */
export function move(framework, gap) {
  const question = withId(framework.questions, gap.question);
  /** @param {string} word */
  const label = (word) => question.options.find(({ id }) => id === word)?.label ?? say(`answer-${word}`);
  const values = { question: question.text, to: label(gap.to) };
  if (OPEN_WORDS.includes(gap.answer)) return say("step-move-open", values);
  return say("step-move", { ...values, from: label(gap.answer) });
}

// That one different answer would lift the level, or drop it, with the nearest one as an example. Only those that lead
// to the same level as the nearest one are counted.
/** @param {Framework} framework @param {Assessment} assessment */
export function oneAnswerTexts(framework, { not_yet: notYet, one_answer: { lifts, drops } }) {
  const ways = notYet ? [] : Object.entries({ "one-answer-lifts": lifts, "one-answer-drops": drops });
  return ways.filter(([_, changes]) => changes.length > 0).map(([key, changes]) => {
    const [{ level: id }] = changes;
    const { name } = withId(framework.levels, id);
    return count(key, changes.filter(({ level }) => level === id).length, {
      level: name,
      move: move(framework, changes[0]),
    });
  });
}
