// The form in which the shared vectors say what is expected, from what the page's scorer finds.

import { OPEN } from "../../src/maturity_app/page/answers.js";
import { carry } from "../../src/maturity_app/page/carry.js";
import { noFacts } from "../../src/maturity_app/page/facts.js";
import { readFramework } from "../../src/maturity_app/page/framework.js";
import { askedCodes, askedPlaces, readAsked } from "../../src/maturity_app/page/scorer/asked.js";
import { readModel } from "../../src/maturity_app/page/scorer/model.js";
import { assess } from "../../src/maturity_app/page/scorer/scorer.js";
import { shortPath } from "../../src/maturity_app/page/scorer/short_path.js";
import { STATE_CODES } from "../../src/maturity_app/page/scorer/states.js";
import { sure } from "../../src/maturity_app/page/scorer/sure.js";
import { TargetError } from "../../src/maturity_app/page/scorer/targets.js";
import { speak } from "../../src/maturity_app/page/words.js";
/** @import { Codes, Explanation, Framework, Model, Portable } from "../../src/maturity_app/page/types.d.ts" */
/** @import { RequirementState, ScoredResult } from "../../src/maturity_app/page/types.d.ts" */
/** @typedef {{ [question: string]: string }} Answers */
/** @typedef {{ [ladder: string]: string }} Goals */
/** @typedef {{ levels: Goals | null, scores: Goals | null, sheet: Answers | null }} Towards */
/** @typedef {{ edition: string, words: Answers, answers: { [question: string]: string | number } }} Earlier */

/** @typedef {{ profile: string | null, answers: Answers, towards: Towards[] }} Sheet */
/** @typedef {{ model: Model, places: Set<number> }} Read */

/**
 * @param {{ framework: Portable, sheets: Sheet[], carried: Earlier[] }} given
 * @param {{ [name: string]: string }} texts
 */
export function vectors({ framework, sheets, carried }, texts) {
  const whole = { model: readModel(framework), places: new Set(framework.framework.questions.keys()) };
  speak("en", texts); // for problems, which begin with their question
  const read = readFramework(framework, { sentences: [], asked: {}, traits: {} });
  return {
    sheets: sheets.map((sheet) => vectorOf(sheet.profile ? readProfile(framework, sheet.profile) : whole, sheet)),
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

/** @param {Portable} data @param {string} profile @returns {Read} */
function readProfile(data, profile) {
  const places = askedPlaces(data, profile);
  return { model: readAsked(data, places), places };
}

/** @param {Read} read @param {Sheet} sheet */
function vectorOf(read, { profile, answers, towards }) {
  const { model, places } = read;
  const codes = codesOf(read, answers);
  const { assessment, explanation } = assess(model, codes);
  const { dimensions, capabilities, measures } = assessment;
  const path = shortPath(model, codes);
  /** @param {string} name */
  const isAsked = (name) => model.ladders[sure(model.ladderAt.get(name))].questions.some((place) => places.has(place));
  /** @param {{ [question: string]: string }} table */
  const ofAsked = (table) => {
    return Object.fromEntries(Object.entries(table).filter(([id]) => id in answers));
  };
  /** @type {Map<string, Entry>} */
  const results = new Map([["framework", assessment]]);
  for (const entry of dimensions) results.set(`dimension ${entry.id}`, entry);
  for (const entry of capabilities) results.set(`capability ${entry.id}`, entry);
  for (const entry of measures) results.set(`measure ${entry.id}`, entry);
  const asked = [...results].filter(([name]) => isAsked(name));
  return {
    profile,
    answers: ofAsked(assessment.answers),
    counted_as: ofAsked(assessment.counted_as),
    ladders: Object.fromEntries(asked.map(([name, entry]) => [name, ladderVector(entry)])),
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
    towards: towards.map((target) => towardsVector(read, codes, target)),
  };
}

/** @param {Read} read @param {Answers} answers */
function codesOf({ model, places }, answers) {
  const codes = model.questions.map(({ id, options }) => {
    return STATE_CODES[answers[id]] ?? options.findIndex((option) => option.id === answers[id]);
  });
  return askedCodes(Int8Array.from(codes), places);
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

/** @param {Read} read @param {Codes} codes @param {Towards} towards */
function towardsVector(read, codes, { levels, scores, sheet }) {
  const { model } = read;
  const named = { levels, scores, sheet };
  const aimed = scores && Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, { score }]));
  try {
    const { gaps, next_steps: plan } = assess(model, codes, {
      target: sheet ? [...codesOf(read, sheet)] : levels ?? aimed,
    });
    return {
      ...named,
      status: gaps.status,
      rungs: Object.fromEntries(gaps.target.map(({ ladder, level }) => [ladder, level])),
      target_scores: Object.fromEntries(gaps.target_scores.map(({ ladder, score_exact: score }) => [ladder, score])),
      gaps: movesVector(gaps.capabilities.flatMap(({ questions }) => questions)),
      first: plan.first.map(({ capability, questions, remedies, in_plan, required, carries, leads_to }) => ({
        capability,
        moves: movesVector(questions),
        remedies,
        in_plan,
        required,
        carries,
        leads_to,
      })),
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
    return {
      ...named,
      status: "refused",
      rungs: {},
      target_scores: {},
      gaps: {},
      first: [],
      next_steps: [],
      results: {},
    };
  }
}

/** @param {{ question: string, to: string }[]} questions */
function movesVector(questions) {
  return Object.fromEntries(questions.map(({ question, to }) => [question, to]));
}
