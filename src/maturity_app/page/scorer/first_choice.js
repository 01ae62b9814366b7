// Which of what could be done comes first, and in which order.

import { openChoices } from "./choices.js";
import { sharedRanks } from "./model.js";
import { compareRatios } from "./ratios.js";
import { sure } from "./sure.js";
/** @import { Aim } from "../types.d.ts" */
/** @import { Entry } from "./first.js" */
/** @import { Standing } from "./standing.js" */

const [MOST_FIRST, AHEAD] = [3, 2];

// Two by their keys, then one in a weakest dimension unless one is there, then others by their keys. Then what the
// target doesn't need, if it is weak and something rests on it; and after the top level, what scores lowest in the
// weakest dimensions. Where one of several is enough, only that which the plan has. If none of them is in the plan, its
// first is the second.
/** @param {Aim} aim @param {Entry[]} entries */
export function picked(aim, entries) {
  const { now } = aim;
  const ready = entries.filter(({ capability }) => isReady(now, capability)).sort((one, other) =>
    byKey(now, one, other)
  );
  const needed = ready.filter(({ isNeeded }) => isNeeded);
  const rest = ready.filter(({ isNeeded, isWeak: weak, carries }) => !isNeeded && weak && carries.length > 0);
  const plan = entries.filter(({ isPlanned }) => isPlanned);
  const choosable = new Set(openChoices(aim).flatMap(({ capabilities }) => capabilities));
  /** @param {Entry} entry @param {Entry[]} found */
  const isUseful = (entry, found) =>
    isUrgent(entry) || entry.isPlanned || !choosable.has(entry.capability) && adds(aim, entry, [...plan, ...found]);
  /** @param {Entry[]} found @param {Entry[]} others @param {number} number */
  const taken = (found, others, number) => {
    for (const entry of others) {
      if (found.length < number && !found.includes(entry) && isUseful(entry, found)) found.push(entry);
    }
    return found;
  };
  const read = readBy(aim);
  /** @param {Entry[]} found */
  const filled = (found) => {
    const asked = [
      ...needed.filter((entry) => found.includes(entry) || isUseful(entry, found)),
      ...rest.filter(({ capability }) => read.has(areaOf(aim, capability))),
    ];
    const weakest = asked.filter(({ of }) => asked.every((other) => compareRatios(of, other.of) <= 0));
    if (!found.some((entry) => weakest.includes(entry))) {
      found.push(...weakest.sort((one, other) => one.place - other.place).slice(0, 1));
    }
    const lowest = [...ready].sort((one, other) =>
      compareRatios(one.of, other.of) || compareRatios(one.score, other.score)
    );
    return taken(found, [...needed, ...rest, ...isTopped(aim) ? lowest : []], MOST_FIRST);
  };
  const all = filled(taken([], needed, AHEAD));
  const planned = needed.find(({ isPlanned }) => isPlanned);
  return planned && !all.some(({ isPlanned }) => isPlanned) ? filled([...all.slice(0, 1), planned]) : all;
}

// Whether the target fails without it, or it leads to a result that has to show.
/** @param {Entry} entry */
function isUrgent({ isRequired, leads_to }) {
  return isRequired || leads_to.length > 0;
}

// Whether something is still to be done with what the target doesn't need and nothing rests on, once others are done:
// if its dimension stays behind, or if it rests on one of them in its dimension.
/** @param {Aim} aim @param {Entry} entry @param {Entry[]} done */
function adds(aim, { capability, carries }, done) {
  if (!rungAimedAt(aim) || carries.length > 0) return true;
  const area = areaOf(aim, capability);
  if (done.some((one) => one.carries.includes(capability) && areaOf(aim, one.capability) === area)) return true;
  const after = aim.now.moved(new Map(done.flatMap(({ moves }) => [...moves])));
  return isBehind(aim, area) && after.place(area).rank <= aim.now.place(area).rank;
}

