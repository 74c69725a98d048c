// The records in the order of work: one line for each, the current one as a form.

import { byId, clip, make } from "./dom.js";
import { TABLES, WORDS } from "./words.js";

/** Draws the list. current: the key of the open record; form(block): its form; open(key), go(span): what a click does. */
export function drawQueue(state, current, { form, open, go }) {
  const queue = byId("queue"), top = queue.scrollTop;
  const actors = state.blocks.filter(block => block.file === "actors");
  const records = state.blocks.filter(block => block.file !== "actors");
  const list = blocks => make("ol", {}, blocks.map(block => make("li", {},
    block.key === current ? form(block) : line(block, open))));
  queue.replaceChildren(
    ...(actors.length ? [make("h2", {}, WORDS.actors(actors.some(block => block.todo !== null))), list(actors)] : []),
    ...(state.findings.length ? [make("h2", {}, WORDS.others), findings(state.findings, go)] : []),
    make("h2", {}, WORDS.records), list(records),
  );
  queue.scrollTop = top;
}

/** The key of the next record that is open, from the place `from` in the list on; undefined where none is. */
export function nextOpen({ blocks }, from) {
  return [...blocks.slice(from), ...blocks.slice(0, from)].find(block => block.todo !== null)?.key;
}

/** The records with a fault, those from a place of the list on first. */
export function faulty({ blocks }, from) {
  return [...blocks.slice(from), ...blocks.slice(0, from)].filter(({ findings }) => findings.some(({ severity }) => severity === "error"));
}

/** What the build says, each line with a button to its words where it has some; null where it says nothing. */
export function findings(list, go) {
  if (!list.length) return null;
  return make("ul", { class: "findings" }, list.map(({ severity, message, span }) => make("li", { class: severity },
    severity === "warning" ? make("strong", {}, WORDS.warning, " ") : null,
    span ? make("button", { type: "button", onclick: () => go(span) }, plain(message)) : plain(message))));
}

/** A message with the keys that excuse what it says, in the place of the lines that do so in the file. */
export const plain = message => message.replace(/: \[\[excused\]\] .*$/, WORDS.excuse);

/** Whether it can be rejected; a rejection and a waiver are confirmed with a reason. */
export const canReject = ({ table }) => !["excused", "source"].includes(table);

/** The name of a block for people. */
export const titleOf = block => block.table === "source" ? WORDS.source
  : (block.title || block.id || TABLES[block.table][0]).split(" · ").map(part => clip(part, 60)).join(" · ");

function line(block, open) {
  const state = block.todo === null ? WORDS.decided : WORDS.open, count = of => block.findings.filter(({ severity }) => severity === of).length;
  const faults = count("error"), warnings = count("warning");
  return make("button", { type: "button", class: `line ${block.table} ${block.todo === null ? "decided" : "open"}`,
    "data-key": block.key, onclick: () => open(block.key) },
  make("span", { class: "state" }, make("span", { class: "hidden" }, `${state} `)),
  make("small", {}, TABLES[block.table][0]), make("span", { class: "title" }, titleOf(block)),
  make("span", {}, faults ? make("span", { class: "faults" }, WORDS.faults(faults)) : null, " ",
    warnings ? make("span", { class: "warnings" }, WORDS.warnings(warnings)) : null));
}
