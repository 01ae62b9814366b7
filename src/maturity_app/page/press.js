// While something is pressed, nothing on the page moves: whatever would move it waits for the release.

const BEGINS = ["pointerdown", "mousedown"]; // with a finger, mousedown comes after pointerup
const ENDS = ["pointerup", "mouseup", "pointercancel", "contextmenu", "dragend", "blur"];
/** @type {Set<() => void>} */
const waiting = new Set();
let pressed = false;

for (const name of BEGINS) window.addEventListener(name, () => (pressed = true), true);
for (const name of ENDS) window.addEventListener(name, release, true);
window.addEventListener("pointermove", (event) => pressed && event.buttons === 0 && release(event), true);

// The click comes after the release, and before whatever has waited for it.
/** @param {Event} event */
function release(event) {
  if (event.type === "blur" && event.target !== window) return;
  pressed = false;
  setTimeout(settle);
}

function settle() {
  if (pressed) return;
  const works = [...waiting];
  waiting.clear();
  works.forEach((work) => work());
}

// Do this now, or as soon as nothing is pressed; work that is already waiting is not queued twice.
/** @param {() => void} work */
export function unpressed(work) {
  if (pressed) waiting.add(work);
  else work();
}
