// What fell and what rose from one sheet to another, as `Progress` has it: ladders below the framework, and answers.

import { compareRatios, ratioOf } from "./ratios.js";
import { answerWord, isOpen, NOT_APPLICABLE } from "./states.js";
/** @import { Compared, LadderTurn, Model, OnLadder } from "../types.d.ts" */

/** @param {Model} model @param {Compared} then @param {Compared} now */
export function turns(model, then, now) {
  return { ladders: ladderTurns(model, then, now), answers: answerTurns(model, then, now) };
}

/** @param {Model} model @param {Compared} then @param {Compared} now @returns {LadderTurn[]} */
function ladderTurns({ ladders, ladderAt }, then, now) {
  const kinds = /** @type {const} */ ({ dimension: "dimensions", capability: "capabilities", measure: "measures" });
  return Object.entries(kinds).flatMap(([kind, name]) =>
    then.result.assessment[name].flatMap((before, at) => {
      const ladder = `${kind} ${before.id}`;
      /** @type {OnLadder[]} */
      const ends = [before, now.result.assessment[name][at]];
      const levels = ends.map((end) => end.level);
      const scores = ends.map((end) => end.score_exact);
      const names = ladders[Number(ladderAt.get(ladder))].levels.map(({ id }) => id);
      const [from, to] = levels.map((level) => (level === null ? -1 : names.indexOf(level)));
      const known = scores.map((score) => score && ratioOf(score));
      const moved = known[0] && known[1] ? compareRatios(known[1], known[0]) : 0;
      const turned = from >= 0 && to >= 0 && from !== to ? to - from : moved;
      const isTold = !(before.not_yet || ends[1].not_yet) && (levels[0] !== levels[1] || scores[0] !== scores[1]);
      const isCompared = (from >= 0 && to >= 0) || known.every(Boolean);
      return isTold && isCompared ? [{ ladder, levels, scores, falls: turned < 0 }] : [];
    })
  );
}

/** @param {Model} model @param {Compared} then @param {Compared} now */
function answerTurns({ questions }, then, now) {
  return questions.flatMap((question, place) => {
    const [before, after] = [then.codes[place], now.codes[place]];
    if ([before, after].includes(NOT_APPLICABLE) || (isOpen(before) && isOpen(after))) return [];
    const [was, is] = [before, after].map((code) => code >= 0 && question.options[code].credit);
    const turned = was && is ? compareRatios(is, was) : was ? -1 : 1;
    const [answer, to] = [before, after].map((code) => answerWord(question, code));
    return turned === 0 ? [] : [{ question: question.id, answer, to, falls: turned < 0 }];
  });
}
