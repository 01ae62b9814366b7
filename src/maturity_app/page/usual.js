// The framework as it was before Python left out what tables of a list have in common: see `usual.py`.

import { isTable } from "./sheet_file.js";

/** @param {unknown} value @returns {unknown} */
export function withoutUsual(value) {
  if (Array.isArray(value)) {
    const [usual, rows] = value;
    const isPair = value.length === 2 && isTable(usual) && Array.isArray(rows);
    let before = {};
    return isPair ? rows.map((row) => withoutUsual(before = { ...before, ...usual, ...row })) : value.map(withoutUsual);
  }
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutUsual(entry)]));
}
