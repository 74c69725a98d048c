// The open record: each field a row, each part of its value a button that fills or edits it.

import { button, clip, make } from "./dom.js";
import { entriesOf, fitting, hasSpan, isList, mainPart, partsOf, valueOf } from "./fields.js";
import { tell } from "./help.js";
import { differs, kept, longestIn, meet, nearestFirst, numbered, usedFirst, wordsFor } from "./order.js";
import { pick, pickReason } from "./picker.js";
import { canReject, findings, titleOf } from "./queue.js";
import { BUTTONS, KEYS, TABLES, WORDS } from "./words.js";

const NAMES = ["name", "aliases", "demonyms", "metonyms"]; // typed, but mostly words of the text
const FIELD_KEYS = "1234567890qwysfzcvblp";

export class Form {
  keys = new Map(); // actor -> its number in the list of actors, as long as the page is open

  /** run(command): a command by its name; say(words): tells what a step did. */
  constructor(store, text, { run, say }) {
    [this.store, this.text, this.run, this.say] = [store, text, run, say];
  }

  get fields() {
    return this.store.fields(this.block.table);
  }

  draw(block) {
    this.block = block;
    const own = block.findings.filter(({ field }) => !this.fields.some(({ name }) => name === field.split(".")[0]));
    const full = this.fields.filter(field => this.#isShown(field));
    const empty = this.fields.filter(field => !full.includes(field));
    const does = [block.todo !== null && "accept", canReject(block) && "reject", block.table !== "source" && "delete"].filter(Boolean);
    return make("section", { class: `form ${block.table}`, "data-key": block.key, "aria-labelledby": "record" },
      make("header", {},
        make("h3", { id: "record", tabindex: -1 }, make("small", {}, TABLES[block.table][0], " "), titleOf(block)),
        block.todo ? make("p", { class: "todo" }, block.todo) : null,
        findings(own, span => this.text.choose(span)),
        make("p", { class: "does" }, does.map(name => button(BUTTONS[name], KEYS[name][0], () => this.run(name), { class: name })))),
      full.map(field => this.#row(field)),
      empty.length ? make("p", { class: "also" }, empty.map(field => this.#part(field, 0, partsOf(field)[0], {}, true))) : null,
      make("details", {}, make("summary", {}, WORDS.artifact), make("pre", {}, block.toml)));
  }

  /** What the key beside a field does; whether there is such a field. */
  press(key) {
    const field = this.block && this.fields[FIELD_KEYS.indexOf(key)];
    if (!field) return false;
    const count = this.#entries(field).length, [main] = partsOf(field);
    if (hasSpan(field) && field.form !== "actors") {
      const again = this.#entries(field).findIndex(({ span }) => meet(span, this.text.selection)); // better words, not more of them
      const index = (field.append || field.form === "places") && this.text.chosen ? (again < 0 ? count : again) : 0;
      if (this.text.chosen) this.act([field.name, index, mainPart(field)]);
      else if (!this.#askDay(field)) this.focus([field.name, 0, main.name]);
    } else this.act([field.name, isList(field) ? count : 0, main.name]);
    return true;
  }

  focus(path) {
    document.querySelector(`[data-path="${CSS.escape(path.join("/"))}"]`)?.focus();
  }

  /** Fills or edits a part of a field: [field, number of the entry, part]. */
  async act([name, index, partName]) {
    const [field, part] = this.#named(name, partName), entries = this.#entries(field), entry = entries[index] ?? {};
    this.focus([name, index, partName]);
    const value = await this.#asked(field, part, entry, [name, index, partName]);
    if (value === undefined) return;
    const fresh = { ...entry, [partName]: value };
    if (partName === "span") delete fresh.lost;
    if (field.form === "actors" && !entries[index]) {
      this.#complete(field, fresh);
      const again = entries.findIndex(({ actor_id: actor, span }) => actor === value && meet(span, fresh.span));
      if (again >= 0) [index, entries[again]] = [again, { ...entries[again], span: fresh.span }];
      else entries[index] = fresh;
    } else entries[index] = fresh;
    if (value === null && partName === mainPart(field)) entries.splice(index, 1);
    await this.#save(field, entries, [name, Math.min(index, entries.length), partName]);
  }

  /** Empties a part; without its main part an entry goes. */
  async erase([name, index, partName]) {
    const [field] = this.#named(name, partName), entries = this.#entries(field);
    if (!entries[index]) return;
    if (partName === mainPart(field)) entries.splice(index, 1);
    else delete entries[index][partName];
    await this.#save(field, entries, [name, Math.max(0, Math.min(index, entries.length - 1)), partName]);
  }

  /** Moves an edge of the words of an entry; whether it has any. */
  nudge([name, index], side, step) {
    const [field] = this.#named(name), entries = this.#entries(field), span = entries[index]?.span;
    if (!span) return false;
    entries[index] = { ...entries[index], span: this.text.nudge(span, side, step) };
    this.#save(field, entries, [name, index, "span"]);
    return true;
  }

  /** Asks which further part of an entry to give, and for its value. */
  async more([name, index]) {
    const [field] = this.#named(name), entry = this.#entries(field)[index];
    const missing = entry ? partsOf(field).filter(part => entry[part.name] == null) : [];
    const options = missing.map((part, number) => ({ value: part.name, name: part.title, about: part.about, key: String(number + 1) }));
    const chosen = options.length > 1 ? await pick({ title: WORDS.more, options }) : options[0];
    if (chosen) await this.act([name, index, chosen.value]);
  }

  /** The words that a part, or the entry it is in, rests on. */
  spanOf([name, index]) {
    const field = this.fields.find(one => one.name === name);
    return field && this.#entries(field)[index]?.span;
  }

  /** What a field is, for people. */
  aboutOf([name, , partName]) {
    const [field, part] = this.#named(name, partName);
    return (part?.about || field?.about || "").replaceAll("`", "");
  }

  /** What keeps a record from being accepted: a field that it must have, or a fault; undefined where nothing does. */
  wrong({ table, values, findings: found }) {
    const missing = this.store.fields(table).find(({ name, required }) => required && (values[name] == null || values[name].length === 0));
    return missing ? WORDS.without(missing.title) : found.find(({ severity }) => severity === "error")?.message;
  }

  /** Shows how the codebook decides a field. */
  rules([name, , partName]) {
    const [field, part] = this.#named(name, partName), title = part?.asks && part.title !== field.title ? `${field.title}: ${part.title}` : field?.title;
    if (field) tell(title, [field.about, part?.asks || field.asks || ""].join("\n"));
  }

  async #save(field, entries, path) {
    const saved = await this.store.step({ op: "edit", key: this.block.key, values: { [field.name]: valueOf(field, entries) } });
    if (!saved) return;
    this.text.chosen = false;
    this.say(WORDS.saved(field.title));
    this.focus(path);
  }

  /** A new participant rests on the selected words, and has the first of the codes that it must have. */
  #complete(field, entry) {
    if (this.text.chosen) entry.span = this.text.selection;
    for (const { name, form, required, codes } of field.of ?? [])
      if (required && form === "code") entry[name] ??= codes[0].code;
  }

  #entries = field => entriesOf(field, this.block.values[field.name]);

  #named(name, partName) {
    const field = this.fields.find(one => one.name === name);
    return [field, field && partsOf(field).find(part => part.name === partName)];
  }

  #isShown(field) {
    return field.required || this.block.values[field.name] != null || this.block.findings.some(one => one.field.split(".")[0] === field.name);
  }

  #row(field) {
    const entries = this.#entries(field), said = this.block.findings.filter(one => one.field.split(".")[0] === field.name);
    const [first] = partsOf(field), key = FIELD_KEYS[this.fields.indexOf(field)];
    const drawn = entries.map((entry, index) => make("div", { class: "entry" },
      partsOf(field).filter(part => entry[part.name] != null || part.required || (part.name === "span" && entry.lost))
        .map(part => this.#part(field, index, part, entry))));
    const fresh = !entries.length || isList(field) ? this.#part(field, entries.length, first, {}, entries.length > 0) : "";
    if (drawn.length) drawn.at(-1).append(fresh);
    else drawn.push(make("div", { class: "entry" }, fresh));
    return make("div", { class: "row", role: "group", "aria-label": field.title },
      make("span", { class: "name", "aria-hidden": "true" }, field.title, make("kbd", {}, key)),
      make("div", { class: "entries" }, drawn, findings(said, span => this.text.choose(span))));
  }

  /** The button of a part. bare: a field or entry that is not there yet. */
  #part(field, index, part, entry, bare = false) {
    const path = [field.name, index, part.name], value = entry[part.name];
    const lost = part.name === "span" && entry.lost;
    const shown = lost ? WORDS.lost(entry.lost) : value == null ? (bare ? "" : WORDS.empty) : this.#read(part, value);
    const said = field.title + (part.title && part.title !== field.title ? `, ${part.title}` : "");
    const inside = bare && index === 0
      ? [field.title, make("kbd", { "aria-hidden": "true" }, FIELD_KEYS[this.fields.indexOf(field)])]
      : [make("span", { class: "hidden" }, `${said}: `), bare ? "+" : shown];
    return make("button", { type: "button", class: `part ${part.form} ${!bare || !index ? "" : field.append || field.form !== "words_list" ? "plus" : "plus rare"} ${lost ? "lost" : ""} ${value == null && !bare ? "empty" : ""}`,
      "data-path": path.join("/"), onclick: () => this.#click(path, part) }, inside);
  }

  /** A click fills words that are selected; where none are, it only goes to the field, so that one can select some. */
  #click(path, part) {
    if (part.form !== "words" || this.text.chosen) this.act(path);
    else this.#askDay(this.#named(path[0])[0]);
  }

  /** Asks for the day of an article that no words state; whether the field is for one. */
  #askDay(field) {
    const day = this.#entries(field).length ? null : partsOf(field).find(part => part.form === "day");
    if (day) this.act([field.name, 0, day.name]);
    return Boolean(day);
  }

  #read(part, value) {
    if (part.form === "words") return `“${clip(this.text.words(value))}”`;
    if (part.form === "flag") return value ? WORDS.yes : WORDS.no;
    if (part.form === "code") return String((typeof value === "number" && part.codes.find(({ code }) => code === value)?.label) || value);
    if (part.form === "actor") return this.store.state.actors.find(({ id }) => id === value)?.name ?? value;
    if (part.form === "record") return titleOf(this.store.state.blocks.find(({ id }) => id === value) ?? { title: value });
    return Array.isArray(value) ? value.join("; ") : String(value);
  }

  /** A new value of a part; undefined where the curator leaves it, null where it is to be empty. */
  async #asked(field, part, entry, path) {
    const now = entry[part.name], { state } = this.store;
    const choose = async options => (await pick({ title: part.title === field.title ? field.title : `${field.title}: ${part.title}`, rules: part.asks, now,
      typed: part.free && (words => words && { value: words, name: WORDS.typed(words) }) || undefined,
      options: [...numbered(options), ...(now == null || part.required ? [] : [{ value: null, name: WORDS.none, key: "0" }])] }))?.value;
    if (part.name === "value" && field.name === "reason" && this.block.table !== "excused") return (await pickReason(this.store, this.block))?.value;
    switch (part.form) {
      case "words": return String(now) === String(this.text.selection) ? undefined : this.text.selection;
      case "flag": return !now;
      case "paragraph": return this.text.paragraph;
      case "code": return choose(usedFirst(fitting(part, entry, this.block.values), state.blocks, part === field || part.name === "value" ? field.name : part.name).map(code =>
        ({ ...code, value: code.code, name: String(code.code), detail: differs(code) || code.about })));
      case "record": return choose(nearestFirst(state.blocks.filter(one => (part.to ? one.table === part.to : one.file !== "actors") && one.id && one !== this.block), this.block)
        .map(one => ({ value: one.id, name: titleOf(one), detail: one.id })));
      case "actor": return this.#actor(field, part, entry);
      default: return this.#typed(part, now, path);
    }
  }

