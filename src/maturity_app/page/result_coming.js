// The second half of a result: what is missing, and what comes next.

import { heading, make } from "./elements.js";
import { isolated } from "./isolating.js";
import { ladderLevels, ladderName, levelName, withId } from "./framework.js";
import { numberText, shownScore } from "./numbers.js";
import { move, notesAt, paragraphs, section, sentences } from "./result_parts.js";
import { oneLine } from "./long_text.js";
import { prose } from "./prose.js";
import { compareRatios, ratioOf } from "./scorer/ratios.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { sure } from "./scorer/sure.js";
import { count, inForm, listed, say } from "./words.js";
/** @import { Assessment, Framework, Plan, PlanStep, Question, Result, Targeted } from "./types.d.ts" */

const [STEPS_SHOWN, GAPS_SHOWN, NAMED] = [10, 3, 3];

/** @param {Framework} framework @param {string[]} ids */
function capabilityNames(framework, ids) {
  return ids.map((id) => withId(framework.capabilities, id).name);
}

// Which of the biggest levers are none of the steps.
/** @param {Assessment["levers"]} levers @param {{ capability: string }[]} steps */
function leversBeside(levers, steps) {
  const names = levers.filter((lever) => !steps.some(({ capability }) => capability === lever.capability))
    .map(({ name }) => name);
  return names.length > 0 && inForm("levers-beside", names.length, { names: listed(names) });
}

/** @param {Framework} framework @param {Result} result */
export function gapSection(framework, result) {
  const { gaps, assessment } = result;
  if (gaps.capabilities.length === 0) return null;
  const names = gaps.capabilities.map((gap) => say("gap-capability", { name: gap.name, number: gap.questions.length }));
  const number = gaps.capabilities.reduce((sum, gap) => sum + gap.questions.length, 0);
  const noun = gaps.target.length === 1 && gaps.target_scores.length === 0 ? "gaps" : "gaps-goals";
  const text = count(noun, number, { goals: goalsText(framework, gaps), capabilities: listed(names) });
  return section("gaps", say("gaps-title"), paragraphs([text]), notesAt(framework, "gaps", assessment.level));
}

/** @param {Framework} framework @param {Pick<Targeted, "target" | "target_scores">} targeted */
export function goalsText(framework, { target, target_scores: scores }) {
  const levels = target.map(({ ladder, level: id }) => {
    const level = levelName(framework, ladder, id);
    return ladder === "framework"
      ? say("goal-whole", { level })
      : say("goal", { level, name: ladderName(framework, ladder) });
  });
  const marks = scores.map(({ score_exact: score }) => {
    return say("goal-score-whole", { score: shownScore(framework.score, score) });
  });
  return listed([...new Set([...levels, ...marks])]);
}

/** @param {Framework} framework @param {Result} result */
export function stepSection(framework, result) {
  const plan = result.next_steps;
  const told = stepsInOrder(plan);
  const shown = told.slice(0, STEPS_SHOWN);
  const rest = told.slice(STEPS_SHOWN).map(({ name }) => name);
  const [needed, beside] = [shown.filter((step) => !isBeside(step)), shown.filter(isBeside)];
  /** @param {PlanStep | Plan["first"][number]} step */
  const item = (step) => stepItem(framework, result, step);
  const others = make("ol", { class: "steps", role: "list", start: String(needed.length + 1) }, beside.map(item));
  return section(
    "steps",
    say("steps-title"),
    outlook(framework, result),
    needed.length > 0 && make("ol", { class: "steps", role: "list" }, needed.map(item)),
    beside.length > 0 && make("div", { class: "also" }, paragraphs([besideText(framework, plan)]), others),
    rest.length > 0 &&
      make(
        "p",
        { class: "after", "data-names": rest.map(isolated).join("\n") },
        say("steps-after", { names: listed(rest) }),
      ),
    outcomeParts(framework, plan),
    paragraphs([notNeededText(framework, plan)]),
    paragraphs([leversBeside(result.assessment.levers, told)]),
    notesAt(framework, "steps", result.assessment.level),
  );
}

// The dimensions that the target doesn't need more of, by the level where they stay.
/** @param {Framework} framework @param {Plan} plan */
function notNeededText(framework, plan) {
  /** @type {Map<string, string[]>} */
  const levels = new Map();
  for (const { ladder, level: id } of plan.stays) {
    const level = levelName(framework, ladder, id);
    levels.set(level, [...(levels.get(level) ?? []), ladderName(framework, ladder)]);
  }
  const groups = [...levels].map(([level, names]) => say("steps-stays", { names: listed(names), level }));
  return groups.length && say("steps-not-needed", { goal: goalsText(framework, plan), names: listed(groups) });
}

// Whether something comes first that the target doesn't need: it is no step, and leads to no result.
/** @param {PlanStep | Plan["first"][number]} step */
export function isBeside(step) {
  return "in_plan" in step && !step.in_plan && step.leads_to.length === 0;
}

