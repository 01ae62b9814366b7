// The standing of one organisation: sums, requirements, rungs and scores, each computed when first asked for.
//
// Over items with weights and with values that are numerators over a common unit, `amount` is the weighted sum of the
// values of those that apply, and `weight` the sum of their weights. All comparisons are between whole numbers.
// `codes` are what the answers count as, `given` the answers themselves.

import { countedCode } from "./model.js";
import { commonDivisor } from "./ratios.js";
import { isOpen, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
import { scoreBy, STATISTICS } from "./statistics.js";
/** @import { Codes, CodesLike, Count, Ladder, Model, Move, Need, Pair, Place } from "../types.d.ts" */
/** @import { Requirement, State, Sums, Terms } from "../types.d.ts" */

export class Standing {
  // `amounts` and `weights`, by slot, are those of the terms over questions. A standing that was made from another asks
  // it about every ladder that is not `touched`, and keeps the answer.
  /**
   * @param {Model} model @param {Codes} codes @param {Count[]} amounts @param {Count[]} weights
   * @param {Standing | null} base @param {Set<number> | null} touched
   */
  constructor(model, codes, amounts, weights, base = null, touched = null) {
    this.model = model;
    this.codes = codes;
    /** @type {CodesLike} */
    this.given = codes;
    this.amounts = amounts;
    this.weights = weights;
    this.base = base;
    this.touched = touched;
    /** @type {Place[]} */
    this.places = [];
    /** @type {(Pair | null)[]} */
    this.scores = [];
    /** @type {State[]} */
    this.states = [];
    /** @type {Sums[]} */
    this.ladderSums = [];
  }

  /** @param {Model} model @param {Codes} codes @param {CodesLike} given */
  static of(model, codes, given = codes) {
    const amounts = model.terms.map(() => model.zero);
    const weights = model.terms.map(() => model.zero);
    model.uses.forEach((uses, question) => {
      const code = countedCode(model, codes, question);
      if (code === NOT_APPLICABLE) return;
      for (const { slot, weight, points } of uses) {
        weights[slot] += weight;
        if (code >= 0) amounts[slot] += points[code];
      }
    });
    const found = new Standing(model, codes, amounts, weights);
    found.given = given;
    return found;
  }

  // The code of an answer as results tell it: what is open stays open, all else is what it counts as.
  /** @param {number} question */
  told(question) {
    return isOpen(this.given[question]) ? this.given[question] : this.codes[question];
  }

  // The standing with other answers to some questions that apply, as [question, code], each an option or the code of a
  // question that is open: only what counts them changes.
  /** @param {Iterable<Move>} moves @returns {Standing} */
  moved(moves) {
    const [codes, amounts] = [this.codes.slice(), this.amounts.slice()];
    /** @type {Set<number>} */
    const touched = new Set();
    const { zero } = this.model;
    for (const [question, code] of moves) {
      const before = codes[question];
      for (const { slot, points } of this.model.uses[question]) {
        amounts[slot] += (code < 0 ? zero : points[code]) - (before < 0 ? zero : points[before]);
      }
      for (const ladder of this.model.owning[question]) touched.add(ladder);
      codes[question] = code;
    }
    return new Standing(this.model, codes, amounts, this.weights, this, touched);
  }

  // The standing that already knows a ladder: the one this was made from, if nothing in the ladder has changed.
  /** @param {number} ladder */
  before(ladder) {
    return this.touched?.has(ladder) ? null : this.base;
  }

  /** @param {number} slot @returns {Sums} */
  sums(slot) {
    const terms = this.model.terms[slot];
    if (terms.of === "questions") return { amount: this.amounts[slot], weight: this.weights[slot], unit: terms.unit };
    this.ladderSums[slot] ??= sumsOf(this.model, terms, terms.items.map((_, index) => this.value(terms, index)));
    return this.ladderSums[slot];
  }

  // What a ladder counts with among `terms`, as numerator and denominator; null if it does not count.
  /** @param {Terms} terms @param {number} index @returns {Pair | null} */
  value(terms, index) {
    const { number } = this.model;
    const ladder = terms.items[index];
    const place = this.place(ladder);
    if (terms.value === "rung") {
      return place.lowest > terms.first[index] ? null : [number(place.unmet > terms.first[index]), number(1)];
    }
    /** @type {Pair | null} */
    const level = place.highest ? [number(Math.max(place.rank, 0)), number(place.highest)] : null;
    const value = terms.value.endsWith("level") ? level : this.counted(ladder);
    return value && terms.bar ? [number(isAtLeast(value, terms.bar)), number(1)] : value;
  }

  // "met", "unmet" or "set aside", for a requirement by its place in the model.
  /** @param {number} index @returns {State} */
  state(index) {
    const requirement = this.model.requirements[index];
    const before = this.before(requirement.ladder);
    this.states[index] ??= before ? before.state(index) : stateBy(requirement, this.sums(requirement.terms));
    return this.states[index];
  }

  // The rungs of a ladder: the level, the lowest rung with an unmet requirement (one past the top if there is none),
  // the lowest and the highest that remain, and all that remain, in order.
  /** @param {number} ladder @returns {Place} */
  place(ladder) {
    const before = this.before(ladder);
    this.places[ladder] ??= before ? before.place(ladder) : this.placeOn(this.model.ladders[ladder]);
    return this.places[ladder];
  }

  /** @param {Ladder} ladder @returns {Place} */
  placeOn({ top, rungs }) {
    const remaining = [];
    let [unmet, rank] = [top + 1, 0];
    for (let rung = 1; rung <= top; rung += 1) {
      let aside = true;
      for (const index of rungs[rung]) {
        const state = this.state(index);
        if (state === "unmet") unmet = Math.min(unmet, rung);
        aside &&= state === "set aside";
      }
      if (aside) continue;
      remaining.push(rung);
      if (unmet > rung) rank = rung;
    }
    const [lowest = top + 1] = remaining;
    return { rank: remaining.length ? rank : NO_LEVEL, unmet, lowest, highest: remaining.at(-1) ?? 0, remaining };
  }

  /** @param {number} ladder */
  rank(ladder) {
    return this.place(ladder).rank;
  }

  // Whether no requirement up to a rung is unmet.
  /** @param {number} ladder @param {number} rung */
  reached(ladder, rung) {
    return this.place(ladder).unmet > rung;
  }

  // The score of a ladder as numerator and denominator; null if nothing in it applies.
  /** @param {number} ladder @returns {Pair | null} */
  score(ladder) {
    if (this.scores[ladder] === undefined) {
      const before = this.before(ladder);
      const { terms, total } = this.model.ladders[ladder];
      this.scores[ladder] = before ? before.score(ladder) : scoreBy(total, this.sums(terms));
    }
    return this.scores[ladder];
  }

  // The score as it counts in the ladder above: a ladder with levels counts only if one is left.
  /** @param {number} ladder */
  counted(ladder) {
    return this.model.ladders[ladder].top && !this.place(ladder).highest ? null : this.score(ladder);
  }

  // Whether a prerequisite is met; it is if nothing of it applies.
  /** @param {Need} need */
  meets({ ladder, rung, bar }) {
    if (!bar) return this.reached(ladder, rung) || this.place(ladder).lowest > rung;
    const score = this.counted(ladder);
    return !score || isAtLeast(score, bar);
  }
}

// The sums over ladders with these values, null for those that do not count.
/** @param {Model} model @param {Terms} terms @param {(Pair | null)[]} values @returns {Sums} */
export function sumsOf({ zero, number }, terms, values) {
  let [amount, weight, unit] = [zero, zero, number(1)];
  values.forEach((value, index) => {
    if (!value) return;
    const [above, below] = value;
    const factor = below / commonDivisor(below, unit);
    unit *= factor;
    amount = amount * factor + above * (unit / below) * terms.weights[index];
    weight += terms.weights[index];
  });
  return { amount, weight, unit };
}

/** @param {Pair} value @param {Pair} bar */
export function isAtLeast([above, below], [p, q]) {
  return above * q >= below * p;
}

/** @param {Requirement} requirement @param {Sums} sums */
function stateBy(requirement, sums) {
  if (!sums.weight) return "set aside";
  return STATISTICS[requirement.statistic].isMet(requirement, sums) ? "met" : "unmet";
}
