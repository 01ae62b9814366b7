// Plans: what to raise on the way to a target, and in which order. A plan is the cheaper of two drafts, each without
// what it can do without; the first, if they cost the same.

import { isNeeded } from "./conditions.js";
import { resultsTo, stayingOutcomes } from "./outcomes.js";
import { addedOf, compareDearness, costsOf, dearness } from "./prices.js";
import { compareRatios, NONE, ratio, ratioQuotient, ratioSum } from "./ratios.js";
import { sure } from "./sure.js";
import { isReached } from "./targets.js";
/** @import { Aim, Dearness, Positions } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// The steps towards an aim: capabilities in order, and for each question the position that the plan asks for; and the
// positions that outcomes have to reach, too.
/** @param {Aim} given */
export function planTo(given) {
  const results = /** @type {Positions} */ (given.status === "open" ? resultsTo(given) : new Map());
  if (given.status !== "open") return { order: [], moves: /** @type {Positions} */ (new Map()), results };
  const aim = withOutcomes(given, results);
  const all = movesTo(aim, aim.best);
  const own = gathered(aim);
  const first = thinned(aim, suffices(aim, own) ? own : all, false);
  const second = thinned(aim, all, true);
  const moves = compareRatios(costOf(aim, second), costOf(aim, first)) < 0 ? second : first;
  return { order: ordered(aim, moves), moves, results };
}

// The aim once these results have shown, with the best answers to everything but outcomes.
/** @param {Aim} given @param {Positions} results @returns {Aim} */
function withOutcomes(given, results) {
  if (!given.now.model.outcomes.length) return given;
  const aim = { ...given, now: given.now.moved(results) };
  return { ...aim, best: given.best.moved(stayingOutcomes(aim)) };
}

// Whether moves reach the target and what they need: they may not, if there are gaps of outcomes.
/** @param {Aim} aim @param {Positions} moves */
function suffices(aim, moves) {
  const standing = aim.now.moved(moves);
  const needs = [...touchedBy(aim, moves)].flatMap((capability) => openNeeds(aim, capability));
  return isReached(aim, standing) && needs.every((need) => standing.meets(need));
}

// The best answers to every capability with a gap and, in turn, with an unmet prerequisite of those: gaps of outcomes
// are left out. A prerequisite that even the best answers do not meet adds no step.
/** @param {Aim} aim @returns {Positions} */
function gathered(aim) {
  const { questions, owners } = aim.now.model;
  const steps = touchedBy(aim, new Map([...aim.demanded].filter(([question]) => !questions[question].outcome)));
  for (const capability of steps) {
    // what is added on the way is visited, too
    openNeeds(aim, capability).forEach(({ other }) => steps.add(other));
  }
  return new Map([...movesTo(aim, aim.best)].filter(([question]) => steps.has(owners[question])));
}

/** @param {Aim} aim @param {Positions} moves */
function touchedBy({ now }, moves) {
  return new Set([...moves.keys()].map((question) => now.model.owners[question]));
}

// What a capability requires that is not met today, and is with the best answers.
/** @param {Aim} aim @param {number} capability */
function openNeeds({ now, best }, capability) {
  return now.model.needs.filter((need) => need.capability === capability && !now.meets(need) && best.meets(need));
}

// The moves that lead from today to another standing, by question in file order.
/** @param {Aim} aim @param {Standing} standing @returns {Positions} */
function movesTo({ now }, standing) {
  const places = [...standing.codes.keys()];
  const moved = places.filter((question) => standing.codes[question] !== now.codes[question]);
  return new Map(moved.map((question) => [question, standing.codes[question]]));
}

// Take back whole capabilities, the dearest first, then single option steps, while the target and all that is required
// hold. `byShare`: the dearest for what it adds to the overall score.
/** @param {Aim} aim @param {Positions} moves @param {boolean} byShare */
function thinned(aim, moves, byShare) {
  const { standing, kept } = takeBackCapabilities(aim, moves, byShare);
  return movesTo(aim, takeBackSteps(aim, standing, kept));
}

