// A sheet as CSV, as `maturity template` and spreadsheets write it: a header, and a row for one organisation. The same
// as in dialects.py and csv_files.py.

import { problemText } from "./answers.js";
import { questionsThen } from "./carry.js";
import { ABOUT_ALL } from "./facts.js";
import { nearestName } from "./nearest.js";
import { folded, questionsMeant } from "./titles.js";
import { say } from "./words.js";
/** @import { Framework } from "./types.d.ts" */

const ORIGIN = ["framework", "edition", "rules", "words", "profile"];
const TOLD = ["organisation", ...ABOUT_ALL, "carried_from", "seconds"];
const ORGANISATIONS = ["organisation", "organization"];
const CELL_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DELIMITERS = [",", ";", "|"];
const SAID = /^"?sep=([,;\t|])"?(?:[\r\n]+|$)/; // a line that some spreadsheets write and hide
const HEADER = /^(?:[^"\r\n]|"[^"]*(?:"|$))*/;
const TITLE_ID = /^\s*[A-Za-z][\w-]*\s*$/;
const TIME = "(?:[T ] ?\\d{1,2}:[\\d:.]+(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT)?(?:[+-][\\d:]+)?)?)?$";
const DATES = [
  new RegExp(`^(?<year>\\d{4})([-/])(?<month>\\d\\d?)\\2(?<day>\\d\\d?)${TIME}`),
  new RegExp(`^(?<day>\\d\\d?)\\.(?<month>\\d\\d?)\\.(?<year>\\d{4})${TIME}`),
];
const MOST_COLUMNS = 10000;
const EXAMPLES = 3;
const LINE_ENDS = ["\n", "\r"];
const TAB = "\t";

// The same sheet as the text of a JSON file, to be checked as one, or the problem with the table; `own` are the columns
// that are not read.
/** @param {Framework} framework @param {string} text @returns {{ json: string, problems: string[], own?: string[] }} */
export function jsonOfCsv(framework, text) {
  const lines = text.replace(/^\ufeff?[\r\n]*/, "");
  const said = SAID.exec(lines);
  const delimiter = said ? said[1] : delimiterIn(HEADER.exec(lines)?.[0] ?? "");
  if (delimiter === undefined) return { json: "", problems: [say("problem-csv-marks")] };
  const rows = rowsOf(said ? lines.slice(said[0].length) : lines, delimiter).filter((row) => row.some(Boolean));
  if (rows.length !== 2) {
    return { json: "", problems: [say("problem-csv-rows", { rows: Math.max(rows.length - 1, 0) })] };
  }
  const titles = withoutBlanks(rows[0], 0);
  const cells = withoutBlanks(rows[1], titles.length);
  if (titles.length > MOST_COLUMNS) return { json: "", problems: [say("problem-large")] };
  if (cells.length !== titles.length || new Set(titles).size !== titles.length) {
    return { json: "", problems: [say("problem-csv-cells")] };
  }
  const called = titles.filter((title) => ORGANISATIONS.includes(folded(title)));
  const header = titles.map((title) => called.length === 1 && title === called[0] ? "organisation" : title);
  return jsonOf(framework, header, cells);
}

/**
 * @param {Framework} framework @param {string[]} header @param {string[]} cells
 * @returns {{ json: string, problems: string[], own: string[] }}
 */
function jsonOf(framework, header, cells) {
  const since = framework.since.find(({ edition }) => edition === cells[header.indexOf("edition")]);
  const ids = framework.questions.map(({ id }) => id);
  const { meant, unclear } = questionsMeant(framework, header);
  const asked = new Set([...ids, ...(since ? questionsThen(framework, since) : []), ...meant.keys()]);
  /** @type {Record<"head" | "framework" | "answers", string[]>} */
  const tables = { head: [], framework: [], answers: [] };
  /** @type {string[]} */
  const own = [];
  header.forEach((title, at) => {
    const isAnswer = asked.has(title);
    const cell = isAnswer ? cells[at].replace(/^0+(?=\d+$)/, "") : title === "date" ? dayOf(cells[at]) : cells[at];
    const isNumber = CELL_NUMBER.test(cell) && (isAnswer || title === "seconds");
    const entry = `${JSON.stringify(title === "framework" ? "id" : title)}: ${isNumber ? cell : JSON.stringify(cell)}`;
    const into = isAnswer ? "answers" : ORIGIN.includes(title) ? "framework" : TOLD.includes(title) && "head";
    if (!into) own.push(title);
    else if (cell !== "") tables[into].push(entry);
  });
  const problems = titleProblems(ids.filter((id) => !header.includes(id)), own, meant, unclear);
  if (problems.length === 0 && !header.some((title) => asked.has(title))) {
    problems.push(problemText(say("problem-question"), header.join(", "), "", ids.slice(0, EXAMPLES), ""));
  }
  const origin = tables.framework.length > 0 ? [`"framework": {${tables.framework.join(", ")}}`] : [];
  const json = `{${[...tables.head, ...origin, `"answers": {${tables.answers.join(", ")}}`].join(", ")}}`;
  return { json, problems, own };
}

// What is wrong with titles: those that could mean several questions, or one that another means, and columns of one's
// own so like a question without a column that it may have been meant. All others are passed over.
/**
 * @param {string[]} missing @param {string[]} own @param {Map<string, string>} meant
 * @param {[string, string[]][]} unclear
 */
function titleProblems(missing, own, meant, unclear) {
  const problems = unclear.map(([title, ids]) => {
    const what = ids.length > 1 ? say("problem-two", { meanings: ids.join(", ") }) : say("problem-same");
    return problemText(what, title, "", [], "");
  });
  const [found, doubted] = [new Set(meant.values()), new Set(unclear.map(([title]) => title))];
  const open = missing.filter((id) => !found.has(id));
  for (const title of own.filter((each) => !doubted.has(each))) {
    const near = nearestName(title.replaceAll("_", "-"), open);
    if (near) problems.push(problemText(say("problem-question"), title, "", [], near));
  }
  return problems;
}

// A date as sheets have it, without a time; the text itself if it is not clear which date it is.
/** @param {string} cell */
function dayOf(cell) {
  const { year, month, day } = DATES.map((shape) => shape.exec(cell)).find(Boolean)?.groups ?? {};
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
}

// Cells without the empty ones at the end, but at least so many.
/** @param {string[]} cells @param {number} least */
function withoutBlanks(cells, least) {
  const end = cells.findLastIndex(Boolean) + 1;
  return cells.slice(0, Math.max(end, Math.min(least, cells.length)));
}

// What separates the cells, as the header shows it outside of quotes; nothing if that is not clear.
/** @param {string} header */
function delimiterIn(header) {
  const bare = header.replace(/"[^"]*(?:"|$)/g, "");
  /** @param {string} mark */
  const named = (mark) => bare.includes(mark) ? bare.split(mark).filter((cell) => TITLE_ID.test(cell)).length : -1;
  const marks = DELIMITERS.filter((mark) => bare.includes(mark));
  if (bare.includes(TAB) && named(TAB) >= Math.max(...marks.map(named), 0)) return TAB;
  return marks[0] === "," && marks[1] === ";" ? undefined : marks[0] ?? ",";
}

// The cells of each line.
/** @param {string} text @param {string} delimiter */
function rowsOf(text, delimiter) {
  /** @type {string[][]} */
  const rows = [[]];
  for (let at = 0; at <= text.length; at += 1) {
    const end = text[at] === '"' ? closing(text, at) : text.length;
    const quoted = text[at] === '"' ? text.slice(at + 1, end).replaceAll('""', '"') : "";
    if (text[at] === '"') at = end + 1;
    const from = at;
    while (at < text.length && text[at] !== delimiter && !LINE_ENDS.includes(text[at])) at += 1;
    rows.at(-1)?.push((quoted + text.slice(from, at)).trim());
    if (LINE_ENDS.includes(text[at])) rows.push([]);
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
