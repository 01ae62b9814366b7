// What the equality test asks a page for: many sheets at once, and few letters about each.

import { askedCodes, askedPlaces, readAsked } from "../../src/maturity_app/page/scorer/asked.js";
import { readModel } from "../../src/maturity_app/page/scorer/model.js";
import { Outlook } from "../../src/maturity_app/page/scorer/outlook.js";
import { planTo } from "../../src/maturity_app/page/scorer/plan.js";
import { nearestDouble, ratio, ratioText } from "../../src/maturity_app/page/scorer/ratios.js";
import { AnswersError, assess, checkedCodes } from "../../src/maturity_app/page/scorer/scorer.js";
import { shortPath } from "../../src/maturity_app/page/scorer/short_path.js";
import { Standing } from "../../src/maturity_app/page/scorer/standing.js";
import { NO_LEVEL } from "../../src/maturity_app/page/scorer/states.js";
import { takeAim, TargetError } from "../../src/maturity_app/page/scorer/targets.js";
/** @import { Codes, Model, Target } from "../../src/maturity_app/page/types.d.ts" */

/** @type {Model} */
let model;
/** @type {Set<number> | null} */
let asked;

// Read a framework, and what one of its profiles asks, if one is named. Answers to all other questions are passed over.
/** @param {string} data @param {string} profile */
export function read(data, profile) {
  const portable = JSON.parse(data);
  asked = profile ? askedPlaces(portable, profile) : null;
  model = asked ? readAsked(portable, asked) : readModel(portable);
}

/** @param {Codes} codes */
function taken(codes) {
  return asked ? askedCodes(codes, asked) : codes;
}

/** @param {string} text */
function bytesOf(text) {
  return Int8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** @param {{ buffer: ArrayBuffer }} array */
function textOf(array) {
  const bytes = new Uint8Array(array.buffer);
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}

// Where organisations stand, now and with the lowest and the highest filling: by ladder the ranks, and the score as a
// double and exactly.
/** @param {string} sheets */
export function standings(sheets) {
  const codes = bytesOf(sheets);
  const size = model.questions.length;
  const cells = (codes.length / size) * model.ladders.length;
  const [ranks, worst, best] = [0, 0, 0].map(() => new Int8Array(cells));
  const doubles = new Float64Array(cells);
  const exact = [];
  let cell = 0;
  for (let at = 0; at < codes.length; at += size) {
    const now = Standing.of(model, checkedCodes(model, taken(codes.subarray(at, at + size))));
    const outlook = new Outlook(now);
    for (let ladder = 0; ladder < model.ladders.length; ladder += 1) {
      const score = now.score(ladder);
      [ranks[cell], worst[cell], best[cell]] = [now.rank(ladder), ...(outlook.range(ladder) ?? [NO_LEVEL, NO_LEVEL])];
      doubles[cell] = score ? nearestDouble(ratio(...score)) : NaN;
      exact.push(score ? ratioText(ratio(...score)) : "none");
      cell += 1;
    }
  }
  return { arrays: [ranks, worst, best, doubles].map(textOf), exact: exact.join(" ") };
}

// Status, demanded positions and steps towards a target.
/** @param {string} sheets @param {Target} target */
export function plans(sheets, target) {
  const codes = bytesOf(sheets);
  const size = model.questions.length;
  const rows = codes.length / size;
  const width = model.framework.capabilities.length;
  /** @type {string[]} */
  const status = Array(rows).fill("refused");
  const positions = new Int8Array(rows * size).fill(-4);
  const steps = new Int16Array(rows * width).fill(-1);
  const results = new Int16Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const counted = checkedCodes(model, taken(codes.subarray(row * size, (row + 1) * size)));
    const aim = aimOrNone(Standing.of(model, counted), target);
    if (!aim) continue;
    status[row] = aim.status;
    for (const [question, position] of aim.demanded) positions[row * size + question] = position;
    const plan = planTo(aim);
    plan.order.forEach((step, place) => {
      steps[row * width + place] = step;
    });
    results[row] = plan.results.size;
  }
  return { status, arrays: [positions, steps, results].map(textOf) };
}

/** @param {Standing} now @param {Target} target */
function aimOrNone(now, target) {
  try {
    return takeAim(now, target);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** @param {number[][]} sheets @param {Target} target @param {number | null} limit */
export function everything(sheets, target, limit) {
  return JSON.stringify(sheets.map((codes) => allOf(codes, target, limit)));
}

/** @param {number[]} sheet @param {Target} target @param {number | null} limit */
function allOf(sheet, target, limit) {
  const codes = taken(Int8Array.from(sheet));
  try {
    const paths = [false, true].map((dimensions) => shortPath(model, codes, dimensions));
    return { ...assess(model, codes, { target, limit }), paths };
  } catch (error) {
    if (error instanceof TargetError) return { refused: error.problems.map(({ what }) => what) };
    throw error;
  }
}

// The questions that a refusal names; null where the answers are read.
/** @param {number[]} codes */
export function refusal(codes) {
  try {
    assess(model, codes);
    return null;
  } catch (error) {
    if (error instanceof AnswersError) return error.questions;
    throw error;
  }
}

/** @param {Target} target */
export function wrongTarget(target) {
  try {
    return assess(model, model.questions.map(() => 0), { target });
  } catch (error) {
    if (error instanceof TargetError) return error.problems.map(({ where }) => where);
    throw error;
  }
}
