// The types that the modules of the page pass to each other. What a function builds is typed by the function itself:
// the types of results are those that `assess` returns.

import type * as given from "./given.d.ts";
import type { assess } from "./scorer/scorer.js";
import type { shortPath } from "./scorer/short_path.js";
import type { Standing } from "./scorer/standing.js";

export type { Base, Change, Exact, Level, Note, Portable, Scale, Sign, Source, Whole } from "./given.d.ts";

// ---- Numbers

/** An exact number in lowest terms, `below` more than 0. */
export interface Ratio {
  above: bigint;
  below: bigint;
}

/** An exact number as results hold it: the nearest double, and its text. */
export type Both<Name extends string, Value> =
  & Record<Name, Value extends null ? null : number>
  & Record<`${Name}_exact`, Value extends null ? null : string>;

/** The two ends of a range of such numbers, the lower first. */
export type BothEnds<Name extends string> =
  & Record<Name, [number, number] | null>
  & Record<`${Name}_exact`, [string, string] | null>;

/**
 * What requirements count with: doubles, or BigInts throughout if a framework is wide. It is typed as a BigInt, so that
 * a count is never mixed up with a place, a rank or a code.
 */
export type Count = bigint;

/** Numerator and denominator. */
export type Pair = [above: Count, below: Count];

/** Over items with weights: the weighted sum of their values, the sum of their weights, what the values are over. */
export interface Sums {
  amount: Count;
  weight: Count;
  unit: Count;
}

// ---- The scorer's model of a framework

export interface Model {
  data: given.Portable;
  framework: given.Framework;
  number: (value: given.Whole | Count | boolean) => Count;
  zero: Count;
  questions: ModelQuestion[];
  outcomes: number[];
  requirements: Requirement[];
  terms: Terms[];
  ladders: Ladder[];
  overall: number;
  /** What questions need of each other, each after that of the question it names. */
  conditions: Condition[];
  capabilityAt: Map<string, number>;
  /** By capability the place of its ladder: some measures stand before the capabilities. */
  capabilityLadders: number[];
  resting: number[];
  ladderAt: Map<string, number>;
  /** For each question, the place of its capability, its ladders, the sums it counts in, and what it shares. */
  owners: number[];
  owning: number[][];
  uses: Use[][];
  kinds: string[];
  needs: Need[];
  efforts: Ratio[];
  /** By question its weight times the worth of its capability. */
  worths: Ratio[];
  prices: Prices;
}

/** A question that needs `other` at `position` or higher; `depth` questions stand before it. */
export interface Condition {
  question: number;
  other: number;
  position: number;
  depth: number;
}

/**
 * What moves cost, by capability, and each question's share of the score; `takings`: option steps, in order; `ways` to
 * raise outcomes, a question for each option step.
 */
export interface Prices {
  begins: Ratio[];
  steps: Ratio[];
  shares: Ratio[];
  takings: [question: number, position: number][];
  ways: number[][];
}

/** What sorts the dearest first; `free` is what adds nothing. */
export interface Dearness {
  free: boolean;
  ratio: Ratio;
  id: string;
  resting: number;
}

export interface ModelQuestion extends given.Question {
  options: { id: string; label: string; level: string | null; credit: Ratio }[];
  /** The position of the option that it counts as where it does not apply. */
  standsFor: number | null;
}

export interface OwnUnit {
  start: Pair;
  scale: Pair;
  /** What each unit of weight that applies adds to a total. */
  each: Pair;
}

export interface Requirement extends Omit<given.PortableRequirement, "bar" | "unit"> {
  bar: Pair;
  unit: OwnUnit | null;
}

/** What differs from statistic to statistic. */
export interface Statistic {
  /** Its gap asks every item for the lowest common value. */
  common: boolean;
  /** Its value is that of the lowest item. */
  lowest: boolean;
  /** It says how much of a level is covered. */
  covers: boolean;
  /** Its value is a number of items. */
  counts: boolean;
  /** Whether the sums are enough. */
  isMet: (requirement: Requirement, sums: Sums) => boolean;
  /** What the items have to come to, in their weights. */
  wanted: (requirement: Requirement, weight: bigint) => Ratio;
  /** What is compared with the threshold, where it is not the lowest item. */
  measured: (requirement: Requirement, sums: Sums) => Ratio;
}

