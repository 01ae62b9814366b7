// The framework as the views read it: questions with their options, dimensions with the way to show their scores.

import { scoreCuts } from "./numbers.js";
import { standsForOf } from "./scorer/model.js";
import { sure } from "./scorer/sure.js";
/** @import { Framework, Given, Portable, Result, ScoredResult } from "./types.d.ts" */

// `sentences` are the requirements in words, in the order of the data; `asked` those that differ, by profile and place;
// `traits` the questions of those that are traits, by place; `originals` the texts of questions before translation.
/**
 * @param {Portable} data
 * @param {Pick<Given, "sentences" | "asked" | "traits"> & Partial<Pick<Given, "originals">>} given
 * @returns {Framework}
 */
export function readFramework(data, { sentences, asked, traits, originals = {} }) {
  const { framework, digest, rules_digest: rules, words_digests: words, ladders, requirements, profiles } = data;
  const cuts = scoreCuts(data);
  const counts = new Set(framework.measures.filter((entry) => entry.count_of).map(({ id }) => `measure ${id}`));
  const scores = new Map(
    ladders.map(({ name, shown, total }, at) => {
      return [name, { shown, total: total !== null, count: counts.has(name), cuts: cuts[at] }];
    }),
  );
  const whole = sure(ladders.at(-1));
  return {
    ...framework,
    digest,
    rules,
    words,
    asked,
    rulesBy: new Map(profiles.map(({ id, rules_digest: own }) => [id, own])),
    score: sure(scores.get(whole.name)),
    awardsLevels: whole.top > 0,
    requirements: requirements.map((entry, at) => {
      const inUnit = entry.unit !== null || addsUp(data, entry);
      const trait = traits[at] ?? "";
      return { basis: entry.basis, sentence: sentences[at], inUnit, trait, kind: itemKind(data, entry) };
    }),
    questions: framework.questions.map((question) => {
      const [text, ...labels] = originals[question.id] ?? [question.text];
      const [options, standsFor] = [optionsOf(framework, question, labels), standsForOf(framework, question)];
      return { ...question, aliases: [...question.aliases, text], options, standsFor };
    }),
    capabilities: framework.capabilities.map((entry) => ({
      ...entry,
      score: sure(scores.get(`capability ${entry.id}`)),
    })),
    dimensions: framework.dimensions.map((entry) => {
      const name = `dimension ${entry.id}`;
      return { ...entry, score: sure(scores.get(name)), starts: levelStarts(data, name) };
    }),
    measures: framework.measures.map((entry) => ({ ...entry, score: sure(scores.get(`measure ${entry.id}`)) })),
  };
}

// The scores below which a ladder's levels are out of reach; none if levels ask for something else.
/** @param {Portable} data @param {string} name */
function levelStarts({ ladders, requirements }, name) {
  const place = ladders.findIndex((ladder) => ladder.name === name);
  const own = requirements.filter(({ ladder, statistic, terms }) => {
    return ladder === place && statistic === "mean" && terms === ladders[place].terms;
  });
  return own.map(({ bar: [above, below] }) => Number(above) / Number(below));
}

// What a requirement is about.
/** @param {Portable} data @param {Portable["requirements"][number]} requirement */
function itemKind({ ladders, terms }, { terms: slot }) {
  const { of, items } = terms[slot];
  if (of === "questions" || items.length === 0) return "questions";
  const [kind] = ladders[items[0]].name.split(" ");
  return kind === "capability" ? "capabilities" : `${kind}s`;
}

// Whether what a requirement measures is a total or a count of a measure, which is shown as it is.
/** @param {Portable} data @param {Portable["requirements"][number]} requirement */
function addsUp({ ladders, terms }, { statistic, terms: slot }) {
  const { of, items } = terms[slot];
  const adding = (/** @type {number} */ item) =>
    ladders[item].total !== null && ladders[item].name.startsWith("measure ");
  return statistic === "least" && of === "ladders" && items.some(adding);
}

// The options of a question's scale, in the question's own wording where it has one; `was` is the label before
// translation.
/**
 * @param {Portable["framework"]} framework @param {Portable["framework"]["questions"][number]} question
 * @param {string[]} originals
 */
function optionsOf({ scales }, { scale, labels }, originals) {
  return scales[scale].options.map(({ id, label, help }, at) => {
    return { id, label: labels[at] ?? label, was: originals[at] ?? label, help };
  });
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
  const dimensions = among(assessment.dimensions, framework.dimensions)
    .map((entry) => placed(entry, `dimension ${entry.id}`));
  const measures = among(assessment.measures, framework.measures).map((entry) => placed(entry, `measure ${entry.id}`));
  const capabilities = among(assessment.capabilities, framework.capabilities);
  return { ...result, assessment: { ...placed(assessment, "framework"), dimensions, capabilities, measures } };
}

// The results of what is asked.
/** @template {{ id: string }} Entry @param {Entry[]} results @param {{ id: string }[]} asked */
function among(results, asked) {
  return results.filter(({ id }) => asked.some((entry) => entry.id === id));
}

// The dimension or capability that owns a ladder; the framework for its own.
/** @param {Framework} framework @param {string} ladder */
export function ladderOwner(framework, ladder) {
  const [kind, id] = ladder.split(" ");
  if (kind === "dimension") return withId(framework.dimensions, id);
  if (kind === "measure") return withId(framework.measures, id);
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

// The name of the text that says whose the requirements are; empty if none is an interpretation.
/** @param {Framework} framework */
export function whoseRules({ requirements }) {
  const ours = requirements.filter(({ basis }) => basis === "interpretation").length;
  return ours === 0 ? "" : ours < requirements.length ? "rules-partly-ours" : "rules-ours";
}
