// Biggest levers: the capabilities that close most of the distance to the next target for what that costs.

import { askedBeside, openChoices } from "./choices.js";
import { isReady } from "./first_choice.js";
import { addedOf, costsOf } from "./prices.js";
import { both, compareRatios, NONE, ratioDifference, ratioQuotient, ratioSum } from "./ratios.js";
import { reachedBetween } from "./steps.js";
/** @import { Aim, Positions, Ratio } from "../types.d.ts" */

/** @typedef {{ capability: number, moves: Positions, gain: Ratio, effort: Ratio, each: Ratio }} Closing */

// They close the gaps to the default target; outcomes stay. Of equal ones, those that unlock most come first, then ids.
/** @param {Aim} aim */
export function levers(aim) {
  const { framework } = aim.now.model;
  if (!framework.levers) return [];
  const found = closings(aim).map((closing) => ({ ...closing, ...unlocked(aim, closing), id: idOf(aim, closing) }));
  found.sort((one, other) => {
    const opened = other.readies.length + other.eases.length - one.readies.length - one.eases.length;
    return compareRatios(other.each, one.each) || opened || (one.id < other.id ? -1 : 1);
  });
  return found.slice(0, framework.levers.show).map((lever) => {
    const equal = found.filter((other) => other !== lever && compareRatios(other.each, lever.each) === 0);
    return {
      capability: lever.id,
      name: framework.capabilities[lever.capability].name,
      ...both("effort", lever.effort),
      ...both("gain", lever.gain),
      ...both("gain_by_effort", lever.each),
      equal_to: equal.map(({ id }) => id),
      reaches: lever.reaches,
      readies: lever.readies,
      eases: lever.eases,
    };
  });
}

// What closes the gaps of each capability that is ready and gains by it.
/** @param {Aim} aim @returns {Closing[]} */
function closings(aim) {
  const { now: { model, codes }, demanded } = aim;
  const moves = deedsOnly(model, demanded);
  const costs = costsOf(model, moves, (question) => Math.max(codes[question], 0));
  const { gains, distance } = gainsOf(aim);
  return [...gains].flatMap(([capability, gained]) => {
    if (!gained.above || !isReady(aim.now, capability)) return [];
    const effort = costs.get(capability) ?? NONE;
    const gain = ratioQuotient(gained, distance);
    const own = new Map([...moves].filter(([question]) => model.owners[question] === capability));
    return [{ capability, moves: own, gain, effort, each: ratioQuotient(gain, effort) }];
  });
}

// What closing the gaps of each capability gains, without outcomes, and the distance. Of capabilities of which one more
// is enough each gains what the least of them does, and that counts once.
/** @param {Aim} aim */
function gainsOf(aim) {
  const { model, codes } = aim.now;
  /** @param {Positions} moves */
  const added = (moves) => addedOf(model, moves, (question) => Math.max(codes[question], 0), model.worths);
  const choices = openChoices(aim);
  const gains = added(deedsOnly(model, aim.demanded));
  const beside = added(deedsOnly(model, askedBeside(aim, choices)));
  /** @param {number} capability */
  const extra = (capability) => ratioDifference(gains.get(capability) ?? NONE, beside.get(capability) ?? NONE);
  const least = choices.map(({ capabilities }) => capabilities.map(extra).reduce(lesser));
  let distance = [...added(aim.demanded).values(), ...least].reduce(ratioSum, NONE);
  for (const capability of new Set(choices.flatMap(({ capabilities }) => capabilities))) {
    const own = least.filter((_, place) => choices[place].capabilities.includes(capability));
    distance = ratioDifference(distance, extra(capability));
    gains.set(capability, ratioSum(beside.get(capability) ?? NONE, lesser(extra(capability), own.reduce(greater))));
  }
  return { gains, distance };
}

/** @param {Ratio} one @param {Ratio} other */
function lesser(one, other) {
  return compareRatios(one, other) < 0 ? one : other;
}

/** @param {Ratio} one @param {Ratio} other */
function greater(one, other) {
  return compareRatios(one, other) < 0 ? other : one;
}

// Moves without those of outcomes.
/** @param {Aim["now"]["model"]} model @param {Positions} moves @returns {Positions} */
function deedsOnly({ questions }, moves) {
  return new Map([...moves].filter(([question]) => !questions[question].outcome));
}

/** @param {Aim} aim @param {Closing} closing */
function idOf({ now }, { capability }) {
  return now.model.framework.capabilities[capability].id;
}

// The rungs that are reached, the capabilities that become ready, and those with gaps that become easier.
/** @param {Aim} aim @param {Closing} closing */
function unlocked({ now, demanded }, { capability, moves }) {
  const { framework: { capabilities }, needs, owners } = now.model;
  const after = now.moved(moves);
  const needing = new Set(needs.filter(({ other }) => other === capability).map((need) => need.capability));
  const gaining = new Set([...demanded.keys()].map((question) => owners[question]));
  const { id } = capabilities[capability];
  const places = [...capabilities.keys()];
  const readies = places.filter((other) => needing.has(other) && isReady(after, other) && !isReady(now, other));
  const eases = places.filter((other) => gaining.has(other) && capabilities[other].leans_on.includes(id));
  return {
    reaches: reachedBetween(now, after),
    readies: readies.map((other) => capabilities[other].id),
    eases: eases.map((other) => capabilities[other].id),
  };
}
