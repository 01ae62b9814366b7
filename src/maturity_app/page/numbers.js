// Exact numbers as people read them: rounded half up, and never so that they contradict a level.
//
// A number gets one more digit, and then another, while rounding would put it on the other side of a cut: a threshold
// that it is compared with. One that is itself a cut without a finite decimal, such as 1/3, is shown like that cut.

import { compareRatios, ratio, ratioDifference, ratioOf, ratioProduct, ratioSum } from "./scorer/ratios.js";
import { sure } from "./scorer/sure.js";
import { pointed, say } from "./words.js";
/** @import { Exact, Portable, Ratio, Shown } from "./types.d.ts" */

const PLACES = 1000000n;
const HUNDRED = ratio(100, 1);

// The whole: whatever falls short of it is never shown as 100%.
export const FULL = ratio(1, 1);

// The shortest exact text: a decimal if six places suffice, or else a fraction.
/** @param {Ratio} number */
export function numberText({ above, below }) {
  if ((above * PLACES) % below !== 0n) return `${above}/${below}`;
  const parts = (above * PLACES) / below;
  const size = parts < 0n ? -parts : parts;
  const places = String(size % PLACES).padStart(6, "0").replace(/0+$/, "");
  return pointed(`${parts < 0n ? "-" : ""}${size / PLACES}${places && "."}${places}`);
}

// A share as a percentage, rounded to a tenth.
/** @param {Ratio} value @param {Ratio[]} cuts */
export function percentText(value, cuts = []) {
  const near = roundedTo(ratioProduct(value, HUNDRED), 1, cuts.map((cut) => ratioProduct(cut, HUNDRED)));
  return near ? say("percent", { number: digitsOf(near, 0) }) : numberText(value);
}

// A number rounded to two places.
/** @param {Ratio} value @param {Ratio[]} cuts */
export function decimalText(value, cuts = []) {
  const near = roundedTo(value, 2, cuts);
  return near ? digitsOf(near, 2) : numberText(value);
}

// A number in whole units of its last decimal place, and how many places there are; null if no number of them will do.
/** @param {Ratio} value @param {number} fewest @param {Ratio[]} cuts */
function roundedTo(value, fewest, cuts) {
  const isCut = cuts.some((cut) => compareRatios(cut, value) === 0);
  const endless = isCut && numberText(value).includes("/");
  for (let places = fewest;; places += 1) {
    const scale = 10n ** BigInt(places);
    const units = floored(2n * value.above * scale + value.below, 2n * value.below);
    const near = ratio(units, scale);
    if (cuts.every((cut) => reachesCut(near, cut) === reachesCut(value, cut))) return { units, places };
    if (endless) return null;
  }
}

/** @param {bigint} dividend @param {bigint} divisor */
function floored(dividend, divisor) {
  const whole = dividend / divisor;
  return dividend < 0n && whole * divisor !== dividend ? whole - 1n : whole;
}

/** @param {Ratio} value @param {Ratio} cut */
function reachesCut(value, cut) {
  return compareRatios(value, cut) >= 0;
}

/** @param {{ units: bigint, places: number }} number @param {number} fewest */
function digitsOf({ units, places }, fewest) {
  const text = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const [whole, rest] = [text.slice(0, -places), text.slice(-places)];
  const shown = rest.slice(0, fewest) + rest.slice(fewest).replace(/0+$/, "");
  return pointed(`${units < 0n ? "-" : ""}${whole}${shown && "."}${shown}`);
}

// A score on the scale on which the framework shows it; otherwise as a percentage, or a total unchanged.
/** @param {Shown} made @param {Exact} score */
export function shownScore({ shown, total, count, cuts }, score) {
  if (count) return numberText(ratioOf(score));
  if (shown) return decimalText(onScale(shown, ratioOf(score)), cuts.map((cut) => onScale(shown, cut)));
  return (total ? decimalText : percentText)(ratioOf(score), cuts);
}

/** @param {[Exact, Exact]} shown @param {Ratio} score */
function onScale(shown, score) {
  return ratioSum(ratioOf(shown[0]), ratioProduct(score, widthOf(shown)));
}

// A difference of shares in percentage points.
/** @param {Ratio} value */
export function pointsText(value) {
  return digitsOf(sure(roundedTo(ratioProduct(value, HUNDRED), 1, [])), 0);
}

/** @param {[Exact, Exact]} shown */
function widthOf([low, high]) {
  return ratioDifference(ratioOf(high), ratioOf(low));
}

// For each ladder, by its place, what its score is compared with: the means or totals required of it, bars that it has
// to reach, what prerequisites require, and marks; for a mean also the whole.
/** @param {Portable} data */
export function scoreCuts({ framework, ladders, requirements, terms }) {
  /** @type {Ratio[][]} */
  const cuts = ladders.map(({ total }) => (total ? [] : [FULL]));
  /** @param {string} name */
  const at = (name) => ladders.findIndex((ladder) => ladder.name === name);
  for (const { capability, credit } of framework.capabilities.flatMap(({ requires }) => requires)) {
    if (credit !== null) cuts[at(`capability ${capability}`)].push(ratioOf(credit));
  }
  sure(cuts.at(-1)).push(...sure(ladders.at(-1)).marks.map(ratioOf));
  for (const { ladder, statistic, threshold, bar, terms: slot } of requirements) {
    const kind = ladders[ladder].total ? "total" : "mean";
    const cut = kind === "total" ? ratioOf(threshold) : ratio(...bar);
    if (statistic === kind && terms[slot].value !== "level") cuts[ladder].push(cut);
  }
  for (const { value, items, bar } of terms) {
    if (value === "reach score" && bar) items.forEach((item) => cuts[item].push(ratio(...bar)));
  }
  return cuts;
}
