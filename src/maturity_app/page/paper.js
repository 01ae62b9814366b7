// Two pages to hand on, as full as they can be: where the organisation is, and what it does next.

import { make } from "./elements.js";
import { count, listed, say } from "./words.js";

// What is left out until a page holds all else is named by selectors: details first, then, in the smallest letters, the
// rest; where the second of a pair is true, piece by piece, the last one first.
/** @typedef {[string, boolean][]} Spared */
/** @type {{ parts: string[], details: Spared, rest: Spared }[]} */
const SHEETS = [
  {
    parts: ["head", "sure", "dimensions"],
    details: [[".notes", false]],
    rest: [['[data-section="sure"]', false], [".starts, .bar", false], ['[data-section="dimensions"]', false]],
  },
  {
    parts: ["steps"],
    details: [[".steps .moves", true]],
    rest: [
      [".remedy + .remedy, .remedy > li + li", true],
      [".notes", true],
      [".also", false],
      [".steps > li:nth-child(n + 4)", true],
      [".steps ~ p:not(.after, .left-out)", true],
    ],
  },
];
// The width of A4 and the height of Letter within the margins, in millimetres, and the sizes of letters in points.
const [WIDE, HIGH] = [178, 243];
const LETTERS = [9, 8.5, 8];
const INCH = 25.4;

// What is printed are copies, which nobody sees on the screen, with letters as large as leave room for every action.
export function printTwo() {
  for (const letters of LETTERS) if (laidOut(letters, letters === LETTERS.at(-1))) break;
  window.print();
}

// Lay the copies out, and return whether they fit: they are measured in letters of the screen.
/** @param {number} letters @param {boolean} isLast */
function laidOut(letters, isLast) {
  unprinted();
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) * 72 / letters / INCH;
  const sheets = SHEETS.map(({ parts }) => make("div", { class: "sheet" }, parts.flatMap(copies)));
  const paper = make("div", { class: "paper" }, sheets);
  paper.style.width = `${WIDE * scale}px`;
  document.body.append(paper);
  /** @param {HTMLElement} sheet */
  const fits = (sheet) => sheet.getBoundingClientRect().height <= HIGH * scale;
  SHEETS.forEach(({ details, rest }, at) => {
    const spared = isLast ? [...details, ...rest] : details;
    for (const group of spared.flatMap(([entries, byOne]) => groups(sheets[at], entries, byOne))) {
      if (fits(sheets[at])) break;
      for (const entry of group) spare(entry);
    }
  });
  const isFitting = sheets.every(fits);
  paper.style.width = "";
  document.documentElement.style.setProperty("--letters", `${letters}pt`);
  return isFitting;
}

// Leave something out: of actions, say how many; of whole steps, which.
/** @param {Element} entry */
function spare(entry) {
  const section = entry.closest("[data-section=steps]");
  if (section && entry.matches(".remedy, .remedy > li")) {
    const told = below(section, "left-out");
    const number = Number(told.dataset.number ?? 0) + 1;
    told.dataset.number = String(number);
    told.textContent = count("left-out", number);
  } else if (section && entry.matches(".steps > li")) {
    const told = below(section, "after");
    const names = [entry.getAttribute("data-name"), told.dataset.names].filter(Boolean).join("\n");
    told.dataset.names = names;
    told.textContent = say("steps-after", { names: listed(names.split("\n")) });
  }
  entry.remove();
}

// The line below the steps that says what was left out; the one with the names of steps comes first.
/** @param {Element} section @param {string} name @returns {HTMLElement} */
function below(section, name) {
  const found = section.querySelector(`.${name}`);
  if (found instanceof HTMLElement) return found;
  const line = make("p", { class: `${name} quiet` });
  const also = name === "after" ? null : section.querySelector(".also");
  (also ?? section.querySelector(".steps"))?.after(line);
  return line;
}

// Take the two pages away: what is printed next is the whole result.
export function unprinted() {
  document.querySelector(".paper")?.remove();
  document.documentElement.style.removeProperty("--letters");
}

/** @param {string} part */
function copies(part) {
  return [...document.querySelectorAll(`main [data-section="${part}"]`)].map((section) => {
    const copy = section.cloneNode(true);
    if (copy instanceof HTMLDetailsElement) copy.open = true;
    return copy;
  });
}

/** @param {Element} sheet @param {string} entries @param {boolean} byOne */
function groups(sheet, entries, byOne) {
  const found = [...sheet.querySelectorAll(entries)];
  return byOne ? found.reverse().map((entry) => [entry]) : [found];
}
