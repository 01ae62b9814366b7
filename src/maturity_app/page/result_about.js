// The end of a result: the portrait of the level, and whose model this is.

import { OUT } from "./answers.js";
import { heading, make } from "./elements.js";
import { isolated } from "./isolating.js";
import { led, oneLine } from "./long_text.js";
import { prose } from "./prose.js";
import { madeFrom } from "./result_standing.js";
import { notesAt, paragraphs, section, sentences, toldLevel } from "./result_parts.js";
import { count, say } from "./words.js";
/** @import { Assessment, Base, Change, Framework, Level, Result } from "./types.d.ts" */

const CHANGES_SHOWN = 8;

/** @param {Result} result */
export function portraitSections(result) {
  const level = toldLevel(result.assessment);
  if (!level) return [];
  const { name } = level;
  const advice = result.assessment.advice.map((place) => level.advice[place]);
  return [
    patternGroups(result.assessment, level).map(([id, title, texts]) =>
      section(id, say(title, { level: name }), sentences(texts, "patterns"))
    ),
    advice.length > 0 && section("advice", say("advice-title", { level: name }), advice.map(adviceParts)),
  ];
}

// The patterns of the level, by what the answers say: those they bear out, other typical ones, those they deny. Of
// several about the same questions only the one that is borne out is told, or the first one that is denied: the others
// are degrees of the same thing. Those about nothing that applies are left out.
/** @param {Assessment} assessment @param {Level} level */
function patternGroups({ portrait, answers }, { patterns }) {
  const { borne_out: borne, denied, not_asked: open } = portrait;
  const texts = patterns.map((pattern, place) => {
    const text = typeof pattern === "string" ? pattern : pattern.text;
    return open.includes(place) ? say("pattern-not-asked", { text }) : text;
  });
  /** @param {number} place */
  const asked = (place) => signsOf(patterns[place]).map(({ question }) => question).sort();
  /** @param {number} place */
  const isAside = (place) => asked(place).length > 0 && asked(place).every((id) => answers[id] === OUT);
  const told = [...borne, ...denied];
  const typical = texts.map((_, place) => place).filter((place) => !told.includes(place) && !isAside(place));
  /** @param {number} place */
  const isFirst = (place) => told.find((other) => asked(place).join() === asked(other).join()) === place;
  /** @type {[id: string, title: string, places: number[]][]} */
  const groups = [
    ["patterns-borne-out", "patterns-borne-out", borne],
    ["patterns", borne.length > 0 ? "patterns-also" : "patterns-title", typical],
    ["patterns-denied", "patterns-denied", denied.filter(isFirst)],
  ];
  return groups.filter(([, , places]) => places.length > 0).map(([id, title, places]) => {
    return /** @type {const} */ ([id, title, places.map((place) => texts[place])]);
  });
}

/** @param {Level["patterns"][number]} pattern */
function signsOf(pattern) {
  return typeof pattern === "string" ? [] : pattern.questions;
}

/** @param {Level["advice"][number]} advice */
function adviceParts({ circumstance, soon, start_now: now }) {
  return make(
    "div",
    { class: "advice" },
    circumstance && heading(3, say("advice-circumstance", { circumstance })),
    prose(say("advice-soon", { text: led(soon) })),
    now && prose(say("advice-now", { text: led(now) })),
  );
}

/** @param {Framework} framework @param {Result} result */
export function aboutSection(framework, result) {
  const level = toldLevel(result.assessment);
  return section(
    "about",
    say("about-title"),
    notesAt(framework, "comparison", level),
    notesAt(framework, "about", level),
    framework.after.map(changeParts),
    paragraphs([sourceText(framework)]),
    prose(framework.source.remark),
  );
}

/** @param {Base} base */
export function changeParts(base) {
  const rest = base.changes.length - CHANGES_SHOWN;
  const shown = base.changes.slice(0, CHANGES_SHOWN).map(difference);
  return [
    paragraphs([say("changes-are-interpretation", { made: madeFrom(base) })]),
    sentences(rest > 0 ? [...shown, count("more-changes", rest)] : shown),
  ];
}

/** @param {Change} change */
function difference({ what, at, was, now }) {
  const name = `difference-${what.replace(" ", "-")}`;
  return say(was || now ? name : `${name}-bare`, { at, was: oneLine(was), now: oneLine(now) });
}

/** @param {Pick<Framework, "source">} framework */
export function sourceText({ source }) {
  const origin = [source.title, source.publisher, source.date].filter(Boolean).map(isolated).join(", ");
  return say("source", { origin });
}
