// What open questions can still decide, as gates: requirements unmet at the lowest filling and met at the highest.
//
// An open question is answered by one option; a gate is met if the gains of its parts add up to what it needs. A part
// of a gate is an open question, or another gate if a ladder counts with a rung or with reaching a bar. Whatever is
// already decided is not part of any gate.

import { commonDivisor, ratio, ratioDifference, ratioProduct, ratioQuotient } from "./ratios.js";
import { isAtLeast } from "./standing.js";
import { isOpen } from "./states.js";
import { STATISTICS } from "./statistics.js";
import { sure } from "./sure.js";
/** @import { Codes, Count, Gain, Gate, Model, OpenQuestion, OwnUnit, Pair, Part, Ratio, Terms } from "../types.d.ts" */
/** @import { Outlook } from "./outlook.js" */

const ONE = ratio(1, 1);

// `toMeet` and `toMiss` are the fewest answers that could show that a gate is met, or that it is not, taking first the
// parts that gain most for their answers. The parts are in the order in which to look at them: first those that can be
// decided soonest for what they gain; ties by the lowest id in them, then by their ids in the order they are asked.
// `parts` are given as [gain, part].
/** @param {Ratio} needs @param {Gain[]} parts @returns {Gate} */
function gateOf(needs, parts) {
  const common = commonMultiple([needs, ...parts.map(([gain]) => gain)]);
  const whole = parts.map(([gain, part]) => ({ gain: wholeOf(gain, common), part }));
  const amount = wholeOf(needs, common);
  const spare = whole.reduce((sum, { gain }) => sum + gain, 0n) - amount;
  const ordered = [...whole].sort(soonestFirst);
  const names = [...new Set(ordered.flatMap(({ part }) => part.names))];
  return {
    parts: ordered.map(({ part }) => part),
    toMeet: fewest(amount, whole.map(({ gain, part }) => ({ gain, answers: part.toMeet }))),
    toMiss: fewest(spare + 1n, whole.map(({ gain, part }) => ({ gain, answers: part.toMiss }))),
    names,
    name: names.reduce((one, other) => (other < one ? other : one)),
  };
}

/** @param {Ratio[]} ratios */
function commonMultiple(ratios) {
  return ratios.reduce((multiple, { below }) => (multiple / commonDivisor(multiple, below)) * below, 1n);
}

/** @param {Ratio} ratio @param {bigint} common */
function wholeOf({ above, below }, common) {
  return above * (common / below);
}

/** @param {{ gain: bigint, part: Part }} one @param {{ gain: bigint, part: Part }} other */
function soonestFirst(one, other) {
  const first = BigInt(one.part.toMeet + one.part.toMiss) * other.gain;
  const second = BigInt(other.part.toMeet + other.part.toMiss) * one.gain;
  if (first !== second) return first < second ? -1 : 1;
  const [before, after] = [one, other].map(({ part }) => [part.name, ...part.names].join(" "));
  return before === after ? 0 : before < after ? -1 : 1; // a blank sorts before every character of an id
}

// What the items of a score have to come to, in their weights, for the score to be at least `bar`.
/** @param {OwnUnit | null} total @param {Ratio} bar @param {Count} weight */
function wantedOf(total, bar, weight) {
  if (!total) return ratioProduct(bar, ratio(weight, 1));
  const moved = ratioProduct(ratioDifference(bar, ratio(...total.start)), ratio(...total.scale));
  return ratioDifference(moved, ratioProduct(ratio(...total.each), ratio(weight, 1)));
}

// How many answers add up to an amount, taking first the parts with the largest gain per answer.
/** @param {bigint} amount @param {{ gain: bigint, answers: number }[]} parts */
function fewest(amount, parts) {
  let [left, answers] = [amount, 0];
  /** @param {{ gain: bigint, answers: number }} one @param {{ gain: bigint, answers: number }} other */
  const bestFirst = (one, other) => {
    const difference = BigInt(one.answers) * other.gain - BigInt(other.answers) * one.gain;
    return difference ? (difference < 0n ? -1 : 1) : one.answers - other.answers;
  };
  for (const part of parts.sort(bestFirst)) {
    if (left <= 0n) break;
    left -= part.gain;
    answers += part.answers;
  }
  return answers;
}

// The questions of a part in the order to ask them, some of them repeated.
/** @param {Part} part @returns {number[]} */
export function askedBy(part) {
  return part.parts ? part.parts.flatMap(askedBy) : [part.question];
}

