// Plans: which capabilities to raise on the way to a target, none superfluous, and in which order.

import { Demands } from "./demands.js";
import { worthOf } from "./model.js";
import { compareRatios, NONE, ratioDifference, ratioSum } from "./ratios.js";
import { sure } from "./sure.js";
import { isReached } from "./targets.js";
/** @import { Aim, Model, Need, Positions } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// The steps towards an aim: capabilities in order, and for each question the position that the plan asks for.
/** @param {Aim} aim */
export function planTo(aim) {
  const { steps, demanded } = gathered(aim);
  const kept = withoutSuperfluous(aim, steps, demanded);
  return { order: inOrderOfGain(aim, kept), moves: movesOf(aim, kept, demanded) };
}

// Every capability with a gap and, transitively, its unmet prerequisites, each as far as required. A prerequisite that
// even the best answers do not meet adds no step.
/** @param {Aim} aim */
function gathered({ now, best, demanded: asked }) {
  const demanded = new Map(asked);
  const steps = new Set([...asked.keys()].map((question) => now.model.owners[question]));
  for (const capability of steps) {
    // whatever is added on the way is visited, too
    for (const need of now.model.needs) {
      if (need.capability !== capability || now.meets(need) || !best.meets(need)) continue;
      steps.add(need.other);
      for (const [question, position] of demandedBy(need, now, best)) {
        demanded.set(question, Math.max(position, demanded.get(question) ?? 0));
      }
    }
  }
  return { steps, demanded };
}

/** @param {Need} need @param {Standing} now @param {Standing} best */
function demandedBy({ other, rung, bar }, now, best) {
  const demands = new Demands(now, best);
  if (bar) demands.askScore(other, bar);
  else demands.askRung(other, rung);
  return demands.settle();
}

/** @param {Aim} aim @param {Set<number>} steps @param {Positions} demanded */
function movesOf({ now }, steps, demanded) {
  const moves = [...demanded].filter(([question]) => steps.has(now.model.owners[question]));
  return new Map(moves.sort(([one], [other]) => one - other));
}

// Drop each step that the plan can do without, most effort first, ties by id, and start again after each. A step that
// the target needs is needed by every smaller plan, too, so it is tried only once.
/** @param {Aim} aim @param {Set<number>} steps @param {Positions} demanded */
function withoutSuperfluous(aim, steps, demanded) {
  const { needs } = aim.now.model;
  const whole = aim.now.moved(movesOf(aim, steps, demanded));
  const kept = needs.filter((need) => whole.meets(need));
  const left = new Set(steps);
  const trying = mostEffortFirst(aim.now.model, steps);
  for (let place = 0; place < trying.length;) {
    const rest = new Set([...left].filter((step) => step !== trying[place]));
    const after = aim.now.moved(movesOf(aim, rest, demanded));
    if (!isReached(aim, after)) {
      trying.splice(place, 1);
    } else if (kept.every((need) => !rest.has(need.capability) || after.meets(need))) {
      left.delete(trying[place]);
      trying.splice(place, 1);
      place = 0;
    } else {
      place += 1;
    }
  }
  return left;
}

/** @param {Model} model @param {Set<number>} steps */
function mostEffortFirst({ efforts, framework }, steps) {
  return stepsById(framework, steps).sort((one, other) => compareRatios(efforts[other], efforts[one]));
}

/** @param {Model["framework"]} framework @param {Set<number>} steps */
function stepsById({ capabilities }, steps) {
  return [...steps].sort((one, other) => (capabilities[one].id < capabilities[other].id ? -1 : 1));
}

// At each place, out of the steps whose prerequisites in the plan come before it, the one that gains most for its
// effort; ties by id.
/** @param {Aim} aim @param {Set<number>} steps */
function inOrderOfGain({ now, demanded }, steps) {
  const { framework, needs } = now.model;
  const gains = new Map([...steps].map((step) => [step, gainOf(now, demanded, step)]));
  const gainsOf = (/** @type {number} */ step) => sure(gains.get(step));
  const left = stepsById(framework, steps);
  const order = [];
  while (left.length) {
    const free = left.filter((step) => !needs.some((need) => need.capability === step && left.includes(need.other)));
    const next = free.reduce((most, step) => (compareRatios(gainsOf(step), gainsOf(most)) > 0 ? step : most));
    order.push(...left.splice(left.indexOf(next), 1));
  }
  return order;
}

// Weight x credit gained / effort, over a capability's gaps towards the target.
/** @param {Standing} standing @param {Positions} demanded @param {number} capability */
function gainOf({ model, codes }, demanded, capability) {
  const own = [...demanded].filter(([question]) => model.owners[question] === capability);
  const gains = own.map(([question, position]) => {
    const held = codes[question] < 0 ? NONE : worthOf(model, question, codes[question]);
    return ratioDifference(worthOf(model, question, position), held);
  });
  return gains.reduce(ratioSum, NONE);
}
