// The form in which the shared vectors say what is expected, from what the page's scorer finds.

import { OPEN } from "../../src/maturity_app/page/answers.js";
import { carry } from "../../src/maturity_app/page/carry.js";
import { noFacts } from "../../src/maturity_app/page/facts.js";
import { readFramework } from "../../src/maturity_app/page/framework.js";
import { readModel } from "../../src/maturity_app/page/scorer/model.js";
import { assess } from "../../src/maturity_app/page/scorer/scorer.js";
import { shortPath } from "../../src/maturity_app/page/scorer/short_path.js";
import { STATE_CODES } from "../../src/maturity_app/page/scorer/states.js";
import { sure } from "../../src/maturity_app/page/scorer/sure.js";
import { TargetError } from "../../src/maturity_app/page/scorer/targets.js";
import { speak } from "../../src/maturity_app/page/words.js";
/** @import { Explanation, Framework, Model, Portable } from "../../src/maturity_app/page/types.d.ts" */
/** @import { RequirementState, ScoredResult } from "../../src/maturity_app/page/types.d.ts" */
/** @typedef {{ [question: string]: string }} Answers */
/** @typedef {{ [ladder: string]: string }} Goals */
/** @typedef {{ levels: Goals | null, scores: Goals | null, sheet: Answers | null }} Towards */
/** @typedef {{ edition: string, words: Answers, answers: { [question: string]: string | number } }} Earlier */

/**
 * @param {{ framework: Portable, sheets: { answers: Answers, towards: Towards[] }[], carried: Earlier[] }} given
 * @param {{ [name: string]: string }} texts
 */
export function vectors({ framework, sheets, carried }, texts) {
  const model = readModel(framework);
  speak("en", texts); // for problems, which begin with their question
  const read = readFramework(framework, { sentences: [], asked: {}, traits: {} });
  return {
    sheets: sheets.map((sheet) => vectorOf(model, sheet)),
    carried: carried.map((sheet) => carriedVector(read, sheet)),
  };
}

// What arrives of a sheet of an earlier edition. How each answer was carried, the page does not say one by one.
/** @param {Framework} framework @param {Earlier} sheet */
function carriedVector(framework, { edition, words, answers }) {
  const since = sure(framework.since.find((entry) => entry.edition === edition));
  const written = new Map(Object.entries(answers).map(([id, answer]) => [id, String(answer)]));
  const found = carry(framework, since, { answers, words, written, facts: noFacts() });
  const given = { edition, words, answers };
  const refused = [...new Set(found.problems.map((text) => text.split(":")[0]))];
  if (refused.length > 0) return { ...given, refused, arrived: {}, ask: [], reworded: [], left_out: [] };
  const arrived = framework.questions.map(({ id }) => [id, String(found.answers[id] ?? OPEN)]);
  const { ask, reworded, leftOut } = found;
  return { ...given, refused, arrived: Object.fromEntries(arrived), ask, reworded, left_out: leftOut };
}

/** @param {Model} model @param {{ answers: Answers, towards: Towards[] }} sheet */
function vectorOf(model, { answers, towards }) {
  const codes = codesOf(model, answers);
  const { assessment, explanation } = assess(model, codes);
  const { dimensions, capabilities, measures } = assessment;
  const path = shortPath(model, codes);
  /** @type {Map<string, Entry>} */
  const results = new Map([["framework", assessment]]);
  for (const entry of dimensions) results.set(`dimension ${entry.id}`, entry);
  for (const entry of capabilities) results.set(`capability ${entry.id}`, entry);
  for (const entry of measures) results.set(`measure ${entry.id}`, entry);
  return {
    answers: assessment.answers,
    ladders: Object.fromEntries([...results].map(([name, entry]) => [name, ladderVector(entry)])),
    requirements: requirementVectors(model, explanation),
    ahead_of_its_time: capabilities.filter((entry) => entry.ahead_of_its_time).map(({ id }) => id),
    tensions: assessment.tensions.map((entry) => [entry.kind, ...entry.dimensions]),
    portrait: assessment.portrait,
    strengths: assessment.strengths.map(({ dimension, least }) => [dimension, least]),
    lifts: Object.fromEntries(assessment.one_answer.lifts.map(({ question, to }) => [question, to])),
    drops: Object.fromEntries(assessment.one_answer.drops.map(({ question, to }) => [question, to])),
    levers: Object.fromEntries(assessment.levers.map(({ capability, gain_exact: gain }) => [capability, gain])),
    settled: path.settled,
    short_path: path.questions.filter(({ matters }) => matters).map(({ question }) => question),
    towards: towards.map((target) => towardsVector(model, codes, target)),
  };
}

/** @param {Model} model @param {Answers} answers */
function codesOf(model, answers) {
  return model.questions.map(({ id, options }) => {
    return STATE_CODES[answers[id]] ?? options.findIndex((option) => option.id === answers[id]);
  });
}

/** @typedef {Omit<ScoredResult["assessment"]["dimensions"][number], "id" | "name" | "level_list" | "ahead_of_its_time" | "waits_for">} Entry */

/** @param {Entry} entry */
function ladderVector(entry) {
  const { level, level_range, score, score_exact, score_range_exact, completeness, narrows, not_yet } = entry;
  return { level, level_range, score, score_exact, score_range_exact, completeness, narrows, not_yet };
}

// The explanation tells ladders from the framework down; a requirement is found by its ladder and its rung, in order.
/** @param {Model} model @param {Explanation} explanation */
function requirementVectors(model, explanation) {
  /** @type {Map<string, RequirementState[]>} */
  const told = new Map();
  for (const { ladder, rungs } of explanation.ladders) {
    for (const { level, requirements } of rungs) told.set(`${ladder} ${level}`, [...requirements]);
  }
  return model.requirements.map(({ ladder, rung }) => {
    const { name, levels } = model.ladders[ladder];
    const { state, measured_exact: value, holding_back } = sure(told.get(`${name} ${levels[rung].id}`)?.shift());
    return { state, measured: value, holding_back };
  });
}

/** @param {Model} model @param {number[]} codes @param {Towards} towards */
function towardsVector(model, codes, { levels, scores, sheet }) {
  const named = { levels, scores, sheet };
  const aimed = scores && Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, { score }]));
  try {
    const { gaps, next_steps: plan } = assess(model, codes, {
      target: sheet ? codesOf(model, sheet) : levels ?? aimed,
    });
    return {
      ...named,
      status: gaps.status,
      rungs: Object.fromEntries(gaps.target.map(({ ladder, level }) => [ladder, level])),
      target_scores: Object.fromEntries(gaps.target_scores.map(({ ladder, score_exact: score }) => [ladder, score])),
      gaps: movesVector(gaps.capabilities.flatMap(({ questions }) => questions)),
      next_steps: plan.steps.map(({ capability, questions, ready, waits_for, remedies }) => ({
        capability,
        moves: movesVector(questions),
        ready,
        waits_for,
        remedies,
      })),
      results: movesVector(plan.results),
    };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { ...named, status: "refused", rungs: {}, target_scores: {}, gaps: {}, next_steps: [], results: {} };
  }
}

/** @param {{ question: string, to: string }[]} questions */
function movesVector(questions) {
  return Object.fromEntries(questions.map(({ question, to }) => [question, to]));
}
