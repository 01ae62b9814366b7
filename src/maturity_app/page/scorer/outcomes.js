// Results that have to show: the option steps of outcomes that a plan assumes, where deeds alone miss the target.

import { isReached } from "./targets.js";
/** @import { Aim, Move, Positions } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// The positions that outcomes have to reach so that deeds can reach the target: all option steps of outcomes are taken
// back that may be, those first that add least to the score; then the first ways with fewer are tried.
/** @param {Aim} aim @returns {Positions} */
export function resultsTo(aim) {
  const { outcomes, prices } = aim.now.model;
  const deeds = aim.best.moved(stayingOutcomes(aim));
  if (isReached(aim, deeds)) return new Map();
  const taken = takenBack(aim, deeds);
  const few = [...taken].reduce((sum, [question, position]) => sum + position - floorAt(aim, question), 0);
  for (const way of prices.ways) {
    if (way.length >= few) break;
    const raised = raisedBy(aim, way);
    const fits = [...raised].every(([question, position]) => position <= aim.best.codes[question]);
    if (fits && isReached(aim, deeds.moved(raised))) return inFileOrder(outcomes, raised);
  }
  return taken;
}

// Outcomes with their answers today: where they stay.
/** @param {Aim} aim @returns {Move[]} */
export function stayingOutcomes({ now }) {
  return now.model.outcomes.map((question) => [question, now.codes[question]]);
}

/** @param {Aim} aim @param {number} question */
function floorAt({ now }, question) {
  return Math.max(now.codes[question], 0);
}

/** @param {Aim} aim @param {Standing} deeds */
function takenBack(aim, deeds) {
  const { model, codes } = aim.now;
  let left = aim.best;
  for (const [question, position] of model.prices.takings) {
    const floor = floorAt(aim, question);
    if (!model.questions[question].outcome || left.codes[question] !== position || position <= floor) continue;
    const without = left.moved([[question, position - 1 > floor ? position - 1 : codes[question]]]);
    if (isReached(aim, without)) left = without;
  }
  const raised = model.outcomes.filter((question) => left.codes[question] !== deeds.codes[question]);
  return new Map(raised.map((question) => [question, left.codes[question]]));
}

/** @param {Aim} aim @param {number[]} way @returns {Positions} */
function raisedBy(aim, way) {
  /** @type {Positions} */
  const raised = new Map();
  for (const question of way) raised.set(question, (raised.get(question) ?? floorAt(aim, question)) + 1);
  return raised;
}

/** @param {number[]} outcomes @param {Positions} positions @returns {Positions} */
function inFileOrder(outcomes, positions) {
  return new Map(outcomes.flatMap((question) => {
    const position = positions.get(question);
    return position === undefined ? [] : [[question, position]];
  }));
}
