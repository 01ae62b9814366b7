// Strengths and tensions of a result.

import { ladderLevels, levelName, withId } from "./framework.js";
import { section, sentences } from "./result_parts.js";
import { sure } from "./scorer/sure.js";
import { count, listed, say } from "./words.js";
/** @import { Assessment, Framework, Question, Result } from "./types.d.ts" */

// Dimensions with too few answers are left out, and so are all of them while the whole has too few.
/** @param {Framework} framework @param {Result} result */
export function contrastSections(framework, result) {
  const { assessment } = result;
  const waiting = assessment.dimensions.filter((entry) => entry.not_yet).map(({ id }) => id);
  /** @param {string[]} ids */
  const told = (ids) => !assessment.not_yet && !ids.some((id) => waiting.includes(id));
  const strengths = assessment.strengths.filter(({ dimension, kind }) =>
    kind !== "even" && told([dimension]) && !assessment.topic.includes(dimension)
  );
  const tensions = assessment.tensions.filter(({ dimensions }) => told(dimensions));
  const strong = strengths.map(({ dimension, least: id }) => {
    const ladder = `dimension ${dimension}`;
    const { name, level } = withId(assessment.dimensions, dimension);
    const isHeld = sure(level).id === id && ladderLevels(framework, ladder).at(-1)?.id !== id;
    const names = { level: sure(level).name, least: levelName(framework, ladder, sure(id)) };
    return say(isHeld ? "strength-held" : "strength-well", { name, ...names });
  });
  return [
    strengths.length > 0 && section("strengths", say("strengths-title"), sentences(strong, "strengths")),
    tensions.length > 0 &&
    section("tensions", say("tensions-title"), sentences(tensionTexts(framework, assessment, tensions), "tensions")),
  ];
}

// One sentence per tension; pairs of dimensions with the same lower one share a sentence.
/** @param {Framework} framework @param {Assessment} assessment @param {Assessment["tensions"]} tensions */
function tensionTexts(framework, assessment, tensions) {
  const found = new Map(assessment.dimensions.map((entry) => [entry.id, entry]));
  /** @type {Map<string, string[]>} */
  const above = new Map();
  /** @type {Map<string, { text: string, questions: string[] }>} */
  const texts = new Map();
  for (const { kind, dimensions, apart, questions } of tensions) {
    const [high, low] = dimensions.map((id) => sure(found.get(id)));
    if (kind === "options apart") {
      const text = count("tension-options", sure(apart), { name: high.name });
      texts.set(`${high.id} alone`, { text, questions });
      continue;
    }
    if (kind === "below overall") {
      const standing = { name: high.name, level: sure(high.level).name, whole: sure(assessment.level).name };
      texts.set(`${high.id} below`, { text: say("tension-below", standing), questions });
      continue;
    }
    const other = say("tension-other", { name: high.name, level: sure(high.level).name });
    const others = [...(above.get(low.id) ?? []), other];
    above.set(low.id, others);
    const text = say("tension", { name: low.name, level: sure(low.level).name, others: listed(others) });
    texts.set(low.id, { text, questions: texts.get(low.id)?.questions ?? questions });
  }
  return [...texts.values()].map(({ text, questions }) => {
    return questions.length ? `${text} ${answersApart(framework, assessment, questions)}` : text;
  });
}

// The two answers that pull apart.
/** @param {Framework} framework @param {Assessment} assessment @param {string[]} ids */
function answersApart(framework, { answers, counted_as: counted }, ids) {
  const [high, low] = ids.map((id) => withId(framework.questions, id));
  /** @param {Question} question */
  const label = ({ id, options }) => sure(options.find((option) => option.id === (counted[id] ?? answers[id]))).label;
  return say("tension-answers", { high: high.text, above: label(high), low: low.text, below: label(low) });
}
