// What the equality test asks a page for: many sheets at once, and few letters about each.

let model;

function read(data) {
  model = readModel(JSON.parse(data));
}

function bytesOf(text) {
  return Int8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function textOf(array) {
  const bytes = new Uint8Array(array.buffer);
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}

// Where organisations stand, now and with the lowest and the highest filling: by ladder the ranks, and the score as a
// double and exactly.
function standings(sheets) {
  const codes = bytesOf(sheets);
  const size = model.questions.length;
  const cells = (codes.length / size) * model.ladders.length;
  const [ranks, worst, best] = [0, 0, 0].map(() => new Int8Array(cells));
  const doubles = new Float64Array(cells);
  const exact = [];
  for (let at = 0, cell = 0; at < codes.length; at += size) {
    const now = Standing.of(model, checkedCodes(model, codes.subarray(at, at + size)));
    const outlook = new Outlook(now);
    for (let ladder = 0; ladder < model.ladders.length; ladder += 1, cell += 1) {
      const score = now.score(ladder);
      [ranks[cell], worst[cell], best[cell]] = [now.rank(ladder), ...(outlook.range(ladder) ?? [NO_LEVEL, NO_LEVEL])];
      doubles[cell] = score ? nearestDouble(ratio(...score)) : NaN;
      exact.push(score ? ratioText(ratio(...score)) : "none");
    }
  }
  return { arrays: [ranks, worst, best, doubles].map(textOf), exact: exact.join(" ") };
}

// Status, demanded positions and steps towards a target.
function plans(sheets, target) {
  const codes = bytesOf(sheets);
  const size = model.questions.length;
  const rows = codes.length / size;
  const width = model.framework.capabilities.length;
  const status = Array(rows).fill("refused");
  const positions = new Int8Array(rows * size).fill(-4);
  const steps = new Int16Array(rows * width).fill(-1);
  for (let row = 0; row < rows; row += 1) {
    const aim = aimOrNone(Standing.of(model, codes.subarray(row * size, (row + 1) * size)), target);
    if (!aim) continue;
    status[row] = aim.status;
    for (const [question, position] of aim.demanded) positions[row * size + question] = position;
    planTo(aim).order.forEach((step, place) => { steps[row * width + place] = step; });
  }
  return { status, arrays: [positions, steps].map(textOf) };
}

function aimOrNone(now, target) {
  try {
    return takeAim(now, target);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

function everything(sheets, target, limit) {
  return JSON.stringify(sheets.map((codes) => allOf(codes, target, limit)));
}

function allOf(codes, target, limit) {
  try {
    const paths = [false, true].map((dimensions) => shortPath(model, codes, dimensions));
    return { ...assess(model, codes, { target, limit }), paths };
  } catch (error) {
    if (error instanceof TargetError) return { refused: error.problems.map(({ what }) => what) };
    throw error;
  }
}

// The questions that a refusal names; null where the answers are read.
function refusal(codes) {
  try {
    assess(model, codes);
    return null;
  } catch (error) {
    if (error instanceof AnswersError) return error.questions;
    throw error;
  }
}

function wrongTarget(target) {
  try {
    return assess(model, model.questions.map(() => 0), { target });
  } catch (error) {
    if (error instanceof TargetError) return error.problems.map(({ where }) => where);
    throw error;
  }
}
