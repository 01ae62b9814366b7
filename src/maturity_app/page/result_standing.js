// The first half of a result: where the organisation stands, and why.

import { uncountedTexts } from "./asking.js";
import { heading, make } from "./elements.js";
import { levelName, whoseRules, withId } from "./framework.js";
import { numberText, shownScore } from "./numbers.js";
import { barPicture, ladderPicture, radarPicture } from "./pictures.js";
import { firstParts, possiblePart, topicText, whyText } from "./result_first.js";
import { aheadText, marginText, nextRungPart } from "./result_margins.js";
import { factList } from "./result_remarks.js";
import { modelText, NAMES_SHOWN, notesAt, oneAnswerTexts, rangeText } from "./result_parts.js";
import { openSection, paragraphs, section, sentences, toldLevel } from "./result_parts.js";
import { measuredValue } from "./result_reasons.js";
import { prose } from "./prose.js";
import { ratioOf } from "./scorer/ratios.js";
import { OPEN_WORDS } from "./scorer/states.js";
import { STATISTICS } from "./scorer/statistics.js";
import { sure } from "./scorer/sure.js";
import { count, inForm, listed, say } from "./words.js";
/** @import { Assessment, Base, Framework, Kept, LadderResult, LadderState } from "./types.d.ts" */
/** @import { RequirementState, Result } from "./types.d.ts" */

/** @param {Framework} framework @param {Result} result @param {Kept} state */
export function headSection(framework, result, state) {
  const { organisation } = state;
  const level = toldLevel(result.assessment);
  const [first, beside] = headlines(framework, result);
  const rules = whoseRules(framework);
  const rungs = hasLevels(result, "framework") && ladderPicture(framework.levels, result.assessment);
  const topic = result.assessment.not_yet ? "" : topicText(framework, result);
  const score = [paragraphs([topic]), beside && make("p", {}, beside), paragraphs([marginText(framework, result)])];
  return make(
    "section",
    { class: "head card", "aria-labelledby": "result-head", "data-section": "head" },
    organisation && make("p", { class: "organisation extra" }, make("bdi", {}, organisation)),
    heading(1, first, { id: "result-head", tabindex: "-1" }),
    possiblePart(result.assessment),
    result.assessment.not_yet
      ? [sureParts(framework, result), make("p", {}, waitingText(result))]
      : paragraphs([whyText(framework, result)], "lead"),
    !result.assessment.not_yet && firstParts(framework, result),
    rungs
      ? make("div", { class: "side" }, make("div", { class: "extra" }, rungs), score, goalPart(framework, result))
      : score,
    level && prose(level.summary),
    notesAt(framework, "level", level),
    factList(state),
    make("p", { class: "model" }, modelText(framework, state)),
    framework.after.map((base) => make("p", { class: "model" }, madeFrom(base))),
    rules && make("p", { class: "model" }, say(rules, { owner: ownerText(framework) })),
  );
}

// What the level aimed at means.
/** @param {Framework} framework @param {Result} result */
function goalPart({ levels }, { assessment: { not_yet: notYet }, next_steps: { status, target } }) {
  const aim = target.find(({ ladder }) => ladder === "framework")?.level;
  const level = levels.find(({ id }) => id === aim);
  if (notYet || status !== "open" || !level?.summary) return null;
  return make(
    "div",
    { class: "extra quiet" },
    make("strong", {}, say("aim-title", { level: level.name })),
    prose(level.summary),
  );
}

// How sure a result is: open questions, single answers that would change it, and answers that don't count.
/** @param {Framework} framework @param {Result} result */
export function sureSection(framework, result) {
  const parts = sureParts(framework, result);
  return parts.length > 0 && openSection("sure", say("sure-title"), parts);
}

/** @param {Framework} framework @param {Result} result */
function sureParts(framework, { assessment }) {
  const texts = [...oneAnswerTexts(framework, assessment), ...uncountedTexts(framework, assessment)];
  return [openQuestions(framework, assessment), paragraphs(texts)].flat().filter(Boolean);
}

/** @param {Framework} framework */
function ownerText({ source }) {
  return say(source.publisher ? "owner-publisher" : "owner-source");
}

/** @param {Base} base */
export function madeFrom(base) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const change of base.changes) numbers.set(change.what, (numbers.get(change.what) ?? 0) + 1);
  const changes = [...numbers].map(([what, number]) => say(`changes-${what.replace(" ", "-")}`, { number }));
  return say("made-from", { name: base.name, edition: base.edition, changes: listed(changes) });
}

