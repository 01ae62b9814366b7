// Why the level is reached, and what is missing for the next one: requirements, each with what was measured.

import { aside, make } from "./elements.js";
import { levelName, whoseRules, withId } from "./framework.js";
import { decimalText, FULL, numberText, percentText } from "./numbers.js";
import { markPicture } from "./pictures.js";
import { NAMES_SHOWN, section, toldLevel } from "./result_parts.js";
import { ratioOf } from "./scorer/ratios.js";
import { NOT_APPLICABLE, STATE_CODES } from "./scorer/states.js";
import { STATISTICS } from "./scorer/statistics.js";
import { sure } from "./scorer/sure.js";
import { count, listed, say } from "./words.js";
/** @import { Assessment, Framework, RequirementState, Result, RungState } from "./types.d.ts" */

/** @param {Framework} framework @param {Result} result */
export function reasonSections(framework, result) {
  const whole = result.explanation.ladders.find((state) => state.ladder === "framework");
  const level = toldLevel(result.assessment);
  if (!whole || !level) return [];
  const at = whole.rungs.findIndex((rung) => rung.state === "unmet");
  const missed = whole.rungs[at];
  const reached = (missed ? whole.rungs.slice(0, at) : whole.rungs).filter((rung) => rung.state === "met");
  const title = missed && say("missing-title", { level: levelName(framework, "framework", missed.level) });
  return [
    reached.length > 0 &&
    section("why", say("why-title", { level: level.name }), requirements(framework, result, reached)),
    missed && section("missing", title, requirements(framework, result, [missed], "unmet")),
  ];
}

/** @param {Framework} framework @param {Result} result @param {RungState[]} rungs @param {string} [only] */
function requirements(framework, { assessment }, rungs, only) {
  const items = rungs.flatMap(({ level, requirements: states }) => {
    const name = levelName(framework, "framework", level);
    return states.filter(({ state }) => !only || state === only)
      .map((state) => requirement(framework, assessment, state, name));
  });
  return make("ul", { class: "requirements", role: "list" }, items);
}

/** @param {Framework} framework @param {Assessment} assessment @param {RequirementState} state @param {string} level */
function requirement(framework, assessment, state, level) {
  const kind = state.state === "set aside" ? "set-aside" : state.state;
  const { sentence, basis } = framework.requirements[state.requirement];
  const ours = basis === "interpretation" && whoseRules(framework) === "rules-partly-ours";
  const text = [sentence, ours ? say("interpretation") : "", measuredText(framework, assessment, state)];
  return make(
    "li",
    { class: kind },
    make("span", { class: "extra mark" }, markPicture(kind), aside(say(`requirement-${kind}`))),
    make("p", {}, text.filter(Boolean).join(" ")),
    state.state === "unmet" && heldBack(framework, state, level),
  );
}

/** @param {Framework} framework @param {Assessment} assessment @param {RequirementState} state */
function measuredText(framework, assessment, state) {
  if (state.measured_exact === null) return say("measured-nothing");
  const { trait } = framework.requirements[state.requirement];
  if (trait) return traitText(framework, assessment, trait);
  return say("measured", { value: measuredValue(framework, state) });
}

// The answer to the question of a trait, as it counts.
/** @param {Framework} framework @param {Assessment} assessment @param {string} id */
function traitText(framework, { answers, counted_as: counted }, id) {
  const { options, standsFor } = withId(framework.questions, id);
  const word = sure(counted[id] ?? answers[id]);
  const option = STATE_CODES[word] === NOT_APPLICABLE && standsFor !== null ? options[standsFor] : null;
  const chosen = option ?? options.find((entry) => entry.id === word);
  return chosen ? say("measured-option", { value: chosen.label }) : say("measured", { value: say(`answer-${word}`) });
}

// Rounded so that it stays on its side of the threshold.
/** @param {Framework} framework @param {RequirementState} state */
export function measuredValue({ requirements }, state) {
  const [value, cut] = [ratioOf(sure(state.measured_exact)), ratioOf(state.threshold_exact)];
  if (STATISTICS[state.statistic].counts) return numberText(value);
  return requirements[state.requirement].inUnit ? decimalText(value, [cut]) : percentText(value, [cut, FULL]);
}

/** @param {Framework} framework @param {RequirementState} state @param {string} level */
function heldBack(framework, state, level) {
  const owners = state.holding_back.map((id) => withId(framework.questions, id).capability);
  const names = [...new Set(owners)].map((id) => withId(framework.capabilities, id).name);
  if (names.length === 0) return null;
  const where = names.length <= NAMES_SHOWN ? listed(names) : count("capabilities", names.length);
  return make("p", { class: "quiet" }, count("held-back", owners.length, { level, where }));
}
