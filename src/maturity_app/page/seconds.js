// How long answering takes. Nobody is shown it while answering, and nothing of it changes a result.

import { MOST_SECONDS } from "./facts.js";
/** @import { Sheet } from "./types.d.ts" */

const LONGEST_GAP = 300; // somebody who answers nothing for longer is doing something else
const SECOND = 1000;

// A watch that says how many seconds a sheet has taken with one more answer. Parts of a second count with the next
// one. Answers without a time stay without one: how long they took is unknown.
export function watch() {
  let since = performance.now();
  /** @param {Sheet} sheet @returns {number | null} */
  return ({ answers, seconds }) => {
    const gap = Math.floor((performance.now() - since) / SECOND);
    since += gap * SECOND;
    if (seconds === null && Object.keys(answers).length > 0) return null;
    return Math.min((seconds ?? 0) + Math.min(gap, LONGEST_GAP), MOST_SECONDS);
  };
}
