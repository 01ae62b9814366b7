// Dimensions that are well set up, and those that are even, but not there yet.

import { sharedRanks } from "./model.js";
import { compareRatios, ratio } from "./ratios.js";
import { NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
/** @import { Ladder, ModelQuestion } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// `first`: the dimensions in which to begin; `pulled`: those that tensions are about, of two the lower one. None is
// below the overall level, where the two are on one list.
/** @param {Standing} now @param {string[]} pulled @param {() => string[]} first */
export function strengths(now, pulled, first) {
  const { framework, ladders, ladderAt, overall } = now.model;
  const high = framework.dimensions.flatMap(({ id, levels: list }) => {
    const ladder = ladders[sure(ladderAt.get(`dimension ${id}`))];
    const rank = now.rank(ladder.index);
    const ranks = sharedRanks(framework, ladder);
    if (pulled.includes(id) || rank < 0 || (ranks && ranks[rank] < now.rank(overall))) return [];
    return [{ id, ladder, well: leastHeld(now, ladder), even: list === null && isEven(now, ladder) }];
  });
  const begun = high.some(({ well }) => well >= 0) ? first() : [];
  return high.flatMap(({ id, ladder, well, even }) => {
    const isStrong = well >= 0 && !begun.includes(id);
    const least = isStrong ? ladder.levels[well].id : null;
    return isStrong || even ? [{ dimension: id, kind: isStrong ? "well set up" : "even", least }] : [];
  });
}

// The rank that is well set up: that below the top, but not where everyone starts.
/** @param {Ladder} ladder */
function wantedOn({ levels }) {
  return Math.max(1, levels.length - 2);
}

// The highest rank, up to the dimension's own, that no answer that applies falls short of; -1 if it isn't well set up.
/** @param {Standing} now @param {Ladder} ladder */
function leastHeld(now, ladder) {
  const { model, codes } = now;
  const applying = ladder.questions.filter((question) => codes[question] !== NOT_APPLICABLE);
  for (let rank = now.rank(ladder.index); applying.length > 0 && rank >= wantedOn(ladder); rank -= 1) {
    if (applying.every((question) => codes[question] >= ownOption(model.questions[question], ladder, rank))) {
      return rank;
    }
  }
  return -1;
}

// The position of the lowest option that goes with a rank: the one that the file gives that level or a higher one, or
// else the first with that part of full credit. A question about a higher level has nothing to answer for.
/** @param {ModelQuestion} question @param {Ladder} ladder @param {number} wanted */
function ownOption({ options, stage }, ladder, wanted) {
  /** @param {string | null} level */
  const rankOf = (level) => ladder.levels.findIndex(({ id }) => id === level);
  if (rankOf(stage) > wanted) return 0;
  const named = options.findIndex(({ level }) => rankOf(level) >= wanted);
  if (named >= 0) return named;
  const enough = ratio(wanted, ladder.levels.length - 1);
  return options.findIndex(({ credit }) => compareRatios(credit, enough) >= 0);
}

// Whether answers are within the bound of the file, at a level from the one it names but below the top.
/** @param {Standing} now @param {Ladder} ladder */
function isEven(now, { index, levels, questions }) {
  const bounds = now.model.framework.contrasts;
  if (!bounds || bounds.options_within === null) return false;
  const least = Math.max(1, levels.findIndex(({ id }) => id === bounds.from_level));
  const spread = spreadOf(now.codes, questions);
  const rank = now.rank(index);
  return spread !== null && spread <= bounds.options_within && least <= rank && rank < levels.length - 1;
}

// How many options apart the answers to questions are; null if there are fewer than two.
/** @param {ArrayLike<number>} codes @param {number[]} questions */
export function spreadOf(codes, questions) {
  const answered = questions.map((question) => codes[question]).filter((code) => code >= 0);
  return answered.length > 1 ? Math.max(...answered) - Math.min(...answered) : null;
}
