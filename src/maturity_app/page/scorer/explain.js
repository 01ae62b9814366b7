// Why each ladder stands where it does: what every requirement measured, and which questions hold it back.

import { Demands } from "./demands.js";
import { NOT_APPLICABLE } from "./model.js";
import { NONE, both, compareRatios, ratio, ratioOf } from "./ratios.js";
import { scoreBy } from "./standing.js";
import { levelId } from "./steps.js";

const ORDER = ["framework", "dimension", "capability"];

export function explanation(now, best) {
  const { ladders } = now.model;
  const told = ORDER.flatMap((wanted) => ladders.filter(({ kind, top }) => kind === wanted && top > 0));
  return { available: true, ladders: told.map((ladder) => ladderState(now, best, ladder)) };
}

function ladderState(now, best, { index, name, levels, rungs }) {
  const { remaining } = now.climb(index);
  const states = rungs.slice(1).map((indices, place) => {
    const requirements = indices.map((index) => requirementState(now, best, index));
    const verdict = requirements.some(({ state }) => state === "unmet") ? "unmet" : "met";
    const state = remaining.includes(place + 1) ? verdict : "passed over";
    return { level: levels[place + 1].id, state, requirements };
  });
  return { ladder: name, level: levelId(now, index), rungs: states };
}

function requirementState(now, best, index) {
  const requirement = now.model.requirements[index];
  const { statistic, threshold } = requirement;
  const state = now.state(index);
  return {
    requirement: index,
    statistic,
    ...both("measured", state === "set aside" ? null : measured(now, requirement)),
    ...both("threshold", ratioOf(threshold)),
    state,
    holding_back: state === "unmet" ? holdingBack(now, best, index) : [],
  };
}

// The questions that have to move for one requirement to be met.
function holdingBack(now, best, index) {
  const demands = new Demands(now, best);
  demands.askRequirement(index);
  return [...demands.settle().keys()].map((question) => now.model.questions[question].id);
}

// The statistic's value: what is compared with the threshold.
function measured(now, { statistic, terms, total }) {
  if (statistic === "least") return leastOf(now, now.model.terms[terms]);
  const sums = now.sums(terms);
  return statistic === "count" ? ratio(sums.amount, 1) : ratio(...scoreBy(total, sums));
}

function leastOf(now, terms) {
  const values = terms.items.flatMap((item, index) => {
    if (terms.of === "questions") return creditOf(now, item);
    if (!now.value(terms, index)) return [];
    const { rank, highest } = now.climb(item);
    return [terms.value.endsWith("level") ? ratio(Math.max(rank, 0), highest) : ratio(...now.score(item))];
  });
  return values.reduce((least, value) => (compareRatios(value, least) < 0 ? value : least));
}

function creditOf({ model, codes }, question) {
  const code = codes[question];
  return code === NOT_APPLICABLE ? [] : [code < 0 ? NONE : model.questions[question].options[code].credit];
}
