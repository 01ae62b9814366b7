// The statistics that a requirement can ask for, one record each: as Python's `model/statistics.py` has them.

import { ratio, ratioProduct, ratioSum } from "./ratios.js";
import { sure } from "./sure.js";
/** @import { Pair, Statistic, Sums, Total } from "../types.d.ts" */

/** @type {Statistic} */
const QUOTIENT = {
  common: false,
  lowest: false,
  covers: false,
  shown: "percent",
  isMet: ({ bar: [p, q] }, { amount, weight, unit }) => amount * q >= weight * unit * p,
  wanted: ({ bar: [p, q] }, weight) => ratioProduct(ratio(p, q), ratio(weight, 1)),
  measured: (_, { amount, weight, unit }) => ratio(amount, weight * unit),
};

/** @satisfies {{ [name: string]: Statistic }} */
export const STATISTICS = {
  mean: { ...QUOTIENT, common: true },
  share: { ...QUOTIENT, covers: true },
  total: {
    ...QUOTIENT,
    common: true,
    shown: "decimal",
    isMet: ({ bar: [p, q], total }, sums) => moved(total, sums) * q >= sums.unit * p,
    wanted: ({ bar: [p, q], total }, weight) => total?.down ? ratioSum(ratio(p, q), ratio(weight, 1)) : ratio(p, q),
    measured: ({ total }, sums) => ratio(...sure(scoreBy(total && wideTotal(total), wideSums(sums)))),
  },
  least: {
    ...QUOTIENT,
    lowest: true,
    isMet: (_, { amount, weight }) => amount >= weight,
    wanted: (_, weight) => ratio(weight, 1),
  },
  count: {
    ...QUOTIENT,
    shown: "number",
    isMet: ({ bar: [p] }, { amount, weight }) => amount >= p || amount >= weight,
    wanted: ({ bar: [p] }, weight) => ratio(p < weight ? p : weight, 1),
    measured: (_, { amount }) => ratio(amount, 1),
  },
};

// Where requirements are compared, no number passes what a double holds. What is only shown, multiplied out, may.
/** @param {Sums} sums @returns {Sums} */
function wideSums({ amount, weight, unit }) {
  return { amount: BigInt(amount), weight: BigInt(weight), unit: BigInt(unit) };
}

/** @param {Total} total @returns {Total} */
function wideTotal({ start, scale, down }) {
  return { start: [BigInt(start[0]), BigInt(start[1])], scale: [BigInt(scale[0]), BigInt(scale[1])], down };
}

// A sum as a total counts it: up from where it starts, or down by what is lacking.
/** @param {Total | null} total @param {Sums} sums */
function moved(total, { amount, weight, unit }) {
  return total?.down ? amount - weight * unit : amount;
}

// A mean, or the total that counts from where it starts; null where nothing applies.
/** @param {Total | null} total @param {Sums} sums @returns {Pair | null} */
export function scoreBy(total, { amount, weight, unit }) {
  if (!weight) return null;
  if (!total) return [amount, weight * unit];
  const { start, scale } = total;
  const above = moved(total, { amount, weight, unit }) * start[1] * scale[1] + unit * start[0] * scale[0];
  return [above, unit * start[1] * scale[0]];
}