// What to do in the one order in which it is told: what comes first and the target needs, then the other steps, and
// last what comes first, too, but isn't needed.
/** @param {Plan} plan @returns {(PlanStep | Plan["first"][number])[]} */
function stepsInOrder({ first, steps }) {
  const begun = first.filter((entry) => !isBeside(entry))
    .map((entry) => steps.find(({ capability }) => capability === entry.capability) ?? entry);
  return [...begun, ...steps.filter((step) => !begun.includes(step)), ...first.filter(isBeside)];
}

// What introduces what the target doesn't need.
/** @param {Framework} framework @param {Plan} plan */
export function besideText(framework, plan) {
  return say("steps-beside", { goal: goalText(framework, plan) });
}

// What is aimed at: by name if it is one level or score, as the target levels if there are several.
/** @param {Framework} framework @param {Pick<Targeted, "target" | "target_scores">} targeted */
export function goalText(framework, targeted) {
  const isSeveral = targeted.target.length + targeted.target_scores.length > 1;
  return isSeveral ? say("target-levels") : goalsText(framework, targeted);
}

// Why something is to be done first: the target fails without it, or what builds on it or follows.
// Capabilities that were named before are not named again.
/** @param {Framework} framework @param {Plan} plan @param {Plan["first"][number]} entry @param {string[]} [named] */
function firstReasons(framework, plan, { capability, required, carries, leads_to: leads }, named = []) {
  const goal = goalText(framework, plan);
  const names = capabilityNames(framework, carries.filter((id) => !named.includes(id)));
  const some = { names: names.slice(0, NAMED - 1).join(", "), more: names.length - NAMED + 1 };
  const builds = names.length > NAMED
    ? say("first-carries-many", some)
    : names.length > 0 && inForm("first-carries", names.length, { names: listed(names) });
  return [
    required && !isOwnAim(plan, { capability }) && say("first-required", { goal }),
    builds,
    leads.length > 0 && say("first-leads", { goal }),
  ]
    .filter((text) => typeof text === "string");
}

// Whether what is aimed at is a level or a score of this capability alone.
/** @param {Plan} plan @param {{ capability: string }} entry */
export function isOwnAim({ target, target_scores: scores }, { capability }) {
  const aims = [...target, ...scores].map(({ ladder }) => ladder);
  return aims.length === 1 && aims[0] === `capability ${capability}`;
}

// A question does not apply, and counts as an option.
/** @param {Question} question */
function preventedText(question) {
  const { text, options, standsFor } = question;
  return say("prevented-by", { question: text, option: options[sure(standsFor)].label });
}

// How far the organisation is from the target.
/** @param {Framework} framework @param {Result} result */
function outlook(framework, result) {
  const plan = result.next_steps;
  if (plan.status === "nothing left") {
    return paragraphs([say("steps-all-reached")]);
  }
  const goal = goalsText(framework, plan);
  if (plan.status === "out of reach") {
    const missing = plan.blockers.map((at) => framework.requirements[at].sentence);
    const prevented = plan.prevented_by.map((id) => preventedText(withId(framework.questions, id)));
    return [paragraphs([say("steps-out-of-reach", { goal })]), sentences(missing), paragraphs(prevented)];
  }
  const outcomes = plan.results.length;
  if (!plan.steps.length) return paragraphs([count("steps-none", outcomes, { goal })]);
  const told = [say("steps-outlook", { goal, steps: count("steps", plan.steps.length) })];
  if (outcomes) told.push(count("steps-outcomes", outcomes));
  return paragraphs([told.join(" ")]);
}

// The outcomes that have to improve, each with what leads there.
/** @param {Framework} framework @param {Plan} plan */
function outcomeParts(framework, plan) {
  if (!plan.results.length) return null;
  const texts = plan.results.map((result) => {
    const names = result.led_by.map((id) => withId(framework.capabilities, id).name);
    const led = names.length ? ` ${inForm("outcome-led", names.length, { names: listed(names) })}` : "";
    return `${move(framework, result)}${led}`;
  });
  const head = inForm("outcomes-improve", plan.results.length, { goal: goalsText(framework, plan) });
  return [paragraphs([head]), sentences(texts, "moves")];
}

// The effort of a step, in the first form where all capabilities take the same, else of the most there is.
/**
 * @param {Framework} framework @param {Plan["first"][number] | PlanStep} step @param {string[]} forms
 * @param {object} [values]
 */
export function effortText({ capabilities }, { effort_exact: effort }, [same, of], values = {}) {
  const efforts = capabilities.map((capability) => ratioOf(capability.effort)).sort(compareRatios);
  const most = efforts[efforts.length - 1];
  return say(compareRatios(efforts[0], most) === 0 ? same : of, {
    ...values,
    effort: numberText(ratioOf(effort)),
    most: numberText(most),
  });
}

