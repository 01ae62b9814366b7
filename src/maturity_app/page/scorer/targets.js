// Targets: what gaps and plans aim at, and how far an organisation is from it.

import { Demands } from "./demands.js";
import { bestAnswers } from "./outlook.js";
import { compareRatios } from "./ratios.js";
import { Standing } from "./standing.js";
import { answerWord, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
/** @import { Aim, CodesLike, Model, Move, Positions, Target } from "../types.d.ts" */

// The error for an invalid target; `problems` says what is wrong, and where.
export class TargetError extends Error {
  /** @param {{ what: string, where: string }[]} problems */
  constructor(problems) {
    super(problems.map(({ what, where }) => `${where}: ${what}`).join("\n"));
    this.problems = problems;
  }
}

// A target as seen from the standing `now`. The target is null for the default, the id of a level of the framework,
// levels by ladder, or the codes of another sheet. `rungs` are the rungs aimed at, by ladder; `demanded` holds the
// position that each question with a gap has to reach.
/** @param {Standing} now @param {Target} target @returns {Aim} */
export function takeAim(now, target) {
  const best = Standing.of(now.model, bestAnswers(now.model, now.codes));
  if (Array.isArray(target) || ArrayBuffer.isView(target)) return aimAtSheet(now, best, target);
  const named = target !== null;
  const rungs = named ? rungsNamed(now.model, target) : nextRungs(now, best);
  const status = named ? standingTowards(now, best, rungs) : rungs.size ? "open" : "nothing left";
  const demands = new Demands(now, best);
  if (status === "open") rungs.forEach((rung, ladder) => demands.askRung(ladder, rung));
  return { now, best, rungs, status, sheet: null, demanded: demands.settle() };
}

/** @param {Standing} now @param {Standing} best @param {CodesLike} sheet @returns {Aim} */
function aimAtSheet(now, best, sheet) {
  /** @type {Positions} */
  const demanded = new Map();
  now.model.questions.forEach(({ options }, question) => {
    const wanted = options[Math.max(sheet[question], 0)].credit;
    const position = options.findIndex(({ credit }) => compareRatios(credit, wanted) === 0);
    const code = now.codes[question];
    if (position && code !== NOT_APPLICABLE && code < position) demanded.set(question, position);
  });
  return { now, best, rungs: new Map(), status: demanded.size ? "open" : "reached", sheet, demanded };
}

/** @param {Model} model @param {string | { [ladder: string]: string }} target */
function rungsNamed({ ladders, ladderAt }, target) {
  const named = Object.entries(typeof target === "string" ? { framework: target } : target);
  const problems = named.length ? [] : [{ what: "the target names no ladder", where: "target" }];
  const rungs = named.map(([name, level]) => {
    const ladder = ladderAt.get(name);
    const rung = ladder === undefined ? -1 : ladders[ladder].levels.findIndex(({ id }) => id === level);
    if (ladder === undefined) problems.push({ what: "no such ladder", where: `target.${name}` });
    else if (rung < 0) problems.push({ what: `the ${name} has no such level: ${level}`, where: "target" });
    return /** @type {Move} */ ([ladder, rung]);
  });
  if (problems.length) throw new TargetError(problems);
  return new Map(rungs);
}

/** @param {Standing} now @param {Standing} best @param {Positions} rungs @returns {Aim["status"]} */
function standingTowards(now, best, rungs) {
  const problems = [...rungs].flatMap(([ladder, rung]) => refusals(now, ladder, rung));
  if (problems.length) throw new TargetError(problems);
  /** @param {Standing} standing */
  const reached = (standing) => [...rungs].every(([ladder, rung]) => standing.reached(ladder, rung));
  if (reached(now)) return "reached";
  return reached(best) ? "open" : "out of reach";
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
/** @param {Standing} now @param {Standing} best */
function nextRungs(now, best) {
  for (const wanted of ["framework", "dimension", "capability"]) {
    /** @type {Positions} */
    const rungs = new Map();
    now.model.ladders.forEach(({ kind }, ladder) => {
      const { rank, remaining } = now.place(ladder);
      const next = remaining.find((rung) => rung > rank);
      if (kind === wanted && next && best.reached(ladder, next)) rungs.set(ladder, next);
    });
    if (rungs.size) return rungs;
  }
  return /** @type {Positions} */ (new Map());
}

// Whether a standing, with some answers raised, is at the target.
/** @param {Aim} aim @param {Standing} standing */
export function isReached({ rungs, sheet, demanded }, standing) {
  if (sheet) return [...demanded].every(([question, position]) => standing.codes[question] >= position);
  return [...rungs].every(([ladder, rung]) => standing.reached(ladder, rung));
}

// What every result towards a target says about it.
/** @param {Aim} aim */
export function targetData({ now, best, rungs, status, sheet }) {
  const { ladders, questions } = now.model;
  const target = [...rungs].map(([ladder, rung]) => {
    const { name, levels } = ladders[ladder];
    return { ladder: name, level: levels[rung].id };
  });
  /** @param {number} question */
  const skipped = (question) => (sheet && sheet[question] < 0) || now.codes[question] === NOT_APPLICABLE;
  return {
    status,
    target,
    blockers: status === "out of reach" ? blockers(best, rungs) : [],
    left_out: sheet ? questions.filter((_, question) => skipped(question)).map(({ id }) => id) : [],
  };
}

// The requirements that even the best answers do not meet.
/** @param {Standing} best @param {Positions} rungs */
function blockers(best, rungs) {
  const { ladders } = best.model;
  const asked = [...rungs].flatMap(([ladder, rung]) => ladders[ladder].rungs.slice(0, rung + 1).flat());
  return asked.filter((index) => best.state(index) === "unmet");
}

// The gaps by capability, in file order, from the positions demanded of questions.
/** @param {Aim} aim @param {Positions} demanded */
export function gapData({ now }, demanded) {
  const { framework, questions, owners } = now.model;
  const gaps = [...demanded].map(([question, position]) => {
    const { id, options } = questions[question];
    const gap = {
      question: id,
      answer: answerWord(questions[question], now.codes[question]),
      to: options[position].id,
    };
    return { owner: owners[question], gap };
  });
  return framework.capabilities.flatMap(({ id, name }, capability) => {
    const own = gaps.filter(({ owner }) => owner === capability).map(({ gap }) => gap);
    return own.length ? [{ capability: id, name, questions: own }] : [];
  });
}
