// The article with its word cursor and marks. Offsets are code points of the article, half open.

import { make } from "./dom.js";

/** The marks, the upper ones last. */
const LAYERS = ["rejected", "mentions", "statements", "events", "figures", "finding", "record", "field", "cursor"];

export class Text {
  #points = [];
  #words = [];
  #stops = [];
  #nodes = []; // [start, end, text node, whether an offset in it is also one in UTF-16]
  #x = null; // where the cursor stood in its line, while it moves up and down

  /** moved(): the cursor moved; picked(): its words were clicked twice. */
  constructor(element, moved, picked) {
    [this.element, this.moved, this.anchor, this.head, this.chosen] = [element, moved, [0, 0], [0, 0], false];
    element.addEventListener("mousedown", event => this.#drag(event));
    element.addEventListener("dblclick", picked);
    element.addEventListener("copy", event => {
      event.clipboardData.setData("text/plain", this.words(this.selection));
      event.preventDefault();
    });
  }

  /** Shows the text of a state, unless it shows it already. */
  show(state) {
    if (this.state?.text === state.text) return void (this.state = state);
    this.state = state;
    this.#points = Array.from(state.text);
    const [words, marks] = [[], []];
    for (const token of state.words) (/[\p{L}\p{N}]/u.test(this.words(token)) ? words : marks).push(token);
    this.#stops = state.words;
    this.#words = words.length ? words : marks; // the cursor passes over marks; edges stop at them
    this.#nodes = state.paragraphs.map(([start, end]) => {
      const words = this.#points.slice(start, end).join("");
      return [start, end, document.createTextNode(words), words.length === end - start];
    });
    this.element.replaceChildren(...this.#nodes.map(([, , node], number) => make("p", { "data-n": number + 1 }, node)));
    this.rest(0);
  }

  words([start, end]) {
    return this.#points.slice(start, end).join("");
  }

  get selection() {
    return [Math.min(this.anchor[0], this.head[0]), Math.max(this.anchor[1], this.head[1])];
  }

  /** The number of the paragraph that the cursor is in. */
  get paragraph() {
    return this.state.paragraphs.findLastIndex(([start]) => start <= this.head[0]) + 1;
  }

