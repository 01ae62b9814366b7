// What the open questions could still change: the lowest and the highest filling bound all completions, because a
// better answer never lowers a level.

import { heldMoves } from "./conditions.js";
import { countedCode } from "./model.js";
import { compareRatios, NONE, ratio, ratioDifference, ratioSum } from "./ratios.js";
import { isOpen, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Codes, Ladder, Model, Narrowing, Ratio } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

/** @param {Model} model @param {number} question */
export function topOption(model, question) {
  return model.questions[question].options.length - 1;
}

/** @param {Model} model @param {Codes} codes */
function openAmong(model, codes) {
  return model.questions.flatMap((_, question) => (isOpen(codes[question]) ? [question] : []));
}

// The best answers to everything that applies.
/** @param {Model} model @param {Codes} codes */
export function bestAnswers(model, codes) {
  return codes.map((code, question) => (code === NOT_APPLICABLE ? code : topOption(model, question)));
}

// What can still become of a sheet with the standing `now`.
export class Outlook {
  /** @param {Standing} now */
  constructor(now) {
    const { model, codes } = now;
    this.model = model;
    this.now = now;
    this.open = openAmong(model, codes);
    this.low = now.moved(this.open.map((question) => [question, 0]));
    this.high = now.moved(this.open.map((question) => [question, topOption(model, question)]));
  }

  // The lowest and the highest rank of a ladder; null if it has no level.
  /** @param {number} ladder */
  range(ladder) {
    const low = this.low.rank(ladder);
    return low === NO_LEVEL ? null : [low, this.high.rank(ladder)];
  }

  // Whether too little is answered for a level: no option is chosen, or every rung is still possible and fewer than
  // half of the questions that apply are answered. If nothing applies, there is nothing to wait for.
  /** @param {number} ladder */
  isNotYet(ladder) {
    const share = completeness(this.model, this.model.ladders[ladder], this.now.codes);
    if (share === null || share >= 0.5) return false;
    const { rank, highest } = this.high.place(ladder);
    return share === 0 || (highest > 0 && rank === highest && this.low.rank(ladder) === 0);
  }

  /** @param {number} ladder */
  width(ladder) {
    return this.high.rank(ladder) - this.low.rank(ladder);
  }

  // The lowest and the highest score of a ladder; null if it has none.
  /** @param {number} ladder @returns {[Ratio, Ratio] | null} */
  scores(ladder) {
    const [low, high] = [this.low.score(ladder), this.high.score(ladder)];
    return low && high && [ratio(...low), ratio(...high)];
  }

  // For each ladder, its own open question that narrows the range of levels most, or of scores where it has no level:
  // least worst width, least sum, then id.
  // Questions of one kind, which long models have many of, narrow alike.
  narrowing() {
    const { ladders, owning, kinds, questions } = this.model;
    /** @type {(Narrowing | null)[]} */
    const found = ladders.map(() => null);
    /** @type {Map<string, Ratio[][]>} */
    const known = new Map();
    for (const question of this.open) {
      const wide = owning[question].filter((ladder) => rangeWidth(this.low, this.high, ladder).above > 0n);
      const kind = kinds[question];
      if (!known.has(kind) && wide.length) known.set(kind, this.widths(question, wide));
      wide.forEach((ladder, place) => {
        const entry = { id: questions[question].id, ...sizeOf(sure(known.get(kind)), place) };
        if (!found[ladder] || narrowsMore(entry, found[ladder])) found[ladder] = entry;
      });
    }
    return found;
  }

  // For each option of an open question, how wide the range of each of these ladders would be.
  /** @param {number} question @param {number[]} ladders */
  widths(question, ladders) {
    return this.model.questions[question].options.map((_, option) => {
      const [low, high] = [this.low, this.high].map((end) => {
        const moves = heldMoves(this.model, [[question, option]], end.codes);
        return moves.every(([place, code]) => end.codes[place] === code) ? end : end.moved(moves);
      });
      return ladders.map((ladder) => rangeWidth(low, high, ladder));
    });
  }
}

// How wide the range of levels is; without a level, that of scores.
/** @param {Standing} low @param {Standing} high @param {number} ladder */
function rangeWidth(low, high, ladder) {
  if (high.rank(ladder) !== NO_LEVEL) return ratio(high.rank(ladder) - low.rank(ladder), 1);
  const [worst, best] = [low.score(ladder), high.score(ladder)];
  return worst && best ? ratioDifference(ratio(...best), ratio(...worst)) : NONE;
}

/** @param {Ratio[][]} widths @param {number} place */
function sizeOf(widths, place) {
  const sizes = widths.map((row) => row[place]);
  const most = sizes.reduce((one, other) => compareRatios(one, other) < 0 ? other : one);
  return { most, sum: sizes.reduce(ratioSum) };
}

/** @param {Narrowing} one @param {Narrowing} other */
function narrowsMore(one, other) {
  const order = compareRatios(one.most, other.most) || compareRatios(one.sum, other.sum);
  return order < 0 || (order === 0 && one.id < other.id);
}

// The share of a ladder's applicable questions for which an option was chosen; null if none applies.
/** @param {Model} model @param {Pick<Ladder, "questions">} ladder @param {Codes} codes */
export function completeness(model, { questions }, codes) {
  const applying = questions.map((question) => countedCode(model, codes, question))
    .filter((code) => code !== NOT_APPLICABLE);
  return applying.length ? applying.filter((code) => code >= 0).length / applying.length : null;
}
