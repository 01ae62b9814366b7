// Targets: what gaps and plans aim at, and how far an organisation is from it.

import { countedCodes, withNeeded } from "./conditions.js";
import { Demands } from "./demands.js";
import { bestAnswers } from "./outlook.js";
import { both, compareRatios, ratio, ratioOf } from "./ratios.js";
import { Standing } from "./standing.js";
import { answerWord, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Aim, CodesLike, Goal, Goals, Model, Positions, Target } from "../types.d.ts" */

// The error for an invalid target; `problems` says what is wrong, and where.
export class TargetError extends Error {
  /** @param {{ what: string, where: string }[]} problems */
  constructor(problems) {
    super(problems.map(({ what, where }) => `${where}: ${what}`).join("\n"));
    this.problems = problems;
  }
}

// A target as seen from the standing `now`. The target is null for the default, the id of a level of the framework,
// goals by ladder, or the codes of another sheet. `rungs` and `scores` are the rungs and scores aimed at, by ladder;
// `demanded` holds the position that each question with a gap has to reach.
/** @param {Standing} now @param {Target} target @returns {Aim} */
export function takeAim(now, target) {
  const best = Standing.of(now.model, bestAnswers(now.model, now.codes));
  if (Array.isArray(target) || ArrayBuffer.isView(target)) return aimAtSheet(now, best, target);
  const named = target !== null;
  const goals = named ? goalsNamed(now.model, target) : nextGoals(now, best);
  const left = goals.rungs.size + goals.scores.size > 0;
  const status = named ? standingTowards(now, best, goals) : left ? "open" : "nothing left";
  const demands = new Demands(now, best);
  if (status === "open") {
    goals.rungs.forEach((rung, ladder) => demands.askRung(ladder, rung));
    goals.scores.forEach((bar, ladder) => demands.askScore(ladder, bar));
  }
  return { now, best, ...goals, status, sheet: null, demanded: demands.settle() };
}

/** @param {Standing} now @param {Standing} best @param {CodesLike} given @returns {Aim} */
function aimAtSheet(now, best, given) {
  /** @type {Positions} */
  const demanded = new Map();
  const sheet = countedCodes(now.model.conditions, Int8Array.from(given));
  now.model.questions.forEach(({ options }, question) => {
    const wanted = options[Math.max(sheet[question], 0)].credit;
    const position = options.findIndex(({ credit }) => compareRatios(credit, wanted) === 0);
    const code = now.codes[question];
    if (position && code !== NOT_APPLICABLE && code < position) demanded.set(question, position);
  });
  const status = demanded.size ? "open" : "reached";
  const asked = withNeeded(now.model, demanded, now.codes);
  return { now, best, rungs: new Map(), scores: new Map(), status, sheet, demanded: asked };
}

/** @param {Model} model @param {string | { [ladder: string]: Goal }} target @returns {Goals} */
function goalsNamed({ ladders, ladderAt }, target) {
  const named = Object.entries(typeof target === "string" ? { framework: target } : target);
  const problems = named.length ? [] : [{ what: "the target names no ladder", where: "target" }];
  /** @type {Goals} */
  const goals = { rungs: new Map(), scores: new Map() };
  for (const [name, goal] of named) {
    const ladder = ladderAt.get(name);
    if (ladder === undefined) {
      problems.push({ what: "no such ladder", where: `target.${name}` });
    } else if (typeof goal !== "string") {
      goals.scores.set(ladder, ratioOf(goal.score));
    } else {
      const rung = ladders[ladder].levels.findIndex(({ id }) => id === goal);
      if (rung < 0) problems.push({ what: `the ${name} has no such level: ${goal}`, where: "target" });
      goals.rungs.set(ladder, rung);
    }
  }
  if (problems.length) throw new TargetError(problems);
  return goals;
}

/** @param {Standing} now @param {Standing} best @param {Goals} goals @returns {Aim["status"]} */
function standingTowards(now, best, goals) {
  const problems = [...goals.rungs].flatMap(([ladder, rung]) => refusals(now, ladder, rung));
  for (const ladder of goals.scores.keys()) {
    const where = `target.${now.model.ladders[ladder].name}`;
    if (!now.score(ladder)) problems.push({ what: "nothing applies here, so there is no score to aim at", where });
  }
  if (problems.length) throw new TargetError(problems);
  if (holds(goals, now)) return "reached";
  return holds(goals, best) ? "open" : "out of reach";
}

/** @param {Goals} goals @param {Standing} standing */
function holds({ rungs, scores }, standing) {
  return [...rungs].every(([ladder, rung]) => standing.reached(ladder, rung)) &&
    [...scores].every(([ladder, bar]) => compareRatios(sure(scoreRatio(standing, ladder)), bar) >= 0);
}

/** @param {Standing} standing @param {number} ladder */
function scoreRatio(standing, ladder) {
  const score = standing.score(ladder);
  return score && ratio(...score);
}

