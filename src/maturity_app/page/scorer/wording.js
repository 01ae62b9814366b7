// The words and sentences that are put together from data: answers, tensions, and reasons of steps.

const STATE_WORDS = { "-1": "unanswered", "-2": "dont-know", "-3": "not-applicable" };
const STATE_LABELS = { "-1": "not answered", "-2": "not known", "-3": "does not apply" };

export function answerWord({ options }, code) {
  return code < 0 ? STATE_WORDS[code] : options[code].id;
}

export function answerLabel({ options }, code) {
  return code < 0 ? STATE_LABELS[code] : options[code].label;
}

// Names as a list in words.
export function joined(names) {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part).join(" and ");
}

export function counted(number, noun) {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

// A sentence from its parts, with a capital.
export function sentence(text) {
  const [first = "", ...others] = text;
  return `${first.toUpperCase()}${others.join("")}.`;
}
