// What the page is given of a framework. Made from its schema by tests/page_types.py: change that, not this.

/** An exact number: a decimal such as "0.25", or a fraction such as "2/3". The schema allows more than is written. */
export type Exact = string;

/** A whole number; a text where the data says that its numbers are `wide`. */
export type Whole = number | string;

/** Advice for organisations at a level, and the circumstance it is for. */
export interface Advice {
  circumstance: string;
  soon: string;
  start_now: string;
  questions: Sign[];
}

/** The framework that this one was made from, why, and every difference from it. */
export interface Base {
  framework: string;
  edition: string;
  name: string;
  digest: string;
  because: string;
  changes: Change[];
}

/** What an organisation builds: the unit of gaps and next steps. */
export interface Capability {
  id: string;
  name: string;
  dimension: string;
  summary: string;
  help: string;
  links: Link[];
  effort: Exact;
  worth: Exact;
  remedy: string;
  remedies: Remedy[];
  weight: Exact;
  levels: string | null;
  requires: Prerequisite[];
  leans_on: string[];
  tags: string[];
  basis: "source" | "interpretation" | "own";
  place: string;
}

/** One difference from the framework that a file extends. */
export interface Change {
  what: "changed" | "left out" | "added";
  at: string;
  was: string;
  now: string;
}

/** The thresholds from which dimensions count as in tension or as well set up. A missing one is not checked. */
export interface Contrasts {
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
  levels_apart: number | null;
  levels_below: number | null;
  options_apart: number | null;
  options_within: number | null;
  from_level: string | null;
}

/** An area of the model that gets a level of its own. */
export interface Dimension {
  id: string;
  name: string;
  summary: string;
  help: string;
  links: Link[];
  weight: Exact;
  levels: string | null;
}

/** Selects some of the ladder's own items: every given field has to match. */
export interface Filter {
  tag: string | null;
  stage: string | null;
  from_stage: string | null;
  up_to: string | null;
  from_weight: Exact | null;
  dimension: string | null;
  capability: string | null;
  ids: string[];
}

/** A published model as data: questions, and requirements over them. */
export interface Framework {
  id: string;
  edition: string;
  name: string;
  headline: "level" | "score";
  language: string;
  summary: string;
  help: string;
  links: Link[];
  open_questions: "range" | "reject";
  seconds_per_question: number;
  basis: "own" | "interpretation" | null;
  source: Source;
  after: Base[];
  since: Since[];
  contrasts: Contrasts | null;
  levers: Levers | null;
  views: Views | null;
  notes: Note[];
  levels: Level[];
  level_lists: { [name: string]: Level[] };
  scales: { [name: string]: Scale };
  dimensions: Dimension[];
  capabilities: Capability[];
  questions: Question[];
  measures: Measure[];
  profiles: Profile[];
}

/** The items a requirement or a score reads, all of one kind. */
export interface Items {
  questions: "all" | string[] | Filter | null;
  capabilities: "all" | string[] | Filter | null;
  dimensions: "all" | string[] | Filter | null;
  measures: "all" | string[] | Filter | null;
}

/** A rung of a ladder. Rank 0, the first of its list, is where everyone starts. */
export interface Level {
  id: string;
  name: string;
  summary: string;
  patterns: (string | Pattern)[];
  place: string;
  advice: Advice[];
}

/** How many capabilities to show: those that close most of the distance to the next target for what that costs. */
export interface Levers {
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
  show: number;
}

/** Where to read more: the words that people see, and an address that begins with https, http or mailto. */
export interface Link {
  text: string;
  address: string;
}

/** A score of the author's own: a mean, a total, a share or a count of any items, other measures included. */
export interface Measure {
  id: string;
  name: string;
  summary: string;
  weight: Exact;
  levels: string | null;
  mean_of: Items | null;
  total_of: Items | null;
  share_of: Items | null;
  count_of: Items | null;
  by: "score" | "level" | "value";
  reaching: string | number | null;
  base: Exact | null;
  top: Exact | null;
  shown: [Exact, Exact] | null;
}

/** The lowest option of another question that a question needs, to be asked at all. */
export interface Needed {
  question: string;
  option: string;
}

/** A text shown with one part of a result, and on the model's page. */
export interface Note {
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
  at: "level" | "dimensions" | "gaps" | "steps" | "comparison" | "about";
  level: string | null;
  text: string;
}

/** One option of a scale: an id for files, a label and help for people, a credit in 0..1. */
export interface Option {
  id: string;
  label: string;
  help: string;
  value: Exact | null;
  credit: Exact;
  level: string | null;
}

