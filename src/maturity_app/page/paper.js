// Two pages to hand on, as full as they can be: where the organisation is, and what it does next.

import { make } from "./elements.js";
import { count } from "./words.js";

// What is left out until the rest fits on a page is named by selectors, details first; where the second of a pair is
// true, it goes piece by piece, the last one first.
/** @type {{ parts: string[], spared: [string, boolean][] }[]} */
const SHEETS = [
  {
    parts: ["head", "sure", "dimensions"],
    spared: [
      [".notes", false],
      [".coverage", false],
      ['[data-section="sure"]', false],
      [".starts, .bar", false],
      ['[data-section="dimensions"]', false],
    ],
  },
  {
    parts: ["steps"],
    spared: [
      [".levers, :has(+ .levers)", false],
      [".steps .moves", true],
      [".remedy + .remedy, .remedy > li + li", true],
      [".notes", true],
      [".steps ~ p", true],
    ],
  },
];
// The width of A4 and the height of Letter within the margins, in millimetres, and the size of letters in points.
const [WIDE, HIGH, LETTERS] = [178, 240, 9];
const INCH = 25.4;

// What is printed are copies, which nobody sees on the screen; there they are measured, in letters of the screen.
export function printTwo() {
  unprinted();
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) * 72 / LETTERS / INCH;
  const sheets = SHEETS.map(({ parts }) => make("div", { class: "sheet" }, parts.flatMap(copies)));
  const paper = make("div", { class: "paper" }, sheets);
  paper.style.width = `${WIDE * scale}px`;
  document.body.append(paper);
  SHEETS.forEach(({ spared }, at) => {
    for (const group of spared.flatMap(([entries, byOne]) => groups(sheets[at], entries, byOne))) {
      if (sheets[at].getBoundingClientRect().height <= HIGH * scale) break;
      for (const entry of group) spare(entry);
    }
  });
  paper.style.width = "";
  window.print();
}

// Leave something out; of the actions of a step, say how many.
/** @param {Element} entry */
function spare(entry) {
  const step = entry.closest(".steps > li");
  if (step && entry.matches(".remedy, .remedy > li")) {
    const told = step.querySelector(".left-out") ?? make("p", { class: "left-out quiet" });
    const number = Number(told.getAttribute("data-number")) + 1;
    told.setAttribute("data-number", String(number));
    told.textContent = count("left-out", number);
    step.append(told);
  }
  entry.remove();
}

// Take the two pages away: what is printed next is the whole result.
export function unprinted() {
  document.querySelector(".paper")?.remove();
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
