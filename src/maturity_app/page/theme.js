// Light or dark: the same as the system, until somebody chooses.

import { make } from "./elements.js";
import { keepTheme, keptTheme } from "./store.js";
import { say } from "./words.js";

const THEMES = ["", "light", "dark"];

export function themeSwitch() {
  const kept = THEMES.includes(keptTheme()) ? keptTheme() : "";
  const change = () => {
    keepTheme(select.value);
    wear(select.value);
  };
  const options = THEMES.map((theme) =>
    make("option", { value: theme, selected: theme === kept }, say(`theme-${theme || "system"}`))
  );
  const select = make("select", { id: "theme", change }, options);
  wear(kept);
  return make("div", { class: "theme" }, make("label", { for: "theme" }, say("theme")), select);
}

/** @param {string} theme */
function wear(theme) {
  document.documentElement.dataset.theme = theme || "system";
}
