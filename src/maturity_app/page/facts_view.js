// The fields for what a sheet says beside its answers: folded away, and never in the way of answering.

import { fill, make } from "./elements.js";
import { ABOUT_ALL, cleaned, LONGEST_COMMENT, LONGEST_FACT, MOST_PIECES, piecesIn, withRemark } from "./facts.js";
import { unpressed } from "./press.js";
import { say } from "./words.js";
/** @import { Kept, Question, Store } from "./types.d.ts" */

// Role and date, for the first view, and apart from them the folded segment and respondent; `changed` is called when
// one of them has changed.
/** @param {Store} store @param {() => void} changed */
export function factFields(store, changed) {
  const inputs = ABOUT_ALL.map((name) => factInput(store, name, changed));
  /** @param {typeof ABOUT_ALL[number]} name */
  const row = (name) =>
    make(
      "div",
      { class: "field" },
      make("label", { for: `fact-${name}` }, say(`fact-${name}-label`)),
      inputs[ABOUT_ALL.indexOf(name)],
    );
  const element = make("div", { class: "fields" }, row("role"), row("date"));
  const folded = make("div", { class: "fields" }, row("respondent"), row("segment"));
  const update = () => inputs.forEach((input, at) => showText(input, store.state[ABOUT_ALL[at]]));
  update();
  return { element, folded, update };
}

/** @param {Store} store @param {typeof ABOUT_ALL[number]} name @param {() => void} changed */
function factInput(store, name, changed) {
  const looks = name === "date"
    ? { type: "date", min: "0001-01-01", max: "9999-12-31" }
    : { type: "text", autocomplete: "off", maxlength: LONGEST_FACT };
  /** @type {HTMLInputElement} */
  const input = make("input", {
    id: `fact-${name}`,
    ...looks,
    change() {
      store.change({ [name]: cleaned(input.value, LONGEST_FACT) });
      unpressed(changed);
    },
  });
  return input;
}

// A comment on the answer to a question, and evidence for it. What is typed is kept as it is typed.
/** @param {Store} store @param {Question} question */
export function remarksPart(store, { id }) {
  const keepComment = () => {
    const text = cleaned(comment.value, LONGEST_COMMENT);
    store.change(({ comments }) => ({ comments: withRemark(comments, id, text) }));
  };
  const looks = { rows: 3, maxlength: LONGEST_COMMENT };
  /** @type {HTMLTextAreaElement} */
  const comment = make("textarea", { id: `comment-${id}`, ...looks, input: keepComment });
  const wrong = make("p", { id: `evidence-${id}-wrong`, class: "wrong", role: "alert" });
  const keepEvidence = () => {
    const pieces = piecesIn(evidence.value);
    const isTooMuch = pieces.length > MOST_PIECES;
    evidence.setAttribute("aria-invalid", String(isTooMuch));
    fill(wrong, isTooMuch && say("evidence-too-much", { most: MOST_PIECES }));
    if (!isTooMuch) store.change((state) => ({ evidence: withRemark(state.evidence, id, pieces) }));
  };
  const described = `evidence-${id}-help evidence-${id}-wrong`;
  /** @type {HTMLTextAreaElement} */
  const evidence = make("textarea", {
    id: `evidence-${id}`,
    rows: 2,
    "aria-describedby": described,
    input: keepEvidence,
  });
  const element = make(
    "details",
    { class: "remarks", open: id in store.state.comments || id in store.state.evidence },
    make("summary", {}, say("remarks-title")),
    make("label", { for: comment.id }, say("comment-label")),
    comment,
    make("label", { for: evidence.id }, say("evidence-label")),
    evidence,
    make("p", { id: `evidence-${id}-help`, class: "quiet" }, say("evidence-help")),
    wrong,
  );
  showRemarks(element, id, store.state);
  return element;
}

// Put what the sheet says of a question into its fields, unless somebody is typing there.
/** @param {Element} field @param {string} id @param {Kept} state */
export function showRemarks(field, id, state) {
  for (const area of field.querySelectorAll("textarea")) {
    const text = area.id === `comment-${id}` ? state.comments[id] ?? "" : (state.evidence[id] ?? []).join("\n");
    if (area.getAttribute("aria-invalid") !== "true") showText(area, text);
  }
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text */
function showText(field, text) {
  if (document.activeElement !== field) field.value = text;
}