export interface Terms extends Omit<given.PortableTerms, "weights" | "unit" | "bar"> {
  slot: number;
  weights: Count[];
  unit: Count;
  bar: Pair | null;
  credits: Count[][];
}

export interface Ladder extends Omit<given.PortableLadder, "total"> {
  index: number;
  kind: "framework" | "dimension" | "capability" | "measure";
  id: string;
  title: string;
  list: string | null;
  total: OwnUnit | null;
  levels: given.Level[];
  rungs: number[][];
  questions: number[];
}

/** A sum that a question counts in, with the amount for each of its options. */
export interface Use {
  slot: number;
  weight: Count;
  points: Count[];
}

/** A prerequisite: `capability` requires `other` at a rung or, if there is a bar, at a score: those of `ladder`. */
export interface Need {
  capability: number;
  other: number;
  ladder: number;
  rung: number;
  bar: Pair | null;
}

// ---- Sheets and targets

/** Positions of options and codes of states, in file order. */
export type Codes = Int8Array<ArrayBuffer>;
export type CodesLike = number[] | Codes;

/** The position for each question. */
export type Positions = Map<number, number>;
export type Move = [question: number, option: number];

/** null for the next level or mark; or the id of a level, levels and scores by ladder, or the codes of another sheet. */
export type Target = null | string | { [ladder: string]: Goal } | CodesLike;
export type Goal = string | { score: given.Exact };

/** What ladders have to reach: rungs and scores. */
export interface Goals {
  rungs: Positions;
  scores: Map<number, Ratio>;
}

/** A target as seen from the standing `now`; `sheet` if it is another sheet. */
export interface Aim extends Goals {
  now: Standing;
  best: Standing;
  status: "reached" | "open" | "out of reach" | "nothing left";
  sheet: CodesLike | null;
  demanded: Positions;
}

export type State = "met" | "unmet" | "set aside";

/** An open question that narrows the range of a ladder: the worst width it leaves, and the sum of all widths. */
export interface Narrowing {
  id: string;
  most: Ratio;
  sum: Ratio;
}

export interface Place {
  rank: number;
  unmet: number;
  lowest: number;
  highest: number;
  remaining: number[];
}

export type Bounds = NonNullable<given.Framework["contrasts"]>;

/** A dimension, or the whole, when these are compared with each other. */
export interface RankedDimension {
  rank: number;
  id: string;
  /** The rank that it has, or is just below. */
  nearly: number;
  answered: number[];
}

/** A part of a gate: an open question, or a gate with parts of its own. */
export type Part = OpenQuestion | Gate;
export interface Weighed {
  names: string[];
  name: string;
  toMeet: number;
  toMiss: number;
}
export interface OpenQuestion extends Weighed {
  question: number;
  parts?: undefined;
}
export interface Gate extends Weighed {
  parts: Part[];
}
export type Gain = [gain: Ratio, part: Part];

// ---- Results

/** What the scorer returns: levels by their ids. */
export type ScoredResult = ReturnType<typeof assess>;
type Placed<Entry> = Omit<Entry, "level" | "level_range"> & {
  level: given.Level | null;
  level_range: given.Level[] | null;
};
/** The same with levels in place of their ids. */
export type Assessment = Omit<Placed<ScoredResult["assessment"]>, "dimensions" | "measures"> & {
  dimensions: Placed<ScoredResult["assessment"]["dimensions"][number]>[];
  measures: Placed<ScoredResult["assessment"]["dimensions"][number]>[];
};
export type Result = Omit<ScoredResult, "assessment"> & { assessment: Assessment };
export type Plan = Result["next_steps"];
export type Targeted = Result["gaps"];
export type Explanation = Result["explanation"];
export type LadderState = Explanation["ladders"][number];
export type RungState = LadderState["rungs"][number];
export type RequirementState = RungState["requirements"][number];
export type LadderResult = Assessment["dimensions"][number];
export type PlanStep = Result["next_steps"]["steps"][number];
export type ShortPath = ReturnType<typeof shortPath>;

