// Elements made by functions: whatever a framework or a file says becomes text and attributes, never markup.

import { isolated, piecesOf, withMarks } from "./isolating.js";
/** @import { Attributes, Child, Listener, Piece } from "./types.d.ts" */

const SVG = "http://www.w3.org/2000/svg";
/** @type {WeakMap<Element, { [name: string]: Listener | undefined }>} */
const listeners = new WeakMap();
const OBEYED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu; // some words are written with joiners

// Characters that would reverse the line, break it or hide in it are replaced by a visible mark.
/** @param {unknown} text */
export function printable(text) {
  return String(text).replace(OBEYED, "\ufffd");
}

// make("a", { href: "#/start", class: "quiet" }, "Start"): a listener is an attribute whose value is a function.
/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {...Child} children
 */
export function make(tag, attributes, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {...Child} children
 */
export function draw(tag, attributes, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} element @param {Attributes} attributes @param {Child[]} children
 */
function furnished(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") listen(element, name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, withMarks(String(value), printable));
    }
  }
  element.append(...nodes(children, element instanceof SVGElement));
  return element;
}

/** @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

// The same content as with `fill`, but what can stay does: it may be under the pointer or have the focus.
/** @param {Element} element @param {...Child} children */
export function refresh(element, ...children) {
  const wanted = nodes(children);
  wanted.forEach((node, at) => {
    const here = element.childNodes[at];
    if (here && isAlike(here, node)) become(here, node);
    else if (here && !wanted.slice(at + 1).some((later) => isAlike(here, later))) here.replaceWith(node);
    else element.insertBefore(node, here ?? null);
  });
  while (element.childNodes.length > wanted.length) element.lastChild?.remove();
  return element;
}

/** @param {Node} one @param {Node} other */
function isAlike(one, other) {
  return one.nodeName === other.nodeName && sectionOf(one) === sectionOf(other);
}

/** @param {Node} node */
function sectionOf(node) {
  return node instanceof HTMLElement ? node.dataset.section : undefined;
}

// What people opened stays open.
/** @param {Node} here @param {Node} node */
function become(here, node) {
  if (here instanceof Text && node instanceof Text && here.data !== node.data) here.data = node.data;
  if (!(here instanceof Element && node instanceof Element)) return;
  for (const name of here.getAttributeNames()) {
    if (name !== "open" && !node.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const name of node.getAttributeNames()) {
    const value = node.getAttribute(name) ?? "";
    if (here.getAttribute(name) !== value) here.setAttribute(name, value);
  }
  const told = listeners.get(node) ?? {};
  for (const name of Object.keys({ ...listeners.get(here), ...told })) listen(here, name, told[name]);
  refresh(here, ...node.childNodes);
}

// From now on an element that stays does what the new one would have done.
/** @param {Element} element @param {string} name @param {Listener | undefined} listener */
function listen(element, name, listener) {
  const own = listeners.get(element) ?? {};
  if (!(name in own)) element.addEventListener(name, (event) => own[name]?.(event));
  own[name] = listener;
  listeners.set(element, own);
}

// A picture has no elements for names in another direction; characters mark them there.
/** @param {Child[]} children @param {boolean} [drawn] */
function nodes(children, drawn = false) {
  const all = /** @type {Exclude<Child, Child[]>[]} */ (/** @type {unknown[]} */ (children).flat(Infinity));
  const wanted = all.filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  return wanted.flatMap((child) => {
    if (child instanceof Node) return child;
    const text = String(child);
    if (drawn) return document.createTextNode(withMarks(isolated(text), printable));
    return piecesOf(isolated(text)).map(pieceNode);
  });
}

/** @param {Piece} piece @returns {Node} */
function pieceNode(piece) {
  if (!Array.isArray(piece)) return document.createTextNode(printable(piece));
  const element = document.createElement("bdi");
  element.append(...piece.map(pieceNode));
  return element;
}

/** @param {1 | 2 | 3} level @param {Child} text @param {Attributes} [attributes] */
export function heading(level, text, attributes = {}) {
  return make(`h${level}`, attributes, text);
}

/** @param {string} text @param {Listener} click @param {Attributes} [attributes] */
export function button(text, click, attributes) {
  return make("button", { type: "button", click, ...attributes }, text);
}

// Text for screen readers only.
/** @param {string} text */
export function aside(text) {
  return make("span", { class: "heard" }, text);
}
