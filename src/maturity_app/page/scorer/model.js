// A framework as Python's `portable` writes it, made ready for reading sheets. Made once, never changed.

import { ratioOf, ratioProduct, ratioQuotient } from "./ratios.js";

export const NOT_APPLICABLE = -3;
export const NO_LEVEL = -1;

// Whole numbers are doubles, which hold them exactly up to 2**53. Where the data says that one may pass that, all that
// the requirements count with are BigInts instead: slower, and the same.
export function readModel(data) {
  const number = data.wide ? BigInt : Number;
  const { framework } = data;
  const capabilityAt = placesOf(framework.capabilities);
  const questions = framework.questions.map((question) => readQuestion(framework, question));
  const model = {
    data,
    framework,
    number,
    questions,
    capabilityAt,
    zero: number(0),
    owners: questions.map(({ capability }) => capabilityAt.get(capability)),
    terms: data.terms.map((terms, slot) => ({ ...readTerms(terms, questions, number), slot })),
    requirements: data.requirements.map((entry) => ({ ...entry, ...readNumbers(entry, number) })),
    ladderAt: placesOf(data.ladders.map(({ name }) => ({ id: name }))),
    overall: data.ladders.length - 1,
  };
  model.ladders = data.ladders.map((ladder, index) => readLadder(model, ladder, index));
  model.owning = questions.map((_, question) => laddersOf(model, question));
  model.uses = questions.map((_, question) => usesOf(model, question));
  model.kinds = questions.map((_, question) => kindOf(model, question));
  model.needs = framework.capabilities.flatMap((capability, index) => readNeeds(model, capability, index));
  model.efforts = framework.capabilities.map(({ effort }) => ratioOf(effort));
  return model;
}

function placesOf(entries) {
  return new Map(entries.map(({ id }, place) => [id, place]));
}

// A question with its options in its own wording, each with its credit as a ratio.
function readQuestion(framework, question) {
  const options = framework.scales[question.scale].options.map((option, position) => ({
    id: option.id,
    label: question.labels[position] ?? option.label,
    credit: ratioOf(option.credit),
  }));
  return { ...question, options };
}

function readTerms(terms, questions, number) {
  const unit = BigInt(terms.unit);
  const credits = (item) => questions[item].options.map(({ credit }) => number((credit.above * unit) / credit.below));
  return {
    ...terms,
    weights: terms.weights.map(number),
    unit: number(terms.unit),
    bar: terms.bar?.map(number),
    credits: terms.value === "credit" ? terms.items.map(credits) : [],
  };
}

// What a requirement is compared with, and how it or a score is a total.
function readNumbers({ bar, total }, number) {
  const counted = total && { start: total.start.map(number), scale: total.scale.map(number), down: total.down };
  return { bar: bar?.map(number), total: counted };
}

function readLadder(model, ladder, index) {
  const { framework } = model;
  const [kind, id] = ladder.name.split(" ");
  const entries = { capability: framework.capabilities, dimension: framework.dimensions }[kind];
  const entry = entries ? entries.find((one) => one.id === id) : { name: framework.name, levels: null };
  const without = kind === "capability" ? [] : framework.levels;
  const guarding = (rung) => (_, at) => model.requirements[at].ladder === index && model.requirements[at].rung === rung;
  const all = model.requirements.map((_, at) => at);
  return {
    ...ladder,
    ...readNumbers(ladder, model.number),
    index,
    kind,
    id,
    title: entry.name,
    list: entry.levels,
    levels: entry.levels ? framework.level_lists[entry.levels] : without,
    rungs: Array.from({ length: ladder.top + 1 }, (_, rung) => all.filter(guarding(rung))), // what guards each
    questions: ownQuestions(model, kind, id),
  };
}

function ownQuestions({ framework, owners }, kind, id) {
  const owned = (owner) => {
    const { id: capability, dimension } = framework.capabilities[owner];
    return kind === "framework" || id === (kind === "capability" ? capability : dimension);
  };
  return owners.flatMap((owner, question) => (owned(owner) ? [question] : []));
}

function laddersOf({ ladders }, question) {
  return ladders.flatMap(({ questions }, ladder) => (questions.includes(question) ? [ladder] : []));
}

// The sums a question counts in: with which weight, and with how much at each of its options.
function usesOf(model, question) {
  return model.terms.flatMap((terms, slot) => {
    const index = terms.of === "questions" ? terms.items.indexOf(question) : -1;
    if (index < 0) return [];
    const weight = terms.weights[index];
    const points = model.questions[question].options.map((_, option) => {
      if (terms.value === "credit") return terms.credits[index][option] * weight;
      return option >= terms.first[index] ? weight : model.zero;
    });
    return [{ slot, weight, points }];
  });
}

// What is the same for questions of one capability that count alike.
function kindOf({ owners, uses }, question) {
  const counted = uses[question].map(({ slot, points }) => `${slot}: ${points.join()}`);
  return [owners[question], ...counted].join("; ");
}

// Prerequisites: `capability` wants `other` (their places in the file) at a rung or, where there is a bar, at a score.
function readNeeds({ ladders, capabilityAt, number }, capability, index) {
  return capability.requires.map((needed) => {
    const other = capabilityAt.get(needed.capability);
    const rung = ladders[other].levels.findIndex(({ id }) => id === needed.level);
    const credit = needed.credit === null ? null : ratioOf(needed.credit);
    return { capability: index, other, rung, bar: credit && [number(credit.above), number(credit.below)] };
  });
}

// Weight x credit / effort of an option of a question.
export function worthOf(model, question, option) {
  const { weight, options } = model.questions[question];
  const heft = ratioQuotient(ratioOf(weight), model.efforts[model.owners[question]]);
  return ratioProduct(heft, options[option].credit);
}
