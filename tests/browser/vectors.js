// The form in which the shared vectors say what is expected, from what the page's scorer finds.

function vectors({ framework, sheets }) {
  const model = readModel(framework);
  return sheets.map((sheet) => vectorOf(model, sheet));
}

function vectorOf(model, { answers, towards }) {
  const codes = codesOf(model, answers);
  const { assessment, explanation } = assess(model, codes);
  const { dimensions, capabilities } = assessment;
  const path = shortPath(model, codes);
  const results = [
    ["framework", assessment],
    ...dimensions.map((entry) => [`dimension ${entry.id}`, entry]),
    ...capabilities.map((entry) => [`capability ${entry.id}`, entry]),
  ];
  return {
    answers: assessment.answers,
    ladders: Object.fromEntries(results.map(([name, entry]) => [name, ladderVector(entry)])),
    requirements: requirementVectors(model, explanation),
    ahead_of_its_time: capabilities.filter((entry) => entry.ahead_of_its_time).map(({ id }) => id),
    tensions: assessment.tensions.map((entry) => [entry.kind, ...entry.dimensions]),
    strengths: assessment.strengths.map(({ dimension }) => dimension),
    levers: Object.fromEntries(assessment.levers.map(({ capability, gain_exact: gain }) => [capability, gain])),
    settled: path.settled,
    short_path: path.questions.filter(({ matters }) => matters).map(({ question }) => question),
    towards: towards.map((target) => towardsVector(model, codes, target)),
  };
}

function codesOf(model, answers) {
  const states = { unanswered: -1, "dont-know": -2, "not-applicable": -3 };
  return model.questions.map(({ id, options }) => {
    return states[answers[id]] ?? options.findIndex((option) => option.id === answers[id]);
  });
}

function ladderVector({ level, level_range, score, score_exact, completeness: share, narrows, not_yet }) {
  return { level, level_range, score, score_exact, completeness: share, narrows, not_yet };
}

// The explanation tells ladders from the framework down; a requirement is found by its ladder and its rung, in order.
function requirementVectors(model, explanation) {
  const told = new Map();
  for (const { ladder, rungs } of explanation.ladders) {
    for (const { level, requirements } of rungs) told.set(`${ladder} ${level}`, [...requirements]);
  }
  return model.requirements.map(({ ladder, rung }) => {
    const { name, levels } = model.ladders[ladder];
    const { state, measured_exact: value, holding_back } = told.get(`${name} ${levels[rung].id}`).shift();
    return { state, measured: value, holding_back };
  });
}

function towardsVector(model, codes, { levels, sheet }) {
  try {
    const { gaps, next_steps: plan } = assess(model, codes, { target: sheet ? codesOf(model, sheet) : levels });
    return {
      levels,
      sheet,
      status: gaps.status,
      rungs: Object.fromEntries(gaps.target.map(({ ladder, level }) => [ladder, level])),
      gaps: movesVector(gaps.capabilities.flatMap(({ questions }) => questions)),
      next_steps: plan.steps.map(({ capability, questions, ready, waits_for }) => ({
        capability,
        moves: movesVector(questions),
        ready,
        waits_for,
      })),
    };
  } catch (error) {
    if (error instanceof TargetError) return { levels, sheet, status: "refused", rungs: {}, gaps: {}, next_steps: [] };
    throw error;
  }
}

function movesVector(questions) {
  return Object.fromEntries(questions.map(({ question, to }) => [question, to]));
}
