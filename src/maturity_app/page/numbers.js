// Exact numbers as people read them: rounded down, so that none ever contradicts a level.

import { ratioDifference, ratioOf, ratioProduct, ratioSum } from "./scorer/ratios.js";

const PLACES = 1000000n;

function floored({ above, below }, times) {
  const dividend = above * times;
  const whole = dividend / below;
  return dividend < 0n && whole * below !== dividend ? whole - 1n : whole;
}

// The shortest exact text: a decimal where six places suffice, else a fraction.
export function numberText({ above, below }) {
  if ((above * PLACES) % below !== 0n) return `${above}/${below}`;
  const parts = (above * PLACES) / below;
  const size = parts < 0n ? -parts : parts;
  const places = String(size % PLACES).padStart(6, "0").replace(/0+$/, "");
  return `${parts < 0n ? "-" : ""}${size / PLACES}${places && "."}${places}`;
}

// A share in per cent, with one place at most.
export function percentText(value) {
  return `${numberText({ above: floored(value, 1000n), below: 10n })} %`;
}

// A number with two places.
export function decimalText(value) {
  const whole = floored(value, 100n);
  const digits = String(whole < 0n ? -whole : whole).padStart(3, "0");
  return `${whole < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

// A score on the scale that the framework shows it on; else in per cent, or a total as it is.
export function shownScore({ shown, total }, score) {
  if (shown) return decimalText(ratioSum(ratioOf(shown[0]), ratioProduct(ratioOf(score), widthOf(shown))));
  return total ? decimalText(ratioOf(score)) : percentText(ratioOf(score));
}

// What a score gains, on the same scale.
export function gainText({ shown, total }, gain) {
  if (shown) return decimalText(ratioProduct(ratioOf(gain), widthOf(shown)));
  return total ? decimalText(ratioOf(gain)) : percentText(ratioOf(gain));
}

function widthOf([low, high]) {
  return ratioDifference(ratioOf(high), ratioOf(low));
}
