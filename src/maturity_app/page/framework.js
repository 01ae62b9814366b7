// The framework as the views read it: questions with their options, dimensions with the way to show their scores.

import { scoreCuts } from "./numbers.js";
import { standsForOf } from "./scorer/model.js";
import { sure } from "./scorer/sure.js";
/** @import { Framework, Portable, Result, ScoredResult } from "./types.d.ts" */

// `sentences` are the requirements in words, in the order of the data.
/** @param {Portable} data @param {string[]} sentences @returns {Framework} */
export function readFramework(data, sentences) {
  const { framework, digest, rules_digest: rules, words_digests: words, ladders, requirements } = data;
  const cuts = scoreCuts(data);
  const scores = new Map(
    ladders.map(({ name, shown, total }, at) => [name, { shown, total: total !== null, cuts: cuts[at] }]),
  );
  const whole = sure(ladders.at(-1));
  return {
    ...framework,
    digest,
    rules,
    words,
    score: sure(scores.get(whole.name)),
    awardsLevels: whole.top > 0,
    requirements: requirements.map(({ basis, unit }, at) => ({
      basis,
      sentence: sentences[at],
      inUnit: unit !== null,
    })),
    questions: framework.questions.map((question) => ({
      ...question,
      options: optionsOf(framework, question),
      standsFor: standsForOf(framework, question),
    })),
    dimensions: framework.dimensions.map((entry) => ({ ...entry, score: sure(scores.get(`dimension ${entry.id}`)) })),
  };
}

// The options of a question's scale, in the question's own wording where it has one.
/** @param {Portable["framework"]} framework @param {Portable["framework"]["questions"][number]} question */
function optionsOf({ scales }, { scale, labels }) {
  return scales[scale].options.map(({ id, label, help }, at) => ({ id, label: labels[at] ?? label, help }));
}

/** @template {{ id: string }} Entry @param {Entry[]} entries @param {string} id */
export function withId(entries, id) {
  return sure(entries.find((entry) => entry.id === id));
}

// A result with levels in place of their ids.
/** @param {Framework} framework @param {ScoredResult} result @returns {Result} */
export function withLevels(framework, result) {
  /**
   * @template {{ level: string | null, level_range: string[] | null }} Entry
   * @param {Entry} entry @param {string} ladder
   */
  const placed = (entry, ladder) => {
    /** @param {string} id */
    const level = (id) => withId(ladderLevels(framework, ladder), id);
    const { level: id, level_range: ends } = entry;
    return { ...entry, level: id === null ? null : level(id), level_range: ends && ends.map(level) };
  };
  const { assessment } = result;
  const dimensions = assessment.dimensions.map((entry) => placed(entry, `dimension ${entry.id}`));
  return { ...result, assessment: { ...placed(assessment, "framework"), dimensions } };
}

// The dimension or capability that owns a ladder; the framework for its own.
/** @param {Framework} framework @param {string} ladder */
function ladderOwner(framework, ladder) {
  const [kind, id] = ladder.split(" ");
  if (kind === "dimension") return withId(framework.dimensions, id);
  return kind === "capability" ? withId(framework.capabilities, id) : framework;
}

/** @param {Framework} framework @param {string} ladder */
export function ladderName(framework, ladder) {
  return ladderOwner(framework, ladder).name;
}

/** @param {Framework} framework @param {string} ladder */
export function ladderLevels(framework, ladder) {
  const { levels } = ladderOwner(framework, ladder);
  return typeof levels === "string" ? sure(framework.level_lists[levels]) : framework.levels;
}

/** @param {Framework} framework @param {string} ladder @param {string} level */
export function levelName(framework, ladder, level) {
  return withId(ladderLevels(framework, ladder), level).name;
}
