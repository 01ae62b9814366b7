// What to do first: up to three capabilities that can begin now, by what is weak and what most else rests on.

import { Demands } from "./demands.js";
import { areaOf, firstOrder, isBehind, isTopped, nextOf, picked, rungAimedAt } from "./first_choice.js";
import { costsOf } from "./prices.js";
import { both, compareRatios, NONE, ratio, ratioProduct } from "./ratios.js";
import { NO_LEVEL } from "./states.js";
import { gapData } from "./targets.js";
/** @import { Aim, Positions, Ratio } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

/**
 * @typedef {{ order: number[], moves: Positions, results: Positions }} Route
 * @typedef {{ capability: number, moves: Positions, isNeeded: boolean, carries: number[], leads_to: string[] }} Found
 * @typedef {{ isWeak: boolean, isRequired: boolean, isPlanned: boolean, isAlone: boolean }} Marks
 * @typedef {Found & Marks & { place: number, plannedAbove: number, score: Ratio, of: Ratio }} Entry
 */

// What to do first towards an open aim, beside a plan, in order.
/** @param {Aim} aim @param {Route} route @returns {Entry[]} */
export function beginnings(aim, route) {
  const { model } = aim.now;
  const required = requiredBy(aim);
  const entries = movesOf(aim, route).map((found) => ({
    ...found,
    isWeak: isWeak(aim.now, found.capability),
    isRequired: required.has(found.capability),
    isPlanned: route.order.includes(found.capability),
    isAlone: rungAimedAt(aim) > 0 && route.order.join() === `${found.capability}`,
    place: placeIn(route.order, found.capability),
    plannedAbove: found.carries.filter((other) => route.order.includes(other)).length,
    score: fullScore(aim.now, model.capabilityLadders[found.capability]),
    of: fullScore(aim.now, areaOf(aim, found.capability)),
  }));
  return firstOrder(picked(aim, entries));
}

// The same as data.
/** @param {Aim} aim @param {Route} route */
export function firstData(aim, route) {
  const { framework, efforts } = aim.now.model;
  return beginnings(aim, route).map(({ capability, moves, isRequired, isPlanned, carries, leads_to }) => {
    const { id, name } = framework.capabilities[capability];
    return {
      capability: id,
      name,
      ...both("effort", efforts[capability]),
      questions: gapData(aim, moves).flatMap(({ questions }) => questions),
      remedies: remediesFor(aim, capability, moves),
      quick: isQuick(aim, capability, moves),
      in_plan: isPlanned,
      required: isRequired,
      carries: carries.map((other) => framework.capabilities[other].id),
      leads_to,
    };
  });
}

// The capabilities with something to do: in the plan, or else to close gaps, to lead to the results that have to show,
// or to lift a dimension or a capability by a rung. With what rests on them, and whether they are needed: these, and
// what they rest on.
// After the top level, all that could be better as well.
/** @param {Aim} aim @param {Route} route @returns {Found[]} */
function movesOf(aim, { moves, results }) {
  const { now, best, demanded } = aim;
  const { framework, questions, owners } = now.model;
  const outcomes = [...results.keys()].sort((one, other) => one - other).map((place) => questions[place]);
  /** @param {number} capability */
  const leads = (capability) =>
    outcomes.filter(({ led_by }) => led_by.includes(framework.capabilities[capability].id)).map(({ id }) => id);
  const led = questions.flatMap((_, question) => {
    const top = best.codes[question];
    const isLed = leads(owners[question]).length > 0 && top > now.codes[question];
    return isLed ? [/** @type {const} */ ([question, top])] : [];
  });
  const asked = [new Map(led), demanded, moves].map((source) => deedsOf(now, source));
  const found = new Map([deedsOf(now, further(aim)), ...asked].flatMap((source) => [...source]));
  const needed = new Set(asked.flatMap((source) => [...source.keys()]));
  for (const above of needed) {
    // what is added on the way is visited, too
    for (const capability of found.keys()) if (restsOn(now, above, capability)) needed.add(capability);
  }
  const better = isTopped(aim) ? [...best.codes.entries()].filter(([place, code]) => code > now.codes[place]) : [];
  for (const [capability, own] of deedsOf(now, new Map(better))) {
    if (!found.has(capability)) found.set(capability, own);
  }
  return [...found].map(([capability, own]) => {
    const carries = new Set([capability]);
    for (const below of carries) {
      for (const other of found.keys()) if (restsOn(now, other, below)) carries.add(other);
    }
    carries.delete(capability);
    return {
      capability,
      moves: own,
      isNeeded: needed.has(capability),
      carries: [...carries].sort((one, other) => one - other),
      leads_to: leads(capability),
    };
  });
}

