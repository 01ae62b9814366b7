// What a profile asks: the questions in the views, and how answers are scored. The rest does not apply.

import { codesOf } from "./answers.js";
import { readModel } from "./scorer/model.js";
import { NOT_APPLICABLE } from "./scorer/states.js";
/** @import { Asked, Framework, Portable } from "./types.d.ts" */

// Without a profile of that id, everything is asked.
/** @param {Framework} framework @param {Portable} data @param {string} id @returns {Asked} */
export function asAsked(framework, data, id) {
  const profile = data.profiles.find((entry) => entry.id === id);
  if (!profile) return { framework, model: readModel(data), codes: (answers) => codesOf(framework, answers) };
  const places = new Set(profile.questions);
  const questions = framework.questions.filter((_, place) => places.has(place));
  const capabilities = framework.capabilities.filter((entry) => questions.some((own) => own.capability === entry.id));
  const dimensions = framework.dimensions.filter((entry) => capabilities.some((own) => own.dimension === entry.id));
  const measures = framework.measures.filter(({ id }) => isAsked(data, places, `measure ${id}`));
  const free = data.framework.questions.map((question, place) => ({
    ...question,
    not_applicable: question.not_applicable || !places.has(place),
  }));
  const model = readModel({ ...data, framework: { ...data.framework, questions: free } });
  // What is not asked leaves every sum, also where an answer that it does not apply would count as an option.
  const counted = model.questions.map((entry, place) => (places.has(place) ? entry : { ...entry, standsFor: null }));
  const told = framework.asked[id];
  const requirements = framework.requirements.map((entry, at) => ({ ...entry, sentence: told[at] ?? entry.sentence }));
  return {
    framework: { ...framework, questions, capabilities, dimensions, measures, requirements },
    model: { ...model, questions: counted },
    codes: (answers) => codesOf(framework, answers).map((code, place) => places.has(place) ? code : NOT_APPLICABLE),
  };
}

/** @param {Portable} data @param {Set<number>} places @param {string} ladder */
function isAsked({ ladders }, places, ladder) {
  return ladders.some(({ name, questions }) => name === ladder && questions.some((place) => places.has(place)));
}