// The dimensions with questions that requirements of the whole read, up to the level aimed at.
/** @param {Aim} aim */
function readBy(aim) {
  const { requirements, terms, owning, owners, overall } = aim.now.model;
  const found = new Set();
  for (const { ladder, rung, terms: slot } of requirements) {
    if (ladder !== overall || rung > rungAimedAt(aim)) continue;
    const { of, items } = terms[slot];
    owners.forEach((capability, question) => {
      const isRead = of === "questions"
        ? items.includes(question)
        : owning[question].some((one) => items.includes(one));
      if (isRead) found.add(areaOf(aim, capability));
    });
  }
  return found;
}

// First what is weak: by what the target fails without or what leads to a result that has to show, then by what most
// rests on. What isn't weak goes by what rests on it first.
/** @param {Standing} now @param {Entry} one @param {Entry} other */
function byKey({ model: { framework } }, one, other) {
  const weak = Number(other.isWeak) - Number(one.isWeak);
  const urgent = Number(isUrgent(other)) - Number(isUrgent(one));
  const resting = other.carries.length - one.carries.length;
  return weak || (one.isWeak ? urgent || resting : resting || urgent) ||
    one.place - other.place || other.plannedAbove - one.plannedAbove ||
    compareRatios(one.score, other.score) ||
    (framework.capabilities[one.capability].id < framework.capabilities[other.capability].id ? -1 : 1);
}

// What others rest on before these; else what alone leads to the level, then what leads to weaker dimensions.
/** @param {Entry[]} entries */
export function firstOrder(entries) {
  /** @type {Entry[]} */
  const found = [];
  const left = [...entries];
  /** @param {Entry} one @param {Entry} other */
  const isBefore = (one, other) => one.carries.includes(other.capability) && !other.carries.includes(one.capability);
  /** @param {Entry} entry */
  const route = (entry) => {
    const ways = entries.filter((other) => other === entry || isBefore(entry, other)).map(({ of }) => of);
    return ways.reduce((lowest, of) => (compareRatios(of, lowest) < 0 ? of : lowest));
  };
  while (left.length > 0) {
    const free = left.filter((entry) => !left.some((other) => isBefore(other, entry)));
    const [next] = free.sort((one, other) =>
      Number(other.isAlone) - Number(one.isAlone) || compareRatios(route(one), route(other)) ||
      Number(other.isRequired) - Number(one.isRequired) ||
      compareRatios(one.of, other.of)
    );
    found.push(...left.splice(left.indexOf(next), 1));
  }
  return found;
}

// The level of the whole that is aimed at; 0 without one.
/** @param {Aim} aim */
export function rungAimedAt({ now, rungs }) {
  return rungs.get(now.model.overall) ?? 0;
}

// Whether the whole has a level, and none is left above it.
/** @param {Aim} aim */
export function isTopped({ now }) {
  const { rank, remaining } = now.place(now.model.overall);
  return rank > 0 && !remaining.some((rung) => rung > rank);
}

// The next rung of a ladder within reach; 0 without one.
/** @param {Aim} aim @param {number} index */
export function nextOf({ now, best }, index) {
  const { rank, remaining } = now.place(index);
  const rung = remaining.find((one) => one > rank) ?? 0;
  return rung && best.reached(index, rung) ? rung : 0;
}

// Whether a dimension is below the level aimed at, if it is on its list, with its next rung within reach.
/** @param {Aim} aim @param {number} index */
export function isBehind(aim, index) {
  const { framework, ladders } = aim.now.model;
  const ranks = ladders[index].kind === "dimension" ? sharedRanks(framework, ladders[index]) : null;
  const rung = nextOf(aim, index);
  return rung > 0 && ranks !== null && ranks[rung] <= rungAimedAt(aim);
}

// The ladder of a capability's dimension.
/** @param {Aim} aim @param {number} capability */
export function areaOf({ now: { model: { framework, ladderAt } } }, capability) {
  return sure(ladderAt.get(`dimension ${framework.capabilities[capability].dimension}`));
}

// Whether all prerequisites of a capability are met.
/** @param {Standing} standing @param {number} capability */
export function isReady(standing, capability) {
  return standing.model.needs.every((need) => need.capability !== capability || standing.meets(need));
}
