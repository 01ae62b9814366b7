// The short path: which open questions to ask, in which order, until no answer can change the level any more.

import { eachAfterItsNeeds, heldMoves } from "./conditions.js";
import { askedBy, Undecided } from "./gates.js";
import { Outlook, topOption } from "./outlook.js";
import { checkedCodes } from "./scorer.js";
import { Standing } from "./standing.js";
import { isOpen } from "./states.js";
import { sure } from "./sure.js";
/** @import { CodesLike, Model } from "../types.d.ts" */

// Up to this many completions, all are tried to see which questions still matter.
const MOST_TRIED = 1024;

// What Python's `Assessment.short_path` returns: the open questions in the order to ask them, and whether the level is
// settled; with `dimensions`, those of all dimensions, too.
/** @param {Model} model @param {CodesLike} given @param {boolean} dimensions */
export function shortPath(model, given, dimensions = false) {
  const codes = checkedCodes(model, given);
  const outlook = new Outlook(Standing.of(model, codes));
  const also = dimensions ? inOrderOfIds(model.framework.dimensions) : [];
  const goals = [model.overall, ...also.map(({ id }) => sure(model.ladderAt.get(`dimension ${id}`)))];
  const undecided = new Undecided(model, codes, outlook);
  const gates = goals.flatMap((goal) => undecided.rungs(goal));
  const unsettled = goals.filter((goal) => outlook.width(goal) > 0);
  const asked = mattering(outlook, eachAfterItsNeeds(model, gates.flatMap(askedBy), codes), unsettled);
  const path = asked.map((question) => model.questions[question].id);
  const open = inOrderOfIds(model.questions.filter((_, question) => isOpen(codes[question])));
  const others = open.map(({ id }) => id).filter((id) => !path.includes(id));
  const range = outlook.range(model.overall);
  return {
    settled: unsettled.length === 0,
    level_range: range && range.map((rank) => model.framework.levels[rank].id),
    questions: [...path, ...others].map((question, place) => ({ question, matters: place < path.length })),
  };
}

/** @template {{ id: string }} Entry @param {Entry[]} entries */
function inOrderOfIds(entries) {
  return [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));
}

// The questions without those that change no level of the goals, if there are few enough completions to try.
/** @param {Outlook} outlook @param {number[]} questions @param {number[]} goals */
function mattering({ model, low }, questions, goals) {
  if (!goals.length) return [];
  const sizes = questions.map((question) => topOption(model, question) + 1);
  if (sizes.reduce((product, size) => product * size, 1) > MOST_TRIED) return questions;
  const found = [...completions(low, questions, goals)];
  let stride = found.length;
  return questions.filter((_, place) => {
    const [block, step] = [stride, stride / sizes[place]];
    stride = step;
    return found.some((ranks, at) => (at % block) + step < block && ranks !== found[at + step]);
  });
}

// The ranks of the goals for every way of answering the questions, the last question's options next to each other.
/** @param {Standing} standing @param {number[]} questions @param {number[]} goals @returns {Generator<string, void>} */
function* completions(standing, [question, ...others], goals) {
  if (question === undefined) {
    yield goals.map((goal) => standing.rank(goal)).join();
    return;
  }
  for (let option = 0; option <= topOption(standing.model, question); option += 1) {
    const moves = heldMoves(standing.model, [[question, option]], standing.codes);
    yield* completions(standing.moved(moves), others, goals);
  }
}
