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

// A number with its noun: `questions-one`, `questions-other`, and what else the language tells apart.
export function count(noun, number) {
  const form = `${noun}-${words.plurals.select(number)}`;
  return say(form in words.table ? form : `${noun}-other`, { number });
}

export function listed(names) {
  if (names.length < 2) return names.join("");
  return say("list-end", { names: names.slice(0, -1).join(", "), last: names.at(-1) });
}
