// What moves cost and what options are worth: the same for every organisation, so worked out once for each model.

import { compareRatios, NONE, ratio, ratioDifference, ratioProduct, ratioQuotient, ratioSum } from "./ratios.js";
/** @import { Dearness, Model, Prices, Ratio } from "../types.d.ts" */

const MOST_WAYS = 100;

// `begins` and `steps`, by capability: half of its effort, which every plan pays that moves it at all; and what each
// option step costs, the other half spread evenly over all option steps of its questions that are no outcomes.
// `shares`, by question: its part of the overall score. `takings`: all option steps, in the order to take them back.
// `ways`: the first ways to raise outcomes.
/** @param {Model} model @returns {Prices} */
export function readPrices(model) {
  const { efforts, questions, owners } = model;
  const begins = efforts.map((effort) => ratioQuotient(effort, ratio(2, 1)));
  const spread = efforts.map(() => 0);
  questions.forEach(({ options, outcome }, question) => {
    if (!outcome) spread[owners[question]] += options.length - 1;
  });
  const steps = begins.map((half, capability) => ratioQuotient(half, ratio(Math.max(spread[capability], 1), 1)));
  const shares = sharesOf(model);
  return { begins, steps, shares, takings: takingsOf(model, steps, shares), ways: waysOf(model) };
}

// The ways to raise outcomes that are tried: the fewest option steps first, then in order of ids. A way names a
// question once for each option step.
/** @param {Model} model @returns {number[][]} */
function waysOf({ questions, outcomes }) {
  const byId = [...outcomes].sort((one, other) => (questions[one].id < questions[other].id ? -1 : 1));
  const rooms = byId.map((question) => questions[question].options.length - 1);
  /** @type {number[][]} */
  const found = [];
  /** @type {number[][]} */
  let ways = [[]];
  while (ways.length && found.length < MOST_WAYS) {
    /** @type {number[][]} */
    const longer = [];
    for (const way of ways) {
      for (let place = way.at(-1) ?? 0; place < rooms.length && found.length < MOST_WAYS; place += 1) {
        if (way.filter((each) => each === place).length === rooms[place]) continue;
        longer.push([...way, place]);
        found.push([...way, place]);
      }
    }
    ways = longer;
  }
  return found.map((way) => way.map((place) => byId[place]));
}

// Weights followed down from the overall score to the questions. What counts with its level is followed as if it
// counted with its score.
/** @param {Model} model @returns {Ratio[]} */
function sharesOf({ ladders, terms, questions, overall }) {
  const shares = questions.map(() => NONE);
  /** @type {[number, Ratio][]} */
  const waiting = [[overall, ratio(1, 1)]];
  for (const [ladder, whole] of waiting) {
    // what is added on the way is visited, too
    const { of, items, weights } = terms[ladders[ladder].terms];
    const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
    items.forEach((item, place) => {
      const part = ratioProduct(whole, ratio(weights[place], total));
      if (of === "questions") shares[item] = ratioSum(shares[item], part);
      else if (part.above) waiting.push([item, part]);
    });
  }
  return shares;
}

// Each time the dearest option step for what it adds, of the highest ones left of each question. Those of outcomes all
// cost the same. No two questions sort alike, so a step waits for the last to go of those above it: that is what it is
// sorted by. Questions that need others come before these.
/** @param {Model} model @param {Ratio[]} steps @param {Ratio[]} shares @returns {[number, number][]} */
function takingsOf({ questions, owners, conditions }, steps, shares) {
  const depths = new Map(conditions.map(({ question, depth }) => [question, depth]));
  const found = questions.flatMap(({ id, options, outcome }, question) => {
    const cost = outcome ? ratio(1, 1) : steps[owners[question]];
    /** @type {Dearness | null} */
    let latest = null;
    return options.slice(1).map((_, place) => {
      const position = options.length - 1 - place;
      const rise = ratioDifference(options[position].credit, options[position - 1].credit);
      const own = dearness(cost, ratioProduct(shares[question], rise), id, 0);
      latest = latest && compareDearness(latest, own) > 0 ? latest : own;
      return { question, position, latest, depth: depths.get(question) ?? 0 };
    });
  });
  found.sort((one, other) => {
    return other.depth - one.depth || compareDearness(one.latest, other.latest) || other.position - one.position;
  });
  return found.map(({ question, position }) => [question, position]);
}

// A key that sorts the dearest for what it adds first: before all else what adds nothing, by its cost. Ties go by how
// many others rest on it, then by id.
/** @param {Ratio} cost @param {Ratio} added @param {string} id @param {number} resting @returns {Dearness} */
export function dearness(cost, added, id, resting) {
  const shown = { free: !added.above, id, resting };
  return { ...shown, ratio: added.above ? ratioQuotient(cost, added) : cost };
}

/** @param {Dearness} one @param {Dearness} other */
export function compareDearness(one, other) {
  if (one.free !== other.free) return one.free ? -1 : 1;
  return compareRatios(other.ratio, one.ratio) || one.resting - other.resting ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

// What the moves of each capability cost. `moves` are positions by question, `floor` the one that an answer counts as.
/** @param {Model} model @param {Map<number, number>} moves @param {(question: number) => number} floor */
export function costsOf({ prices, owners }, moves, floor) {
  /** @type {Map<number, Ratio>} */
  const costs = new Map();
  for (const [question, position] of moves) {
    const owner = owners[question];
    const steps = ratioProduct(prices.steps[owner], ratio(position - floor(question), 1));
    costs.set(owner, ratioSum(costs.get(owner) ?? prices.begins[owner], steps));
  }
  return costs;
}

// What the moves of each capability add, by what full credit of each question is worth.
/**
 * @param {Model} model @param {Map<number, number>} moves @param {(question: number) => number} floor
 * @param {Ratio[]} values
 */
export function addedOf({ owners, questions }, moves, floor, values) {
  /** @type {Map<number, Ratio>} */
  const added = new Map();
  for (const [question, position] of moves) {
    const owner = owners[question];
    const { options } = questions[question];
    const rise = ratioDifference(options[position].credit, options[floor(question)].credit);
    added.set(owner, ratioSum(added.get(owner) ?? NONE, ratioProduct(values[question], rise)));
  }
  return added;
}
