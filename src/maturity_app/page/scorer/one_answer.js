// The single answers that change the overall level, each by itself. As Python's `readers/one_answer.py`.

import { countedCodes } from "./conditions.js";
import { topOption } from "./outlook.js";
import { answerWord, NO_LEVEL, NOT_APPLICABLE } from "./states.js";
/** @import { CodesLike, Move } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

/** @typedef {Map<number, number[]>} Ways The options that each question may go to, the nearest first. */

// Which answers lift the level, and which drop it. `given` are the answers, `now` is what they count as.
/** @param {Standing} now @param {CodesLike} given */
export function oneAnswer(now, given) {
  const { model, codes } = now;
  const rank = now.rank(model.overall);
  if (rank === NO_LEVEL) return { lifts: [], drops: [] };
  /** @type {[Ways, Ways]} */
  const [rising, falling] = [new Map(), new Map()];
  model.questions.forEach((_, question) => {
    const code = given[question];
    const above = Array.from(model.questions[question].options.keys()).slice(Math.max(code, 0) + 1);
    const applies = code !== NOT_APPLICABLE && codes[question] !== NOT_APPLICABLE;
    if (applies && above.length) rising.set(question, above);
    if (code > 0) falling.set(question, Array.from({ length: code }, (_, step) => code - 1 - step));
  });
  return { lifts: changes(now, given, rising), drops: changes(now, given, falling) };
}

/** @param {Standing} now @param {CodesLike} given @param {Ways} ways */
function changes(now, given, ways) {
  const { model } = now;
  const { levels } = model.ladders[model.overall];
  const rank = now.rank(model.overall);
  const found = alone(now, given, ways).map((question) => {
    const options = ways.get(question) ?? [];
    const to = options.find((option) => rankWith(now, given, [[question, option]]) !== rank) ??
      topOption(model, question);
    const entry = model.questions[question];
    return {
      steps: Math.abs(to - Math.max(given[question], 0)),
      change: {
        question: entry.id,
        answer: answerWord(entry, given[question]),
        to: answerWord(entry, to),
        level: levels[rankWith(now, given, [[question, to]])].id,
      },
    };
  });
  found.sort((one, other) => one.steps - other.steps || (one.change.question < other.change.question ? -1 : 1));
  return found.map(({ change }) => change);
}

// The questions that change the level by themselves. What all questions of a dimension or a capability don't change
// together, none of them does.
/** @param {Standing} now @param {CodesLike} given @param {Ways} ways */
function alone(now, given, ways) {
  const { model } = now;
  const rank = now.rank(model.overall);
  let left = [...ways.keys()];
  for (const kind of ["dimension", "capability", ""]) {
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    for (const question of left) {
      const home = model.ladders.findIndex((ladder) => ladder.kind === kind && ladder.questions.includes(question));
      const key = home < 0 ? question : home;
      groups.set(key, [...(groups.get(key) ?? []), question]);
    }
    left = [...groups.values()].filter((group) => {
      const moves = group.map((question) => /** @type {Move} */ ([question, (ways.get(question) ?? []).at(-1)]));
      return rankWith(now, given, moves) !== rank;
    }).flat();
  }
  return left;
}

// The rank of the overall level with other answers.
/** @param {Standing} now @param {CodesLike} given @param {Move[]} moves */
function rankWith(now, given, moves) {
  const answers = Int8Array.from(given);
  for (const [question, code] of moves) answers[question] = code;
  const counted = countedCodes(now.model.conditions, answers);
  /** @type {Move[]} */
  const changed = [];
  counted.forEach((code, question) => {
    if (code !== now.codes[question]) changed.push([question, code]);
  });
  return now.moved(changed).rank(now.model.overall);
}
