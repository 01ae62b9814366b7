// Names written in another direction than the words around them: isolated, so that they move nothing else.

import { partsOf } from "./long_text.js";
/** @import { Piece } from "./types.d.ts" */

const BEGIN = "\u2068";
const END = "\u2069";
const SIGNS = /([\u2068\u2069])/;
const TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const TO_RIGHT = /[A-Za-z\u00c0-\u02b8\u0370-\u058f]/;

// A text marked as isolated if it has letters of the other direction that are not in marks already.
/** @param {string} text */
export function isolated(text) {
  const opposite = document.documentElement.dir === "rtl" ? TO_RIGHT : TO_LEFT;
  if (!opposite.test(text)) return text;
  let depth = 0;
  for (const piece of text.split(SIGNS)) {
    depth += turn(piece);
    if (depth === 0 && opposite.test(piece)) return `${BEGIN}${text}${END}`;
  }
  return text;
}

/** @param {string} piece */
function turn(piece) {
  return piece === BEGIN ? 1 : piece === END ? -1 : 0;
}

// The pieces of a text, and lists of the pieces that are isolated in it. Marks that don't match are part of a piece.
/** @param {string} text @returns {Piece[]} */
export function piecesOf(text) {
  /** @type {Piece[][]} */
  const open = [[]];
  for (const piece of text.split(SIGNS)) {
    if (piece === BEGIN) open.push([]);
    else if (piece !== END) open.at(-1)?.push(piece);
    else if (open.length === 1) return [text];
    else open.at(-2)?.push(open.pop() ?? []);
  }
  return open.length === 1 ? open[0].filter((piece) => piece !== "") : [text];
}

// The paragraphs and lists of a long text, each with marks of its own around what the text marks.
/** @param {string} text */
export function markedParts(text) {
  let depth = 0;
  /** @param {string} piece */
  const marked = (piece) => {
    const before = BEGIN.repeat(depth);
    for (const sign of piece) depth += turn(sign);
    return `${before}${piece}${END.repeat(depth)}`;
  };
  const parts = partsOf(text);
  if (!isMatched(text)) return parts;
  return parts.map((part) => (Array.isArray(part) ? part.map(marked) : marked(part)));
}

/** @param {string} text */
function isMatched(text) {
  let depth = 0;
  for (const sign of text) {
    depth += turn(sign);
    if (depth < 0) return false;
  }
  return depth === 0;
}

// A long text of the framework with a remark behind it, which is marked if the text is.
/** @param {string} text @param {string} remark */
export function followedBy(text, remark) {
  return isolated(text) === text ? `${text} ${remark}` : `${text} ${BEGIN}${remark}${END}`;
}

// The same text with every piece changed; the marks around them stay.
/** @param {string} text @param {(piece: string) => string} change */
export function withMarks(text, change) {
  /** @param {Piece} piece @returns {string} */
  const written = (piece) => (Array.isArray(piece) ? `${BEGIN}${piece.map(written).join("")}${END}` : change(piece));
  return piecesOf(text).map(written).join("");
}