// The effort of a step, or of what to do first, and what it waits for.
/** @param {Framework} framework @param {PlanStep | Plan["first"][number]} step */
function stepEffort(framework, step) {
  const waits = "waits_for" in step ? step.waits_for : [];
  const names = waits.map((id) => withId(framework.capabilities, id).name);
  const after = names.length > 0 ? say("step-after", { names: listed(names) }) : "";
  return effortText(framework, step, ["step-effort", "step-effort-of"], { after });
}

/** @param {Framework} framework @param {Result} result @param {PlanStep | Plan["first"][number]} step */
function stepItem(framework, { assessment, next_steps: plan }, step) {
  const rest = step.questions.length - GAPS_SHOWN;
  const shown = step.questions.slice(0, GAPS_SHOWN).map((gap) => move(framework, gap));
  const moves = [...shown, rest > 0 && count("more-questions", rest)];
  const reason = "asked" in step ? reasonText(framework, plan, step) : whyFirstText(framework, assessment, plan, step);
  const isLever = assessment.levers.some(({ capability }) => capability === step.capability);
  const why = isLever ? `${reason} ${say("lever-step")}` : reason;
  return make(
    "li",
    { "data-name": isolated(step.name) },
    heading(3, [step.name, " ", make("span", { class: "effort" }, stepEffort(framework, step))]),
    prose(remedyText(framework, step), { class: "remedy" }),
    paragraphs([`${say(step.quick ? "step-quick" : "step-long")} ${why}`], "quiet"),
    sentences(moves.filter(Boolean), "moves"),
  );
}

// Why something that is no step of the plan comes first.
/**
 * @param {Framework} framework @param {Assessment} assessment @param {Plan} plan
 * @param {Plan["first"][number]} entry
 */
function whyFirstText(framework, assessment, plan, entry) {
  const open = openIn(assessment, entry);
  const reasons = firstReasons(framework, plan, entry);
  const why = reasons.length > 0 ? reasons : [liftsText(framework, entry)];
  return [...why, open && count("first-open", open)].filter(Boolean).join(" ");
}

// Which area something lifts.
/** @param {Framework} framework @param {Plan["first"][number]} entry */
export function liftsText({ capabilities, dimensions }, { capability }) {
  const { name } = withId(dimensions, withId(capabilities, capability).dimension);
  return say("brings", { name });
}

// How many answers that something rests on are not known.
/** @param {Assessment} assessment @param {Plan["first"][number]} entry */
export function openIn({ counted_as: counted }, { questions }) {
  return questions.filter(({ question, answer }) => OPEN_WORDS.includes(counted[question] ?? answer)).length;
}

// What to do in a step: the remedies for its moves, or else the capability's own. Of the remedies of one question, the
// later ones are said to be done then; those of several questions are a list, with a point for each question.
/** @param {Framework} framework @param {Pick<PlanStep, "capability" | "remedies">} step */
function remedyText(framework, { capability, remedies: places }) {
  const { remedies, remedy } = withId(framework.capabilities, capability);
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { question, text } of places.map((place) => remedies[place])) {
    const told = texts.get(question) ?? [];
    texts.set(question, [...told, told.length ? say("remedy-then", { remedy: text }) : text]);
  }
  const [first, ...others] = texts.values();
  if (!others.length) return first?.join("\n\n") ?? remedy;
  return [first, ...others].map((told) => `- ${oneLine(told.join(" "))}`).join("\n");
}

// Why a step is in the plan.
/** @param {Framework} framework @param {Plan} plan @param {PlanStep} step */
function reasonText(framework, plan, step) {
  /** @param {string[]} ids */
  const named = (ids) => ids.map((id) => withId(framework.capabilities, id).name);
  const aim = aimText(framework, plan, step);
  const [asked, needed] = [step.asked, step.needed_by.length];
  const parts = asked > 0 ? [count("reason-asked", asked, { aim })] : [];
  if (needed > 0) parts.push(inForm("reason-needed", needed, { names: listed(named(step.needed_by)) }));
  if (parts.length === 0) parts.push(count("reason-moved", step.questions.length, { aim }));
  const leaned = step.leans_on.length;
  if (leaned > 0) parts.push(inForm("reason-leans", leaned, { names: listed(named(step.leans_on)) }));
  const first = plan.first.filter(({ capability }) => capability === step.capability);
  return [...parts, ...first.flatMap((entry) => firstReasons(framework, plan, entry, step.needed_by))].join(" ");
}

// What the answers of a step are asked for: the levels aimed at on the ladders above its capability, without those
// where everyone starts, and the overall score. A step that none of these asks for names all of them.
/** @param {Framework} framework @param {Plan} plan @param {PlanStep} step */
function aimText(framework, { target, target_scores }, { capability }) {
  const { dimension } = withId(framework.capabilities, capability);
  const above = ["framework", `dimension ${dimension}`, `capability ${capability}`];
  const higher = target.filter(({ ladder, level }) => ladderLevels(framework, ladder)[0].id !== level);
  const own = higher.filter(({ ladder }) => above.includes(ladder));
  return goalsText(framework, { target: own.length > 0 ? own : higher, target_scores });
}
