// The page: what the server tells is drawn, what the curator does becomes a step.

import { button, byId, make } from "./dom.js";
import { Form } from "./form.js";
import { help } from "./help.js";
import { listen } from "./keys.js";
import { pick, pickReason } from "./picker.js";
import { canReject, drawQueue, faulty, nextOpen, plain, titleOf } from "./queue.js";
import { Store } from "./state.js";
import { Text } from "./text.js";
import { BUTTONS, KEYS, TABLES, WORDS } from "./words.js";

const EXCUSE = /\[\[excused\]\] rule = "(\w+)"(?:, record = "([\w-]+)")?(?:, paragraph = (\d+))?/;
let current = null; // the key of the open record
let path = null; // the part of a field that has or had the focus
let fault = "";
let doubted = ""; // the open record as it was when its fault was said

const store = new Store({
  told(error) {
    fault = error;
    if (store.state) draw();
    else drawBar();
  },
  busy: () => byId("queue").setAttribute("aria-busy", "true"),
  async idle() {
    await wake();
    if (!store.waiting) byId("queue").removeAttribute("aria-busy");
  },
});
const text = new Text(byId("text"), moved, () => act("here"));
const form = new Form(store, text, { run: act, say });
const wake = listen({ act, other, isBusy: () => store.waiting > 0 });

function say(words) {
  byId("said").textContent = words;
}

function block() {
  return store.block(current);
}

/** Opens a record, and puts the cursor on its words. */
function open(key) {
  current = key ?? null;
  doubted = "";
  path = null;
  draw();
  const [first] = block()?.spans ?? [];
  if (first) text.rest(first[0]);
  byId("record")?.focus({ preventScroll: true });
  byId("record")?.closest("li").scrollIntoView({ block: "start" });
}

function draw() {
  const { state, catalogue } = store;
  const held = document.activeElement?.closest("#queue, [data-path]") ? document.activeElement : null;
  if (held?.matches("input")) return drawBar(); // what is being typed stays
  text.show(state);
  byId("text").lang = state.blocks.find(one => one.table === "source")?.values.language ?? "";
  document.title = byId("file").textContent = WORDS.title(catalogue.file);
  drawProgress();
  drawTools();
  drawBar();
  drawQueue(state, current, { form: one => form.draw(one), open, go: span => text.choose(span) });
  drawMarks();
  if (!held) return;
  const again = document.querySelector(held.dataset.path ? `[data-path="${CSS.escape(held.dataset.path)}"]` : "#record");
  (again ?? byId("record"))?.focus({ preventScroll: true });
}

function drawProgress() {
  const { decided, open: left, candidates, paragraphs } = store.state.progress;
  const told = { records: [decided, decided + left], candidates, paragraphs };
  byId("progress").replaceChildren(...Object.entries(told).map(([name, [done, all]]) => make("label", {},
    `${WORDS.of(done, all)} ${WORDS.progress[name]}`,
    make("progress", { value: done, max: Math.max(1, all) }))));
}

function drawTools() {
  const { undo, redo } = store.state;
  const tool = (name, traits) => button(BUTTONS[name], KEYS[name][0], () => act(name), { title: KEYS[name][1], ...traits });
  byId("tools").replaceChildren(
    tool("add"),
    tool("undo", { disabled: undo === null, title: undo }),
    tool("redo", { disabled: redo === null, title: redo }),
    tool("help"));
}

function drawBar() {
  const { outside, ready, next } = store.state ?? {};
  const bar = byId("bar"), lines = [], told = JSON.stringify([fault, outside, ready, next]);
  if (bar.dataset.told === told) return; // a screen reader would read it out again
  bar.dataset.told = told;
  if (fault && !outside) lines.push(make("p", { class: "error" }, fault,
    fault === WORDS.gone ? button(WORDS.again, "", () => (store.state ? store.refresh() : location.reload())) : null));
  if (outside) lines.push(make("p", { class: "error" }, WORDS.outside[outside],
    button(WORDS.take, "", () => store.step({ op: "take" }))));
  if (ready) lines.push(make("p", { class: "ready" }, WORDS.ready, " ", make("code", {}, next ?? "")));
  bar.replaceChildren(...lines);
}

