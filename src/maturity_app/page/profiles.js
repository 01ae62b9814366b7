// What a profile asks: the questions in the views, and how answers are scored. The rest does not apply.

import { codesOf } from "./answers.js";
import { askedCodes, askedPlaces, readAsked } from "./scorer/asked.js";
import { readModel } from "./scorer/model.js";
/** @import { Asked, Framework, Portable } from "./types.d.ts" */

// Without a profile of that id, everything is asked.
/** @param {Framework} framework @param {Portable} data @param {string} id @returns {Asked} */
export function asAsked(framework, data, id) {
  if (!framework.rulesBy.has(id)) {
    return { framework, model: readModel(data), codes: (answers) => codesOf(framework, answers) };
  }
  const places = askedPlaces(data, id);
  const questions = framework.questions.filter((_, place) => places.has(place));
  const capabilities = framework.capabilities.filter((entry) => questions.some((own) => own.capability === entry.id));
  const dimensions = framework.dimensions.filter((entry) => capabilities.some((own) => own.dimension === entry.id));
  const measures = framework.measures.filter(({ id }) => isAsked(data, places, `measure ${id}`));
  const told = framework.asked[id];
  const requirements = framework.requirements.map((entry, at) => ({ ...entry, sentence: told[at] ?? entry.sentence }));
  return {
    framework: { ...framework, questions, capabilities, dimensions, measures, requirements },
    model: readAsked(data, places),
    codes: (answers) => askedCodes(codesOf(framework, answers), places),
  };
}

/** @param {Portable} data @param {Set<number>} places @param {string} ladder */
function isAsked({ ladders }, places, ladder) {
  return ladders.some(({ name, questions }) => name === ladder && questions.some((place) => places.has(place)));
}
