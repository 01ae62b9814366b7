// The folded sections of a result: opened one by one, all at once, and on paper.

import { unprinted } from "./paper.js";

/** @param {string | undefined} section */
export function unfold(section) {
  const part = document.querySelector(`details[data-section="${section}"]`);
  if (part instanceof HTMLDetailsElement) part.open = true;
}

// Those that were folded until now.
export function unfoldAll() {
  const parts = [...document.querySelectorAll("details")].filter((part) => part.dataset.section && !part.open);
  for (const part of parts) part.open = true;
  return parts;
}

// Nothing can be opened on paper.
export function unfoldOnPaper() {
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = unfoldAll();
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
    unprinted();
  });
}