// The place of a capability in a plan; one that is not there comes last.
/** @param {number[]} order @param {number} capability */
function placeIn(order, capability) {
  const place = order.indexOf(capability);
  return place < 0 ? order.length : place;
}

// Moves by capability, without those of outcomes.
/** @param {Standing} now @param {Positions} moves @returns {Map<number, Positions>} */
function deedsOf({ model: { questions, owners } }, moves) {
  const deeds = [...moves].filter(([question]) => !questions[question].outcome).sort(([one], [other]) => one - other);
  const capabilities = new Set(deeds.map(([question]) => owners[question]));
  return new Map(
    [...capabilities].map((capability) => [
      capability,
      new Map(deeds.filter(([question]) => owners[question] === capability)),
    ]),
  );
}

// Whether a capability leans on another one or requires it.
/** @param {Standing} now @param {number} above @param {number} below */
function restsOn({ model: { framework, needs } }, above, below) {
  if (above === below) return false;
  const leans = framework.capabilities[above].leans_on.includes(framework.capabilities[below].id);
  return leans || needs.some((need) => need.capability === above && need.other === below);
}

// What dimensions need for their next rungs up to the level aimed at, and capabilities at their lowest; nothing unless
// a level of the whole is aimed at.
/** @param {Aim} aim @returns {Positions} */
function further(aim) {
  const { now, best } = aim;
  const { ladders } = now.model;
  const wanted = rungAimedAt(aim);
  const demands = new Demands(now, best);
  ladders.forEach(({ kind }, index) => {
    const rung = nextOf(aim, index);
    const isLowest = wanted && kind === "capability" && now.place(index).rank === 0;
    if (rung && (isBehind(aim, index) || isLowest)) demands.askRung(index, rung);
  });
  return demands.settle();
}

// The capabilities without which the target fails, whatever else is done: a requirement of it is about the lowest of
// some questions.
/** @param {Aim} aim */
function requiredBy({ now, rungs, demanded }) {
  const { requirements, terms, questions, owners } = now.model;
  const found = requirements.flatMap(({ ladder, rung, statistic, terms: slot }) => {
    const { of, items, first } = terms[slot];
    if (statistic !== "least" || of !== "questions" || rung > (rungs.get(ladder) ?? 0)) return [];
    return items.filter((question, place) =>
      demanded.has(question) && !questions[question].outcome && now.codes[question] < first[place]
    );
  });
  return new Set(found.map((question) => owners[question]));
}

// The score of a ladder; that of one where nothing applies counts as full.
/** @param {Standing} now @param {number} ladder */
function fullScore(now, ladder) {
  const score = now.score(ladder);
  return score ? ratio(...score) : ratio(1, 1);
}

// Whether a capability is at its lowest level or, without one, has less than half of full credit.
/** @param {Standing} now @param {number} capability */
export function isWeak(now, capability) {
  const ladder = now.model.capabilityLadders[capability];
  const [rank, score] = [now.rank(ladder), now.score(ladder)];
  if (rank !== NO_LEVEL) return rank === 0;
  return score !== null && score[0] + score[0] < score[1];
}

// Whether the moves of a capability cost no more than going halfway with one of middle effort.
/** @param {Aim} aim @param {number} capability @param {Positions} moves */
export function isQuick({ now: { model, codes } }, capability, moves) {
  const own = new Map([...moves].filter(([question]) => model.owners[question] === capability));
  const cost = costsOf(model, own, (question) => Math.max(codes[question], 0)).get(capability) ?? NONE;
  const begins = [...model.prices.begins].sort(compareRatios);
  const middle = begins[Math.floor((begins.length - 1) / 2)];
  return compareRatios(ratioProduct(cost, ratio(2, 1)), ratioProduct(middle, ratio(3, 1))) <= 0;
}

// The places of the remedies whose move lies within one of a step's moves.
/** @param {Aim} aim @param {number} capability @param {Positions} moves */
export function remediesFor({ now }, capability, moves) {
  const { framework, questions } = now.model;
  return framework.capabilities[capability].remedies.flatMap(({ question: id, now: from, to }, place) => {
    const question = questions.findIndex((entry) => entry.id === id);
    /** @param {string} option */
    const position = (option) => questions[question].options.findIndex((entry) => entry.id === option);
    const least = from === null ? position(to) - 1 : position(from);
    const fits = Math.max(now.codes[question], 0) <= least && position(to) <= (moves.get(question) ?? 0);
    return fits ? [place] : [];
  });
}