  async #actor(field, part, entry) {
    const now = entry[part.name], words = this.#wordsFor(field, entry), { actors, blocks } = this.store.state;
    const near = nearestFirst(blocks.filter(one => one.table === "actors"), this.block).map(({ id }) => id);
    const place = ({ id }) => (near.includes(id) ? near.indexOf(id) : near.length);
    const said = wordsFor(blocks, one => this.text.words(one));
    const others = actors.filter(({ id }) => id !== this.block.id) // nobody is a parent of itself
      .map(one => ({ ...one, said: longestIn(words, [...one.names, ...said.get(one.id) ?? []]) }))
      .toSorted((one, other) => other.said - one.said || place(one) - place(other));
    const times = ({ id }) => blocks.find(one => one.id === id)?.spans.length ?? 0;
    const often = others.toSorted((one, other) => times(other) - times(one));
    kept(often.map(({ id }) => ({ value: id })), this.keys);
    const options = kept(others.map(({ id, names, actor_type }) => ({ value: id, name: names[0], names, detail: [actor_type, id, ...names.slice(1)].join(", ") })), this.keys);
    const named = actors.some(({ names }) => names.includes(words)) ? "" : words;
    const chosen = await pick({ title: WORDS.actor, rules: part.asks, options, now,
      typed: name => (name || named) && { name: WORDS.new(name || named), fresh: name || named } });
    if (!chosen?.fresh) return chosen?.value;
    const of = name => this.store.fields("actors").find(one => one.name === name);
    const codes = name => usedFirst(of(name).codes, blocks, name).map((code, number) => ({ ...code, value: code.code, name: code.code, detail: differs(code) || code.about,
      key: name === "actor_type" ? String(number + 1) : undefined }));
    const kind = await pick({ title: WORDS.type(chosen.fresh), options: codes("actor_type"), rules: of("actor_type").asks });
    if (!kind) return undefined;
    const country = await pick({ title: WORDS.country(chosen.fresh), options: [{ value: undefined, name: WORDS.none }, ...codes("country_code")] });
    if (!country) return undefined;
    const values = { name: chosen.fresh, actor_type: kind.value, country_code: country.value };
    const known = new Set(this.store.state.actors.map(({ id }) => id));
    await this.store.step({ op: "add", table: "actors", values });
    return this.store.state.actors.find(({ id }) => !known.has(id))?.id;
  }

  /** The words that an actor in a field is called by: those of the entry, those selected, those that the record has for it. */
  #wordsFor(field, entry) {
    const { values } = this.block, stem = field.name.split("_")[0].replace(/s$/, "");
    const span = entry.span ?? (this.text.chosen ? this.text.selection : (values[`${stem}_text`] ?? (field.name === "actor_id" ? values.text : null))?.[0]);
    return Array.isArray(span) ? this.text.words(span) : "";
  }

  /** An input in the place of the button, until Enter keeps what was typed or Esc leaves it. */
  #typed(part, now, path) {
    return new Promise(resolve => {
      let place = document.querySelector(`[data-path="${CSS.escape(path.join("/"))}"]`);
      if (!place) { // a part that its entry does not have yet
        place = make("span");
        document.querySelector(`[data-path^="${CSS.escape(`${path[0]}/${path[1]}/`)}"]`).parentElement.append(place);
      }
      const done = value => {
        input.onblur = null;
        if (input.isConnected) input.replaceWith(place);
        resolve(value);
      };
      const keep = () => {
        const typed = input.value.trim();
        if (typed === before) return done(undefined);
        if (part.form === "number" && typed && !Number.isFinite(Number(typed))) this.say(WORDS.number(typed));
        else if (!typed) done(null);
        else done(part.form === "number" ? Number(typed) : part.form === "texts" ? typed.split(";").map(one => one.trim()).filter(Boolean) : typed);
      };
      const before = now == null ? "" : Array.isArray(now) ? now.join("; ") : String(now);
      const taken = this.text.chosen && NAMES.includes(path[0]) ? this.text.words(this.text.selection) : null;
      const shown = taken === null ? before : part.form === "texts" && before ? `${before}; ${taken}` : taken;
      const input = make("input", { class: "typed", "aria-label": part.title, value: shown, title: WORDS.inputs,
        placeholder: part.form === "texts" ? WORDS.texts : part.example, autocomplete: "off",
        onkeydown: event => {
          if (event.key === "Escape") done(undefined);
          else if (event.key === "Enter") keep();
          else return;
          event.preventDefault();
          event.stopPropagation();
        } });
      input.onblur = keep;
      place.replaceWith(input);
      input.select();
    });
  }
}
