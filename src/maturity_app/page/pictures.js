// Small pictures, drawn by functions, in the same style as those of the report.

import { aside, draw, make } from "./elements.js";
import { withId } from "./framework.js";
import { isolated } from "./isolating.js";
import { shownScore } from "./numbers.js";
import { sure } from "./scorer/sure.js";
import { own, say } from "./words.js";
/** @import { Framework, LadderResult, Level } from "./types.d.ts" */

const [FEWEST, MOST] = [3, 12];
const RADIUS = 100;
const RINGS = [0.25, 0.5, 0.75, 1];
const LINE = 15;
const LONGEST = 13;

const MARKS = {
  met: "M3 8.5 6.5 12 13 4.5",
  unmet: "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10",
  "set-aside": "M5 11 11 5",
};

/** @param {keyof typeof MARKS} kind */
export function markPicture(kind) {
  const shape = draw("path", { d: MARKS[kind] });
  return draw("svg", { viewBox: "0 0 16 16", class: `icon ${kind}`, "aria-hidden": "true" }, shape);
}

// A bar from 0 to 1, with lines where levels begin; the text beside it says the same.
/** @param {number | null} score @param {number[]} [starts] */
export function barPicture(score, starts = []) {
  /** @param {number} share */
  const percent = (share) => `${Math.floor(share * 1000) / 10}%`;
  const width = percent(score ?? 0);
  return draw(
    "svg",
    { class: "bar", "aria-hidden": "true", preserveAspectRatio: "none" },
    draw("rect", { class: "bar-ground", width: "100%", height: "100%", rx: 4 }),
    draw("rect", { class: "bar-value", width, height: "100%", rx: 4 }),
    starts.map((start) => draw("rect", { class: "bar-start", x: percent(start), width: 2, height: "100%" })),
  );
}

// The levels as rungs: the one reached, and those that open questions still make possible.
/** @param {Level[]} levels @param {Pick<LadderResult, "level" | "level_range" | "not_yet">} result */
export function ladderPicture(levels, { level, level_range: range, not_yet: notYet }) {
  const rank = notYet ? -1 : levels.findIndex((entry) => entry.id === level?.id);
  const [worst, best] = (range ?? []).map((end) => levels.findIndex((entry) => entry.id === end.id));
  /** @param {Level} entry @param {number} at */
  const rung = (entry, at) => {
    const here = at === rank;
    const possible = !here && at >= worst && at <= best;
    const look = here ? "here" : possible ? "possible" : at < rank ? "passed" : null;
    const said = here ? say("rung-here") : possible ? say("rung-possible") : "";
    return make("li", { class: look }, make("span", own(), entry.name), said && aside(` ${said}`));
  };
  return make("ol", { class: "ladder", role: "list" }, levels.map(rung));
}

// The dimensions around a centre, as far out as their scores; for three to twelve of them.
/** @param {Framework} framework @param {LadderResult[]} dimensions */
export function radarPicture(framework, dimensions) {
  const known = dimensions.filter((entry) => entry.score !== null && !entry.not_yet);
  if (known.length < FEWEST || known.length > MOST) return null;
  /** @param {number} at */
  const angle = (at) => (2 * Math.PI * at) / known.length - Math.PI / 2;
  /** @param {number} at @param {number} reach */
  const point = (at, reach) => [Math.cos(angle(at)), Math.sin(angle(at))].map((way) => rounded(way * reach * RADIUS));
  /** @param {(entry: LadderResult) => number} reach */
  const shape = (reach) => known.map((entry, at) => point(at, reach(entry)).join(",")).join(" ");
  /** @param {LadderResult} entry */
  const scale = ({ id }) => withId(framework.dimensions, id).score;
  const told = known.map((entry) => `${isolated(entry.name)} ${shownScore(scale(entry), sure(entry.score_exact))}`)
    .join(", ");
  return draw(
    "svg",
    { viewBox: "-210 -150 420 300", class: "radar", role: "img", "aria-label": say("radar", { values: told }) },
    RINGS.map((reach) => draw("polygon", { class: "radar-ring", points: shape(() => reach) })),
    known.map((_, at) => axis(point(at, 1))),
    draw("polygon", { class: "radar-value", points: shape((entry) => sure(entry.score)) }),
    known.map((entry, at) => dot(point(at, sure(entry.score)))),
    known.map((entry, at) => label(entry.name, point(at, 1.14))),
  );
}

/** @param {number[]} point */
function axis([x2, y2]) {
  return draw("line", { class: "radar-ring", x2, y2 });
}

/** @param {number[]} point */
function dot([cx, cy]) {
  return draw("circle", { class: "radar-dot", cx, cy, r: 4 });
}

/** @param {number} number */
function rounded(number) {
  return Math.round(number * 10) / 10;
}

// A name beside its corner, in lines aligned away from the centre.
/** @param {string} name @param {number[]} point */
function label(name, [x, y]) {
  const lines = broken(name);
  const anchor = x > 20 ? "start" : x < -20 ? "end" : "middle";
  const height = (lines.length - 1) * LINE;
  const first = y < -RADIUS ? y - height : y > RADIUS ? y + 10 : y - height / 2 + 4;
  const parts = lines.map((line, at) => draw("tspan", { x, y: rounded(first + at * LINE) }, line));
  return draw("text", { class: "radar-name", "text-anchor": anchor, "aria-hidden": "true" }, parts);
}

/** @param {string} name */
function broken(name) {
  /** @type {string[]} */
  const lines = [];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= LONGEST) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
