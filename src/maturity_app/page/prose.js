// Texts of the framework with paragraphs and lists, its help, and its links.

import { make } from "./elements.js";
import { markedParts } from "./isolating.js";
import { own, say } from "./words.js";
/** @import { Attributes, Child, Link } from "./types.d.ts" */

/** @param {string} text @param {Attributes} [attributes] */
export function prose(text, attributes = {}) {
  return proseOf(text, { ...own(), ...attributes });
}

// The same for a text that is not the framework's.
/** @param {string} text @param {Attributes} [looks] */
export function proseOf(text, looks = {}) {
  return markedParts(text).map((part) => (Array.isArray(part) ? pointList(part, looks) : make("p", looks, part)));
}

// The same where the element around it is a paragraph already, unless the text has more than one.
/** @param {string} text @returns {Child} */
export function proseInside(text) {
  const parts = markedParts(text);
  return parts.length === 1 && typeof parts[0] === "string" ? parts[0] : prose(text);
}

/** @param {string[]} points @param {Attributes} looks */
function pointList(points, looks) {
  return make("ul", looks, points.map((point) => make("li", {}, point)));
}

// The links lead out of the page, to another tab: the page may hold answers that are not saved.
/** @param {Link[]} links */
export function linkList(links) {
  return links.length > 0 && linkedList(links, own());
}

// The same for links that are not the framework's, and for texts that lead nowhere.
/** @param {(Link | string)[]} entries @param {Attributes} [looks] */
export function linkedList(entries, looks = {}) {
  const away = { target: "_blank", rel: "noopener noreferrer" };
  /** @param {Link | string} entry */
  const inside = (entry) =>
    typeof entry === "string" ? entry : make("a", { href: entry.address, ...looks, ...away }, entry.text);
  return make("ul", { class: "links", role: "list" }, entries.map((entry) => make("li", {}, inside(entry))));
}

// Help and links behind a title that opens them; nothing if there are none.
/** @param {{ help: string, links: Link[] }} entry @param {string} [title] */
export function helpPart({ help, links }, title = say("help-title")) {
  if (!help && links.length === 0) return null;
  return make("details", { class: "help" }, make("summary", {}, title), prose(help), linkList(links));
}
