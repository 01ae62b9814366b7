// What pulls dimensions apart.

import { compareRatios, ratio } from "./ratios.js";
import { NO_LEVEL } from "./states.js";
import { spreadOf } from "./strengths.js";
import { sure } from "./sure.js";
/** @import { Bounds, Model, RankedDimension, Ratio } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// Tensions between dimensions, by the bounds in the framework's file, each with the two answers that pull apart. A
// dimension that is just below its next rung counts as if it had that one.
/** @param {Standing} now @param {string[]} justBelow */
export function tensions(now, justBelow) {
  const { framework, ladders, ladderAt, overall } = now.model;
  const bounds = framework.contrasts;
  if (!bounds) return [];
  const dimensions = framework.dimensions.map(({ id, levels }) => {
    const ladder = sure(ladderAt.get(`dimension ${id}`));
    // Only ranks on the framework's own list can be compared.
    const rank = levels === null ? now.rank(ladder) : NO_LEVEL;
    const answered = ladders[ladder].questions.filter((question) => now.codes[question] >= 0);
    return { id, rank, nearly: rank + Number(justBelow.includes(id)), answered };
  });
  const ranked = dimensions.filter(({ rank }) => rank >= 0);
  const below = belowWhole(now, dimensions, ranked, now.rank(overall));
  return [...apart(now, ranked, bounds), ...below, ...uneven(now, dimensions, bounds)];
}

/** @param {Standing} now @param {RankedDimension[]} dimensions @param {Bounds} bounds */
function apart(now, dimensions, { levels_apart: bound }) {
  const pairs = dimensions.flatMap((one, place) => dimensions.slice(place + 1).map((other) => highFirst(one, other)));
  return pairs.flatMap(([high, low]) => {
    if (bound === null || high.rank - Math.min(low.nearly, high.rank) < bound) return [];
    return [{
      kind: "levels apart",
      dimensions: [high.id, low.id],
      apart: high.rank - low.rank,
      questions: pullingApart(now, high.answered, low.answered, answerCredit(now)),
    }];
  });
}

/** @param {RankedDimension} one @param {RankedDimension} other */
function highFirst(one, other) {
  return one.rank > other.rank ? [one, other] : [other, one];
}

/** @param {Standing} now @param {RankedDimension[]} all @param {RankedDimension[]} ranked @param {number} whole */
function belowWhole(now, all, ranked, whole) {
  const bound = now.model.framework.contrasts?.levels_below ?? null;
  if (bound === null || whole < 0) return [];
  return ranked.filter(({ nearly }) => whole - nearly >= bound).map(({ id, rank, answered }) => ({
    kind: "below overall",
    dimensions: [id],
    apart: whole - rank,
    questions: pullingApart(
      now,
      all.flatMap((other) => (other.id === id ? [] : other.answered)),
      answered,
      answerCredit(now),
    ),
  }));
}

/** @param {Standing} now @param {RankedDimension[]} dimensions @param {Bounds} bounds */
function uneven(now, dimensions, { options_apart: bound }) {
  return dimensions.flatMap(({ id, answered }) => {
    const spread = spreadOf(now.codes, answered);
    if (bound === null || spread === null || spread < bound) return [];
    const questions = pullingApart(now, answered, answered, (question) => ratio(now.codes[question], 1));
    return [{ kind: "options apart", dimensions: [id], apart: spread, questions }];
  });
}

/** @param {Standing} now @returns {(question: number) => Ratio} */
function answerCredit({ model, codes }) {
  return (question) => model.questions[question].options[codes[question]].credit;
}

// The highest of some answers and the lowest of others, if they differ: of equal ones, the first two in the file of
// which one's capability requires the other's or leans on it; if there are none, the first two.
/** @param {Standing} now @param {number[]} above @param {number[]} below @param {(question: number) => Ratio} worth */
function pullingApart({ model }, above, below, worth) {
  if (!above.length || !below.length) return [];
  const [tops, bottoms] = [extremes(above, worth, 1), extremes(below, worth, -1)];
  const pairs = tops.flatMap((high) => bottoms.map((low) => [high, low]));
  const [high, low] = pairs.find(([one, other]) => areRelated(model, one, other)) ?? pairs[0];
  return high === low ? [] : [model.questions[high].id, model.questions[low].id];
}

/** @param {number[]} questions @param {(question: number) => Ratio} worth @param {number} side */
function extremes(questions, worth, side) {
  const sorted = [...questions].sort((one, other) => one - other);
  return sorted.filter((one) => sorted.every((other) => side * compareRatios(worth(one), worth(other)) >= 0));
}

/** @param {Model} model @param {number} one @param {number} other */
function areRelated({ framework: { capabilities }, owners }, one, other) {
  const [first, second] = [capabilities[owners[one]], capabilities[owners[other]]];
  /** @param {Model["framework"]["capabilities"][number]} entry @param {string} id */
  const names = ({ leans_on, requires }, id) =>
    leans_on.includes(id) || requires.some(({ capability }) => capability === id);
  return names(first, second.id) || names(second, first.id);
}
