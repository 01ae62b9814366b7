// What a result shows besides levels: tensions, the portrait, and what is ahead of its time.

import { countedCode } from "./model.js";
import { NO_LEVEL } from "./states.js";
import { isReady } from "./steps.js";
import { spreadOf } from "./strengths.js";
import { sure } from "./sure.js";
/** @import { Bounds, RankedDimension } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// Tensions between dimensions, by the bounds in the framework's file.
/** @param {Standing} now */
export function tensions(now) {
  const { framework, ladders, ladderAt, overall } = now.model;
  const bounds = framework.contrasts;
  if (!bounds) return [];
  const dimensions = framework.dimensions.map(({ id, levels }) => {
    const ladder = sure(ladderAt.get(`dimension ${id}`));
    // Only ranks on the framework's own list can be compared.
    const rank = levels === null ? now.rank(ladder) : NO_LEVEL;
    return { id, rank, spread: spreadOf(now.codes, ladders[ladder].questions) };
  });
  const ranked = dimensions.filter(({ rank }) => rank >= 0);
  const whole = now.rank(overall);
  return [...apart(ranked, bounds), ...below(ranked, whole, bounds), ...uneven(dimensions, bounds)];
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

// Which patterns of the level the answers bear out, which they deny, and which were not asked: places in its list.
/** @param {Standing} now @param {number} rank */
export function portrait({ model, codes }, rank) {
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
      return code < 0 ? [] : [position(least, 0) <= code && code <= position(most, options.length)];
    });
    found[!lying.length ? "not_asked" : lying.every(Boolean) ? "borne_out" : "denied"].push(place);
  });
  return found;
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
