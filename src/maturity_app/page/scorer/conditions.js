// Questions that need an option of another question: what answers count as, and what has to move with them. As Python's
// `model/conditions.py`.

import { isOpen, NOT_APPLICABLE, STATE_CODES } from "./states.js";
/** @import { Codes, Condition, Model, ModelQuestion, Move, Positions } from "../types.d.ts" */

// The conditions, each after that of the question it names.
/**
 * @param {(Pick<ModelQuestion, "id" | "needs"> & { options: { id: string }[] })[]} questions
 * @returns {Condition[]}
 */
export function readConditions(questions) {
  const found = questions.flatMap(({ needs }, question) => {
    if (!needs) return [];
    const other = questions.findIndex(({ id }) => id === needs.question);
    const position = questions[other].options.findIndex(({ id }) => id === needs.option);
    return [{ question, other, position, depth: 0 }];
  });
  /** @param {number} column @returns {number} */
  const depthOf = (column) => {
    const own = found.find(({ question }) => question === column);
    return own ? 1 + depthOf(own.other) : 0;
  };
  for (const condition of found) condition.depth = depthOf(condition.question);
  return found.sort((one, other) => one.depth - other.depth);
}

// What answers count as: not applicable or open where the needed question is, the lowest option where that is too low.
/** @param {Condition[]} conditions @param {Codes} codes @returns {Codes} */
export function countedCodes(conditions, codes) {
  const counted = codes.slice();
  for (const { question, other, position } of conditions) {
    const [code, needed] = [counted[question], counted[other]];
    if (code === NOT_APPLICABLE || needed === NOT_APPLICABLE) counted[question] = NOT_APPLICABLE;
    else if (isOpen(needed)) counted[question] = isOpen(code) ? code : STATE_CODES.unanswered;
    else if (needed < position) counted[question] = 0;
  }
  return counted;
}

// Positions that questions have to reach, with those that they need for it, in file order.
/** @param {Model} model @param {Positions} positions @param {Codes} codes @returns {Positions} */
export function withNeeded({ conditions }, positions, codes) {
  const asked = new Map(positions);
  for (const { question, other, position } of conditions.toReversed()) {
    if (asked.has(question) && codes[other] < position) {
      asked.set(other, Math.max(position, asked.get(other) ?? 0));
    }
  }
  return new Map([...asked].sort(([one], [other]) => one - other));
}

// Options for some questions, the lowest for those that need more than there is then.
/** @param {Model} model @param {Move[]} moves @param {Codes} codes @returns {Move[]} */
export function heldMoves({ conditions }, moves, codes) {
  const found = new Map(moves);
  for (const { question, other, position } of conditions) {
    const moving = found.has(question) || found.has(other);
    const needed = Math.max(found.get(other) ?? codes[other], 0);
    if (moving && codes[question] !== NOT_APPLICABLE && needed < position) found.set(question, 0);
  }
  return [...found];
}

// Questions in order, each after the open ones that it needs.
/** @param {Model} model @param {number[]} columns @param {Codes} codes */
export function eachAfterItsNeeds({ conditions }, columns, codes) {
  const needed = new Map(conditions.map(({ question, other }) => [question, other]));
  const order = columns.flatMap((column) => {
    const chain = [column];
    let other = needed.get(column);
    while (other !== undefined && isOpen(codes[other])) {
      chain.unshift(other);
      other = needed.get(other);
    }
    return chain;
  });
  return [...new Set(order)];
}

// Whether a question that moves needs another one to be higher than `lower`.
/** @param {Model} model @param {Codes} codes @param {Codes} today @param {number} other @param {number} lower */
export function isNeeded({ conditions }, codes, today, other, lower) {
  return conditions.some((entry) => {
    const moves = codes[entry.question] > Math.max(today[entry.question], 0);
    return entry.other === other && lower < entry.position && moves;
  });
}
