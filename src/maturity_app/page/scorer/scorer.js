// Everything about one organisation, field for field as `maturity assess --json` prints it.

import { countedCodes } from "./conditions.js";
import { explanation } from "./explain.js";
import { beginnings } from "./first.js";
import { oneAnswer } from "./one_answer.js";
import { completeness, Outlook } from "./outlook.js";
import { both, bothEnds, ratio } from "./ratios.js";
import { levers } from "./levers.js";
import { nextRungs } from "./next_rungs.js";
import { planTo } from "./plan.js";
import { sharedRanks } from "./model.js";
import { advised, isAheadOfItsTime, portrait, topicOf } from "./shows.js";
import { Standing } from "./standing.js";
import { nextSteps } from "./steps.js";
import { strengths } from "./strengths.js";
import { tensions } from "./tensions.js";
import { gapData, takeAim, targetData } from "./targets.js";
import { sure } from "./sure.js";
import { answerWord, isOpen, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
/** @import { Aim, CodesLike, Model, ModelQuestion, Target } from "../types.d.ts" */

const FIRST_STEPS = 3;

// Answers that are refused: codes that no question has, or open ones if the framework takes only complete sheets.
// `questions` names them.
export class AnswersError extends Error {
  /** @param {string} what @param {string[]} questions */
  constructor(what, questions) {
    super(`${what}: ${questions.join(", ")}`);
    this.questions = questions;
  }
}

// `codes` are positions of options or codes of states, in file order. `target` is what gaps and steps aim at: null for
// the next level; `limit` cuts the plan.
/** @param {Model} model @param {CodesLike} codes @param {{ target?: Target, limit?: number | null }} [options] */
export function assess(model, codes, { target = null, limit = null } = {}) {
  const now = Standing.of(model, checkedCodes(model, codes), codes);
  const words = model.questions.map((question, place) => [question.id, answerWord(question, codes[place])]);
  const aim = takeAim(now, target);
  const next = target === null ? aim : takeAim(now, null);
  return {
    assessment: {
      ...assessmentData(next),
      answers: Object.fromEntries(words),
      counted_as: countedAs(now, codes),
      one_answer: oneAnswer(now, codes),
    },
    gaps: { ...targetData(aim), capabilities: gapData(aim, aim.demanded) },
    next_steps: nextSteps(aim, limit),
    explanation: explanation(now, aim.best),
  };
}

// What answers count as where that is something else, by question.
/** @param {Standing} now @param {CodesLike} given */
function countedAs({ model, codes }, given) {
  const other = model.questions.flatMap((question, place) => {
    return codes[place] === given[place] ? [] : [[question.id, answerWord(question, codes[place])]];
  });
  return Object.fromEntries(other);
}

// What answers count as. They are refused if one is none, or if one counts as open and all have to be answered.
/** @param {Model} model @param {CodesLike} codes */
export function checkedCodes(model, codes) {
  /** @param {(question: ModelQuestion, place: number) => boolean} chosen */
  const ids = (chosen) => model.questions.filter(chosen).map(({ id }) => id);
  const strange = ids((question, place) => !isAnswer(question, codes[place]));
  if (strange.length) throw new AnswersError("no such answer", strange);
  const counted = countedCodes(model.conditions, Int8Array.from(codes));
  const open = model.framework.open_questions === "reject" ? ids((_, place) => isOpen(counted[place])) : [];
  if (open.length) throw new AnswersError("these questions are open", open);
  return counted;
}

/** @param {ModelQuestion} question @param {number} code */
function isAnswer({ options, not_applicable: allowed }, code) {
  const lowest = allowed ? NOT_APPLICABLE : NOT_APPLICABLE + 1;
  return Number.isInteger(code) && code >= lowest && code < options.length;
}

// The dimensions of what to do first, and of the first steps of the plan.
/** @param {Aim} next */
function begun(next) {
  if (next.status !== "open") return [];
  const [route, { capabilities }] = [planTo(next), next.now.model.framework];
  const first = beginnings(next, route).map(({ capability }) => capability);
  return [...first, ...route.order.slice(0, FIRST_STEPS)].map((capability) => capabilities[capability].dimension);
}

/** @param {Aim} next */
function assessmentData(next) {
  const { now } = next;
  const rungs = nextRungs(next);
  const pulls = tensions(now, rungs.flatMap((entry) => (entry.just_below ? [entry.dimension] : [])));
  const first = () => begun(next);
  const { capabilityAt, data, framework, ladders, overall } = now.model;
  const outlook = new Outlook(now);
  const narrowing = outlook.narrowing();
  const results = ladders.map(({ id, title, kind, index, list }) => ({
    id,
    name: title,
    level_list: list,
    ...ladderData(now, outlook, narrowing[index], index),
    ...aheadData(now, kind === "capability" ? sure(capabilityAt.get(id)) : null),
  }));
  const dimensions = results.filter((_, index) => ladders[index].kind === "dimension");
  return {
    schema_version: 2,
    core_version: data.core_version,
    framework: stamp(now.model),
    answers: {},
    counted_as: {},
    numbers: {}, // codes hold positions, not the numbers that were given
    numbers_exact: {},
    facts: {
      organisation: "",
      segment: "",
      date: null,
      respondent: "",
      role: "",
      carried_from: "",
      seconds: null,
      comments: {},
      evidence: {},
    },
    levels: framework.levels,
    level_lists: framework.level_lists,
    ...ladderData(now, outlook, narrowing[overall], overall),
    dimensions,
    capabilities: results.filter((_, index) => ladders[index].kind === "capability"),
    measures: measuresOf(now.model, results),
    next_rungs: rungs,
    tensions: pulls,
    strengths: strengths(now, pulls.flatMap(({ dimensions, apart }) => (apart ? dimensions.slice(-1) : [])), first),
    portrait: portrait(now, now.rank(overall)),
    advice: advised(now, now.rank(overall)),
    topic: topicOf(dimensions, ranksOfDimensions(now), pulls, first),
    levers: levers(next),
  };
}

// The ranks of the dimensions on the framework's list of levels; null for one without a level there.
/** @param {Standing} now */
function ranksOfDimensions(now) {
  return now.model.ladders.filter(({ kind }) => kind === "dimension").map((ladder) => {
    const [ranks, rank] = [sharedRanks(now.model.framework, ladder), now.rank(ladder.index)];
    return ranks && rank >= 0 ? ranks[rank] : null;
  });
}

// Whether a capability is ahead of its time, and what it waits for then.
/** @param {Standing} now @param {number | null} capability */
function aheadData(now, capability) {
  const isAhead = capability !== null && isAheadOfItsTime(now, capability);
  const unmet = now.model.needs.filter((need) => isAhead && need.capability === capability && !now.meets(need));
  return {
    ahead_of_its_time: isAhead,
    waits_for: unmet.map(({ other }) => now.model.framework.capabilities[other].id),
  };
}

// The results of the measures, in file order: ladders come after those that they read.
/** @template Entry @param {Model} model @param {Entry[]} results @returns {Entry[]} */
function measuresOf({ framework, ladderAt }, results) {
  return framework.measures.map(({ id }) => results[sure(ladderAt.get(`measure ${id}`))]);
}

// The framework that a result belongs to: its content, its rules, and the wording of each question.
/** @param {Model} model */
function stamp({ framework, data }) {
  const { id, name, edition } = framework;
  return { id, name, edition, digest: data.digest, rules: data.rules_digest, words: data.words_digests, profile: null };
}

/**
 * @param {Standing} now @param {Outlook} outlook @param {{ id: string } | null | undefined} narrows
 * @param {number} ladder
 */
function ladderData(now, outlook, narrows, ladder) {
  const { levels } = now.model.ladders[ladder];
  const rank = now.rank(ladder);
  const range = outlook.range(ladder);
  const score = now.score(ladder);
  return {
    level: rank === NO_LEVEL ? null : levels[rank].id,
    level_range: range && range.map((end) => levels[end].id),
    ...both("score", score && ratio(...score)),
    ...bothEnds("score_range", outlook.scores(ladder)),
    completeness: completeness(now.model, now.model.ladders[ladder], now.codes),
    narrows: narrows && narrows.id,
    not_yet: outlook.isNotYet(ladder),
  };
}
