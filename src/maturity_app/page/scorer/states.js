// The words by which results name answers.

/** @type {Record<string, string>} */
const STATE_WORDS = { "-1": "unanswered", "-2": "dont-know", "-3": "not-applicable" };

/** @param {{ options: { id: string }[] }} question @param {number} code */
export function answerWord({ options }, code) {
  return code < 0 ? STATE_WORDS[code] : options[code].id;
}
