// The framework as the views read it: each question with its options, each dimension with how its score is shown.

import { scoreCuts } from "./numbers.js";

// `sentences` are the requirements in words, in the order in which the data has them.
export function readFramework(data, sentences) {
  const { framework, digest, rules_digest: rules, words_digests: words, ladders, requirements } = data;
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
    requirements: requirements.map(({ basis }, at) => ({ basis, sentence: sentences[at] })),
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

// A result with its levels in the places of their ids.
export function withLevels(framework, result) {
  const placed = (entry, ladder) => {
    const level = (id) => withId(ladderLevels(framework, ladder), id);
    const { level: id, level_range: ends } = entry;
    return { ...entry, level: id === null ? null : level(id), level_range: ends && ends.map(level) };
  };
  const { assessment } = result;
  const dimensions = assessment.dimensions.map((entry) => placed(entry, `dimension ${entry.id}`));
  return { ...result, assessment: { ...placed(assessment, "framework"), dimensions } };
}

// The dimension or the capability whose ladder is named; the framework for its own.
function ladderOwner(framework, ladder) {
  const [kind, id] = ladder.split(" ");
  const tables = { dimension: framework.dimensions, capability: framework.capabilities };
  return kind in tables ? withId(tables[kind], id) : framework;
}

export function ladderName(framework, ladder) {
  return ladderOwner(framework, ladder).name;
}

export function ladderLevels(framework, ladder) {
  const { levels } = ladderOwner(framework, ladder);
  return typeof levels === "string" ? framework.level_lists[levels] : framework.levels;
}

export function levelName(framework, ladder, level) {
  return withId(ladderLevels(framework, ladder), level).name;
}
