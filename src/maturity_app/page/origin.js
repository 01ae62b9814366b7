// What answers belong to: framework, edition, rules and wording, as an answers file records it.

import { problemText } from "./answers.js";
import { nearestName } from "./nearest.js";
import { listed, say } from "./words.js";
/** @import { CarriedSheet, Framework, Judgement, Origin } from "./types.d.ts" */

const ORIGIN_KEYS = ["id", "edition", "rules", "words", "profile"];
const STAMP_KEYS = [...ORIGIN_KEYS, "name", "digest"];
const RULES_DIGEST = /^[0-9a-f]{64}$/;
const WORDS_DIGEST = /^[0-9a-f]{8}$/;
const MOST_NAMED = 20;

/** @param {Framework} framework @param {string} profile */
export function originOf(framework, profile) {
  const { id, edition, words } = framework;
  return { id, edition, rules: rulesBy(framework, profile), words, ...(profile && { profile }) };
}

// The digest of the rules by a profile, or else of the whole framework.
/** @param {Framework} framework @param {string | null | undefined} profile */
function rulesBy(framework, profile) {
  return framework.rulesBy.get(profile ?? "") ?? framework.rules;
}

// The origin from the table `framework` of a file; `problems` say what is wrong with it.
/** @param {unknown} table */
export function readOrigin(table) {
  if (table === undefined || table === null) return { origin: {}, problems: [] };
  if (typeof table !== "object" || Array.isArray(table)) return { origin: {}, problems: [wrong("framework")] };
  const problems = Object.keys(table)
    .filter((key) => !STAMP_KEYS.includes(key))
    .slice(0, MOST_NAMED)
    .map((key) => problemText(say("problem-key"), key, "", ORIGIN_KEYS, nearestName(key, STAMP_KEYS)));
  const told = /** @type {{ [key: string]: unknown }} */ (table);
  const origin = { ...told, words: asked(told.words) };
  for (const key of ["id", "edition", "rules", "profile"]) {
    const given = told[key] ?? "";
    const isSound = typeof given === "string" && (key !== "rules" || given === "" || RULES_DIGEST.test(given));
    if (!isSound) problems.push(wrong(key));
  }
  if (origin.words === null || Object.values(origin.words).some((word) => !WORDS_DIGEST.test(word))) {
    problems.push(wrong("words"));
  }
  return { origin: /** @type {Origin} */ (origin), problems };
}

/** @param {string} key */
function wrong(key) {
  return problemText(say("problem-origin"), `framework.${key}`, "", [], "");
}

// The digest of the wording by question id, from a table or from a text such as "plan-holds:0123abcd".
/** @param {unknown} words */
function asked(words) {
  if (typeof words === "string") {
    const pairs = words.split(/\s+/).filter(Boolean).map((word) => word.split(":"));
    return pairs.every((pair) => pair.length === 2) ? table(pairs) : null;
  }
  if (words === undefined) return table([]);
  return typeof words === "object" && words !== null && !Array.isArray(words) ? table(Object.entries(words)) : null;
}

/** @param {string[][]} pairs @returns {{ [question: string]: string }} */
function table(pairs) {
  return Object.assign(Object.create(null), Object.fromEntries(pairs));
}

// What it means for this framework that answers belong to `origin`: why they are refused, or notes to show, the
// questions for which positions cannot be read and those that were reworded, and what has changed `since`, if the
// framework says so. Answers `fit` if that is known to be all.
/** @param {Framework} framework @param {Origin} origin @returns {Judgement} */
export function judge(framework, origin) {
  const { id = "", edition = "", rules = "", words } = origin;
  const found = { refused: [], notes: [], then: "", shifted: new Set(), reworded: [], since: undefined, fit: false };
  if (id !== "" && id !== framework.id) {
    return { ...found, refused: [say("problem-other-framework", { given: id, here: framework.id })] };
  }
  const since = framework.since.find((entry) => entry.edition === edition);
  if (since) return { ...found, since, fit: id !== "" };
  const then = edition === framework.edition ? "" : edition;
  const other = rules === "" ? then !== "" : rules !== rulesBy(framework, origin.profile);
  if (then !== "" && other) {
    const advice = say("problem-other-edition", { edition: framework.edition });
    return { ...found, refused: [...otherRules(framework, then, origin), advice] };
  }
  const now = Object.keys(framework.words);
  const reworded = now.filter((question) => words?.[question] && words[question] !== framework.words[question]);
  const notes = unsaid(origin);
  const whole = notes.length === 0;
  if (other) notes.push(...otherRules(framework, "", origin));
  if (reworded.length > 0) notes.push(say("note-reworded", { questions: named(reworded) }));
  const shifted = now.filter((question) => other && words?.[question] !== framework.words[question]);
  return { ...found, notes, then, shifted: new Set(shifted), reworded, fit: whole && !other };
}

// What answers do not say of what they belong to, as a note; none if they say it all.
/** @param {Origin} origin */
function unsaid({ id = "", edition = "", rules = "", words = {} }) {
  const version = edition === "" ? "edition" : "rules";
  const missing = [...(id === "" ? ["model"] : []), ...(rules === "" ? [version] : [])];
  const isWorded = Object.keys(words).length > 0;
  if (missing.length === 0) return isWorded ? [] : [say("note-unworded")];
  const names = isWorded ? missing : [...missing, "wording"];
  return [say("note-unnamed", { what: listed(names.map((name) => say(`unnamed-${name}`))) })];
}

// What became of the answers of a file that was filled in for an earlier edition.
/** @param {Framework} framework @param {Origin} origin @param {CarriedSheet} carried */
export function carriedNotes({ edition }, origin, { renamed, split, reworded, ask, leftOut }) {
  const parts = { renamed, split, reworded, ask, gone: leftOut };
  return [
    say("note-carried", { then: origin.edition, edition }),
    ...Object.entries(parts).map(([name, ids]) => ids.length > 0 && say(`note-${name}`, { questions: named(ids) })),
    Object.keys(origin.words ?? {}).length === 0 && say("note-unworded"),
  ].filter((text) => text !== false);
}

/** @param {Framework} framework @param {string} then @param {Origin} origin */
function otherRules(framework, then, { rules = "", words = {} }) {
  const known = { edition: framework.edition, then };
  const name = then === "" ? "note-other-rules" : rules === "" ? "note-other-edition" : "note-other-edition-rules";
  const before = Object.keys(words);
  const added = before.length > 0 ? Object.keys(framework.words).filter((question) => !(question in words)) : [];
  const gone = before.filter((question) => !(question in framework.words));
  return [
    say(name, known),
    added.length > 0 ? say("note-added", { questions: named(added) }) : "",
    gone.length > 0 ? say("note-gone", { questions: named(gone) }) : "",
  ].filter(Boolean);
}

/** @param {string[]} ids @param {number} [most] */
export function named(ids, most = MOST_NAMED) {
  const first = ids.slice(0, most).join(", ");
  return ids.length > most ? say("note-more", { first, more: String(ids.length - most) }) : first;
}
