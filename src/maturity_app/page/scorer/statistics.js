// The statistics that a requirement can ask for, one record each: as Python's `model/statistics.py` has them.

import { ratio, ratioDifference, ratioProduct, ratioQuotient, ratioSum } from "./ratios.js";
import { sure } from "./sure.js";
/** @import { OwnUnit, Pair, Ratio, Requirement, Statistic, Sums } from "../types.d.ts" */

/** @type {Statistic} */
const QUOTIENT = {
  common: false,
  lowest: false,
  covers: false,
  counts: false,
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
    isMet: ({ bar: [p, q], unit }, sums) => moved(sure(unit), sums) * q >= sums.unit * p * sure(unit).each[1],
    wanted: ({ bar: [p, q], unit }, weight) => {
      const { each } = sure(unit);
      return ratioDifference(ratio(p, q), ratioProduct(ratio(...each), ratio(weight, 1)));
    },
    measured: ({ unit }, { amount, weight, unit: whole }) => {
      const { each } = sure(unit);
      return ratioSum(ratio(amount, whole), ratioProduct(ratio(...each), ratio(weight, 1)));
    },
  },
  least: {
    ...QUOTIENT,
    lowest: true,
    isMet: (_, { amount, weight }) => amount >= weight,
    wanted: (_, weight) => ratio(weight, 1),
  },
  count: {
    ...QUOTIENT,
    counts: true,
    isMet: ({ bar: [p] }, { amount, weight }) => amount >= p || amount >= weight,
    wanted: ({ bar: [p] }, weight) => ratio(p < weight ? p : weight, 1),
    measured: (_, { amount }) => ratio(amount, 1),
  },
};

// What was measured, in the unit of the file.
/** @param {Requirement} requirement @param {Ratio} value */
export function asWritten({ unit }, value) {
  if (!unit) return value;
  return ratioSum(ratio(...unit.start), ratioQuotient(value, ratio(...unit.scale)));
}

// A sum as a total counts it, with what each unit of weight adds; multiplied by the denominator of that.
/** @param {OwnUnit} unit @param {Sums} sums */
function moved({ each: [above, below] }, { amount, weight, unit }) {
  return amount * below + weight * unit * above;
}

// A mean, or the total that counts from where it starts; null where nothing applies.
/** @param {OwnUnit | null} total @param {Sums} sums @returns {Pair | null} */
export function scoreBy(total, { amount, weight, unit }) {
  if (!weight) return null;
  if (!total) return [amount, weight * unit];
  const { start, scale, each } = total;
  const factor = start[1] * scale[1];
  const above = moved(total, { amount, weight, unit }) * factor + unit * start[0] * scale[0] * each[1];
  return [above, unit * start[1] * scale[0] * each[1]];
}
