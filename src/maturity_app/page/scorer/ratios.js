// Exact numbers for display: ratios of BigInts in lowest terms, as { above, below } with `below` more than 0.
// What decides a level is compared in whole numbers instead (standing.js).

/** @import { Both, BothEnds, Exact, Ratio } from "../types.d.ts" */

const EXACT_LIMIT = 2n ** 53n;

export const NONE = { above: 0n, below: 1n };

// The greatest common divisor of two whole numbers of one kind, neither below 0.
/** @param {bigint} one @param {bigint} other */
export function commonDivisor(one, other) {
  while (other) [one, other] = [other, one % other];
  return one;
}

/** @param {bigint | number | string} above @param {bigint | number | string} below @returns {Ratio} */
export function ratio(above, below) {
  const [over, under] = [BigInt(above), BigInt(below)];
  const divisor = commonDivisor(over < 0n ? -over : over, under);
  return { above: over / divisor, below: under / divisor };
}

// Reads "0.25", "2/3" and "-1".
/** @param {Exact} text */
export function ratioOf(text) {
  const [above, below] = text.split("/");
  if (below !== undefined) return ratio(above, below);
  const [whole, places = ""] = text.split(".");
  return ratio(whole + places, 10n ** BigInt(places.length));
}

/** @param {Ratio} ratio */
export function ratioText({ above, below }) {
  return below === 1n ? `${above}` : `${above}/${below}`;
}

/** @param {Ratio} one @param {Ratio} other */
export function ratioSum(one, other) {
  return ratio(one.above * other.below + other.above * one.below, one.below * other.below);
}

/** @param {Ratio} one @param {Ratio} other */
export function ratioDifference(one, other) {
  return ratioSum(one, { above: -other.above, below: other.below });
}

/** @param {Ratio} one @param {Ratio} other */
export function ratioProduct(one, other) {
  return ratio(one.above * other.above, one.below * other.below);
}

// One ratio divided by another that is above 0.
/** @param {Ratio} one @param {Ratio} other */
export function ratioQuotient(one, other) {
  return ratio(one.above * other.below, one.below * other.above);
}

// Below 0 if the first is less, above 0 if it is more.
/** @param {Ratio} one @param {Ratio} other */
export function compareRatios(one, other) {
  const difference = one.above * other.below - other.above * one.below;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

// The double nearest to a ratio: one division if doubles hold both parts exactly. Otherwise the quotient is computed to
// more bits than a double has; its last bit says whether anything was left, so that rounding it rounds the ratio.
/** @param {Ratio} ratio */
export function nearestDouble({ above, below }) {
  const size = above < 0n ? -above : above;
  if (size <= EXACT_LIMIT && below <= EXACT_LIMIT) return Number(above) / Number(below);
  const shift = bitsOf(below) - bitsOf(size) + 64;
  const [dividend, divisor] = shift > 0 ? [size << BigInt(shift), below] : [size, below << BigInt(-shift)];
  const quotient = (dividend / divisor) | (dividend % divisor ? 1n : 0n);
  return (Number(quotient) / 2 ** shift) * (above < 0n ? -1 : 1);
}

// An exact number as results hold it: the double nearest to it, and the number itself as a text.
/**
 * @template {string} Name @template {Ratio | null} Value
 * @param {Name} name @param {Value} exact @returns {Both<Name, Value>}
 */
export function both(name, exact) {
  /** @type {unknown} */
  const found = { [name]: exact && nearestDouble(exact), [`${name}_exact`]: exact && ratioText(exact) };
  return /** @type {Both<Name, Value>} */ (found);
}

// The same for the two ends of a range.
/**
 * @template {string} Name
 * @param {Name} name @param {[Ratio, Ratio] | null} ends @returns {BothEnds<Name>}
 */
export function bothEnds(name, ends) {
  /** @type {unknown} */
  const found = { [name]: ends && ends.map(nearestDouble), [`${name}_exact`]: ends && ends.map(ratioText) };
  return /** @type {BothEnds<Name>} */ (found);
}

/** @param {bigint} number */
function bitsOf(number) {
  return number.toString(2).length;
}
