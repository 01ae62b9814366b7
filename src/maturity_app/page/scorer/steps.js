// Next steps: a plan to a target, told step by step.

import { NO_LEVEL } from "./model.js";
import { planTo } from "./plan.js";
import { ratio, ratioText } from "./ratios.js";
import { gapData, targetData } from "./targets.js";
import { counted, joined, sentence } from "./wording.js";

// The plan to an aim, cut after `limit` steps: a cut plan promises nothing.
export function nextSteps(aim, limit) {
  const { order, moves } = planTo(aim);
  const shown = limit === null ? order : order.slice(0, Math.max(limit, 0));
  const gaps = new Map(gapData(aim, moves).map(({ capability, questions }) => [capability, questions]));
  const trail = [aim.now];
  for (const capability of shown) trail.push(afterStep(trail.at(-1), moves, capability));
  const steps = shown.map((_, place) => stepData({ aim, order, trail, gaps }, place));
  return { ...targetData(aim), steps, complete: shown.length === order.length };
}

function afterStep(standing, moves, capability) {
  return standing.with([...moves].filter(([question]) => standing.model.owners[question] === capability));
}

function stepData({ aim, order, trail, gaps }, place) {
  const { framework, needs } = aim.now.model;
  const capability = order[place];
  const { id, name, effort, remedy } = framework.capabilities[capability];
  const [before, after] = [trail[place], trail[place + 1]];
  const isReady = (step, standing) => needs.every((need) => need.capability !== step || standing.meets(need));
  const waits = needs.filter((need) => need.capability === capability && !aim.now.meets(need));
  const readies = order.slice(place + 1).filter((step) => isReady(step, after) && !isReady(step, before));
  return {
    capability: id,
    name,
    effort: ratioText(aim.now.model.efforts[capability]),
    remedy,
    questions: gaps.get(id),
    score_from: scoreText(before, capability),
    score_to: scoreText(after, capability),
    level_from: levelId(before, capability),
    level_to: levelId(after, capability),
    ready: waits.length === 0,
    waits_for: waits.map(({ other }) => framework.capabilities[other].id),
    meets: metBetween(before, after),
    readies: readies.map((step) => framework.capabilities[step].id),
    reason: reason(aim, order, place, gaps.get(id).length),
  };
}

export function scoreText(standing, ladder) {
  const score = standing.score(ladder);
  return score && ratioText(ratio(...score));
}

export function levelId(standing, ladder) {
  const rank = standing.rank(ladder);
  return rank === NO_LEVEL ? null : standing.model.ladders[ladder].levels[rank].id;
}

// The levels and the requirements that are met after a step and were not before it.
function metBetween(before, after) {
  const { ladders, requirements } = before.model;
  const levels = ladders.flatMap(({ kind, title, levels: own }, ladder) => {
    const rank = after.rank(ladder);
    if (rank <= before.rank(ladder)) return [];
    return [`${kind === "framework" ? "The whole" : title} reaches ${own[rank].name}.`];
  });
  const met = requirements.filter((_, index) => after.state(index) === "met" && before.state(index) !== "met");
  return [...levels, ...met.map((requirement) => requirement.sentence)];
}

// Why a step is in the plan.
function reason({ now, rungs, demanded }, order, place, moved) {
  const { framework, needs, owners, ladders } = now.model;
  const { capabilities } = framework;
  const step = order[place];
  const asked = [...demanded.keys()].filter((question) => owners[question] === step).length;
  const needing = needs.filter((need) => need.other === step && order.includes(need.capability) && !now.meets(need));
  const parts = [];
  if (asked) {
    const names = [...rungs].filter(([, rung]) => rung).map(([ladder, rung]) => ladders[ladder].levels[rung].name);
    const target = joined([...new Set(names)]) || "the other sheet";
    parts.push(`${counted(asked, "question")} of it ${asked === 1 ? "stands" : "stand"} between here and ${target}`);
  }
  if (needing.length) {
    const names = needing.map((need) => capabilities[need.capability].name);
    parts.push(`${joined(names)} ${needing.length === 1 ? "needs" : "need"} it first`);
  }
  const why = parts.join(", and ") || `${counted(moved, "question")} of it ${moved === 1 ? "moves" : "move"}`;
  const later = order.slice(place + 1).map((other) => capabilities[other].id);
  const leaning = capabilities[step].leans_on.filter((id) => !later.includes(id));
  const leaned = leaning.map((id) => capabilities[now.model.capabilityAt.get(id)].name);
  return sentence(why) + (leaned.length ? ` It leans on ${joined(leaned)}.` : "");
}
