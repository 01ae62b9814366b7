// What is there for certain, though no type can say so: what the checks of a framework have found, say.

/** @template T @param {T} value @returns {NonNullable<T>} */
export function sure(value) {
  if (value === undefined || value === null) throw new Error("something is missing that has to be there");
  return value;
}