// The gates of one sheet, by its outlook.
export class Undecided {
  /** @param {Model} model @param {Codes} codes @param {Outlook} outlook */
  constructor(model, codes, outlook) {
    this.model = model;
    this.low = outlook.low;
    this.high = outlook.high;
    /** @type {Map<string, Gate>} */
    this.gates = new Map();
    /** @type {(OpenQuestion | null)[]} */
    this.open = model.questions.map(({ id }, question) => {
      return isOpen(codes[question]) ? { question, name: id, names: [id], toMeet: 1, toMiss: 1 } : null;
    });
  }

  // The gates of a ladder's undecided rungs, the lowest first, each including everything below it.
  /** @param {number} ladder */
  rungs(ladder) {
    const [low, high] = [this.low.rank(ladder), this.high.rank(ladder)];
    const undecided = this.low.place(ladder).remaining.filter((rung) => low < rung && rung <= high);
    return undecided.map((rung) => this.upTo(ladder, rung));
  }

  // The gate of an undecided rung: none of its requirements, nor of those below, may be unmet.
  /** @param {number} ladder @param {number} rung @returns {Gate} */
  upTo(ladder, rung) {
    return this.once(`${ladder} ${rung}`, () => {
      const indices = this.model.ladders[ladder].rungs.slice(0, rung + 1).flat();
      const unmet = indices.filter((index) => this.low.state(index) === "unmet");
      const gates = unmet.map((index) => /** @type {Gain} */ ([ONE, this.requirement(index)]));
      return gateOf(ratio(gates.length, 1), gates);
    });
  }

  /** @param {number} index @returns {Gate} */
  requirement(index) {
    return this.once(`${index}`, () => {
      const requirement = this.model.requirements[index];
      const terms = this.model.terms[requirement.terms];
      const { amount, weight, unit } = this.low.sums(requirement.terms);
      const needs = ratioDifference(STATISTICS[requirement.statistic].wanted(requirement, weight), ratio(amount, unit));
      return gateOf(needs, this.parts(terms, ONE));
    });
  }

  /** @param {string} key @param {() => Gate} make @returns {Gate} */
  once(key, make) {
    const known = this.gates.get(key);
    if (known) return known;
    const gate = make();
    this.gates.set(key, gate);
    return gate;
  }

  // The open questions and gates behind some items, as [gain, part]; a question's credit rises from 0 to 1.
  /** @param {Terms} terms @param {Ratio} factor @returns {Gain[]} */
  parts(terms, factor) {
    return terms.items.flatMap((item, place) => {
      const gain = ratioProduct(ratio(terms.weights[place], 1), factor);
      if (terms.of === "ladders") return this.ladderParts(terms, place, gain);
      const open = this.open[item];
      return open ? [/** @type {Gain} */ ([gain, open])] : [];
    });
  }

  /** @param {Terms} terms @param {number} place @param {Ratio} gain @returns {Gain[]} */
  ladderParts(terms, place, gain) {
    const ladder = terms.items[place];
    const low = this.low.value(terms, place);
    if (!low || low[0] === sure(this.high.value(terms, place))[0]) return [];
    if (terms.value === "rung") return [[gain, this.upTo(ladder, terms.first[place])]];
    if (terms.value.endsWith("level")) return this.levelParts(ladder, gain, terms.bar);
    const { terms: slot, total } = this.model.ladders[ladder];
    const score = this.model.terms[slot];
    const { amount, weight, unit } = this.low.sums(slot);
    if (!terms.bar) return this.parts(score, ratioQuotient(gain, ratio(weight, 1)));
    const needs = ratioDifference(wantedOf(total, ratio(...terms.bar), weight), ratio(amount, unit));
    return [[gain, gateOf(needs, this.parts(score, ONE))]];
  }

  // The rungs by which a level counts as rank over highest rank; with a bar, the one that reaches it.
  /** @param {number} ladder @param {Ratio} gain @param {Pair | null} bar @returns {Gain[]} */
  levelParts(ladder, gain, bar) {
    const { rank, remaining, highest } = this.low.place(ladder);
    if (bar) {
      const { number } = this.model;
      const reaching = remaining.find((rung) => isAtLeast([number(rung), number(highest)], bar));
      return [[gain, this.upTo(ladder, sure(reaching))]];
    }
    const high = this.high.rank(ladder);
    const steps = remaining.filter((rung) => rank < rung && rung <= high);
    return steps.map((rung, place) => {
      const rise = rung - (steps[place - 1] ?? rank);
      return [ratioProduct(gain, ratio(rise, highest)), this.upTo(ladder, rung)];
    });
  }
}