/** Something that is typical of a level, and the questions that show whether it is true of an organisation. */
export interface Pattern {
  text: string;
  questions: Sign[];
}

/** Everything about a framework that a reader needs. In `ladders`, each comes after those it reads. */
export interface Portable {
  schema_version: 1;
  core_version: string;
  digest: string;
  rules_digest: string;
  words_digests: { [name: string]: string };
  framework: Framework;
  wide: boolean;
  terms: PortableTerms[];
  requirements: PortableRequirement[];
  ladders: PortableLadder[];
  profiles: PortableProfile[];
}

/** A ladder: its name, its highest rank (0 if nothing is required), its score, how that is shown, and its marks. */
export interface PortableLadder {
  name: string;
  top: number;
  terms: number;
  total: PortableUnit | null;
  shown: [Exact, Exact] | null;
  marks: string[];
  questions: number[];
}

/** A profile: its id, the digest of its rules, and the places of the questions it asks. The rest does not apply. */
export interface PortableProfile {
  id: string;
  rules_digest: string;
  questions: number[];
}

/** A requirement: the rung of the ladder it guards, what is compared with `bar`, and the unit of `threshold`. */
export interface PortableRequirement {
  ladder: number;
  rung: number;
  statistic: "mean" | "total" | "share" | "least" | "count";
  terms: number;
  bar: [Whole, Whole];
  unit: PortableUnit | null;
  threshold: Exact;
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
}

/** Items that are added up: which ones, with which weights, and the value each of them counts with. */
export interface PortableTerms {
  of: "questions" | "ladders";
  value: "credit" | "reach" | "score" | "level" | "reach score" | "reach level" | "rung";
  items: number[];
  weights: Whole[];
  unit: Whole;
  first: number[];
  bar: [Whole, Whole] | null;
}

/** The unit of a number in the file: `start` plus what is measured, divided by `scale`. */
export interface PortableUnit {
  start: [Whole, Whole];
  scale: [Whole, Whole];
  each: [Whole, Whole];
}

/** Another capability, and the rung or the credit it has to reach first. */
export interface Prerequisite {
  capability: string;
  level: string | null;
  value: Exact | null;
  credit: Exact | null;
}

/** What is asked of one kind of organisation: a name, and a selection of questions. */
export interface Profile {
  id: string;
  name: string;
  summary: string;
  questions: "all" | string[] | Filter;
}

/** One answer column. */
export interface Question {
  id: string;
  capability: string;
  text: string;
  aliases: string[];
  help: string;
  links: Link[];
  scale: string;
  labels: string[];
  weight: Exact;
  stage: string | null;
  tags: string[];
  trait: boolean | string;
  outcome: boolean;
  led_by: string[];
  not_applicable: boolean;
  counts_as: string | null;
  needs: Needed | null;
  place: string;
  basis: "stated" | "applied" | "complement" | "filled" | "interpretation" | "own";
  because: string;
}

/** What to do where a question moves: from the option `now`, or from any lower one, to the option `to`. */
export interface Remedy {
  question: string;
  now: string | null;
  to: string;
  text: string;
}

/** Ordered options, lowest first, with credits that go from 0 to 1 and never fall; with `cuts` it reads numbers. */
export interface Scale {
  options: Option[];
  whole_numbers: [number, number] | null;
  counts_as: string | null;
  cuts: Exact[];
  cut_falls: "below" | "above" | null;
  better: "more" | "less";
  lowest: Exact | null;
  highest: Exact | null;
  unit: string;
}

/** The answers to a question that bear out a pattern or a circumstance: from one option up, up to one, or between. */
export interface Sign {
  question: string;
  at_least: string | null;
  at_most: string | null;
}

/** An earlier edition: which of its questions are gone, which are new, and which have changed since. */
export interface Since {
  edition: string;
  left_out: string[];
  added: string[];
  questions: SinceQuestion[];
}

/** A question that is not simply the same as in the earlier edition. */
export interface SinceQuestion {
  id: string;
  was: string | null;
  words: "same" | "asked anew" | null;
  options: { [name: string]: string };
}

/** The publication that a framework is based on, and what it leaves open. */
export interface Source {
  title: string;
  publisher: string;
  date: string;
  licence: string;
  remark: string;
}

/** A named pattern of views: some roles rate the organisation higher than others do. */
export interface ViewPattern {
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
  roles_above: string[];
  level_above: string | null;
  roles_below: string[];
  level_below: string | null;
  text: string;
}

/** The roles whose answers are shown side by side, and the patterns that are named when they occur. */
export interface Views {
  basis: "source" | "interpretation" | "own";
  because: string;
  place: string;
  roles: string[];
  patterns: ViewPattern[];
}
