// The result so far, beside the questions.

import { heading, make, refresh } from "./elements.js";
import { shownScore } from "./numbers.js";
import { ladderPicture } from "./pictures.js";
import { answeredOf, isUnanswered, minutesText, modeOf } from "./units.js";
import { say } from "./words.js";
/** @import { App, Framework } from "./types.d.ts" */

// How many questions are answered, and how long the rest will take.
/** @param {App} app */
export function progressPart(app) {
  const bar = make("progress", { "aria-labelledby": "progress-words" });
  const told = make("span", { id: "progress-words" });
  const left = make("span", {});
  const element = make("div", { class: "progress" }, make("p", { class: "quiet" }, told, left), bar);
  const update = () => {
    const { framework, store } = app;
    const { done, questions } = answeredOf(framework, store.state, framework.questions);
    [bar.value, bar.max] = [done, Math.max(questions, 1)];
    refresh(told, say("progress", { done, questions }));
    refresh(left, timeText(app));
  };
  update();
  return { element, update };
}

// How long the rest will take; on the short path, only the questions that can still change the level.
/** @param {App} app */
function timeText(app) {
  const { framework, store } = app;
  const open = framework.questions.filter((question) => isUnanswered(framework, store.state, question));
  if (open.length === 0) return say("time-none");
  const minutes = minutesText(framework, open.length);
  if (modeOf(framework, store.state) !== "short") return say("time-left", { minutes });
  const { settled, questions } = app.path();
  /** @param {string} id */
  const isLeft = (id) => isUnanswered(framework, store.state, { id });
  const number = questions.filter(({ matters, question }) => matters && isLeft(question)).length;
  return settled ? say("settled") : say("time-to-level", { minutes: minutesText(framework, number) });
}

// The level with its range, in a few words; changes are announced in the same words.
/** @param {App} app */
export function standingText(app) {
  const result = app.result();
  if (!result) return say("wants-all");
  const { assessment, explanation } = result;
  if (!explanation.ladders.some((state) => state.ladder === "framework")) {
    if (assessment.not_yet) return say("not-yet-short");
    return assessment.score_range_exact === null
      ? say("none")
      : scoreSoFar(app.framework, assessment.score_range_exact);
  }
  if (!assessment.level_range) return say("level-none");
  const [worst, best] = assessment.level_range;
  return worst.id === best.id ? worst.name : say("level-range", { worst: worst.name, best: best.name });
}

/** @param {Framework} framework @param {[string, string]} ends */
function scoreSoFar({ score }, [worst, best]) {
  const shown = shownScore(score, worst);
  return worst === best ? shown : say("level-range", { worst: shown, best: shownScore(score, best) });
}

/** @param {App} app */
export function soFarPart(app) {
  const standing = make("p", { class: "standing" });
  const rungs = make("div", {});
  const remark = make("p", { class: "quiet" });
  const element = make(
    "aside",
    { class: "so-far", "aria-labelledby": "so-far" },
    heading(2, say("so-far"), { id: "so-far" }),
    standing,
    rungs,
    remark,
    make("p", {}, make("a", { href: "#/result" }, say("see-result"))),
  );
  let before = standingText(app);
  const show = () => {
    refresh(standing, before);
    const assessment = withRange(app);
    refresh(rungs, assessment && ladderPicture(app.framework.levels, assessment));
    refresh(remark, remarkOn(app));
  };
  const update = () => {
    const now = standingText(app);
    if (now !== before) app.announce(say("so-far-now", { standing: now }), "heard");
    before = now;
    show();
  };
  show();
  return { element, update };
}

/** @param {App} app */
function withRange(app) {
  const assessment = app.result()?.assessment;
  return assessment?.level_range ? assessment : null;
}

/** @param {App} app */
function remarkOn(app) {
  const range = app.result()?.assessment.level_range;
  if (!range || !app.framework.questions.some((question) => isUnanswered(app.framework, app.store.state, question))) {
    return "";
  }
  const [worst, best] = range;
  return say(worst.id === best.id ? "so-far-settled" : "so-far-open");
}
