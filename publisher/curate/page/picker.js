// Choose one of many: type to filter; what the choice means stands below the list.

import { make } from "./dom.js";
import { WORDS } from "./words.js";

/** Opens a list and waits for a choice: an option, or null where the curator leaves it.
 *
 * options: [{value, name, detail, about, example, near, key}], key: one key that chooses it at once; rules: how to decide, in words;
 * typed(text): the option that typed words make, if any; now: the value that is chosen at first. */
export function pick({ title, options, rules = "", typed = () => null, now }) {
  return new Promise(resolve => {
    let shown = options, active = 0;
    const list = make("ul", { id: "options", role: "listbox", "aria-label": title, tabindex: -1 });
    const told = make("div", { class: "told", tabindex: 0, role: "group", "aria-label": WORDS.meaning });
    const input = make("input", {
      role: "combobox", "aria-expanded": "true", "aria-controls": "options", "aria-label": title,
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", oninput: filter, onkeydown: key,
    });
    const dialog = make("dialog", { class: "picker", "aria-label": title, onclose: close, onclick: outside },
      make("h2", {}, title), input, list, told);

    function filter() {
      const parts = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rank = ({ name }) => { // whole names in front, then those that begin so
        const lower = `${name}`.toLowerCase();
        return lower === parts.join(" ") ? 0 : lower.startsWith(parts[0] ?? "") ? 1 : 2;
      };
      shown = options.filter(option => parts.every(part => text(option).includes(part))).toSorted((one, other) => rank(one) - rank(other));
      const made = input.value.trim() ? typed(input.value.trim()) : null;
      if (made) shown = [...shown, made];
      draw(0);
    }

    function draw(number) {
      active = Math.max(0, Math.min(shown.length - 1, number));
      list.replaceChildren(...shown.map((option, index) => make("li", {
        role: "option", id: `option-${index}`, "data-value": String(option.value), "aria-selected": String(index === active), onclick: () => choose(option),
        onmousemove: () => index === active || draw(index),
      }, option.key ? make("kbd", { "aria-hidden": "true" }, option.key) : null, make("b", {}, option.name),
      option.detail ? make("small", {}, option.detail) : null)));
      if (!shown.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, WORDS.unknown));
      input.setAttribute("aria-activedescendant", shown.length ? `option-${active}` : "");
      list.children[active]?.scrollIntoView({ block: "nearest" });
      const { about, example, near, instead } = shown[active] ?? {};
      told.replaceChildren(...[about, example && `${WORDS.suchAs} ${example}`, near && `${WORDS.rule} ${near}${instead ? ` → ${instead.replaceAll("`", "")}` : ""}`]
        .filter(Boolean).map(words => make("p", {}, words)), ...rules.split("\n").filter(line => line.trim()).map(line => make("p", { class: "rules" }, line)));
      told.hidden = !told.childElementCount;
    }

    function key(event) {
      const at = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[event.key];
      const direct = input.value ? null : options.find(option => option.key === event.key);
      if (at !== undefined) draw(at);
      else if (event.key === "Enter" && shown[active]) choose(shown[active]);
      else if (direct && !event.ctrlKey && !event.altKey) choose(direct);
      else return;
      event.preventDefault();
      event.stopPropagation(); // where the list is closed by now, the page would take the key for its own
    }

    function choose(option) {
      resolve(option); // at once, before any other key
      dialog.close();
      dialog.remove();
    }

    function close() {
      dialog.remove();
      resolve(null);
    }

    function outside(event) {
      if (event.target === dialog) dialog.close();
    }

    document.body.append(dialog);
    draw(Math.max(0, options.findIndex(option => option.value === now)));
    dialog.showModal();
    input.focus();
  });
}

const text = option => `${option.name} ${option.detail ?? ""} ${option.about ?? ""}`.toLowerCase();
