// How far the level is from the next one and from the one before, and what dimensions lack to their next rungs.

import { make } from "./elements.js";
import { levelName, withId } from "./framework.js";
import { decimalText, numberText, pointsText } from "./numbers.js";
import { toldLevel } from "./result_parts.js";
import { compareRatios, NONE, ratio, ratioDifference, ratioOf, ratioProduct, ratioQuotient } from "./scorer/ratios.js";
import { STATISTICS } from "./scorer/statistics.js";
import { count, inForm, listed, say } from "./words.js";
/** @import { Assessment, Framework, LadderResult, Ratio, RequirementState, Result, RungState } from "./types.d.ts" */

// Empty if there is nothing to count: no level yet, or requirements of single answers alone. Of several requirements
// that are met, the margin is that of the one with least of it for what it asks. Nothing is missing in numbers where
// more than one is unmet, and nobody is safe by items that are counted where a single answer drops the level.
/** @param {Framework} framework @param {Result} result */
export function marginText(framework, { assessment, explanation }) {
  const whole = explanation.ladders.find((state) => state.ladder === "framework");
  const level = toldLevel(assessment);
  if (!whole || !level) return "";
  const at = whole.rungs.findIndex((rung) => rung.state === "unmet");
  const missed = whole.rungs[at];
  const reached = (missed ? whole.rungs.slice(0, at) : whole.rungs).filter((rung) => rung.state === "met");
  const isOne = missed?.requirements.filter(({ state }) => state === "unmet").length === 1;
  const lack = nearest(missed && isOne ? [missed] : [], "unmet");
  const least = nearest(reached.slice(-1), "met");
  const drops = assessment.one_answer?.drops ?? [];
  const isUnsafe = least && STATISTICS[least.statistic].counts && marginOf(least).above && drops.length;
  const slack = isUnsafe ? null : least;
  const values = {
    lack: lack && marginShown(framework, lack),
    slack: slack && marginShown(framework, slack),
    next: missed ? levelName(framework, "framework", missed.level) : "",
    level: level.name,
  };
  if (!slack) return lack ? say("margin-next", values) : "";
  if (marginOf(slack).above) return say(lack ? "margin-both" : "margin-previous", values);
  if (STATISTICS[slack.statistic].counts) return say(lack ? "margin-both-enough" : "margin-previous-enough", values);
  return say(lack ? "margin-both-exactly" : "margin-previous-exactly", values);
}

// Those of the lowest item do not count, nor do shares: nobody is short of points of a share of areas.
/** @param {RungState[]} rungs @param {string} wanted @returns {RequirementState | null} */
function nearest(rungs, wanted) {
  const states = rungs.flatMap(({ requirements }) => requirements);
  const counted = states.filter(({ state, statistic }) => state === wanted && isCounted(statistic));
  /** @type {RequirementState | null} */
  let found = null;
  for (const state of counted) {
    if (!found || compareRatios(relativeMargin(state), relativeMargin(found)) < 0) found = state;
  }
  return found;
}

/** @param {RequirementState["statistic"]} statistic */
function isCounted(statistic) {
  return statistic !== "share" && !STATISTICS[statistic].lowest;
}

/** @param {Pick<RequirementState, "measured_exact">} state */
function measuredOf({ measured_exact: measured }) {
  return measured === null ? NONE : ratioOf(measured);
}

// By how much a requirement is met, below 0 if it is missed; a count may ask for more than applies.
/** @param {RequirementState} state @returns {Ratio} */
function marginOf({ measured_exact: measured, threshold_exact: threshold, state }) {
  const margin = ratioDifference(measuredOf({ measured_exact: measured }), ratioOf(threshold));
  return state === "met" && margin.above < 0n ? NONE : margin;
}

/** @param {RequirementState} state */
function relativeMargin(state) {
  const asked = ratioOf(state.threshold_exact);
  const size = asked.above < 0n ? ratio(-asked.above, asked.below) : asked;
  return size.above ? ratioQuotient(marginOf(state), size) : marginOf(state);
}

// In points, or in the items that are counted: of these all that count, if the margin is none.
/** @param {Framework} framework @param {RequirementState} state */
function marginShown({ requirements }, state) {
  const { counts } = STATISTICS[state.statistic];
  const own = marginOf(state);
  const margin = counts && !own.above ? measuredOf(state) : own;
  const amount = margin.above < 0n ? ratio(-margin.above, margin.below) : margin;
  const { inUnit, kind } = requirements[state.requirement];
  const shown = counts ? numberText(amount) : inUnit ? decimalText(amount) : pointsText(amount);
  const isNothing = !/[1-9]/.test(shown);
  const points = isNothing ? numberText(inUnit || counts ? amount : ratioProduct(amount, ratio(100, 1))) : shown;
  const number = /^[0-9]+$/.test(points) ? Number(points) : null;
  return inForm(counts ? `counted-${kind}` : "points", number, { points });
}

// What a dimension lacks to its own next rung.
/** @param {Framework} framework @param {Assessment} assessment @param {LadderResult} entry */
export function nextRungPart(framework, { next_rungs: rungs, strengths, not_yet: notYet }, { id, not_yet: waits }) {
  if (notYet || waits) return null;
  const even = strengths.some(({ dimension, kind }) => dimension === id && kind === "even") && say("dimension-even");
  const found = rungs.find(({ dimension }) => dimension === id);
  if (!found) return even && make("span", { class: "coverage quiet" }, even);
  const level = levelName(framework, `dimension ${id}`, found.level);
  const gaps = found.capabilities.map(({ name, questions }) => ({ name, number: questions.length }));
  const number = gaps.reduce((sum, gap) => sum + gap.number, 0);
  const capabilities = listed(gaps.map((gap) => say("gap-capability", gap)));
  const text = count("next-rung", number, { level, capabilities });
  const near = found.just_below ? ` ${say("next-rung-near", { level })}` : "";
  return make("span", { class: "coverage quiet" }, `${even ? `${even} ` : ""}${text}${near}`);
}

// What comes before a capability that is ahead of its time.
/** @param {Assessment["capabilities"]} capabilities @param {string} name @param {string[]} waits */
export function aheadText(capabilities, name, waits) {
  const names = waits.map((id) => withId(capabilities, id).name);
  return inForm("ahead", names.length, { name, names: listed(names) });
}
