// The questions that sheets answer differently, by their places, the widest apart first, as `RaterPanel` has them.

import { compareRatios, NONE, ratio, ratioDifference, ratioProduct, ratioSum } from "./ratios.js";
import { isOpen } from "./states.js";
/** @import { CodesLike, Model } from "../types.d.ts" */

/** @param {Model} model @param {CodesLike[]} sheets */
export function differences({ questions }, sheets) {
  const found = questions.flatMap(({ id, options }, place) => {
    const given = sheets.map((codes) => codes[place]).filter((code) => !isOpen(code));
    if (new Set(given).size < 2) return [];
    const worth = given.filter((code) => code >= 0).map((code) => options[code].credit).sort(compareRatios);
    const sum = worth.reduce(
      (all, high, at) => worth.slice(0, at).reduce((part, low) => ratioSum(part, ratioDifference(high, low)), all),
      NONE,
    );
    const apart = ratioDifference(worth[worth.length - 1], worth[0]);
    return [{ id, place, apart, spread: ratioProduct(sum, ratio(1, given.length ** 2)) }];
  });
  found.sort((one, other) =>
    compareRatios(other.apart, one.apart) || compareRatios(other.spread, one.spread) || (one.id < other.id ? -1 : 1)
  );
  return found.map(({ place }) => place);
}
