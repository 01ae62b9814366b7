// A framework as Python's `portable` writes it, prepared for scoring sheets. Made once, never changed.

import { readConditions } from "./conditions.js";
import { readPrices } from "./prices.js";
import { ratioOf, ratioProduct } from "./ratios.js";
import { NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Codes, Ladder, Model, ModelQuestion, Need, OwnUnit, Pair, Portable, Use, Whole } from "../types.d.ts" */

// Whole numbers are doubles, which are exact up to 2**53. If the data says that one may exceed that, everything that
// requirements count with is a BigInt instead: slower, with the same results.
/** @param {Portable} data @returns {Model} */
export function readModel(data) {
  const number = /** @type {Model["number"]} */ (data.wide ? BigInt : Number);
  const { framework } = data;
  const capabilityAt = placesOf(framework.capabilities);
  const questions = framework.questions.map((question) => readQuestion(framework, question));
  const model = /** @type {Model} */ ({
    data,
    framework,
    number,
    questions,
    outcomes: [...questions.keys()].filter((place) => questions[place].outcome),
    capabilityAt,
    zero: number(0),
    owners: questions.map(({ capability }) => sure(capabilityAt.get(capability))),
    terms: data.terms.map((terms, slot) => ({ ...readTerms(terms, questions, number), slot })),
    requirements: data.requirements.map((entry) => ({
      ...entry,
      bar: pairOf(entry.bar, number),
      unit: readUnit(entry.unit, number),
    })),
    ladderAt: placesOf(data.ladders.map(({ name }) => ({ id: name }))),
    overall: data.ladders.length - 1,
    conditions: readConditions(questions),
  });
  model.ladders = data.ladders.map((ladder, index) => readLadder(model, ladder, index));
  model.capabilityLadders = framework.capabilities.map(({ id }) => sure(model.ladderAt.get(`capability ${id}`)));
  model.owning = questions.map((_, question) => laddersOf(model, question));
  model.uses = questions.map((_, question) => usesOf(model, question));
  model.kinds = questions.map((_, question) => kindOf(model, question));
  model.needs = framework.capabilities.flatMap((capability, index) => readNeeds(model, capability, index));
  model.efforts = framework.capabilities.map(({ effort }) => ratioOf(effort));
  model.resting = framework.capabilities.map(({ id }) => restingOn(framework, id));
  const worths = framework.capabilities.map(({ worth }) => ratioOf(worth));
  model.worths = questions.map(({ weight }, place) => ratioProduct(ratioOf(weight), worths[model.owners[place]]));
  model.prices = readPrices(model);
  return model;
}

// The code that an answer counts with: where a question does not apply, the option that it counts as then, if any.
/** @param {Model} model @param {Codes} codes @param {number} question */
export function countedCode({ questions }, codes, question) {
  const code = codes[question];
  return code === NOT_APPLICABLE ? questions[question].standsFor ?? code : code;
}

/** @param {{ id: string }[]} entries */
function placesOf(entries) {
  return new Map(entries.map(({ id }, place) => [id, place]));
}

// A question with its options in its own wording, each with its credit as a ratio.
/** @param {Portable["framework"]} framework @param {Portable["framework"]["questions"][number]} question */
function readQuestion(framework, question) {
  const options = framework.scales[question.scale].options.map((option, position) => ({
    id: option.id,
    label: question.labels[position] ?? option.label,
    level: option.level,
    credit: ratioOf(option.credit),
  }));
  return { ...question, options, standsFor: standsForOf(framework, question) };
}

// The position of the option that a question counts as where it does not apply; null if it leaves every sum then.
/** @param {Portable["framework"]} framework @param {Portable["framework"]["questions"][number]} question */
export function standsForOf({ scales }, { scale, not_applicable: allowed, counts_as: own }) {
  const { options, counts_as: shared } = scales[scale];
  const place = options.findIndex(({ id }) => id === (own ?? shared));
  return allowed && place >= 0 ? place : null;
}

/** @param {Portable["terms"][number]} terms @param {ModelQuestion[]} questions @param {Model["number"]} number */
function readTerms(terms, questions, number) {
  const unit = BigInt(terms.unit);
  /** @param {number} item */
  const credits = (item) => questions[item].options.map(({ credit }) => number((credit.above * unit) / credit.below));
  return {
    ...terms,
    weights: terms.weights.map((weight) => number(weight)),
    unit: number(terms.unit),
    bar: terms.bar ? pairOf(terms.bar, number) : null,
    credits: terms.value === "credit" ? terms.items.map(credits) : [],
  };
}

// The unit of a number in the file, where it is not a share of the whole.
/** @param {Portable["ladders"][number]["total"]} unit @param {Model["number"]} number @returns {OwnUnit | null} */
function readUnit(unit, number) {
  if (!unit) return null;
  return { start: pairOf(unit.start, number), scale: pairOf(unit.scale, number), each: pairOf(unit.each, number) };
}