/** @param {Standing} now @param {number} ladder @param {number} rung */
function refusals(now, ladder, rung) {
  const { rank, remaining } = now.place(ladder);
  const where = `target.${now.model.ladders[ladder].name}`;
  if (rank === NO_LEVEL) return [{ what: "this ladder has no level here, so it cannot be aimed at", where }];
  if (!rung || remaining.includes(rung)) return [];
  return [{ what: "none of the requirements of this level applies here, so it cannot be aimed at", where }];
}

// The framework's next remaining rung within reach; otherwise those of all dimensions, otherwise of all capabilities.
// With no level left, the next mark of the score within reach, and at last the best score.
/** @param {Standing} now @param {Standing} best @returns {Goals} */
function nextGoals(now, best) {
  for (const wanted of ["framework", "dimension", "capability"]) {
    /** @type {Positions} */
    const rungs = new Map();
    now.model.ladders.forEach(({ kind }, ladder) => {
      const { rank, remaining } = now.place(ladder);
      const next = remaining.find((rung) => rung > rank);
      if (kind === wanted && next && best.reached(ladder, next)) rungs.set(ladder, next);
    });
    if (rungs.size) return { rungs, scores: new Map() };
  }
  const { overall, ladders } = now.model;
  const [score, end] = [scoreRatio(now, overall), scoreRatio(best, overall)];
  if (!score || !end || compareRatios(score, end) === 0) return { rungs: new Map(), scores: new Map() };
  const marks = ladders[overall].marks.map(ratioOf);
  const next = marks.find((mark) => compareRatios(score, mark) < 0 && compareRatios(mark, end) <= 0);
  return { rungs: new Map(), scores: new Map([[overall, next ?? end]]) };
}

// Whether a standing, with some answers raised, is at the target.
/** @param {Aim} aim @param {Standing} standing */
export function isReached({ rungs, scores, sheet, demanded }, standing) {
  if (sheet) return [...demanded].every(([question, position]) => standing.codes[question] >= position);
  return holds({ rungs, scores }, standing);
}

// What every result towards a target says about it.
/** @param {Aim} aim */
export function targetData({ now, best, rungs, scores, status, sheet }) {
  const { ladders, questions } = now.model;
  const target = [...rungs].map(([ladder, rung]) => {
    const { name, levels } = ladders[ladder];
    return { ladder: name, level: levels[rung].id };
  });
  /** @param {number} question */
  const skipped = (question) => (sheet && sheet[question] < 0) || now.codes[question] === NOT_APPLICABLE;
  const isOut = status === "out of reach";
  const blocking = isOut ? blockers(best, rungs) : [];
  return {
    status,
    target,
    target_scores: [...scores].map(([ladder, bar]) => ({ ladder: ladders[ladder].name, ...both("score", bar) })),
    blockers: blocking,
    prevented_by: isOut ? preventing(now, blocking, [...scores.keys()]) : [],
    left_out: sheet ? questions.filter((_, question) => skipped(question)).map(({ id }) => id) : [],
  };
}

// The questions that requirements or scores read which do not apply, and count as an option below full credit then.
/** @param {Standing} now @param {number[]} requirements @param {number[]} scores */
function preventing({ model, codes }, requirements, scores) {
  const { questions, ladders, terms } = model;
  const slots = [
    ...requirements.map((index) => model.requirements[index].terms),
    ...scores.map((ladder) => ladders[ladder].terms),
  ];
  const read = new Set();
  // The list grows while it is gone through: a ladder adds what its own score and requirements read.
  for (const slot of slots) {
    const { of, items } = terms[slot];
    if (of === "questions") items.forEach((question) => read.add(question));
    else {
      const own = items.flatMap((ladder) => [
        ladders[ladder].terms,
        ...ladders[ladder].rungs.flat().map((index) => model.requirements[index].terms),
      ]);
      slots.push(...own.filter((one) => !slots.includes(one)));
    }
  }
  const found = questions.filter(({ standsFor, options }, question) => {
    if (standsFor === null) return false;
    const isShort = compareRatios(options[standsFor].credit, ratio(1, 1)) < 0;
    return isShort && codes[question] === NOT_APPLICABLE && read.has(question);
  });
  return found.map(({ id }) => id);
}

// The requirements that even the best answers do not meet.
/** @param {Standing} best @param {Positions} rungs */
function blockers(best, rungs) {
  const { ladders } = best.model;
  const asked = [...rungs].flatMap(([ladder, rung]) => ladders[ladder].rungs.slice(0, rung + 1).flat());
  return asked.filter((index) => best.state(index) === "unmet");
}

// The gaps by capability, in file order, from the positions demanded of questions.
/** @param {Pick<Aim, "now">} aim @param {Positions} demanded */
export function gapData({ now }, demanded) {
  const { framework, questions, owners } = now.model;
  const gaps = [...demanded].map(([question, position]) => {
    const { id, options } = questions[question];
    const gap = {
      question: id,
      answer: answerWord(questions[question], now.told(question)),
      to: options[position].id,
    };
    return { owner: owners[question], gap };
  });
  return framework.capabilities.flatMap(({ id, name }, capability) => {
    const own = gaps.filter(({ owner }) => owner === capability).map(({ gap }) => gap);
    return own.length ? [{ capability: id, name, questions: own }] : [];
  });
}