// ---- The framework as the views read it

/** How a score is shown: on a scale, as a total, and what it is compared with. */
export interface Shown {
  shown: [given.Exact, given.Exact] | null;
  total: boolean;
  count: boolean;
  cuts: Ratio[];
}

export interface Question extends given.Question {
  options: { id: string; label: string; was: string; help: string }[];
  /** The position of the option that it counts as where it does not apply. */
  standsFor: number | null;
}

export type Link = given.Link;

export interface Dimension extends given.Dimension {
  score: Shown;
  /** The scores at which its levels begin. */
  starts: number[];
}

export interface Capability extends given.Capability {
  score: Shown;
}

export interface Measure extends given.Measure {
  score: Shown;
}

export interface Framework extends Omit<given.Framework, "questions" | "dimensions" | "capabilities" | "measures"> {
  digest: string;
  rules: string;
  words: { [question: string]: string };
  /** The digest of the rules by each profile. */
  rulesBy: Map<string, string>;
  asked: Given["asked"];
  score: Shown;
  awardsLevels: boolean;
  questions: Question[];
  dimensions: Dimension[];
  capabilities: Capability[];
  measures: Measure[];
  /**
   * `inUnit` where what is measured are points, values or counts, not shares of the whole; `trait` is the id of the
   * question whose answer is measured, if it is a trait; `kind` is what is counted.
   */
  requirements: {
    basis: given.PortableRequirement["basis"];
    sentence: string;
    inUnit: boolean;
    trait: string;
    kind: string;
  }[];
}

// ---- Answers, and where they are kept

/** The id of an option, the word for a state, or a number. */
export type Answer = string | number;
export type Answers = { [question: string]: Answer };

export interface Sheet extends Facts {
  organisation: string;
  answers: Answers;
  /** The id of the profile that is asked; empty if everything is. */
  profile: string;
}

/** What is said of single questions, by their ids. */
export interface Remarks<Entry> {
  [question: string]: Entry;
}

/**
 * What a sheet says beside its answers; a text is empty if it is not known, and a date is like 2026-11-03. Answers that
 * were given to another edition were carried over from it. The seconds that answering took are null if unknown.
 */
export interface Facts {
  segment: string;
  date: string;
  respondent: string;
  role: string;
  carried_from: string;
  seconds: number | null;
  comments: Remarks<string>;
  evidence: Remarks<string[]>;
}

/** What the answers in a file belong to, as the file says. */
export interface Origin {
  id?: string;
  edition?: string;
  rules?: string;
  profile?: string | null;
  words?: { [question: string]: string };
}

/** What it means that answers belong to an origin. */
export interface Judgement {
  /** Why they are not read at all. */
  refused: string[];
  notes: string[];
  /** The edition that they were given to, if it is another one. */
  then: string;
  shifted: Set<string>;
  reworded: string[];
  since: given.Since | undefined;
  fit: boolean;
}

/** What was filled in for an earlier edition: answers as given and as `written`, and the digests of the wording. */
export interface Filled {
  facts: Facts;
  answers: { [question: string]: unknown };
  words: { [question: string]: string };
  written: Map<string, string | undefined>;
}

/** What became a question: the id it had, whether its words are the same, and its options by their ids then. */
export interface Came {
  was: string;
  words: given.SinceQuestion["words"];
  options: { [option: string]: string };
}

/** An answer that arrived (none is an open question), what is wrong with it, or that it has to be given anew. */
export interface Arrival {
  answer?: Answer;
  problem?: string;
  anew?: boolean;
}

/** Answers of an earlier edition, carried over; questions by their ids, `renamed` and `split` with those then. */
export interface CarriedSheet {
  answers: Answers;
  facts: Facts;
  problems: string[];
  ask: string[];
  reworded: string[];
  renamed: string[];
  split: string[];
  leftOut: string[];
}

/** What has changed since answers were given; they `fit` if that is known. */
export interface Changes {
  fit: boolean;
  reworded: string[];
  ask: string[];
  leftOut: string[];
}

