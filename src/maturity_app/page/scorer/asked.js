// What a profile asks of a framework: the questions that it leaves out do not apply, and leave every sum.

import { readModel, restingOn } from "./model.js";
import { NOT_APPLICABLE } from "./states.js";
/** @import { Codes, Model, Portable } from "../types.d.ts" */

// The places of the questions that a profile asks.
/** @param {Portable} data @param {string} id */
export function askedPlaces({ profiles }, id) {
  return new Set(profiles.find((entry) => entry.id === id)?.questions);
}

// A framework of which only these questions are asked: the others leave the sums also where the answer that they do not
// apply would count as an option. Capabilities without a question that is asked lead to no outcome, and neither require
// or lean on others nor are required or leant on. Ties go by how many of the whole file rest on one.
/** @param {Portable} data @param {Set<number>} places @returns {Model} */
export function readAsked(data, places) {
  const { capabilities, questions } = data.framework;
  const owners = new Set(questions.filter((_, place) => places.has(place)).map(({ capability }) => capability));
  const free = questions.map((question, place) => ({
    ...question,
    not_applicable: question.not_applicable || !places.has(place),
    led_by: question.led_by.filter((id) => owners.has(id)),
  }));
  const left = capabilities.map((entry) => ({
    ...entry,
    requires: owners.has(entry.id) ? entry.requires.filter(({ capability }) => owners.has(capability)) : [],
    leans_on: owners.has(entry.id) ? entry.leans_on.filter((id) => owners.has(id)) : [],
  }));
  const model = readModel({ ...data, framework: { ...data.framework, capabilities: left, questions: free } });
  const counted = model.questions.map((entry, place) => (places.has(place) ? entry : { ...entry, standsFor: null }));
  const resting = capabilities.map(({ id }) => restingOn(data.framework, id));
  return { ...model, resting, questions: counted };
}

// Answers to all questions as the profile takes them.
/** @param {Codes} codes @param {Set<number>} places @returns {Codes} */
export function askedCodes(codes, places) {
  return codes.map((code, place) => places.has(place) ? code : NOT_APPLICABLE);
}
