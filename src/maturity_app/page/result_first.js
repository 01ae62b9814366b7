// What a result says first: what is still possible, why in one sentence, what to do first, the weakest area.

import { make } from "./elements.js";
import { ladderName, levelName, withId } from "./framework.js";
import { besideText, effortText, goalsText, goalText, isBeside, isOwnAim, liftsText, openIn } from "./result_coming.js";
import { beginning } from "./long_text.js";
import { move, rangeText } from "./result_parts.js";
import { compareRatios, ratioOf } from "./scorer/ratios.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { count, inForm, listed, own, say } from "./words.js";
/** @import { Assessment, Framework, Plan, Result } from "./types.d.ts" */

// The levels that open questions leave possible, and that these count as the lowest answers: a press leads to the
// first without an answer, which may have been skipped, or to the one that matters most, or to the first.
/** @param {Assessment} assessment */
export function possiblePart({ not_yet: notYet, level_range: range, answers, counted_as: counted, narrows }) {
  const states = { ...answers, ...counted };
  const open = Object.keys(states).filter((id) => OPEN_WORDS.includes(states[id]));
  const levels = range && range[0].id !== range[1].id && say("level-possible", { levels: rangeText(range) });
  const link = open.length > 0 &&
    make(
      "a",
      { href: `#/questions/${open.find((id) => states[id] === "unanswered") ?? narrows ?? open[0]}` },
      count("level-open", open.length),
    );
  return !notYet && (levels || link) && make("p", {}, levels, levels && link && " ", link);
}

// How many answers are below what the target needs, and how many it is enough to raise; and that nothing is pressing,
// if no level is left above.
/** @param {Framework} framework @param {Result} result */
export function whyText(framework, { assessment: { level, next_rungs: rungs }, gaps, next_steps: plan }) {
  const below = new Set(gaps.capabilities.flatMap(({ questions }) => questions.map(({ question }) => question)));
  if (below.size === 0) return "";
  const goals = goalsText(framework, gaps);
  const moves = [...plan.steps.flatMap(({ questions }) => questions), ...plan.results];
  const moved = new Set(moves.map(({ question }) => question));
  const isEnough = moved.size > 0 && moved.size < below.size;
  const isCalm = level !== null && level.id === framework.levels.at(-1)?.id && rungs.length === 0;
  const told = isEnough
    ? count("first-enough", below.size, { enough: moved.size, goals })
    : count("first-why", below.size, { goals });
  return isCalm ? `${say("first-calm")} ${told}` : told;
}

// What to do first: why in short, how to begin, and its effort and how soon; all of it is said in full below.
/** @param {Framework} framework @param {Result} result */
export function firstParts(framework, { assessment, next_steps: plan }) {
  /** @param {Plan["first"][number]} entry */
  const item = (entry) => {
    const [effort, action, open] = [
      effortText(framework, entry, ["first-effort", "first-effort-of"]),
      actionText(framework, entry),
      openIn(assessment, entry),
    ];
    const ends = say("first-ends", {
      effort,
      horizon: say(entry.quick ? "first-quick" : "first-long"),
    });
    return make(
      "li",
      {},
      make("strong", {}, say("first-step", { name: entry.name })),
      ` ${whyInShort(framework, plan, entry)}`,
      make(
        "p",
        {},
        action ? make("span", own(), action) : move(framework, entry.questions[0]),
        " ",
        make("span", { class: "quiet" }, open ? `${ends} ${count("first-open", open)}` : ends),
      ),
    );
  };
  const [needed, beside] = [plan.first.filter((entry) => !isBeside(entry)), plan.first.filter(isBeside)];
  if (plan.first.length === 0) return null;
  return make(
    "div",
    { class: "first" },
    make("p", {}, say("first-title")),
    needed.length > 0 && make("ol", {}, needed.map(item)),
    beside.length > 0 && [make("p", {}, besideText(framework, plan)), make("ul", {}, beside.map(item))],
  );
}

