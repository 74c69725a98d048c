// Which key does what. Keys that come while a step is on its way wait for it, so that none is lost.

import { KEYS } from "./words.js";

const isTyping = element => element?.matches("input, textarea, select");

/** Listens to the keyboard. act(command), other(event): whether they knew the key; isBusy(): whether a step is on its
 * way. The answer is called when none is any more. */
export function listen({ act, other, isBusy }) {
  const waiting = [], commands = new Map(Object.entries(KEYS).map(([name, [key]]) => [key, name]));

  function handle(event) {
    const { key, ctrlKey, altKey, metaKey } = event, held = document.activeElement;
    if (metaKey || document.querySelector("dialog[open]") || isTyping(held)) return false;
    if (key === "Enter" && held?.matches("button:not([data-path]), summary")) return held.click(), true;
    if (ctrlKey && (key === "z" || key === "y")) return act(key === "z" ? "undo" : "redo"), true;
    if (other(event)) return true;
    if (ctrlKey || altKey || !listen.letters || !commands.has(key)) return false;
    act(commands.get(key));
    return true;
  }

  /** A key that waited: the browser does nothing by itself now. */
  function replay(event) {
    const held = document.activeElement;
    if (isTyping(held)) {
      if (event.key.length === 1) {
        held.setRangeText(event.key, held.selectionStart, held.selectionEnd, "end");
        held.dispatchEvent(new Event("input"));
      } else held.dispatchEvent(new KeyboardEvent("keydown", event));
    } else if (event.key === "Tab") {
      const stops = [...document.querySelectorAll("button, summary, [tabindex='0']")];
      stops[stops.indexOf(held) + (event.shiftKey ? -1 : 1)]?.focus();
    } else handle(event);
  }

  addEventListener("keydown", event => {
    if ((isBusy() || waiting.length) && !isTyping(event.target) && !["Control", "Shift", "Alt", "Meta"].includes(event.key)) {
      waiting.push(event);
      event.preventDefault();
    } else if (handle(event) || (event.altKey && event.key.startsWith("Arrow"))) event.preventDefault(); // no way back
  });
  return async () => {
    while (waiting.length && !isBusy()) {
      replay(waiting.shift());
      await new Promise(resolve => setTimeout(resolve)); // what it opens is there before the next one
    }
  };
}
listen.letters = true; // whether single letters are keys
