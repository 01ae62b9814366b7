// What to do first: up to three capabilities that can begin now, by what is weak and what most else rests on.

import { Demands } from "./demands.js";
import { sharedRanks } from "./model.js";
import { costsOf } from "./prices.js";
import { both, compareRatios, NONE, ratio, ratioProduct } from "./ratios.js";
import { sure } from "./sure.js";
import { NO_LEVEL } from "./states.js";
import { gapData } from "./targets.js";
/** @import { Aim, Positions, Ratio } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

const [MOST_FIRST, AHEAD] = [3, 2];

/**
 * @typedef {{ order: number[], moves: Positions, results: Positions }} Route
 * @typedef {{ capability: number, moves: Positions, isNeeded: boolean, carries: number[], leads_to: string[] }} Found
 * @typedef {Found & { isWeak: boolean, isRequired: boolean, place: number, score: Ratio, of: Ratio }} Entry
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
    place: placeIn(route.order, found.capability),
    score: fullScore(aim.now, model.capabilityLadders[found.capability]),
    of: fullScore(aim.now, areaOf(aim, found.capability)),
  }));
  return firstOrder(picked(aim, entries));
}

// The same as data.
/** @param {Aim} aim @param {Route} route */
export function firstData(aim, route) {
  const { framework, efforts } = aim.now.model;
  return beginnings(aim, route).map(({ capability, moves, isRequired, carries, leads_to }) => {
    const { id, name } = framework.capabilities[capability];
    return {
      capability: id,
      name,
      ...both("effort", efforts[capability]),
      questions: gapData(aim, moves).flatMap(({ questions }) => questions),
      remedies: remediesFor(aim, capability, moves),
      quick: isQuick(aim, capability, moves),
      in_plan: route.order.includes(capability),
      required: isRequired,
      carries: carries.map((other) => framework.capabilities[other].id),
      leads_to,
    };
  });
}

// The capabilities with something to do: in the plan, or else to close gaps, to lead to the results that have to show,
// or to lift a dimension or a capability by a rung. With what rests on them, and whether they are needed: these, and
// what they rest on.
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
function further({ now, best, rungs }) {
  const { framework, ladders, overall } = now.model;
  const wanted = rungs.get(overall) ?? 0;
  const demands = new Demands(now, best);
  ladders.forEach((ladder, index) => {
    const { rank, remaining } = now.place(index);
    const rung = remaining.find((one) => one > rank);
    if (!wanted || !rung || !best.reached(index, rung)) return;
    const ranks = ladder.kind === "dimension" ? sharedRanks(framework, ladder) : null;
    if (ranks ? ranks[rung] <= wanted : ladder.kind === "capability" && rank === 0) demands.askRung(index, rung);
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

// Two by their keys, then one in a weakest dimension unless one is there, then others by their keys. What the target
// doesn't need comes last, if it is weak and something rests on it.
/** @param {Aim} aim @param {Entry[]} entries */
function picked({ now }, entries) {
  const ready = entries.filter(({ capability }) => isReady(now, capability)).sort((one, other) =>
    byKey(now, one, other)
  );
  const needed = ready.filter(({ isNeeded }) => isNeeded);
  const found = needed.slice(0, AHEAD);
  const weakest = needed.filter(({ of }) => needed.every((other) => compareRatios(of, other.of) <= 0));
  if (!found.some((entry) => weakest.includes(entry))) {
    found.push(...weakest.sort((one, other) => one.place - other.place));
  }
  found.splice(AHEAD + 1);
  const rest = ready.filter(({ isNeeded, isWeak: weak, carries }) => !isNeeded && weak && carries.length > 0);
  return [...found, ...[...needed, ...rest].filter((entry) => !found.includes(entry))].slice(0, MOST_FIRST);
}

// First what is weak, then what the target fails without or what leads to a result that has to show, then what most
// rests on.
/** @param {Standing} now @param {Entry} one @param {Entry} other */
function byKey({ model: { framework } }, one, other) {
  /** @param {Entry} entry */
  const isUrgent = ({ isRequired, leads_to }) => isRequired || leads_to.length > 0;
  return Number(other.isWeak) - Number(one.isWeak) ||
    Number(isUrgent(other)) - Number(isUrgent(one)) ||
    other.carries.length - one.carries.length ||
    one.place - other.place ||
    compareRatios(one.score, other.score) ||
    (framework.capabilities[one.capability].id < framework.capabilities[other.capability].id ? -1 : 1);
}

// What others rest on before these; else what is required, then what lies in weaker dimensions.
/** @param {Entry[]} entries */
function firstOrder(entries) {
  /** @type {Entry[]} */
  const found = [];
  const left = [...entries];
  /** @param {Entry} one @param {Entry} other */
  const isBefore = (one, other) => one.carries.includes(other.capability) && !other.carries.includes(one.capability);
  while (left.length > 0) {
    const free = left.filter((entry) => !left.some((other) => isBefore(other, entry)));
    const [next] = free.sort((one, other) =>
      Number(other.isRequired) - Number(one.isRequired) || compareRatios(one.of, other.of)
    );
    found.push(...left.splice(left.indexOf(next), 1));
  }
  return found;
}

/** @param {Aim} aim @param {number} capability */
function areaOf({ now: { model: { framework, ladderAt } } }, capability) {
  return sure(ladderAt.get(`dimension ${framework.capabilities[capability].dimension}`));
}

// The score of a ladder; that of one where nothing applies counts as full.
/** @param {Standing} now @param {number} ladder */
function fullScore(now, ladder) {
  const score = now.score(ladder);
  return score ? ratio(...score) : ratio(1, 1);
}

// Whether all prerequisites of a capability are met.
/** @param {Standing} standing @param {number} capability */
export function isReady(standing, capability) {
  return standing.model.needs.every((need) => need.capability !== capability || standing.meets(need));
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