/** @param {Result} result @param {string} ladder */
function hasLevels(result, ladder) {
  return result.explanation.ladders.some((state) => state.ladder === ladder);
}

/** @param {Framework} framework @param {Result} result */
function headlines(framework, result) {
  if (result.assessment.not_yet) return [notYetText(result)];
  const shown = wholeScore(framework, result.assessment.score_exact);
  const score = [say("score-head"), " ", make("strong", {}, shown)];
  if (!hasLevels(result, "framework")) return [score];
  const level = [say("level-head"), " ", ...standing(framework, result.assessment)];
  return framework.headline === "level" ? [level, say("score-beside", { score: shown })] : [score, level];
}

/** @param {Result} result */
function waitingText(result) {
  return say(hasLevels(result, "framework") ? "not-yet-waits" : "not-yet-waits-score");
}

/** @param {Result} result */
function notYetText(result) {
  if (!hasLevels(result, "framework")) return [say("not-yet-score")];
  const levels = rangeText(result.assessment.level_range);
  return [say("not-yet"), levels && ` ${say("not-yet-possible", { levels })}`];
}

/** @param {Framework} framework @param {Assessment} assessment */
function standing(framework, assessment) {
  const { level } = assessment;
  if (!level) return [assessment.completeness === null ? say("level-none-applies") : say("level-none")];
  const rank = framework.levels.findIndex((entry) => entry.id === level.id);
  const place = say("level-place", { rank: rank + 1, levels: framework.levels.length });
  return [make("strong", {}, level.name), " ", make("span", { class: "place" }, place)];
}

/** @param {Framework} framework @param {string | null} score */
function wholeScore(framework, score) {
  if (score === null) return say("none");
  const { shown } = framework.score;
  const [low, high] = (shown ?? []).map((end) => numberText(ratioOf(end)));
  return shownScore(framework.score, score) + (shown ? say("score-scale", { low, high }) : "");
}

/** @param {Framework} framework @param {Assessment} assessment */
function openQuestions(framework, assessment) {
  const states = Object.values({ ...assessment.answers, ...assessment.counted_as });
  const open = states.filter((state) => OPEN_WORDS.includes(state));
  if (open.length === 0) return null;
  const [worst, best] = assessment.level_range ?? [null, null];
  const texts = OPEN_WORDS.filter((word) => open.includes(word))
    .map((word) => count(`open-${word}`, open.filter((state) => state === word).length));
  if (assessment.not_yet) {
    const next = withId(framework.questions, assessment.narrows ?? firstOpen(assessment));
    return make("p", { class: "open" }, [...texts, say("open-narrows", { question: next.text })].join(" "));
  }
  if (worst && best && worst.id !== best.id) {
    texts.push(inForm("open-range", open.length, { worst: worst.name, best: best.name }));
  } else if (worst) texts.push(settledText(assessment, open.length));
  else if (assessment.score_range_exact) texts.push(scoresText(framework, assessment.score_range_exact, open.length));
  const { narrows } = assessment;
  if (narrows) texts.push(say("open-narrows", { question: withId(framework.questions, narrows).text }));
  return [
    make("p", { class: "open" }, texts.join(" ")),
    openLinks(framework, { ...assessment.answers, ...assessment.counted_as }),
  ];
}

// The open questions, if they are few: pressing one answers it.
/** @param {Framework} framework @param {Assessment["answers"]} states */
function openLinks({ questions }, states) {
  const open = questions.filter(({ id }) => OPEN_WORDS.includes(states[id]));
  const links = open.map(({ id, text }) => make("a", { href: `#/questions/${id}` }, text));
  return open.length <= NAMES_SHOWN && make("div", { class: "extra screen" }, sentences(links));
}

/** @param {Assessment} assessment */
function firstOpen({ answers, counted_as: counted }) {
  return sure(Object.keys(answers).find((id) => OPEN_WORDS.includes(counted[id] ?? answers[id])));
}

/** @param {Framework} framework @param {[string, string]} ends @param {number} number */
function scoresText(framework, [worst, best], number) {
  if (worst === best) return inForm("open-settled-score", number);
  const [low, high] = [worst, best].map((end) => shownScore(framework.score, end));
  return inForm("open-scores", number, { worst: low, best: high });
}

