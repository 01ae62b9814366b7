// The second half of a result: what is well set up and what is not, what is missing, and what comes next.

import { heading, make } from "./elements.js";
import { withId } from "./framework.js";
import { gainText, numberText } from "./numbers.js";
import { notesAt, paragraphs, section, sentences } from "./result_parts.js";
import { ratioOf } from "./scorer/ratios.js";
import { count, listed, say } from "./words.js";

const STEPS_SHOWN = 5;
const GAPS_SHOWN = 3;

// Nothing is said of dimensions of which too little is answered, nor of any while that is so of the whole.
export function contrastSections(result) {
  const { assessment } = result;
  const waiting = assessment.dimensions.filter((entry) => entry.not_yet).map(({ id }) => id);
  const told = (ids) => !assessment.not_yet && !ids.some((id) => waiting.includes(id));
  const strengths = assessment.strengths.filter(({ dimension }) => told([dimension]));
  const tensions = assessment.tensions.filter(({ dimensions }) => told(dimensions));
  const strong = strengths.map((strength) => strength.sentence);
  return [
    strengths.length > 0 && section("strengths", say("strengths-title"), sentences(strong, "strengths")),
    tensions.length > 0 &&
      section("tensions", say("tensions-title"), sentences(tensionTexts(assessment, tensions), "tensions")),
  ];
}

// One sentence for each tension; pairs of dimensions that share the lower one are told together.
function tensionTexts(assessment, tensions) {
  const found = new Map(assessment.dimensions.map((entry) => [entry.id, entry]));
  const above = new Map();
  const texts = new Map();
  for (const tension of tensions) {
    if (tension.kind !== "levels apart") {
      texts.set(tension.sentence, tension.sentence);
      continue;
    }
    const [high, low] = tension.dimensions.map((id) => found.get(id));
    const others = [...(above.get(low.id) ?? []), say("tension-other", { name: high.name, level: high.level.name })];
    above.set(low.id, others);
    texts.set(low.id, say("tension", { name: low.name, level: low.level.name, others: listed(others) }));
  }
  return [...texts.values()];
}

export function leverSection(framework, result) {
  const { levers } = result.assessment;
  const texts = levers.map(({ name, gain, effort }) =>
    say("lever", { name, gain: gainText(framework.score, gain), effort: numberText(ratioOf(effort)) }),
  );
  return levers.length > 0 && section("levers", say("levers-title"), sentences(texts, "levers"));
}

export function gapSection(framework, result) {
  const { gaps, assessment } = result;
  if (gaps.capabilities.length === 0) return null;
  const names = gaps.capabilities.map((gap) => say("gap-capability", { name: gap.name, number: gap.questions.length }));
  const number = gaps.capabilities.reduce((sum, gap) => sum + gap.questions.length, 0);
  const text = say("gaps", { goals: goals(gaps), questions: count("questions", number), capabilities: listed(names) });
  return section("gaps", say("gaps-title"), paragraphs([text]), notesAt(framework, "gaps", assessment.level));
}

function goals(targeted) {
  const names = targeted.target.map((rung) =>
    rung.ladder === "framework" ? rung.level_name : say("goal", { level: rung.level_name, name: rung.name }),
  );
  return listed([...new Set(names)]);
}

export function stepSection(framework, result) {
  const plan = result.next_steps;
  const shown = plan.steps.slice(0, STEPS_SHOWN);
  const rest = plan.steps.slice(STEPS_SHOWN).map((step) => step.name);
  return section(
    "steps",
    say("steps-title"),
    outlook(result, shown.length),
    shown.length > 0 && make("ol", { class: "steps", role: "list" }, shown.map((step) => stepItem(framework, step))),
    rest.length > 0 && paragraphs([say("steps-after", { names: listed(rest) })]),
    notesAt(framework, "steps", result.assessment.level),
  );
}

// How the organisation stands towards the target.
function outlook(result, shown) {
  const plan = result.next_steps;
  if (plan.status === "nothing left") {
    return paragraphs([say(result.explanation.ladders.length > 0 ? "steps-all-reached" : "steps-no-levels")]);
  }
  const goal = goals(plan);
  if (plan.status === "out of reach") {
    return [paragraphs([say("steps-out-of-reach", { goal })]), sentences(plan.blockers)];
  }
  const first = shown < plan.steps.length ? say("steps-first", { number: shown }) : "";
  return paragraphs([say("steps-outlook", { goal, steps: count("steps", plan.steps.length), first })]);
}

function stepItem(framework, step) {
  const names = step.waits_for.map((id) => withId(framework.capabilities, id).name);
  const after = step.ready ? "" : say("step-after", { names: listed(names) });
  const effort = say("step-effort", { effort: numberText(ratioOf(step.effort)), after });
  const rest = step.questions.length - GAPS_SHOWN;
  const moves = [...step.questions.slice(0, GAPS_SHOWN).map(move), rest > 0 && count("more-questions", rest)];
  return make(
    "li",
    {},
    heading(3, [step.name, " ", make("span", { class: "effort" }, effort)]),
    paragraphs([step.remedy], "remedy"),
    paragraphs([say("step-why", { reason: step.reason })], "quiet"),
    sentences(moves.filter(Boolean), "moves"),
  );
}

function move(gap) {
  return say("step-move", { question: gap.text, from: gap.answer_label, to: gap.to_label });
}