function drawMarks() {
  const { blocks } = store.state, layer = { offices: "mentions", waived: null, actors: null, source: "mentions" };
  const spans = Object.groupBy(blocks, one => layer[one.table] ?? one.table);
  for (const name of ["rejected", "mentions", "statements", "events", "figures"])
    text.mark(name, (spans[name] ?? []).flatMap(one => one.spans));
  text.mark("finding", unaccounted());
  text.mark("record", block()?.spans ?? []);
  text.mark("field", path && block() ? [form.spanOf(path)] : []);
}

/** The words that something is missing for: a record, a rejection, or another decision. */
function unaccounted() {
  const { findings, candidates = [] } = store.state;
  const missing = findings.filter(({ severity }) => severity === "error");
  return [...missing, ...candidates.filter(one => one.open)].map(one => one.span).filter(Boolean);
}

/** Says which words are selected, and which records rest on them. */
function moved() {
  const [start, end] = text.selection;
  byId("at").textContent = text.words([start, end]);
  const names = resting().map(one => button(`${TABLES[one.table][0]}: ${titleOf(one)}`, "", () => open(one.key)));
  byId("here").replaceChildren(...(names.length ? [WORDS.here, ...names] : []));
}

/** The records with the word under the cursor, the one with the fewest words first. */
function resting() {
  const at = text.head[0], size = one => Math.min(...one.spans.filter(holds).map(([start, end]) => end - start));
  const holds = ([start, end]) => start <= at && at < end;
  return store.state.blocks.filter(one => one.spans.some(holds)).sort((one, other) => size(one) - size(other));
}

/** Goes on to what is still open after the place of a record in the list, and in the end to what has a fault: then it
 * gives the words that say so. */
function goOn(from) {
  const first = store.state.blocks.find(({ file, todo }) => file === "actors" && todo !== null);
  const key = block()?.table === "source" && first ? first.key : nextOpen(store.state, from), [span] = unaccounted();
  if (key) return void open(key);
  const wrong = faulty(store.state, from);
  if (wrong.length) {
    open(wrong[0].key);
    say(WORDS.faulty(wrong.length));
    return WORDS.faulty(wrong.length);
  }
  if (!block()) open(store.state.blocks.at(-1)?.key);
  if (span) text.choose(span);
  say(span ? WORDS.missing : WORDS.nothing);
}

/** Takes a step, says so and goes on. */
async function decide(step, said, next) {
  if (!await store.step(step)) return;
  say([said, next()].filter(Boolean).join(" "));
}

function act(name) {
  const one = block(), { state } = store, at = state?.blocks.indexOf(one) ?? -1;
  if (!state) return;
  const title = one && titleOf(one), key = current;
  const back = () => open(block() || !one ? store.changed ?? key : store.state.blocks[Math.min(at, store.state.blocks.length - 1)]?.key);
  const commands = {
    accept: () => one?.todo != null && accept(one, at),
    reject: () => one && canReject(one) && reject(one, at),
    delete: () => one && one.table !== "source" && decide({ op: "delete", key }, WORDS.deleted(title, naming(one).map(titleOf)), () => goOn(at)),
    edit: () => document.querySelector("#queue .part")?.focus(),
    next: () => open((state.blocks[at + 1] ?? one ?? state.blocks[0])?.key),
    previous: () => open((state.blocks[at - 1] ?? one ?? state.blocks[0])?.key),
    open: () => goOn(at + 1),
    undo: () => state.undo !== null && decide({ op: "undo" }, WORDS.undone(state.undo), back),
    redo: () => state.redo !== null && decide({ op: "redo" }, WORDS.redone(state.redo), back),
    add,
    all: () => {
      const field = one && store.fields(one.table).find(({ name, form }) => form === "texts" && name === path?.[0]);
      if (one) decide({ op: "all", key, field: field?.name ?? "", span: text.selection }, WORDS.all(title), () => open(key));
    },
    more: () => path && form.more(path),
    rules: () => path && form.rules(path),
    find,
    here: () => {
      const found = resting(), [word] = text.head;
      open((found[found.indexOf(one) + 1] ?? found[0] ?? one)?.key);
      text.rest(word); // the next press goes to the next of these records
    },
    help,
  };
  commands[name]();
}

