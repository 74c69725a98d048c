// The list of keys, as a dialog.

import { button, make } from "./dom.js";
import { listen } from "./keys.js";
import { KEYS, MARKS, OTHER_KEYS, TEXT_KEYS, WORDS } from "./words.js";

export function help() {
  const table = (rows, traits = {}) => make("dl", traits, rows.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does))));
  const letters = make("input", { type: "checkbox", checked: listen.letters, onchange: () => { listen.letters = letters.checked; } });
  const dialog = make("dialog", { class: "help", "aria-labelledby": "keys", onclose: () => dialog.remove() },
    make("header", {}, make("h2", { id: "keys" }, WORDS.keys), button(WORDS.close, "Esc", () => dialog.close())),
    make("div", { class: "columns" }, table(Object.values(KEYS), { class: "letters" }), table(OTHER_KEYS), table(TEXT_KEYS),
      make("div", {}, make("h3", {}, WORDS.marks), make("ul", { class: "marks" }, MARKS.map(([layer, name]) => make("li", { class: layer }, name))))),
    make("label", {}, letters, " ", WORDS.single));
  document.body.append(dialog);
  dialog.showModal();
}
