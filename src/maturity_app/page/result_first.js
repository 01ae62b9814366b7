// What a result says first: what is still possible, why in one sentence, what the first steps bring, the weakest area.

import { make } from "./elements.js";
import { ladderName, levelName, withId } from "./framework.js";
import { isolated } from "./isolating.js";
import { effortText, goalsText } from "./result_coming.js";
import { rangeText } from "./result_parts.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { count, inForm, listed, say } from "./words.js";
/** @import { Assessment, Framework, PlanStep, Result } from "./types.d.ts" */

const FIRST_SHOWN = 3;

// The levels that open questions leave possible, and that these count as the lowest answers.
/** @param {Assessment} assessment */
export function possibleText({ not_yet: notYet, level_range: range, answers, counted_as: counted }) {
  if (notYet) return "";
  const open = Object.values({ ...answers, ...counted }).filter((state) => OPEN_WORDS.includes(state)).length;
  const levels = range && range[0].id !== range[1].id && say("level-possible", { levels: rangeText(range) });
  return [levels, open && count("level-open", open)].filter(Boolean).join(" ");
}

// How many answers are below what the target needs, and how many of them are enough.
/** @param {Framework} framework @param {Result} result */
export function whyText(framework, { gaps, next_steps: plan }) {
  const below = new Set(gaps.capabilities.flatMap(({ questions }) => questions.map(({ question }) => question)));
  if (below.size === 0) return "";
  const isSeveral = gaps.target.length + gaps.target_scores.length > 1;
  const goals = isSeveral ? say("target-levels") : goalsText(framework, gaps);
  const moves = [...plan.steps.flatMap(({ questions }) => questions), ...plan.results];
  const moved = new Set(moves.map(({ question }) => question));
  const isEnough = moved.size > 0 && moved.size < below.size && [...moved].every((id) => below.has(id));
  return isEnough
    ? count("first-enough", below.size, { enough: moved.size, goals })
    : count("first-why", below.size, { goals });
}

// The first steps: what, effort, how soon, and what each brings; all of it is said in full below.
/** @param {Framework} framework @param {Result} result */
export function firstParts(framework, { next_steps: { steps } }) {
  const items = steps.slice(0, FIRST_SHOWN).map((step) => {
    const text = say("first-step", {
      step: `${isolated(step.name)} ${effortText(framework, step)}`,
      horizon: say(step.quick ? "step-quick" : "step-long"),
      brings: bringsText(framework, step),
    });
    return make("li", {}, text);
  });
  if (items.length === 0) return null;
  return make("div", { class: "first" }, make("p", {}, say("first-title")), make("ol", {}, items));
}

// The levels that a step reaches, else how many answers it raises; and what can begin after it.
/** @param {Framework} framework @param {PlanStep} step */
function bringsText(framework, { reaches, readies, questions }) {
  const parts = reaches.flatMap(({ ladder, level: id }) => {
    const level = levelName(framework, ladder, id);
    if (ladder === "framework") return [say("reaches-whole", { level })];
    return ladder.startsWith("dimension ") ? [say("reaches", { name: ladderName(framework, ladder), level })] : [];
  });
  if (parts.length === 0) parts.push(count("brings", questions.length));
  const names = readies.map((id) => withId(framework.capabilities, id).name);
  if (names.length > 0) parts.push(inForm("lever-readies", names.length, { names: listed(names) }));
  return parts.join(" ");
}

// Which area is weakest, by name: to be explored first, unless the first step is in another.
/** @param {Framework} framework @param {Result} result */
export function topicText(framework, { assessment: { topic, dimensions }, next_steps: { steps } }) {
  if (topic.length === 0) return "";
  const names = topic.map((id) => withId(dimensions, id).name);
  const begun = steps.slice(0, 1).map(({ capability }) => withId(framework.capabilities, capability).dimension);
  const isApart = begun.some((id) => !topic.includes(id));
  return inForm(isApart ? "topic-apart" : "topic", names.length, { names: listed(names) });
}
