// Talks with the server. The state it tells is the only truth: the page keeps no record of its own.

import { WORDS } from "./words.js";

const token = location.hash.slice(1);

/** What the server answers. Throws an Error with its one line and, after a conflict, the state it has. */
async function ask(path, body) {
  if (!token) throw new Error(WORDS.token);
  let answer, told;
  try {
    answer = await fetch(`/api/${path}`, {
      method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-Token": token },
    });
    told = await answer.json();
  } catch {
    throw new Error(WORDS.gone);
  }
  if (!answer.ok) throw Object.assign(new Error(told.error), { state: told.state });
  return told;
}

/** The article as the server has it. Steps go to the server one after the other, each from the state before it. */
export class Store {
  #turn = Promise.resolve();
  waiting = 0;

  /** told(error): called with "" after each new state, and with one line after a fault; busy(): a step is on its way;
   * idle(): none is any more, and what follows from the last one is done. */
  constructor({ told, busy, idle }) {
    [this.told, this.busy, this.idle] = [told, busy, idle];
  }

  async begin() {
    return this.#ordered(async () => {
      this.catalogue = await ask("catalogue", {});
      this.state = await ask("state", {});
    });
  }

  /** Asks for the state again, for a file may have been changed outside. */
  async refresh() {
    return this.#ordered(async () => {
      this.state = await ask("state", {});
    });
  }

  /** Whether the step was taken. `changed` is then the key of the first block that is not as it was. */
  async step(wanted) {
    return this.#ordered(async () => {
      const before = new Map(this.state.blocks.map(block => [block.key, block.toml]));
      this.state = await ask("step", { version: this.state.version, do: wanted });
      this.changed = this.state.blocks.find(block => before.get(block.key) !== block.toml)?.key;
    });
  }

  #ordered(work) {
    this.waiting += 1;
    this.busy();
    const done = this.#turn.then(work).then(() => "", error => {
      if (error.state) this.state = error.state;
      return error.message;
    }).then(error => {
      this.waiting -= 1;
      this.told(error);
      return error === "";
    });
    this.#turn = done;
    done.then(() => setTimeout(() => this.waiting || this.idle()));
    return done;
  }

  block(key) {
    return this.state.blocks.find(block => block.key === key);
  }

  fields(table) {
    return this.catalogue.tables[table]?.fields ?? [];
  }
}