// Only the overall level is settled; those of dimensions may still change.
/** @param {Assessment} assessment @param {number} number */
function settledText({ dimensions }, number) {
  const open = dimensions.filter(({ level_range: range }) => range && range[0].id !== range[1].id);
  const names = open.map(({ name }) => name);
  if (names.length === 0) return inForm("open-settled", number);
  const shown = names.length <= NAMES_SHOWN ? listed(names) : count("dimensions", names.length);
  return inForm("open-settled-whole", number, { names: shown });
}

/** @param {Framework} framework @param {Result} result */
export function dimensionSection(framework, result) {
  const { dimensions, capabilities, not_yet: notYet } = result.assessment;
  const early = notYet ? [] : capabilities.filter((entry) => entry.ahead_of_its_time);
  return section(
    "dimensions",
    say("dimensions-title"),
    make("div", { class: "extra" }, radarPicture(framework, dimensions)),
    framework.dimensions.some(({ starts }) => starts.length) &&
      make("p", { class: "extra quiet starts" }, say("bar-starts")),
    make(
      "ul",
      { class: "dimensions", role: "list" },
      dimensions.map((entry) => ladderLine(framework, result, entry, "dimension")),
    ),
    dimensions.some(({ level_range: range }) => range && range[0].id !== range[1].id) &&
      paragraphs([say("dimensions-open")]),
    sentences(early.map(({ name, waits_for: waits }) => aheadText(capabilities, name, waits))),
    notesAt(framework, "dimensions", toldLevel(result.assessment)),
  );
}

// A line for each measure.
/** @param {Framework} framework @param {Result} result */
export function measureSection(framework, result) {
  const { measures } = result.assessment;
  const lines = measures.map((entry) => ladderLine(framework, result, entry, "measure"));
  const list = make("ul", { class: "dimensions", role: "list" }, lines);
  return measures.length > 0 && section("measures", say("measures-title"), list);
}

// A dimension or a measure: its score and its level, and a bar unless the score is no share.
/**
 * @param {Framework} framework @param {Result} result @param {LadderResult} entry
 * @param {"dimension" | "measure"} kind
 */
function ladderLine(framework, result, entry, kind) {
  const ladder = `${kind} ${entry.id}`;
  const { score: made, starts } = kind === "dimension"
    ? withId(framework.dimensions, entry.id)
    : { ...withId(framework.measures, entry.id), starts: [] };
  const state = kind === "dimension" && !entry.not_yet &&
    result.explanation.ladders.find((each) => each.ladder === ladder);
  const nothing = entry.not_yet ? say("not-yet-short") : "";
  const score = entry.not_yet ? null : entry.score_exact;
  return make(
    "li",
    {},
    make("span", { class: "name" }, entry.name),
    " ",
    make("span", { class: "value" }, score === null ? nothing : shownScore(made, score)),
    " ",
    make("span", { class: "rung" }, levelText(result, ladder, entry)),
    !made.total && make("span", { class: "extra bar" }, barPicture(entry.not_yet ? null : entry.score, starts)),
    " ",
    state && coverage(framework, state),
    kind === "dimension" && nextRungPart(framework, result.assessment, entry),
  );
}

/** @param {Result} result @param {string} ladder @param {LadderResult} entry */
function levelText(result, ladder, { level, level_range: range, not_yet: notYet }) {
  if (notYet) return rangeText(range);
  const name = level ? level.name : hasLevels(result, ladder) ? say("no-level") : "";
  const open = range && range[0].id !== range[1].id;
  return open ? say("level-range", { worst: name, best: range[1].name }) : name;
}

// The share at each rung, even above the level: progress out of order is progress.
/** @param {Framework} framework @param {LadderState} state */
function coverage(framework, state) {
  const shares = state.rungs.flatMap((rung) =>
    rung.requirements
      .filter((entry) => STATISTICS[entry.statistic].covers && entry.measured_exact !== null)
      .map((entry) => coveragePart(framework, levelName(framework, state.ladder, rung.level), entry))
  );
  return shares.length > 0 && make("span", { class: "coverage quiet" }, say("coverage", { shares: listed(shares) }));
}

/** @param {Framework} framework @param {string} level @param {RequirementState} entry */
function coveragePart(framework, level, entry) {
  return say("coverage-part", { level, share: measuredValue(framework, entry) });
}
