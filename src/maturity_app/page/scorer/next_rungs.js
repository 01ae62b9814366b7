// What each dimension lacks to its own next rung, also where the target of the whole doesn't need it.

import { heldMoves } from "./conditions.js";
import { Demands } from "./demands.js";
import { topOption } from "./outlook.js";
import { NOT_APPLICABLE } from "./states.js";
import { sure } from "./sure.js";
import { gapData } from "./targets.js";
/** @import { Aim } from "../types.d.ts" */
/** @import { Standing } from "./standing.js" */

// The gaps of each dimension to its next rung within reach, in file order.
/** @param {Aim} aim */
export function nextRungs({ now, best }) {
  const { framework, ladders, ladderAt } = now.model;
  return framework.dimensions.flatMap(({ id }) => {
    const ladder = sure(ladderAt.get(`dimension ${id}`));
    const { rank, remaining } = now.place(ladder);
    const rung = remaining.find((one) => one > rank);
    if (rung === undefined || !best.reached(ladder, rung)) return [];
    const demands = new Demands(now, best);
    demands.askRung(ladder, rung);
    const capabilities = gapData({ now }, demands.settle());
    const level = ladders[ladder].levels[rung].id;
    return [{ dimension: id, level, capabilities, just_below: isJustBelow(now, ladder, rung) }];
  });
}

// Whether one of at least two answers, one option higher, reaches a rung of a dimension.
/** @param {Standing} now @param {number} ladder @param {number} rung */
function isJustBelow(now, ladder, rung) {
  const { model, codes } = now;
  const applying = model.ladders[ladder].questions.filter((question) => codes[question] !== NOT_APPLICABLE);
  return applying.length > 1 && applying.some((question) => {
    if (codes[question] === topOption(model, question)) return false;
    const moves = heldMoves(model, [[question, Math.max(codes[question], 0) + 1]], codes);
    return now.moved(moves).rank(ladder) >= rung;
  });
}