  /** Puts the cursor on a span. It is not chosen yet: who placed it was not the curator. */
  place(span) {
    const last = this.#words.findLast(word => word[0] >= span[0] && word[1] <= span[1])?.[0] ?? span[0];
    [this.anchor, this.head, this.chosen, this.#x] = [[span[0], span[0]], [last, span[1]], false, null];
    this.#moved();
  }

  /** Puts the cursor on the word at an offset, with nothing chosen. */
  rest(offset = this.head[0]) {
    this.place(this.#wordAt(offset));
  }

  /** Selects from a word up to where the cursor is. */
  extend(anchor) {
    [this.anchor, this.chosen] = [anchor, true];
    this.#moved();
  }

  /** Moves the cursor by a key of the keyboard, and extends the selection. Whether it knew the key. */
  press(key, { ctrl = false, shift = false } = {}) {
    const words = this.#words, { sentences, paragraphs } = this.state;
    const at = this.#index(this.head[0]), edge = ctrl ? paragraphs : sentences;
    const move = {
      ArrowLeft: () => at - 1,
      ArrowRight: () => at + 1,
      ArrowUp: () => (ctrl ? this.#edge(paragraphs, at, -1) : this.#line(-1)),
      ArrowDown: () => (ctrl ? this.#edge(paragraphs, at, 1, true) : this.#line(1)),
      Home: () => this.#edge(edge, at, -1),
      End: () => this.#edge(edge, at, 1),
    }[key];
    if (!move || !words.length) return false;
    if (key !== "ArrowUp" && key !== "ArrowDown") this.#x = null;
    this.#go(words[Math.max(0, Math.min(words.length - 1, move()))], shift);
    return true;
  }

  /** A span with one edge moved by a word or a mark, as far as the text and the other edge allow. */
  nudge([start, end], side, step) {
    const edge = side === "end" ? 1 : 0, from = [start, end][edge], stops = this.#stops.map(token => token[edge]);
    const next = (step > 0 ? stops.find(stop => stop > from) : stops.findLast(stop => stop < from)) ?? from;
    const [first, last] = edge ? [start, next] : [next, end];
    return first < last ? [first, last] : [start, end];
  }

  /** Takes a span as what the curator chose. */
  choose(span) {
    this.place(span);
    this.chosen = true;
  }

  /** Goes to the next words that begin with these letters; whether there are any. */
  find(letters, shift, again = false) {
    const words = this.#words, from = this.#index(this.head[0]) + (again ? 1 : 0);
    const wanted = Array.from(letters.toLowerCase());
    const fits = word => this.words([word[0], word[0] + wanted.length]).toLowerCase() === wanted.join("");
    const found = [...words.slice(from), ...words.slice(0, from)].find(fits);
    if (found) this.#go(found, shift);
    return Boolean(found);
  }

  /** Marks spans in a layer, instead of those that were marked there. */
  mark(layer, spans) {
    const highlight = new Highlight(...spans.filter(Array.isArray).map(span => this.#range(span)));
    highlight.priority = LAYERS.indexOf(layer);
    CSS.highlights.set(layer, highlight);
  }

  /** Brings a span into view. */
  reveal(span) {
    const box = this.#range(span).getBoundingClientRect(), frame = this.element.getBoundingClientRect();
    if (box.top < frame.top + 24 || box.bottom > frame.bottom - 24)
      this.element.scrollBy({ top: box.top - frame.top - frame.height / 3 });
  }

  #go(word, shift) {
    this.head = word;
    if (!shift) this.anchor = word;
    this.chosen = true;
    this.#moved();
  }

  #moved() {
    this.mark("cursor", [this.selection]);
    this.reveal(this.head);
    this.moved();
  }

  /** The index of the word at an offset, or of the one before it. */
  #index(offset) {
    return Math.max(0, this.#words.findLastIndex(word => word[0] <= offset));
  }

  #wordAt(offset) {
    return this.#words[this.#index(offset)] ?? [offset, offset];
  }

  /** The index of the first (step -1) or last word of the unit that holds the word `at`; of the next unit, where it is
   * there already. first: the first word of the unit after it. */
  #edge(units, at, step, first = false) {
    const words = this.#words, here = words[at][0];
    const unit = Math.max(0, units.findLastIndex(([start]) => start <= here));
    const edgeOf = ([start, end]) =>
      step < 0 || first ? words.findIndex(word => word[0] >= start) : words.findLastIndex(word => word[1] <= end);
    const near = edgeOf(units[unit]);
    if (near !== at && !first) return near;
    return units[unit + step] ? edgeOf(units[unit + step]) : near;
  }

  /** The index of the word under or over the cursor. */
  #line(step) {
    const boxes = this.#range(this.head).getClientRects(), box = boxes[step < 0 ? 0 : boxes.length - 1];
    const height = parseFloat(getComputedStyle(this.element).lineHeight);
    this.#x ??= (box.left + box.right) / 2;
    for (let y = height; y < 3 * height; y += height / 2) {
      const offset = this.#offsetAt(this.#x, (box.top + box.bottom) / 2 + step * y);
      const found = offset == null ? -1 : this.#index(offset);
      if (found >= 0 && found !== this.#index(this.head[0])) return found;
    }
    return this.#index(this.head[0]);
  }

  #range([start, end]) {
    const range = document.createRange();
    if (!this.#nodes.length) return range;
    range.setStart(...this.#point(start));
    range.setEnd(...this.#point(end));
    return range;
  }

  /** A code point as a place in a text node. */
  #point(at) {
    const [start, end, node, plain] = this.#nodes.findLast(([first]) => first <= at) ?? this.#nodes[0];
    const inside = Math.max(0, Math.min(at, end) - start);
    return [node, plain ? inside : this.words([start, start + inside]).length];
  }

  #offsetAt(x, y) {
    const place = document.caretPositionFromPoint(x, y);
    const found = this.#nodes.find(([, , node]) => node === place?.offsetNode);
    return found ? found[0] + Array.from(found[2].data.slice(0, place.offset)).length : null;
  }

  /** Selects whole words as the mouse is drawn over them. The focus stays where it is. */
  #drag(event) {
    const first = this.#offsetAt(event.clientX, event.clientY);
    if (event.button || first == null) return;
    event.preventDefault();
    if (document.activeElement.matches("input")) document.activeElement.blur(); // which keeps what is typed
    this.#go(this.#wordAt(first), event.shiftKey);
    const follow = ({ clientX, clientY }) => {
      const offset = this.#offsetAt(clientX, clientY);
      if (offset != null) this.#go(this.#wordAt(offset), true);
    };
    addEventListener("mousemove", follow);
    addEventListener("mouseup", () => removeEventListener("mousemove", follow), { once: true });
  }
}
