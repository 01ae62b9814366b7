// Answering with one press: a chosen option goes on to the next question, and the keys 1 to 9 choose.

const TYPED_INTO = "textarea, select, input:not([type=radio], [type=checkbox])";
/** @typedef {{ form: HTMLFormElement, fields: HTMLElement[], goOn: (() => void) | null }} Hand */
/** @type {Hand | null} */
let hand = null;

window.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
  const isTyping = event.target instanceof Element && event.target.closest(`dialog, ${TYPED_INTO}`);
  if (isPlain && !isTyping && hand?.form.isConnected && /^[1-9]$/.test(event.key)) chooseBy(Number(event.key), hand);
});

// `goOn` is null where a choice does not go on. Arrow keys choose, too, but on the way to another option: they don't go
// on. A click made by them has no detail; the second click of a double one, which has more, answers nothing, and it
// presses nothing in the question that has come by then.
/** @param {HTMLFormElement} form @param {HTMLElement[]} fields @param {(() => void) | null} goOn */
export function answerByHand(form, fields, goOn) {
  hand = { form, fields, goOn };
  if (!goOn) return;
  let [goes, began] = [false, false]; // whether it goes on, and whether a click began here
  form.addEventListener("mousedown", (event) => {
    began ||= event.detail === 1;
    if (event.detail > 1 && (!began || optionAt(event))) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    if (event.detail > 1 && !began) event.preventDefault();
    const option = optionAt(event);
    if (!option || event.detail === 0) return;
    if (event.detail > 1) event.preventDefault();
    else if (!goes && !option.querySelector("input")?.disabled) {
      goes = true;
      const here = location.hash;
      setTimeout(() => location.hash === here && form.isConnected && goOn()); // after the choice itself
    }
  });
}

/** @param {MouseEvent} event */
function optionAt({ target }) {
  return target instanceof Element ? target.closest("label.option") : null;
}

// In the question with the focus; elsewhere in the first without an answer.
/** @param {number} number @param {Hand} hand */
function chooseBy(number, { fields, goOn }) {
  const isOpen = (/** @type {HTMLElement} */ field) => !field.querySelector("input:checked");
  const field = fields.find((entry) => entry.contains(document.activeElement)) ?? fields.find(isOpen) ?? fields[0];
  const input = radiosOf(field)[number - 1];
  if (!input || input.disabled) return;
  if (!input.checked) input.click();
  if (goOn) return goOn();
  const next = fields[fields.indexOf(field) + 1] ?? field;
  radiosOf(next)[0]?.focus();
}

/** @param {HTMLElement} field @returns {HTMLInputElement[]} */
function radiosOf(field) {
  return [...field.querySelectorAll("input")].filter(({ type }) => type === "radio");
}