export type ReadSheet =
  | { problems: string[]; notes: string[]; sheet: Sheet; changes: Changes }
  | { problems: string[]; notes?: undefined; sheet?: undefined; changes?: undefined };

export type Mode = "one" | "capability" | "all" | "short";

export interface Kept extends Sheet {
  mode: string;
  at: string;
  /** Whether choosing an option goes on: empty for yes, `stay` for no. */
  pace: string;
  /** What is shown before the result: nothing, or the `level`. */
  shown: string;
}

/**
 * What is kept under a name, and when it was; `keys`: where, for this publication of the framework and for others;
 * `changes`: what has changed since.
 */
export interface KeptSheet {
  name: string;
  keys: string[];
  kept: Partial<Kept>;
  sheet: Sheet;
  changes: Changes | null;
  when: number;
}

/**
 * `carried` says what has changed if the answers were taken over from an earlier publication; `others` are the other
 * sheets that are kept; `open` goes on with one of them, or begins one.
 */
export interface Store {
  state: Kept;
  kept: boolean;
  carried: Changes | null;
  others: KeptSheet[];
  listen: (listener: (changes: Partial<Kept>) => void) => void;
  change: (changes: Partial<Kept> | ((state: Kept) => Partial<Kept>)) => void;
  answer: (id: string, answer: Answer | undefined) => void;
  clear: () => void;
  open: (name: string) => void;
}

// ---- Several sheets side by side

/** A sheet with its result; `dated` if all have dates of their own, `isOther` if questions were not asked then. */
export interface Compared {
  name: string;
  sheet: Sheet;
  isOther: boolean;
  dated: boolean;
  codes: Codes;
  result: ScoredResult;
}

/** Where a sheet is on a ladder. */
export interface OnLadder {
  level: string | null;
  score_exact: string | null;
  not_yet: boolean;
}

/** A ladder that fell or rose: the levels and the scores before and after. */
export interface LadderTurn {
  ladder: string;
  levels: (string | null)[];
  scores: (string | null)[];
  falls: boolean;
}

// ---- The page

/** The data that the page contains besides its script. */
export interface Given {
  language: string;
  /** The language of the framework's texts and the direction it is written in, where it is another. */
  own: { lang?: string; dir?: string };
  texts: { [name: string]: string };
  /** What people write for a state, for yes and for no, in every language that has a table. */
  spoken: { [meaning: string]: string[] };
  framework: given.Portable;
  /** The digests of the questions' wording, in their order, without their ids: they are put into the framework. */
  digests: string;
  /** The profile that is chosen at first; empty for none. */
  profile: string;
  sentences: string[];
  /** By profile, the sentences that are others where it is chosen, by their places. */
  asked: { [profile: string]: { [place: number]: string } };
  /** The ids of the questions of traits, by the places of their requirements. */
  traits: { [place: number]: string };
  /** By question, its text and its labels in the model's own language, where the page has a translation. */
  originals: { [question: string]: string[] };
  /** A sheet to begin with where there are no answers yet; empty for none. */
  example: string;
}

/** What is asked: all questions or those of a profile, and how answers are scored. */
export interface Asked {
  framework: Framework;
  model: Model;
  codes: (answers: Answers) => Codes;
}

export type Attribute = string | number | boolean | null | undefined | Listener;
export type Attributes = { [name: string]: Attribute };
export type Listener = (event: Event) => unknown;
export type Child = Node | string | number | false | null | undefined | Child[];

/** A piece of a text, or pieces that are isolated from those around them. */
export type Piece = string | Piece[];

/** Questions that are shown together. */
export interface Unit {
  id: string;
  questions: Question[];
}

export interface Section {
  element: HTMLElement;
  update: () => void;
}

export interface View extends Section {
  title: string;
  heading: HTMLElement;
}

export interface App {
  whole: Framework;
  /** The framework with the questions that are asked. */
  readonly framework: Framework;
  asked: () => Asked;
  store: Store;
  visited: string[];
  passed: Set<string>;
  result: () => Result | null;
  path: () => ShortPath;
  announce: (text: string, look?: string) => void;
  go: (address: string) => void;
  /** Go on with another sheet that is kept, or begin one. */
  open: (name?: string) => void;
}
