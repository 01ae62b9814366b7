// How the questions are gone through: one at a time, by capability, or all on one page.

export const MODES = ["one", "capability", "all"];

// The questions as people meet them: by dimension and capability, whatever the order in the file.
export function inOrder(framework) {
  return capabilitiesInOrder(framework).flatMap((capability) => questionsOf(framework, capability.id));
}

export function capabilitiesInOrder(framework) {
  const { dimensions, capabilities } = framework;
  const all = dimensions.flatMap(({ id }) => capabilities.filter((entry) => entry.dimension === id));
  return all.filter(({ id }) => questionsOf(framework, id).length > 0);
}

export function questionsOf(framework, capability) {
  return framework.questions.filter((question) => question.capability === capability);
}

// What is shown at once, in order: an id for the address, and the questions.
export function unitsOf(framework, mode) {
  if (mode === "all") return [{ id: "all", questions: inOrder(framework) }];
  if (mode === "capability") {
    return capabilitiesInOrder(framework).map(({ id }) => ({ id, questions: questionsOf(framework, id) }));
  }
  return inOrder(framework).map((question) => ({ id: question.id, questions: [question] }));
}

export function modeOf(state) {
  return MODES.includes(state.mode) ? state.mode : MODES[0];
}

export function isUnanswered(state, question) {
  return state.answers[question.id] === undefined;
}

export function answeredOf(state, questions) {
  return questions.filter((question) => !isUnanswered(state, question)).length;
}

export function minutesLeft(framework, state) {
  const open = framework.questions.filter((question) => isUnanswered(state, question)).length;
  return Math.ceil((open * framework.seconds_per_question) / 60);
}
