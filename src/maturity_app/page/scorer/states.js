// The words by which results name answers.

const STATE_WORDS = { "-1": "unanswered", "-2": "dont-know", "-3": "not-applicable" };

export function answerWord({ options }, code) {
  return code < 0 ? STATE_WORDS[code] : options[code].id;
}
