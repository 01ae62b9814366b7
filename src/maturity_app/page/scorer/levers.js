// Biggest levers: the capabilities that close most of the distance to the next target for what that costs.

import { isReady } from "./first_choice.js";
import { addedOf, costsOf } from "./prices.js";
import { both, compareRatios, NONE, ratioQuotient, ratioSum } from "./ratios.js";
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
function closings({ now, demanded }) {
  const { model, codes } = now;
  /** @param {number} question */
  const floor = (question) => Math.max(codes[question], 0);
  const distance = [...addedOf(model, demanded, floor, model.worths).values()].reduce(ratioSum, NONE);
  const moves = new Map([...demanded].filter(([question]) => !model.questions[question].outcome));
  const costs = costsOf(model, moves, floor);
  return [...addedOf(model, moves, floor, model.worths)].flatMap(([capability, gained]) => {
    if (!gained.above || !isReady(now, capability)) return [];
    const effort = costs.get(capability) ?? NONE;
    const gain = ratioQuotient(gained, distance);
    const own = new Map([...moves].filter(([question]) => model.owners[question] === capability));
    return [{ capability, moves: own, gain, effort, each: ratioQuotient(gain, effort) }];
  });
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
