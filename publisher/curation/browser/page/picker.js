// Choose one of many: type to filter; what the choice means is shown below the list.

import { make } from "./dom.js";
import { WORDS } from "./words.js";

/** Opens a list and waits for a choice: an option, or null where the curator leaves it.
 *
 * options: [{value, name, detail, names, about, example, near, key}], names: what it is plainly called, name and detail where
 * they are left out; key: one key that chooses it at once; rules: how to decide, in words; typed(text): the option that typed
 * words make, if any, "" for none; Enter takes it unless one other option alone is plainly called so; now: the value that is
 * chosen at first. */
export function pick({ title, options, rules = "", typed = () => null, now }) {
  return new Promise(resolve => {
    let shown = options, active = -1;
    const list = make("ul", { id: "options", role: "listbox", "aria-label": title, tabindex: -1 });
    const told = make("div", { class: "told", tabindex: 0, role: "group", "aria-label": WORDS.meaning });
    const input = make("input", {
      role: "combobox", "aria-expanded": "true", "aria-controls": "options", "aria-label": title,
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", oninput: filter, onkeydown: key,
    });
    const dialog = make("dialog", { class: "picker", "aria-label": title, onclose: close, onclick: outside },
      make("h2", {}, title), input, list, told);

    function filter() {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
      const made = typed(input.value.trim());
      if (!words) {
        shown = made ? options.toSpliced(9, 0, { ...made, key: "0" }) : options;
        return draw(0);
      }
      const found = options.filter(option => words.split(" ").every(part => text(option).includes(part)))
        .map(option => ({ option, rank: rank(option, words) })).toSorted((one, other) => one.rank - other.rank);
      const plain = made ? found.filter(one => one.rank < LOOSE) : found;
      shown = [...plain, ...(made ? [{ option: made }] : []), ...found.slice(plain.length)].map(({ option }) => option);
      draw(made && plain.length > 1 && plain[0].rank === plain[1].rank ? -1 : 0);
    }

    function draw(number) {
      active = Math.min(shown.length - 1, number); // -1: none, for Enter would have to guess
      list.replaceChildren(...shown.map((option, index) => make("li", {
        role: "option", id: `option-${index}`, "data-value": String(option.value), "aria-selected": String(index === active), onclick: () => choose(option),
        onmousemove: () => index === active || draw(index),
      }, option.key && !input.value ? make("kbd", { "aria-hidden": "true" }, option.key) : null, make("b", {}, option.name),
      option.detail ? make("small", {}, option.detail) : null)));
      if (!shown.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, WORDS.unknown));
      input.setAttribute("aria-activedescendant", active < 0 ? "" : `option-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
      const { about, example, near, instead } = shown[active] ?? {};
      told.replaceChildren(...[shown.length && active < 0 && WORDS.several, about, example && `${WORDS.suchAs} ${example}`, near && `${WORDS.rule} ${near}${instead ? ` → ${instead.replaceAll("`", "")}` : ""}`]
        .filter(Boolean).map(words => make("p", {}, words)), ...rules.split("\n").filter(line => line.trim()).map(line => make("p", { class: "rules" }, line)));
      told.hidden = !told.childElementCount;
    }

    function key(event) {
      const at = { ArrowDown: active + 1, ArrowUp: Math.max(0, active - 1), PageDown: active + 8, PageUp: Math.max(0, active - 8) }[event.key];
      const direct = input.value ? null : shown.find(option => option.key === event.key);
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
    filter();
    draw(now == null ? 0 : Math.max(0, shown.findIndex(option => option.value === now)));
    dialog.showModal();
    input.focus();
  });
}

/** Asks why something is no record: for one of the reasons that were given before, those for its like first, or one that
 * is typed. */
export function pickReason({ state, catalogue }, block) {
  const now = block.values.reason, kind = block.values.kind ?? KINDS[block.table];
  const given = [state.reasons, catalogue.reasons], like = given.flatMap(reasons => reasons[kind] ?? []);
  const reasons = [...new Set([...like, ...given.flatMap(reasons => Object.values(reasons).flat())])].slice(0, 9);
  return pick({ title: WORDS.reason, now, options: reasons.map((reason, number) => ({ value: reason, name: reason, key: String(number + 1) })),
    typed: words => words && { value: words, name: WORDS.typed(words) } });
}

const KINDS = { actors: "name", events: "waived", mentions: "name", offices: "name", figures: "figure", statements: "quote", waived: "waived" };

const text = option => `${option.name} ${option.detail ?? ""} ${option.about ?? ""}`.toLowerCase();

const LOOSE = 2; // a rank from which on words are in an option, but do not begin its name

/** How plainly words name an option: 0 they are a name of it, 1 they begin one, 2 they begin words of one in their order. */
function rank({ name, detail, names = [name, detail] }, words) {
  return Math.min(...names.filter(Boolean).map(one => {
    const lower = String(one).toLowerCase();
    if (lower === words) return 0;
    if (lower.startsWith(words)) return 1;
    return beginWords(lower.split(/[^\p{L}\p{N}]+/u), words.split(" ")) ? LOOSE : LOOSE + 1;
  }));
}

/** Whether the parts begin words of a name, in their order. */
function beginWords(name, parts) {
  let at = -1;
  return parts.every(part => (at = name.findIndex((word, place) => place > at && word.startsWith(part))) >= 0);
}
