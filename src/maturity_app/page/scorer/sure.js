// A value that is certain to be there although no type can say so, for example after the checks of a framework.

/** @template T @param {T} value @returns {NonNullable<T>} */
export function sure(value) {
  if (value === undefined || value === null) throw new Error("something is missing that has to be there");
  return value;
}
