// What a result shows besides levels: tensions and strengths, the biggest levers, and what is ahead of its time.

import { heldMoves } from "./conditions.js";
import { countedCode } from "./model.js";
import { topOption } from "./outlook.js";
import { both, compareRatios, NONE, ratio, ratioDifference, ratioQuotient } from "./ratios.js";
import { NO_LEVEL, NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Bounds, Codes, Ladder, Model, Move, RankedDimension } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// Tensions between dimensions, and strengths, by the bounds in the framework's file.
/** @param {Standing} now */
export function contrasts(now) {
  const { framework, ladders, ladderAt, overall } = now.model;
  const bounds = framework.contrasts;
  if (!bounds) return { tensions: [], strengths: [] };
  const dimensions = framework.dimensions.map(({ id, levels }) => {
    const ladder = sure(ladderAt.get(`dimension ${id}`));
    // Only ranks on the framework's own list can be compared.
    const rank = levels === null ? now.rank(ladder) : NO_LEVEL;
    return { id, rank, spread: spreadOf(now.codes, ladders[ladder]) };
  });
  const ranked = dimensions.filter(({ rank }) => rank >= 0);
  const whole = now.rank(overall);
  return {
    tensions: [...apart(ranked, bounds), ...below(ranked, whole, bounds), ...uneven(dimensions, bounds)],
    strengths: wellSetUp(ranked, whole, bounds, framework.levels),
  };
}

// How many options apart the answers of a dimension are; null if there are fewer than two.
/** @param {Codes} codes @param {Ladder} ladder */
function spreadOf(codes, { questions }) {
  const answered = questions.map((question) => codes[question]).filter((code) => code >= 0);
  return answered.length > 1 ? Math.max(...answered) - Math.min(...answered) : null;
}

/** @param {number | null} bound @param {number | null} difference */
function isReachedBy(bound, difference) {
  return bound !== null && difference !== null && difference >= bound;
}

/** @param {RankedDimension[]} dimensions @param {Bounds} bounds */
function apart(dimensions, { levels_apart: bound }) {
  const pairs = dimensions.flatMap((one, place) => dimensions.slice(place + 1).map((other) => highFirst(one, other)));
  return pairs.filter(([high, low]) => isReachedBy(bound, high.rank - low.rank)).map(([high, low]) => ({
    kind: "levels apart",
    dimensions: [high.id, low.id],
    apart: high.rank - low.rank,
  }));
}

/** @param {RankedDimension} one @param {RankedDimension} other */
function highFirst(one, other) {
  return one.rank > other.rank ? [one, other] : [other, one];
}

/** @param {RankedDimension[]} dimensions @param {number} whole @param {Bounds} bounds */
function below(dimensions, whole, { levels_below: bound }) {
  const low = dimensions.filter(({ rank }) => whole >= 0 && isReachedBy(bound, whole - rank));
  return low.map(({ id, rank }) => ({ kind: "below overall", dimensions: [id], apart: whole - rank }));
}

/** @param {RankedDimension[]} dimensions @param {Bounds} bounds */
function uneven(dimensions, { options_apart: bound }) {
  const wide = dimensions.filter(({ spread }) => isReachedBy(bound, spread));
  return wide.map(({ id, spread }) => ({ kind: "options apart", dimensions: [id], apart: spread }));
}

/**
 * @param {RankedDimension[]} dimensions @param {number} whole @param {Bounds} bounds
 * @param {Model["framework"]["levels"]} levels
 */
function wellSetUp(dimensions, whole, { options_within: bound, from_level: from }, levels) {
  if (bound === null || whole < 0) return [];
  const least = Math.max(whole, levels.findIndex(({ id }) => id === from));
  const strong = dimensions.filter(({ rank, spread }) => spread !== null && spread <= bound && rank >= least);
  return strong.map(({ id }) => ({ dimension: id }));
}

// Which patterns of the level the answers bear out, which they deny, and which were not asked: places in its list. What
// counts as its lowest option without being asked can only deny one.
/** @param {Standing} now @param {number} rank */
export function portrait({ model, codes }, rank) {
  const waiting = model.conditions.filter(({ other, position }) => codes[other] < position);
  /** @type {{ [state in "borne_out" | "denied" | "not_asked"]: number[] }} */
  const found = { borne_out: [], denied: [], not_asked: [] };
  const patterns = rank === NO_LEVEL ? [] : model.framework.levels[rank].patterns;
  patterns.forEach((pattern, place) => {
    if (typeof pattern === "string") return;
    const lying = pattern.questions.flatMap(({ question: id, at_least: least, at_most: most }) => {
      const question = model.questions.findIndex((entry) => entry.id === id);
      const { options } = model.questions[question];
      /** @param {string | null} option @param {number} end */
      const position = (option, end) => option === null ? end : options.findIndex((entry) => entry.id === option);
      const code = codes[question];
      const lies = position(least, 0) <= code && code <= position(most, options.length);
      return code < 0 ? [] : [{ lies, asked: !waiting.some((entry) => entry.question === question) }];
    });
    const bears = lying.some(({ asked }) => asked);
    found[lying.some(({ lies }) => !lies) ? "denied" : bears ? "borne_out" : "not_asked"].push(place);
  });
  return found;
}

// The capabilities that raise the overall score most for their effort when all their deeds go up one option.
/** @param {Standing} now */
export function levers(now) {
  const { framework, efforts, overall } = now.model;
  if (!framework.levers) return [];
  const before = exactScore(now, overall);
  const found = framework.capabilities.flatMap(({ id, name }, capability) => {
    if (isHeldUp(now, capability)) return [];
    const effort = efforts[capability];
    const gain = ratioDifference(exactScore(now.moved(oneUp(now, capability)), overall), before);
    return gain.above > 0n ? [{ id, name, effort, gain, each: ratioQuotient(gain, effort) }] : [];
  });
  found.sort((one, other) => compareRatios(other.each, one.each) || (one.id < other.id ? -1 : 1));
  return found.slice(0, framework.levers.show).map(({ id, name, effort, gain, each }) => ({
    capability: id,
    name,
    ...both("effort", effort),
    ...both("gain", gain),
    ...both("gain_by_effort", each),
  }));
}

// Whether a prerequisite of a capability is unmet.
/** @param {Standing} now @param {number} capability */
function isHeldUp(now, capability) {
  return now.model.needs.some((need) => need.capability === capability && !now.meets(need));
}

/** @param {Standing} standing @param {number} ladder */
function exactScore(standing, ladder) {
  const score = standing.score(ladder);
  return score ? ratio(...score) : NONE;
}

// All applicable questions of a capability that are no outcomes one option up; open ones count as at the lowest.
/** @param {Standing} standing @param {number} capability */
function oneUp({ model, codes }, capability) {
  const own = model.ladders[model.capabilityLadders[capability]].questions.filter((question) => {
    return codes[question] !== NOT_APPLICABLE && !model.questions[question].outcome;
  });
  const risen = own.map((question) => {
    const up = Math.min(Math.max(codes[question], 0) + 1, topOption(model, question));
    return /** @type {Move} */ ([question, up]);
  });
  return heldMoves(model, risen, codes);
}

// Whether a capability has any credit while something it requires is missing.
/** @param {Standing} now @param {number} capability */
export function isAheadOfItsTime(now, capability) {
  const { capabilityLadders, ladders, questions } = now.model;
  /** @param {number} question */
  const earns = (question) =>
    questions[question].options[countedCode(now.model, now.codes, question)]?.credit.above > 0n;
  return isHeldUp(now, capability) && ladders[capabilityLadders[capability]].questions.some(earns);
}
