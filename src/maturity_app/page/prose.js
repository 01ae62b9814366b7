// Texts of the framework with paragraphs and lists, its help, and its links.

import { make } from "./elements.js";
import { partsOf } from "./long_text.js";
import { own, say } from "./words.js";
/** @import { Attributes, Child, Link } from "./types.d.ts" */

/** @param {string} text @param {Attributes} [attributes] */
export function prose(text, attributes = {}) {
  const looks = { ...own(), ...attributes };
  return partsOf(text).map((part) => (Array.isArray(part) ? pointList(part, looks) : make("p", looks, part)));
}

// The same where the element around it is a paragraph already, unless the text has more than one.
/** @param {string} text @returns {Child} */
export function proseInside(text) {
  const parts = partsOf(text);
  return parts.length === 1 && typeof parts[0] === "string" ? parts[0] : prose(text);
}

/** @param {string[]} points @param {Attributes} looks */
function pointList(points, looks) {
  return make("ul", looks, points.map((point) => make("li", {}, point)));
}

// The links lead out of the page, to another tab: the page may hold answers that are not saved.
/** @param {Link[]} links */
export function linkList(links) {
  const away = { target: "_blank", rel: "noopener noreferrer" };
  /** @param {Link} link */
  const item = ({ text, address }) => make("li", {}, make("a", { href: address, ...own(), ...away }, text));
  return links.length > 0 && make("ul", { class: "links", role: "list" }, links.map(item));
}

// Help and links behind a title that opens them; nothing if there are none.
/** @param {{ help: string, links: Link[] }} entry @param {string} [title] */
export function helpPart({ help, links }, title = say("help-title")) {
  if (!help && links.length === 0) return null;
  return make("details", { class: "help" }, make("summary", {}, title), prose(help), linkList(links));
}
