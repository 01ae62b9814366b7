// The texts around questions and results, from the table of one language.

const words = { table: {}, plurals: new Intl.PluralRules("en") };

export function speak(language, table) {
  words.table = table;
  words.plurals = new Intl.PluralRules(language);
}

// A text with its places filled in; what stands in a value is not looked at again.
export function say(name, values = {}) {
  const text = words.table[name];
  if (text === undefined) throw new Error(`no such text: ${name}`);
  return text.replace(/\{([a-z_]+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
}

// A framework's text with the commands it names in plain words; one that there is not stays as it is written.
export function withCommands(text) {
  return text.replace(/\{command:([^{}]*)\}/g, (place, name, at) => {
    const told = words.table[`command-${name}`];
    if (told === undefined) return place;
    const before = text.slice(0, at).trimEnd();
    return before === "" || /[.!?:]$/.test(before) ? told[0].toUpperCase() + told.slice(1) : told;
  });
}

// A number with its noun: `questions-one`, `questions-other`, and what else the language tells apart.
export function count(noun, number, values = {}) {
  const form = `${noun}-${words.plurals.select(number)}`;
  return say(form in words.table ? form : `${noun}-other`, { number, ...values });
}

// Digits with the point of the language.
export function pointed(digits) {
  return digits.replace(".", words.table["decimal-point"]);
}

// The beginning of a remark as a sentence of its own.
export function asSentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

export function listed(names) {
  if (names.length < 2) return names.join("");
  return say("list-end", { names: names.slice(0, -1).join(", "), last: names.at(-1) });
}