/** Accepts a record; where something is wrong with it only once that was said. */
function accept(one, at) {
  const wrong = doubted === one.toml ? null : form.wrong(one);
  if (!wrong) return decide({ op: "accept", key: one.key }, WORDS.accepted(titleOf(one)), () => goOn(at));
  doubted = one.toml;
  say(WORDS.doubt(plain(wrong)));
}

/** The records that name an actor. */
function naming({ id, file }) {
  return file === "actors" ? store.state.blocks.filter(one => one.id !== id && JSON.stringify(one.values).includes(`"${id}"`)) : [];
}

async function reject(one, at) {
  const chosen = await pickReason(store, one);
  if (chosen) await decide({ op: "reject", key: one.key, reason: chosen.value }, WORDS.rejected(titleOf(one), chosen.value), () => goOn(at));
}

async function add() {
  const options = Object.entries(TABLES).filter(([table, [, key]]) => key && store.catalogue.tables[table])
    .map(([table, [name, key]]) => ({ value: table, name, key }));
  const chosen = await pick({ title: WORDS.add, options });
  if (!chosen) return;
  const table = chosen.value, at = text.selection, words = text.words(at);
  const main = { events: { mentions: [at] }, statements: { content_text: [at] }, waived: { paragraph: text.paragraph },
    actors: { name: words }, excused: excuse() };
  await decide({ op: "add", table, values: main[table] ?? { text: [at] } }, WORDS.added(chosen.name, words), () => open(store.changed));
}

/** What is to be excused: the rule that stops the open record, or the article, as its message says it. */
function excuse() {
  const findings = [...block()?.findings ?? [], ...store.state.findings];
  const [, rule, record, paragraph] = findings.map(({ message }) => message.match(EXCUSE)).find(Boolean) ?? [];
  return Object.fromEntries(Object.entries({ rule, record, paragraph: paragraph && Number(paragraph) }).filter(([, value]) => value));
}

/** A field for the beginning of words; Enter leaves the cursor there, Shift + Enter selects up to it. */
function find() {
  const box = make("label", { class: "find" }, WORDS.find), from = text.anchor, held = document.activeElement;
  const input = make("input", { autocomplete: "off", oninput: () => text.find(input.value, false), onkeydown: event => {
    if (event.key === "Enter" && event.shiftKey) text.extend(from);
    if (event.key === "Enter" || event.key === "Escape") (held.dataset.path ? held : byId("record") ?? byId("text")).focus({ preventScroll: true });
    else if (event.key === "ArrowDown") text.find(input.value, false, true);
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }, onblur: () => box.remove() });
  box.append(input);
  byId("text").before(box);
  input.focus();
}

/** The keys that are no commands; whether it knew this one. */
function other(event) {
  const { key, shiftKey: shift, altKey: alt, ctrlKey: ctrl } = event, held = document.activeElement;
  const part = held?.dataset?.path ? path : null;
  if (!store.state) return false;
  if (alt && (key === "ArrowLeft" || key === "ArrowRight")) {
    const side = shift ? "start" : "end", step = key === "ArrowLeft" ? -1 : 1;
    if (!part || text.chosen || !form.nudge(part, side, step)) text.choose(text.nudge(text.selection, side, step));
    return true;
  }
  if (alt) return false;
  if (text.press(key, { ctrl, shift })) return true;
  if (ctrl) return false;
  if (key === "Enter" && path && (part || held === byId("text"))) return form.act(path), true;
  if ((key === "Backspace" || key === "Delete") && part) return form.erase(part), true;
  if (key === "Escape") return text.rest(), byId("record")?.focus({ preventScroll: true }), true;
  return listen.letters && form.press(key);
}

document.addEventListener("focusin", ({ target }) => {
  if (!target.dataset?.path) return void (byId("about").textContent = "");
  path = target.dataset.path.split("/").map((part, place) => (place === 1 ? Number(part) : part));
  const span = form.spanOf(path);
  text.mark("field", [span]);
  byId("about").textContent = form.aboutOf(path);
  if (span && !text.chosen) text.place(span);
});
addEventListener("focus", () => store.state && store.refresh());
if (await store.begin()) {
  const { blocks } = store.state, undated = blocks.find(({ table, values }) => table === "source" && values.document_date == null);
  open(undated?.key ?? nextOpen(store.state, 0) ?? blocks[0]?.key);
  if (undated) say(WORDS.undated);
}
