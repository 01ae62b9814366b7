// Long texts: paragraphs and lists, as plain text has them, and no other markup.

const POINT = "- ";

// The paragraphs and lists of a long text, without line breaks. An empty line ends a paragraph, a hyphen and a space
// begin a point, and any other line goes on where the one before it ended.
/** @param {string} text @returns {(string | string[])[]} */
export function partsOf(text) {
  /** @type {{ listed: boolean, words: string }[]} */
  const pieces = [];
  let last = null;
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line.startsWith(POINT)) pieces.push({ listed: true, words: line.slice(POINT.length).trim() });
    else if (line && last) last.words += ` ${line}`;
    else if (line) pieces.push({ listed: false, words: line });
    last = line ? pieces.at(-1) : null;
  }
  /** @type {(string | string[])[]} */
  const parts = [];
  for (const { listed, words } of pieces) {
    const before = parts.at(-1);
    if (listed && Array.isArray(before)) before.push(words);
    else parts.push(listed ? [words] : words);
  }
  return parts;
}

// A long text to follow words that lead to it: a list at its beginning starts on a line of its own.
/** @param {string} text */
export function led(text) {
  return text.trimStart().startsWith(POINT) ? `\n${text}` : text;
}

/** @param {string} text */
export function oneLine(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean).join(" ");
}
