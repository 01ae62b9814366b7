// A sheet as CSV, the way `maturity template` writes it: a header, and a row for one organisation.

import { ABOUT_ALL } from "./facts.js";
import { say } from "./words.js";

const ORIGIN = ["edition", "rules", "words", "profile"];
const TOLD = ["organisation", ...ABOUT_ALL, "carried_from"];
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DELIMITERS = [",", ";", "\t"];

// The same sheet as the text of a JSON file, to be checked as one, or the problem with the table.
/** @param {string} text @returns {{ json: string, problems: string[] }} */
export function jsonOfCsv(text) {
  const rows = rowsOf(text.replace(/^\ufeff/, "")).filter((row) => row.some((cell) => cell !== ""));
  const [header = [], cells = []] = rows;
  if (rows.length !== 2) {
    return { json: "", problems: [say("problem-csv-rows", { rows: Math.max(rows.length - 1, 0) })] };
  }
  if (cells.length !== header.length || new Set(header).size !== header.length) {
    return { json: "", problems: [say("problem-csv-cells")] };
  }
  /** @type {Record<"head" | "framework" | "answers", string[]>} */
  const tables = { head: [], framework: [], answers: [] };
  header.forEach((title, at) => {
    const cell = cells[at];
    if (cell === "") return;
    const value = JSON.stringify(cell);
    if (title === "framework") tables.framework.push(`"id": ${value}`);
    else if (ORIGIN.includes(title)) tables.framework.push(`${JSON.stringify(title)}: ${value}`);
    else if (TOLD.includes(title)) tables.head.push(`${JSON.stringify(title)}: ${value}`);
    else if (title === "seconds") tables.head.push(`"seconds": ${NUMBER.test(cell) ? cell : value}`);
    else tables.answers.push(`${JSON.stringify(title)}: ${NUMBER.test(cell) ? cell : value}`);
  });
  const framework = tables.framework.length > 0 ? [`"framework": {${tables.framework.join(", ")}}`] : [];
  const parts = [...tables.head, ...framework, `"answers": {${tables.answers.join(", ")}}`];
  return { json: `{${parts.join(", ")}}`, problems: [] };
}

// The cells of each line. The header has no quotes, so what it is separated by shows there.
/** @param {string} text */
function rowsOf(text) {
  const first = text.split(/\r?\n/, 1)[0];
  const delimiter = DELIMITERS.find((mark) => first.includes(mark)) ?? DELIMITERS[0];
  /** @type {string[][]} */
  const rows = [[]];
  for (let at = 0; at <= text.length; at += 1) {
    const end = text[at] === '"' ? closing(text, at) : text.length;
    const quoted = text[at] === '"' ? text.slice(at + 1, end).replaceAll('""', '"') : "";
    if (text[at] === '"') at = end + 1;
    const from = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n") at += 1;
    rows.at(-1)?.push((quoted + text.slice(from, at)).trim());
    if (text[at] === "\n") rows.push([]);
  }
  return rows;
}

// Where the quotes that open here close.
/** @param {string} text @param {number} at */
function closing(text, at) {
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end < 0 ? text.length : end;
}
