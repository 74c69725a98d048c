// Dialogs that only tell something: the list of keys, the rules of a field.

import { button, make } from "./dom.js";
import { listen } from "./keys.js";
import { KEYS, MARKS, OTHER_KEYS, TEXT_KEYS, WORDS } from "./words.js";

/** Shows text, a paragraph for each line. */
export function tell(title, text) {
  show(title, "rules", text.split("\n").filter(line => line.trim()).map(line => make("p", {}, line.replaceAll("`", ""))));
}

/** Shows the list of keys, and whether single letters are keys. */
export function help() {
  const table = (rows, traits = {}) => make("dl", traits, rows.map(([key, does]) =>
    make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does))));
  const letters = make("input", { type: "checkbox", checked: listen.letters, onchange: () => { listen.letters = letters.checked; } });
  show(WORDS.keys, "help",
    make("div", { class: "columns" }, table(Object.values(KEYS), { class: "letters" }), table(OTHER_KEYS), table(TEXT_KEYS),
      make("h3", {}, WORDS.marks), make("ul", { class: "marks" }, MARKS.map(([layer, name]) => make("li", { class: layer }, name)))),
    make("label", {}, letters, " ", WORDS.single));
}

function show(title, kind, ...inside) {
  const dialog = make("dialog", { class: kind, "aria-labelledby": "told", onclose: () => dialog.remove(),
    onclick: event => event.target === dialog && dialog.close() },
  make("header", {}, make("h2", { id: "told" }, title), button(WORDS.close, "Esc", () => dialog.close())), ...inside);
  document.body.append(dialog);
  dialog.showModal();
}
