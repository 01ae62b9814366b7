// A table of several sheets, such as those of raters or dates, as a file for each of its rows.

import { decoded } from "./files.js";

const MOST_ROWS = 30; // more would not fit beside each other
const PREFACE = /^(?:\ufeff?[\r\n]*)(?:"?sep=[,;\t|]"?[\r\n]+)?/i;

// The same file if it is no table, cannot be read, or has one row or far too many: then readFile says so.
/** @param {File} file @returns {Promise<File[]>} */
export async function rowFiles(file) {
  const text = /\.csv$/i.test(file.name) && decoded(await file.arrayBuffer(), true);
  if (!text) return [file];
  const preface = PREFACE.exec(text)?.[0] ?? "";
  const [header, ...rows] = linesOf(text.slice(preface.length)).filter((line) => /[^\s,;|"]/.test(line));
  if (rows.length < 2 || rows.length > MOST_ROWS) return [file];
  const name = file.name.replace(/\.csv$/i, "");
  return rows.map((row, at) => new File([`${preface}${header}\n${row}\n`], `${name}-${at + 1}.csv`));
}

// The lines of a table: ends of lines within quotes do not count.
/** @param {string} text */
function linesOf(text) {
  /** @type {string[]} */
  const lines = [];
  let [from, quoted] = [0, false];
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (at < text.length && (quoted || !/[\r\n]/.test(text[at]))) continue;
    lines.push(text.slice(from, at));
    from = at + 1;
  }
  return lines;
}
