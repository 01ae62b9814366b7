// Next steps: a plan to a target, described step by step.

import { firstData, isQuick, isWeak, remediesFor } from "./first.js";
import { isReady } from "./first_choice.js";
import { sharedRanks } from "./model.js";
import { planTo } from "./plan.js";
import { both, ratio } from "./ratios.js";
import { answerWord, NO_LEVEL } from "./states.js";
import { sure } from "./sure.js";
import { gapData, targetData } from "./targets.js";
/** @import { Aim, Positions } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// The plan to an aim, cut after `limit` steps: a cut plan promises nothing.
/** @param {Aim} aim @param {number | null} limit */
export function nextSteps(aim, limit) {
  const { order, moves, results } = planTo(aim);
  const shown = limit === null ? order : order.slice(0, Math.max(limit, 0));
  const gaps = new Map(gapData(aim, moves).map(({ capability, questions }) => [capability, questions]));
  const trail = [aim.now];
  for (const capability of shown) trail.push(afterStep(sure(trail.at(-1)), moves, capability));
  const steps = shown.map((_, place) => stepData({ aim, order, moves, trail, gaps }, place));
  const stays = staying(aim, moves, results);
  const complete = shown.length === order.length;
  const first = aim.status === "open" ? firstData(aim, { order, moves, results }) : [];
  return { ...targetData(aim), first, steps, results: resultData(aim, results), stays, complete };
}

// The dimensions that a level of the whole doesn't need more of, with the levels where they stay.
/** @param {Aim} aim @param {Positions} moves @param {Positions} results */
function staying({ now, rungs, status }, moves, results) {
  const { framework, ladders, ladderAt, owners, overall } = now.model;
  const wanted = rungs.get(overall);
  if (status !== "open" || !wanted) return [];
  const done = now.moved([...results, ...moves]);
  const begun = [...moves.keys(), ...results.keys()].map((at) => framework.capabilities[owners[at]].dimension);
  return framework.dimensions.flatMap(({ id }) => {
    const ladder = sure(ladderAt.get(`dimension ${id}`));
    const { rank, remaining } = done.place(ladder);
    const ranks = sharedRanks(framework, ladders[ladder]);
    const isBelow = !ranks || (rank >= 0 && ranks[rank] < wanted);
    if (!isBelow || begun.includes(id) || !remaining.some((rung) => rung > rank)) return [];
    return [{ ladder: `dimension ${id}`, level: ladders[ladder].levels[rank].id }];
  });
}

// The outcomes that have to show, in file order.
/** @param {Aim} aim @param {Positions} results */
function resultData({ now }, results) {
  return [...results].map(([place, position]) => {
    const question = now.model.questions[place];
    const { id, options, led_by } = question;
    return { question: id, answer: answerWord(question, now.told(place)), to: options[position].id, led_by };
  });
}

/** @param {Standing} standing @param {Positions} moves @param {number} capability */
function afterStep(standing, moves, capability) {
  return standing.moved([...moves].filter(([question]) => standing.model.owners[question] === capability));
}

/**
 * @typedef {ReturnType<typeof gapData>[number]["questions"]} Moves
 * @param {{ aim: Aim, order: number[], moves: Positions, trail: Standing[], gaps: Map<string, Moves> }} plan
 * @param {number} place
 */
function stepData({ aim, order, moves, trail, gaps }, place) {
  const { framework, capabilityLadders, needs } = aim.now.model;
  const capability = order[place];
  const ladder = capabilityLadders[capability];
  const { id, name } = framework.capabilities[capability];
  const [before, after] = [trail[place], trail[place + 1]];
  const waits = needs.filter((need) => need.capability === capability && !aim.now.meets(need));
  const readies = order.slice(place + 1).filter((step) => isReady(after, step) && !isReady(before, step));
  return {
    capability: id,
    name,
    ...both("effort", aim.now.model.efforts[capability]),
    questions: sure(gaps.get(id)),
    remedies: remediesFor(aim, capability, moves),
    quick: waits.length === 0 && isQuick(aim, capability, moves),
    ...both("score_from", scoreOf(before, ladder)),
    ...both("score_to", scoreOf(after, ladder)),
    level_from: levelId(before, ladder),
    level_to: levelId(after, ladder),
    ready: waits.length === 0,
    waits_for: waits.map(({ other }) => framework.capabilities[other].id),
    reaches: reachedBetween(before, after),
    meets: metBetween(before, after),
    readies: readies.map((step) => framework.capabilities[step].id),
    ...reasons(aim, order, place, moves),
  };
}

/** @param {Standing} standing @param {number} ladder */
function scoreOf(standing, ladder) {
  const score = standing.score(ladder);
  return score && ratio(...score);
}

/** @param {Standing} standing @param {number} ladder */
export function levelId(standing, ladder) {
  const rank = standing.rank(ladder);
  return rank === NO_LEVEL ? null : standing.model.ladders[ladder].levels[rank].id;
}

// The rungs that ladders reach with a step.
/** @param {Standing} before @param {Standing} after */
export function reachedBetween(before, after) {
  return before.model.ladders.flatMap(({ name, levels }, ladder) => {
    const rank = after.rank(ladder);
    return rank > before.rank(ladder) ? [{ ladder: name, level: levels[rank].id }] : [];
  });
}

// The requirements that are met after a step, but not before it.
/** @param {Standing} before @param {Standing} after */
function metBetween(before, after) {
  const all = before.model.requirements.map((_, index) => index);
  return all.filter((index) => after.state(index) === "met" && before.state(index) !== "met");
}

// Why a step is in the plan: how many of the questions it moves have a gap, what needs it first, and what it leans on
// that is weak today and that no later step moves.
/** @param {Aim} aim @param {number[]} order @param {number} place @param {Positions} moves */
function reasons({ now, demanded }, order, place, moves) {
  const { framework, needs, owners, capabilityAt } = now.model;
  const { capabilities } = framework;
  const step = order[place];
  const needing = needs.filter((need) => need.other === step && order.includes(need.capability) && !now.meets(need));
  const later = order.slice(place + 1).map((other) => capabilities[other].id);
  return {
    asked: [...moves.keys()].filter((question) => owners[question] === step && demanded.has(question)).length,
    needed_by: needing.map((need) => capabilities[need.capability].id),
    leans_on: capabilities[step].leans_on.filter((id) =>
      !later.includes(id) && isWeak(now, sure(capabilityAt.get(id)))
    ),
  };
}
