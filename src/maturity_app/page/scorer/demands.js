// What a target demands of each question: the lowest option that suffices, requirement by requirement.
//
// Only unmet requirements at or below the target demand anything, and they never choose. `mean` and `total` ask
// every item for the lowest common value at which they are met, or the item's own best where that is lower; the others
// ask every item that can reach their bar to reach it. A ladder passes what is asked of it down to its questions: a
// value as a test, which says whether a numerator over the ladder's own denominator suffices.

import { withNeeded } from "./conditions.js";
import { countedCode } from "./model.js";
import { commonDivisor, compareRatios, ratio } from "./ratios.js";
import { isAtLeast, sumsOf } from "./standing.js";
import { scoreBy, STATISTICS } from "./statistics.js";
import { NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Count, Pair, Positions, Ratio, Sums, Terms } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

export class Demands {
  // `now` and `best`: the present standing, and that with the best answers to everything that applies.
  /** @param {Standing} now @param {Standing} best */
  constructor(now, best) {
    this.model = now.model;
    this.now = now;
    this.best = best;
    this.rungs = this.model.ladders.map(() => 0);
    /** @type {Positions} */
    this.positions = new Map();
  }

  /** @param {number} ladder @param {number} rung */
  askRung(ladder, rung) {
    this.rungs[ladder] = Math.max(this.rungs[ladder], rung);
  }

  /** @param {number} ladder @param {Ratio} bar */
  askScore(ladder, bar) {
    const [, below] = sure(this.now.score(ladder));
    this.wantScore(ladder, (above) => compareRatios(ratio(above, below), bar) >= 0);
  }

  // Demand what an unmet requirement needs, by its place in the model.
  /** @param {number} index */
  askRequirement(index) {
    const requirement = this.model.requirements[index];
    const terms = this.model.terms[requirement.terms];
    if (STATISTICS[requirement.statistic].common) {
      this.wantTerms(terms, (sums) => STATISTICS[requirement.statistic].isMet(requirement, sums));
    } else this.wantReaching(terms);
  }

  // Ask every item to reach what it has to reach, if it can.
  /** @param {Terms} terms */
  wantReaching(terms) {
    if (terms.of === "questions") {
      terms.items.forEach((question, place) => this.askQuestion(question, terms.first[place]));
    } else {
      terms.items.forEach((_, place) => this.askItem(terms, place));
    }
  }

  // Pass every rung that is demanded down to the questions; return their positions, by question in file order.
  /** @returns {Positions} */
  settle() {
    for (let ladder = this.rungs.length - 1; ladder >= 0; ladder -= 1) {
      const asked = this.model.ladders[ladder].rungs.slice(0, this.rungs[ladder] + 1).flat();
      for (const index of asked) {
        if (this.now.state(index) === "unmet") this.askRequirement(index);
      }
    }
    return withNeeded(this.model, this.positions, this.now.codes);
  }

  /** @param {number} question @param {number} position */
  askQuestion(question, position) {
    const code = this.now.codes[question];
    if (code === NOT_APPLICABLE || code >= position) return;
    this.positions.set(question, Math.max(position, this.positions.get(question) ?? 0));
  }

  // Ask a ladder to reach the bar of a share, a count or a least, if it counts, can reach it and does not yet.
  /** @param {Terms} terms @param {number} place */
  askItem(terms, place) {
    const ladder = terms.items[place];
    const reached = this.now.value(terms, place);
    if (!reached || reached[0] || !sure(this.best.value(terms, place))[0]) return;
    if (terms.value === "rung") this.askRung(ladder, terms.first[place]);
    else if (terms.value === "reach score") this.askScore(ladder, ratio(...sure(terms.bar)));
    else this.wantLevel(ladder, (rung) => isAtLeast(this.share(ladder, rung), sure(terms.bar)));
  }

  // A rung of a ladder as a share of the highest that remains.
  /** @param {number} ladder @param {number | Count} rung @returns {Pair} */
  share(ladder, rung) {
    return [this.model.number(rung), this.model.number(this.now.place(ladder).highest)];
  }

