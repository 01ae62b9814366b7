// What a result shows besides levels: the portrait, and what is ahead of its time.

import { countedCode } from "./model.js";
import { compareRatios, ratioOf } from "./ratios.js";
import { isOpen, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
import { isReady } from "./first_choice.js";
/** @import { Sign } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// Which patterns of the level the answers bear out, which they deny, and which were not asked: places in its list. What
// counts as its lowest option without being asked can only deny one.
/** @param {Standing} now @param {number} rank */
export function portrait(now, rank) {
  /** @type {{ [state in "borne_out" | "denied" | "not_asked"]: number[] }} */
  const found = { borne_out: [], denied: [], not_asked: [] };
  const patterns = rank === NO_LEVEL ? [] : now.model.framework.levels[rank].patterns;
  patterns.forEach((pattern, place) => {
    if (typeof pattern !== "string") found[stateOf(now, pattern.questions)].push(place);
  });
  return found;
}

// The places of the level's advice for the answers: all of it, unless the questions of some show that it is for them.
/** @param {Standing} now @param {number} rank */
export function advised(now, rank) {
  const given = rank === NO_LEVEL ? [] : now.model.framework.levels[rank].advice;
  const fits = given.map(({ questions }) => questions.length === 0 || stateOf(now, questions) === "borne_out");
  const isDecided = given.some(({ questions }, place) => questions.length > 0 && fits[place]);
  return [...given.keys()].filter((place) => !isDecided || fits[place]);
}

// What the answers say of signs: what one denies is denied, and what all bear out is borne out. What counts as its
// lowest option without being asked can only deny; an open question bears nothing out.
/** @param {Standing} now @param {Sign[]} signs @returns {"borne_out" | "denied" | "not_asked"} */
function stateOf({ model, codes }, signs) {
  const waiting = model.conditions.filter(({ other, position }) => codes[other] < position);
  const lying = signs.flatMap(({ question: id, at_least: least, at_most: most }) => {
    const question = model.questions.findIndex((entry) => entry.id === id);
    const { options } = model.questions[question];
    /** @param {string | null} option @param {number} end */
    const position = (option, end) => option === null ? end : options.findIndex((entry) => entry.id === option);
    const code = codes[question];
    const lies = position(least, 0) <= code && code <= position(most, options.length);
    const asked = code >= 0 && !waiting.some((entry) => entry.question === question);
    return code === NOT_APPLICABLE ? [] : [{ lies: code < 0 || lies, asked, hidden: isOpen(code) }];
  });
  if (lying.some(({ lies }) => !lies)) return "denied";
  const isTold = lying.some(({ asked }) => asked) && !lying.some(({ hidden }) => hidden);
  return isTold ? "borne_out" : "not_asked";
}

// The dimension to explore first: the one at the lowest level, and of these the one with the lowest score. If the level
// of one is not on the framework's list, where `ranks` has none, it is by score alone, of those in which to begin, if
// there are any. Of several equal ones, those that a tension is about, or else all. None where all are equally weak.
/**
 * @param {{ id: string, score_exact: string | null, not_yet: boolean }[]} dimensions
 * @param {(number | null)[]} ranks
 * @param {{ dimensions: string[] }[]} pulls
 * @param {() => string[]} begun
 */
export function topicOf(dimensions, ranks, pulls, begun) {
  const scored = dimensions.flatMap(({ id, score_exact: score, not_yet: notYet }, place) => {
    return score === null || notYet ? [] : [{ id, score: ratioOf(score), rank: ranks[place] }];
  });
  const first = scored.some(({ rank }) => rank === null) ? begun() : null;
  /** @param {typeof scored[number]} entry */
  const place = ({ id, rank }) => first ? Number(!first.includes(id)) : rank ?? 0;
  /** @param {typeof scored[number]} one @param {typeof scored[number]} other */
  const compare = (one, other) => place(one) - place(other) || compareRatios(one.score, other.score);
  const weakest = scored.filter((one) => scored.every((other) => compare(one, other) <= 0));
  const pulled = weakest.filter(({ id }) => pulls.some((pull) => pull.dimensions.at(-1) === id));
  const found = pulled.length ? pulled : weakest;
  return found.length < scored.length ? found.map(({ id }) => id) : [];
}

// Whether a capability has any credit while something it requires is missing.
/** @param {Standing} now @param {number} capability */
export function isAheadOfItsTime(now, capability) {
  const { capabilityLadders, ladders, questions } = now.model;
  /** @param {number} question */
  const earns = (question) =>
    questions[question].options[countedCode(now.model, now.codes, question)]?.credit.above > 0n;
  return !isReady(now, capability) && ladders[capabilityLadders[capability]].questions.some(earns);
}
