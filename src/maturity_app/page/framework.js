// The framework as the views read it: each question with its options, each dimension with how its score is shown.

import { scoreCuts } from "./numbers.js";

export function readFramework(data) {
  const { framework, digest, rules_digest: rules, words_digests: words, ladders } = data;
  const cuts = scoreCuts(data);
  const scores = new Map(
    ladders.map(({ name, shown, total }, at) => [name, { shown, total: total !== null, cuts: cuts[at] }]),
  );
  const whole = ladders.at(-1);
  return {
    ...framework,
    digest,
    rules,
    words,
    score: scores.get(whole.name),
    awardsLevels: whole.top > 0,
    questions: framework.questions.map((question) => ({ ...question, options: optionsOf(framework, question) })),
    dimensions: framework.dimensions.map((entry) => ({ ...entry, score: scores.get(`dimension ${entry.id}`) })),
  };
}

// The options of a question's scale, in the question's own wording where it has one.
function optionsOf({ scales }, { scale, labels }) {
  return scales[scale].options.map(({ id, label }, at) => ({ id, label: labels[at] ?? label }));
}

export function withId(entries, id) {
  return entries.find((entry) => entry.id === id);
}