/** @param {[Whole, Whole]} pair @param {Model["number"]} number @returns {Pair} */
function pairOf([above, below], number) {
  return [number(above), number(below)];
}

/** @param {Model} model @param {Portable["ladders"][number]} ladder @param {number} index @returns {Ladder} */
function readLadder(model, ladder, index) {
  const { framework } = model;
  const [kind, id] = /** @type {[Ladder["kind"], string]} */ (ladder.name.split(" "));
  const whole = [{ id, name: framework.name, levels: null }];
  const { capabilities: capability, dimensions: dimension, measures: measure } = framework;
  const entries = { capability, dimension, measure, framework: whole }[kind];
  const entry = sure(entries.find((one) => one.id === id));
  const without = kind === "capability" || kind === "measure" ? [] : framework.levels;
  const own = model.requirements.flatMap((entry, at) => (entry.ladder === index ? [{ at, rung: entry.rung }] : []));
  /** @param {number} wanted */
  const guarding = (wanted) => own.filter(({ rung }) => rung === wanted).map(({ at }) => at);
  return {
    ...ladder,
    total: readUnit(ladder.total, model.number),
    index,
    kind,
    id,
    title: entry.name,
    list: entry.levels,
    levels: entry.levels ? framework.level_lists[entry.levels] : without,
    rungs: Array.from({ length: ladder.top + 1 }, (_, rung) => guarding(rung)),
    questions: kind === "measure" ? ladder.questions : ownQuestions(model, kind, id),
  };
}

/** @param {Model} model @param {Ladder["kind"]} kind @param {string} id */
function ownQuestions({ framework, owners }, kind, id) {
  /** @param {number} owner */
  const owned = (owner) => {
    const { id: capability, dimension } = framework.capabilities[owner];
    return kind === "framework" || id === (kind === "capability" ? capability : dimension);
  };
  return owners.flatMap((owner, question) => (owned(owner) ? [question] : []));
}

/** @param {Model} model @param {number} question */
function laddersOf({ ladders }, question) {
  return ladders.flatMap(({ questions }, ladder) => (questions.includes(question) ? [ladder] : []));
}

// How many other capabilities lean on one or require it.
/** @param {Portable["framework"]} framework @param {string} name */
export function restingOn({ capabilities }, name) {
  return capabilities.filter(({ id, leans_on: leans, requires }) =>
    id !== name && (leans.includes(name) || requires.some(({ capability }) => capability === name))
  ).length;
}

// The sums that a question counts in, with its weight and the amount for each of its options.
/** @param {Model} model @param {number} question @returns {Use[]} */
function usesOf(model, question) {
  return model.terms.flatMap((terms, slot) => {
    const index = terms.of === "questions" ? terms.items.indexOf(question) : -1;
    if (index < 0) return [];
    const weight = terms.weights[index];
    const points = model.questions[question].options.map((_, option) => {
      if (terms.value === "credit") return terms.credits[index][option] * weight;
      return option >= terms.first[index] ? weight : model.zero;
    });
    return [{ slot, weight, points }];
  });
}

// A key that questions share if they have the same capability, count alike and have as many options.
/** @param {Model} model @param {number} question */
function kindOf({ owners, questions, uses, conditions }, question) {
  const counted = uses[question].map(({ slot, points }) => `${slot}: ${points.join()}`);
  const isBound = conditions.some((entry) => entry.question === question || entry.other === question);
  const alone = isBound ? [`only ${question}`] : [];
  return [owners[question], questions[question].options.length, ...counted, ...alone].join("; ");
}

// Prerequisites: `capability` requires `other` (their places in the file) at a rung or, if there is a bar, at a score,
// each of which is that of `ladder`.
/**
 * @param {Model} model @param {Portable["framework"]["capabilities"][number]} capability @param {number} index
 * @returns {Need[]}
 */
function readNeeds({ ladders, capabilityLadders, capabilityAt, number }, capability, index) {
  return capability.requires.map((needed) => {
    const other = sure(capabilityAt.get(needed.capability));
    const ladder = capabilityLadders[other];
    const rung = ladders[ladder].levels.findIndex(({ id }) => id === needed.level);
    const credit = needed.credit === null ? null : ratioOf(needed.credit);
    return { capability: index, other, ladder, rung, bar: credit && [number(credit.above), number(credit.below)] };
  });
}

// The ranks that the levels of a ladder have on the framework's list; null if that lacks one of them, or has them in
// another order.
/** @param {{ levels: { id: string }[] }} framework @param {Ladder} ladder */
export function sharedRanks(framework, { levels }) {
  const ranks = levels.map((level) => framework.levels.findIndex(({ id }) => id === level.id));
  const isShared = ranks.every((rank, place) => rank >= 0 && (place === 0 || ranks[place - 1] <= rank));
  return isShared ? ranks : null;
}
