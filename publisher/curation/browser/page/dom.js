// Elements: what an article or a record says enters them as text only.

/** An element. traits: attributes, and listeners under "onclick" and the like; inside: elements and texts. */
export function make(tag, traits = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter(part => part != null && part !== ""));
  return made;
}

/** A button with its name and, where it has one, its key. */
export const button = (name, key, run, traits = {}) =>
  make("button", { type: "button", onclick: run, "aria-keyshortcuts": key || null, ...traits },
    name, key ? make("kbd", { "aria-hidden": "true" }, key) : null);

export const byId = id => document.getElementById(id);

/** The words, without their middle where they are long; no word is cut. */
export function clip(words, limit = 90) {
  const points = Array.from(words);
  if (points.length <= limit) return words;
  const head = points.slice(0, limit * 0.7).join(""), tail = points.slice(-limit * 0.25).join("");
  return `${head.replace(/\s\S*$/, "")} … ${tail.replace(/^\S*\s/, "")}`;
}
