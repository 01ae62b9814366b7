// Long texts: paragraphs and lists, as plain text has them, and no other markup.

const [POINT, BRIEF, LENGTHY] = ["- ", 50, 140];
const [SENTENCE_ENDS, CLAUSE] = [/[.!?\u2026]+$/u, /^.{50,}?(?=[:;] )/u];

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

// How a long text begins: the first sentence of its first part, and the next one after a brief one. No
// sentence ends behind a single letter or digit, nor before a small letter or a digit. What is lengthy ends at a colon
// or a semicolon.
/** @param {string} text */
export function beginning(text) {
  const words = [partsOf(text)[0] ?? ""].flat()[0].split(/\s+/u);
  let found = "";
  for (const [place, word] of words.entries()) {
    found += place ? ` ${word}` : word;
    if ([...found].length > BRIEF && isEnd(word, words[place + 1] ?? "")) break;
  }
  const clause = [...found].length > LENGTHY && CLAUSE.exec(found);
  return clause ? `${clause[0]}.` : found;
}

/** @param {string} word @param {string} following */
function isEnd(word, following) {
  const [ended, [begun = ""]] = [word.replace(/["'\u201d\u2019\u00bb)\]]+$/u, ""), following];
  const goesOn = begun !== begun.toUpperCase() || /[0-9]/u.test(begun);
  return SENTENCE_ENDS.test(ended) && [...ended.replace(SENTENCE_ENDS, "")].length !== 1 && !goesOn;
}
