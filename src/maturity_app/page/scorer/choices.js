// Where one capability more of several is enough: no other of them is needed beside it.

import { Demands } from "./demands.js";
import { compareRatios, ratio } from "./ratios.js";
import { STATISTICS } from "./statistics.js";
import { sure } from "./sure.js";
/** @import { Aim, Positions } from "../types.d.ts" */

/** @typedef {{ requirement: number, capabilities: number[] }} Choice */

// The unmet counts that a target takes and that one capability more meets, with the capabilities that are short of it.
/** @param {Aim} aim @returns {Choice[]} */
export function openChoices(aim) {
  const { now, best } = aim;
  const { requirements, terms, ladders, capabilityLadders } = now.model;
  return unmetOf(aim).flatMap((index) => {
    const { statistic, terms: slot } = requirements[index];
    const { of, items } = terms[slot];
    const isCount = STATISTICS[statistic].counts && of !== "questions";
    if (!isCount || !items.every((item) => ladders[item].kind === "capability")) return [];
    const { amount, weight, unit } = now.sums(slot);
    const wanted = STATISTICS[statistic].wanted(requirements[index], weight);
    if (compareRatios(ratio(amount + unit, unit), wanted) !== 0) return [];
    const short = items.filter((_, place) => {
      const value = now.value(terms[slot], place);
      return value && !value[0] && sure(best.value(terms[slot], place))[0];
    });
    const capabilities = short.map((item) => capabilityLadders.indexOf(item));
    return capabilities.length ? [{ requirement: index, capabilities }] : [];
  });
}

// The positions that a target of rungs asks for beside what its choices do.
/** @param {Aim} aim @param {Choice[]} choices @returns {Positions} */
export function askedBeside(aim, choices) {
  if (!choices.length) return aim.demanded;
  const demands = new Demands(aim.now, aim.best);
  for (const index of unmetOf(aim)) {
    if (!choices.some(({ requirement }) => requirement === index)) demands.askRequirement(index);
  }
  return demands.settle();
}

// The unmet requirements of a target.
/** @param {Aim} aim */
function unmetOf({ now, rungs }) {
  const { requirements } = now.model;
  return [...requirements.keys()].filter((index) => {
    const { ladder, rung } = requirements[index];
    return rung <= (rungs.get(ladder) ?? 0) && now.state(index) === "unmet";
  });
}
