// The name that was probably meant.

const NEAR = 0.6;
const LONGEST_NAME = 200; // no name is longer

// The one of `names` most like `name`, or an empty text if none is near.
/** @param {string} name @param {Iterable<string>} names */
export function nearestName(name, names) {
  if (name.length > LONGEST_NAME) return "";
  const wanted = name.toLowerCase();
  const rated = [...names].map((each) => ({ each, near: likeness(wanted, each) }));
  const best = rated.reduce((one, other) => (other.near > one.near ? other : one), { each: "", near: 0 });
  return best.near >= NEAR ? best.each : "";
}

// Twice the length of the longest common subsequence over both lengths: 1 for equal texts, 0 for unrelated ones.
/** @param {string} one @param {string} other */
function likeness(one, other) {
  let row = new Array(other.length + 1).fill(0);
  for (const mark of one) {
    const next = [0];
    for (let at = 1; at <= other.length; at += 1) {
      next[at] = mark === other[at - 1] ? row[at - 1] + 1 : Math.max(row[at], next[at - 1]);
    }
    row = next;
  }
  return (2 * row.at(-1)) / (one.length + other.length || 1);
}
