// Where one organisation stands: sums, requirements, rungs and scores, each worked out when it is first asked for.
//
// Over items with weights and with values that are numerators over a common unit, `amount` is the weighted sum of the
// values of those that apply, and `weight` the sum of their weights. All comparisons are of whole numbers.

import { NOT_APPLICABLE, NO_LEVEL } from "./model.js";
import { commonDivisor } from "./ratios.js";

export class Standing {
  // `amounts` and `weights`, by slot, are those of the terms over questions. A standing that was made from another asks
  // it about every ladder that is not `touched`.
  constructor(model, codes, amounts, weights, from = null, touched = null) {
    this.model = model;
    this.codes = codes;
    this.amounts = amounts;
    this.weights = weights;
    this.from = from;
    this.touched = touched;
    this.climbs = [];
    this.scores = [];
    this.states = [];
    this.ladderSums = [];
  }

  static of(model, codes) {
    const amounts = model.terms.map(() => model.zero);
    const weights = model.terms.map(() => model.zero);
    model.uses.forEach((uses, question) => {
      const code = codes[question];
      if (code === NOT_APPLICABLE) return;
      for (const { slot, weight, points } of uses) {
        weights[slot] += weight;
        if (code >= 0) amounts[slot] += points[code];
      }
    });
    return new Standing(model, codes, amounts, weights);
  }

  // The standing with other options of some questions that apply, as [question, option]: only what counts them changes.
  with(moves) {
    const [codes, amounts, touched] = [this.codes.slice(), this.amounts.slice(), new Set()];
    for (const [question, option] of moves) {
      const code = codes[question];
      for (const { slot, points } of this.model.uses[question]) {
        amounts[slot] += code < 0 ? points[option] : points[option] - points[code];
      }
      for (const ladder of this.model.owning[question]) touched.add(ladder);
      codes[question] = option;
    }
    return new Standing(this.model, codes, amounts, this.weights, this, touched);
  }

  isAsBefore(ladder) {
    return this.from !== null && !this.touched.has(ladder);
  }

  sums(slot) {
    const terms = this.model.terms[slot];
    if (terms.of === "questions") return { amount: this.amounts[slot], weight: this.weights[slot], unit: terms.unit };
    this.ladderSums[slot] ??= sumsOf(this.model, terms, terms.items.map((_, index) => this.value(terms, index)));
    return this.ladderSums[slot];
  }

  // What a ladder counts with among `terms`, as numerator and denominator; null where it does not count.
  value(terms, index) {
    const { number } = this.model;
    const ladder = terms.items[index];
    const place = this.climb(ladder);
    if (terms.value === "rung") {
      return place.lowest > terms.first[index] ? null : [number(place.unmet > terms.first[index]), number(1)];
    }
    const level = place.highest ? [number(Math.max(place.rank, 0)), number(place.highest)] : null;
    const value = terms.value.endsWith("level") ? level : this.counted(ladder);
    return value && terms.bar ? [number(isAtLeast(value, terms.bar)), number(1)] : value;
  }

  // "met", "unmet" or "set aside", for a requirement by its place in the model.
  state(index) {
    const requirement = this.model.requirements[index];
    if (this.isAsBefore(requirement.ladder)) return this.from.state(index);
    this.states[index] ??= stateBy(requirement, this.sums(requirement.terms));
    return this.states[index];
  }

  // The rungs of a ladder: the level, the lowest rung with an unmet requirement (one past the top where there is none),
  // the lowest and the highest that remain, and all that remain, in order.
  climb(ladder) {
    if (this.isAsBefore(ladder)) return this.from.climb(ladder);
    this.climbs[ladder] ??= this.climbed(this.model.ladders[ladder]);
    return this.climbs[ladder];
  }

  climbed({ top, rungs }) {
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

  rank(ladder) {
    return this.climb(ladder).rank;
  }

  // Whether no requirement up to a rung is unmet.
  reached(ladder, rung) {
    return this.climb(ladder).unmet > rung;
  }

  // The score of a ladder as numerator and denominator; null where nothing of it applies.
  score(ladder) {
    if (this.isAsBefore(ladder)) return this.from.score(ladder);
    if (this.scores[ladder] === undefined) {
      const { terms, total } = this.model.ladders[ladder];
      this.scores[ladder] = scoreBy(total, this.sums(terms));
    }
    return this.scores[ladder];
  }

  // The score where it counts in the ladder above: a ladder that has levels counts where one is left.
  counted(ladder) {
    return this.model.ladders[ladder].top && !this.climb(ladder).highest ? null : this.score(ladder);
  }

  // Whether a prerequisite is met: one that nothing is left of is.
  meets({ other, rung, bar }) {
    if (!bar) return this.reached(other, rung) || this.climb(other).lowest > rung;
    const score = this.counted(other);
    return !score || isAtLeast(score, bar);
  }
}

// The sums over ladders with these values, null for those that do not count.
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

export function isAtLeast([above, below], [p, q]) {
  return above * q >= below * p;
}

function stateBy(requirement, sums) {
  if (!sums.weight) return "set aside";
  return isMetBy(requirement, sums) ? "met" : "unmet";
}

export function isMetBy({ statistic, bar: [p, q], total }, { amount, weight, unit }) {
  if (statistic === "least") return amount >= weight;
  if (statistic === "count") return amount >= p || amount >= weight;
  if (statistic === "total") return moved(total, { amount, weight, unit }) * q >= unit * p;
  return amount * q >= weight * unit * p;
}

function moved({ down }, { amount, weight, unit }) {
  return down ? amount - weight * unit : amount;
}

// A mean, or the total that counts from where it starts.
export function scoreBy(total, { amount, weight, unit }) {
  if (!weight) return null;
  if (!total) return [amount, weight * unit];
  const { start, scale } = total;
  const above = moved(total, { amount, weight, unit }) * start[1] * scale[1] + unit * start[0] * scale[0];
  return [above, unit * start[1] * scale[0]];
}
