// Every code of an answer that is not an option, and every sentinel, once, as in Python's `model/states.py`. No other
// module has any of these numbers.

export const NOT_APPLICABLE = -3;
export const NO_LEVEL = -1;
/** @type {{ [word: string]: number }} */
export const STATE_CODES = { unanswered: -1, "dont-know": -2, "not-applicable": NOT_APPLICABLE };

// The words of the states in which a question is open.
export const OPEN_WORDS = Object.keys(STATE_CODES).filter((word) => isOpen(STATE_CODES[word]));

// Whether a question with that code is open: unanswered or don't know.
/** @param {number} code */
export function isOpen(code) {
  return code < 0 && code !== NOT_APPLICABLE;
}

// The word by which results name an answer.
/** @param {{ options: { id: string }[] }} question @param {number} code */
export function answerWord({ options }, code) {
  return code < 0 ? stateWord(code) : options[code].id;
}

/** @param {number} code */
function stateWord(code) {
  return Object.keys(STATE_CODES).filter((word) => STATE_CODES[word] === code)[0];
}