// How to begin: as the first remedy for its moves does, or that of a capability without remedies for moves. Nothing
// where a capability has some, none of them for these moves: what it says of all may be done already.
/** @param {Framework} framework @param {Plan["first"][number]} entry */
function actionText(framework, { capability, remedies: places }) {
  const { remedies, remedy } = withId(framework.capabilities, capability);
  return beginning(remedies.length > 0 ? places.slice(0, 1).map((place) => remedies[place].text).join("") : remedy);
}

// The strongest reason why something comes first: that it reaches the level aimed at, that the target fails without it,
// that results follow, what of the plan builds on it, which dimensions it raises to a level, how many answers it
// raises, or that it lifts a dimension.
/** @param {Framework} framework @param {Plan} plan @param {Plan["first"][number]} entry */
function whyInShort(framework, plan, entry) {
  const goal = goalText(framework, plan);
  const begun = plan.steps.slice(0, 1).filter(({ capability }) => capability === entry.capability);
  const reached = begun.flatMap(({ reaches }) => reaches);
  const whole = reached.find(({ ladder }) => ladder === "framework");
  if (whole) return say("reaches-whole", { level: levelName(framework, "framework", whole.level) });
  if (entry.required && !isOwnAim(plan, entry)) return say("first-needed", { goal });
  if (entry.leads_to.length > 0) return say("first-leads", { goal });
  const carried = entry.carries.length > 0 ? carriesText(framework, plan, entry) : "";
  if (carried && (isBeside(entry) || plan.steps.some(({ capability }) => entry.carries.includes(capability)))) {
    return carried;
  }
  const others = reached.filter(({ ladder }) => ladder.startsWith("dimension ")).map(({ ladder, level: id }) => {
    return say("reaches", { name: ladderName(framework, ladder), level: levelName(framework, ladder, id) });
  });
  const asked = plan.steps.find(({ capability }) => capability === entry.capability)?.asked;
  const raised = asked && !isOwnAim(plan, entry) && count("reason-asked", asked, { aim: goal });
  return others.join(" ") || raised || carried || liftsText(framework, entry);
}

// What builds on something, by the name of one or two, of which a step of the plan comes first.
/** @param {Framework} framework @param {Plan} plan @param {Plan["first"][number]} entry */
function carriesText({ capabilities }, { steps }, { carries }) {
  /** @param {string} id */
  const isLater = (id) => Number(!steps.some(({ capability }) => capability === id));
  const names = [...carries].sort((one, other) => isLater(one) - isLater(other)).map((id) =>
    withId(capabilities, id).name
  );
  if (names.length > 2) return say("first-carried-many", { names: names[0], more: names.length - 1 });
  return say("first-carried", { names: listed(names) });
}

// Which area is weakest, by name: to be explored first, unless all that is to be done first is in others. Said apart,
// too, if others, in which nothing is to be done first, score less, and if the target doesn't need it.
/** @param {Framework} framework @param {Result} result */
export function topicText(framework, { assessment: { topic, dimensions }, next_steps: plan }) {
  if (topic.length === 0) return "";
  const names = topic.map((id) => withId(dimensions, id).name);
  const begun = plan.first.map(({ capability }) => withId(framework.capabilities, capability).dimension);
  const stays = topic.every((id) => plan.stays.some(({ ladder }) => ladder === `dimension ${id}`));
  const isApart = begun.length > 0 && begun.every((id) => !topic.includes(id));
  const form = isApart
    ? "topic-apart"
    : isOutdone(framework, dimensions, topic)
    ? "topic-begun"
    : stays
    ? "topic-stays"
    : "topic";
  return inForm(form, names.length, { names: listed(names), goal: goalText(framework, plan) });
}

// Whether dimensions are compared by score alone, and one scores less than those to explore.
/** @param {Framework} framework @param {Assessment["dimensions"]} dimensions @param {string[]} topic */
function isOutdone({ levels }, dimensions, topic) {
  const told = dimensions.flatMap(({ id, level, not_yet: notYet, score_exact: score }) =>
    score === null || notYet ? [] : [{ id, level, score: ratioOf(score) }]
  );
  const isByLevel = told.every(({ level }) => level !== null && levels.some(({ id }) => id === level.id));
  const explored = told.filter(({ id }) => topic.includes(id));
  return !isByLevel && told.some(({ score }) => explored.every((one) => compareRatios(score, one.score) < 0));
}
