// Why each ladder is at its level: what every requirement measured, and which questions hold it back.

import { Demands } from "./demands.js";
import { countedCode } from "./model.js";
import { both, compareRatios, NONE, ratio, ratioOf } from "./ratios.js";
import { NOT_APPLICABLE } from "./states.js";
import { asWritten, STATISTICS } from "./statistics.js";
import { levelId } from "./steps.js";
import { sure } from "./sure.js";
/** @import { Ladder, Ratio, Requirement, Terms } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

const ORDER = ["framework", "dimension", "capability", "measure"];

/** @param {Standing} now @param {Standing} best */
export function explanation(now, best) {
  const { ladders } = now.model;
  const told = ORDER.flatMap((wanted) => ladders.filter(({ kind, top }) => kind === wanted && top > 0));
  return { available: true, ladders: told.map((ladder) => ladderState(now, best, ladder)) };
}

/** @param {Standing} now @param {Standing} best @param {Ladder} ladder */
function ladderState(now, best, { index, name, levels, rungs }) {
  const { remaining } = now.place(index);
  const states = rungs.slice(1).map((indices, place) => {
    const requirements = indices.map((index) => requirementState(now, best, index));
    const verdict = requirements.some(({ state }) => state === "unmet") ? "unmet" : "met";
    const state = remaining.includes(place + 1) ? verdict : "passed over";
    return { level: levels[place + 1].id, state, requirements };
  });
  return { ladder: name, level: levelId(now, index), rungs: states };
}

/** @param {Standing} now @param {Standing} best @param {number} index */
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

// The questions whose answers have to improve for a requirement to be met.
/** @param {Standing} now @param {Standing} best @param {number} index */
function holdingBack(now, best, index) {
  const demands = new Demands(now, best);
  demands.askRequirement(index);
  return [...demands.settle().keys()].map((question) => now.model.questions[question].id);
}

// The statistic's value: what is compared with the threshold.
/** @param {Standing} now @param {Requirement} requirement */
function measured(now, requirement) {
  const { lowest, measured } = STATISTICS[requirement.statistic];
  const { terms } = requirement;
  const value = lowest ? leastOf(now, now.model.terms[terms]) : measured(requirement, now.sums(terms));
  return asWritten(requirement, value);
}

/** @param {Standing} now @param {Terms} terms */
function leastOf(now, terms) {
  const values = terms.items.flatMap((item, index) => {
    if (terms.of === "questions") return creditOf(now, item);
    if (!now.value(terms, index)) return [];
    const { rank, highest } = now.place(item);
    return [terms.value.endsWith("level") ? ratio(Math.max(rank, 0), highest) : ratio(...sure(now.score(item)))];
  });
  return values.reduce((least, value) => (compareRatios(value, least) < 0 ? value : least));
}

/** @param {Standing} standing @param {number} question @returns {Ratio[]} */
function creditOf({ model, codes }, question) {
  const code = countedCode(model, codes, question);
  return code === NOT_APPLICABLE ? [] : [code < 0 ? NONE : model.questions[question].options[code].credit];
}