// Each is tried once, after all that require it: nothing that is kept later can need it.
/** @param {Aim} aim @param {Positions} moves @param {boolean} byShare */
function takeBackCapabilities(aim, moves, byShare) {
  const { model, codes } = aim.now;
  const keys = keysOf(aim, moves, byShare);
  const kept = [];
  const needed = new Set();
  let standing = aim.now.moved(moves);
  const pairs = model.needs.map(({ capability, other }) => ({ item: other, before: capability }));
  for (const capability of inTurn(keys, pairs)) {
    const own = [...moves.keys()].filter((question) => model.owners[question] === capability);
    const without = standing.moved(own.map((question) => [question, codes[question]]));
    if (!needed.has(capability) && isReached(aim, without)) {
      standing = without;
    } else {
      kept.push(capability);
      for (const { other } of openNeeds(aim, capability)) needed.add(other);
    }
  }
  return { standing, kept };
}

/** @param {Aim} aim @param {Positions} moves @param {boolean} byShare @returns {Map<number, Dearness>} */
function keysOf(aim, moves, byShare) {
  const { model } = aim.now;
  const costs = costsOf(model, moves, floorOf(aim));
  const added = addedOf(model, moves, floorOf(aim), model.prices.shares);
  const keys = [...costs].map(([step, cost]) => {
    const { id } = model.framework.capabilities[step];
    return [step, dearness(cost, byShare ? sure(added.get(step)) : ratio(1, 1), id, model.resting[step])];
  });
  return new Map(/** @type {[number, Dearness][]} */ (keys));
}

// The option that an answer counts as: an open one as the lowest.
/** @param {Aim} aim @returns {(question: number) => number} */
function floorOf({ now }) {
  return (question) => Math.max(now.codes[question], 0);
}

/** @param {Aim} aim @param {Standing} standing @param {number[]} kept */
function takeBackSteps(aim, standing, kept) {
  const { model, codes } = aim.now;
  const needs = kept.flatMap((capability) => openNeeds(aim, capability));
  let left = standing;
  for (const [question, position] of model.prices.takings) {
    const floor = Math.max(codes[question], 0);
    if (left.codes[question] !== position || position <= floor) continue;
    if (isNeeded(model, left.codes, codes, question, position - 1)) continue;
    const without = left.moved([[question, position - 1 > floor ? position - 1 : codes[question]]]);
    const holds = needs.every((need) => need.other !== model.owners[question] || without.meets(need));
    if (holds && isReached(aim, without)) left = without;
  }
  return left;
}

/** @param {Aim} aim @param {Positions} moves */
function costOf(aim, moves) {
  return [...costsOf(aim.now.model, moves, floorOf(aim)).values()].reduce(ratioSum, NONE);
}

// At each place, out of the steps whose prerequisites in the plan come before it, the one that gains most for its cost,
// on the questions that have a gap to the target; ties by id.
/** @param {Aim} aim @param {Positions} moves */
function ordered(aim, moves) {
  const { model } = aim.now;
  const asked = new Map([...moves].filter(([question]) => aim.demanded.has(question)));
  const gains = addedOf(model, asked, floorOf(aim), model.worths);
  const costs = [...costsOf(model, moves, floorOf(aim))];
  const keys = costs.map(([step, cost]) => {
    const gained = ratioQuotient(gains.get(step) ?? NONE, cost);
    return [step, { free: false, ratio: gained, id: model.framework.capabilities[step].id, resting: 0 }];
  });
  const pairs = model.needs.map(({ capability, other }) => ({ item: capability, before: other }));
  return inTurn(new Map(/** @type {[number, Dearness][]} */ (keys)), pairs);
}

// Items in order: each time the first by their keys, of those that have nothing to wait for.
/** @param {Map<number, Dearness>} keys @param {{ item: number, before: number }[]} pairs */
function inTurn(keys, pairs) {
  const left = [...keys.keys()].sort((one, other) => compareDearness(sure(keys.get(one)), sure(keys.get(other))));
  const waits = new Map(left.map((step) => [step, 0]));
  const known = pairs.filter(({ item, before }) => keys.has(item) && keys.has(before));
  for (const { item } of known) waits.set(item, sure(waits.get(item)) + 1);
  const order = [];
  while (left.length) {
    const [next] = left.splice(left.findIndex((step) => waits.get(step) === 0), 1);
    order.push(next);
    for (const { item, before } of known) {
      if (before === next) waits.set(item, sure(waits.get(item)) - 1);
    }
  }
  return order;
}