  // Ask a ladder's score for the lowest value that passes the test, or its own best.
  /** @param {number} ladder @param {(above: Count) => boolean} test */
  wantScore(ladder, test) {
    if (test(sure(this.now.score(ladder))[0])) return;
    const { terms: slot, total } = this.model.ladders[ladder];
    const terms = this.model.terms[slot];
    if (!["credit", "score", "level"].includes(terms.value)) this.wantReaching(terms);
    else this.wantTerms(terms, (sums) => test(sure(scoreBy(total, sums))[0]));
  }

  // Ask a ladder's level, as a share of the highest that remains, for the lowest that passes, or its own best.
  /** @param {number} ladder @param {(above: Count) => boolean} test */
  wantLevel(ladder, test) {
    const { rank, remaining } = this.now.place(ladder);
    const best = this.best.rank(ladder);
    /** @param {number} rung */
    const passes = (rung) => test(this.model.number(rung));
    if (passes(rank) || best <= rank) return;
    this.askRung(ladder, sure(remaining.find((rung) => rung >= best || passes(rung))));
  }

  /** @param {Terms} terms @param {(sums: Sums) => boolean} enough */
  wantTerms(terms, enough) {
    if (terms.of === "questions") this.wantQuestions(terms, enough);
    else this.wantLadders(terms, enough);
  }

  // Ask every question of a mean for the lowest common credit that suffices, or the highest there is.
  /** @param {Terms} terms @param {(sums: Sums) => boolean} enough */
  wantQuestions(terms, enough) {
    const values = [...new Set(terms.credits.flat())].sort((one, other) => (one < other ? -1 : 1));
    const suffices = (/** @type {Count} */ credit) => credit === terms.unit || enough(this.raised(terms, credit));
    const common = sure(values.find((credit) => credit && suffices(credit)));
    terms.items.forEach((question, place) => {
      this.askQuestion(question, terms.credits[place].findIndex((credit) => credit >= common));
    });
  }

  // The sums over questions whose credits are at least `common`, wherever they apply.
  /** @param {Terms} terms @param {Count} common @returns {Sums} */
  raised(terms, common) {
    let amount = this.model.zero;
    terms.items.forEach((question, place) => {
      const given = this.now.codes[question];
      const code = countedCode(this.model, this.now.codes, question);
      if (code === NOT_APPLICABLE) return;
      const credit = code >= 0 ? terms.credits[place][code] : this.model.zero;
      amount += (credit > common || given === NOT_APPLICABLE ? credit : common) * terms.weights[place];
    });
    return { ...this.now.sums(terms.slot), amount };
  }

  // Ask every ladder of a mean for the lowest common value that suffices, each through a test of its own.
  /** @param {Terms} terms @param {(sums: Sums) => boolean} enough */
  wantLadders(terms, enough) {
    terms.items.forEach((ladder, place) => {
      if (!this.now.value(terms, place)) return;
      /** @param {Count} above */
      const test = (above) => enough(this.lifted(terms, place, above));
      if (terms.value === "level") this.wantLevel(ladder, test);
      else this.wantScore(ladder, test);
    });
  }

  // The sums over ladders lifted to a value of one of them, given by its numerator, or to their own best.
  /** @param {Terms} terms @param {number} place @param {Count} above */
  lifted(terms, place, above) {
    const [, below] = sure(this.now.value(terms, place));
    const values = terms.items.map((_, other) => {
      const value = this.now.value(terms, other);
      return value && liftedValue(value, sure(this.best.value(terms, other)), [above, below]);
    });
    return sumsOf(this.model, terms, values);
  }
}

// A value raised to a common one, or to its own best where that is lower, over a denominator that holds all three.
/** @param {Pair} value @param {Pair} best @param {Pair} common @returns {Pair} */
function liftedValue([now, below], [best], [common, denominator]) {
  const factor = denominator / commonDivisor(denominator, below);
  const wanted = common * ((below * factor) / denominator);
  const reachable = best * factor < wanted ? best * factor : wanted;
  return [now * factor > reachable ? now * factor : reachable, below * factor];
}
