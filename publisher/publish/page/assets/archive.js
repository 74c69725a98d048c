// The tables of an archive, whole: over http, search, filters, sorting and pages read the CSV files beside the page. A page
// that is opened as a file may not read them; then tables.js works on the rows that are here.
(function () {
  "use strict";
  if (!/^https?:$/.test(location.protocol)) return;
  const KEPT = 10000, SHOWN = 50, PREVIEWED = 3, LONG = 60;

  function element(name, properties, children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...(children || []));
    return made;
  }
  const thousands = number => number.toLocaleString("en");
  const rows = number => thousands(number) + (number === 1 ? " row" : " rows");
  const size = bytes => bytes < 1e6 ? Math.ceil(bytes / 1e3) + " kB" : (bytes / 1e6).toFixed(1) + " MB";

  // CSV as the build writes it: a line feed ends a record; a cell with a comma, a quotation mark or a line end is quoted.
  function joined(lines) { // lines as records, and what is left open by a quotation mark, or null
    const found = [];
    let open = null;
    for (const line of lines) {
      const odd = line.includes('"') && line.split('"').length % 2 === 0; // it opens a cell, or ends one
      const record = open === null ? line : open + "\n" + line;
      if (odd === (open === null)) open = record;
      else { found.push(record); open = null; }
    }
    return [found, open];
  }
  function cells(record) {
    if (!record.includes('"')) return record.split(",");
    return Array.from(("," + record).matchAll(/,(?:"([^"]*(?:""[^"]*)*)"|([^,]*))/g), found =>
      found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
  }
  async function* records(files, signal) { // the records of these files as they arrive, each file's head with the first
    for (const file of files) {
      const answer = await fetch(file, { signal: signal });
      if (!answer.ok) throw new Error(file + " cannot be read: " + answer.status + " " + answer.statusText);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "", head = null;
      try {
        for (let done = false; !done;) {
          const piece = await reader.read();
          done = piece.done;
          const lines = (rest + (piece.value || "")).split("\n"), last = lines.pop();
          const [found, open] = joined(done && last ? [...lines, last] : lines);
          rest = (open === null ? "" : open + "\n") + last;
          if (head === null && found.length) head = cells(found.shift());
          if (found.length) yield [head, found];
        }
      } finally { reader.cancel().catch(() => {}); }
    }
  }

  // A table, as its section describes it.
  const tables = new Map();
  document.querySelectorAll("section.table[data-files]").forEach(section => {
    const table = section.querySelector("table"), heads = Array.from(table.tHead.rows[0].cells);
    tables.set(section.id, {
      name: section.id, section: section, body: table.tBodies[0], heads: heads,
      names: heads.map(head => head.textContent),
      title: section.querySelector("h3").firstChild.textContent.trim(),
      files: section.dataset.files.split(" "), key: section.dataset.key.split(" "),
      total: Number(section.dataset.rows), bytes: Number(section.dataset.bytes)
    });
  });
  const split = text => text.toLowerCase().split(/\s+/).filter(Boolean);
  function address(table, row) { // as the page gives it to a row
    return [table.name, ...table.key.map(name => row[name].replace(/[^\p{L}\p{N}_.-]+/gu, "-"))].join("/");
  }
  // The rows that are asked for, at most KEPT of them, and how many there are. asked: q, filters, sort, key; enough: how
  // many will do if every row fits; told: hears how many were read.
  async function find(table, asked, enough, signal, told) {
    const quoted = text => text.replaceAll('"', '""'), words = split(asked.q).map(quoted), filters = Object.entries(asked.filters);
    const all = !words.length && !filters.length && !asked.sort && !asked.key;
    // What a record must hold to be looked at: the codes, and of a key what an address leaves as it is.
    const held = [...filters.map(([, value]) => quoted(value)), ...asked.key.slice(table.name.length + 1).split(/[-/]/)].filter(Boolean);
    const column = asked.sort.replace(/^-/, ""), order = compare(table, column, asked.sort[0] === "-" ? -1 : 1);
    let found = [], count = 0, read = 0;
    for await (const [head, some] of records(table.files, signal)) {
      for (const record of some) {
        const lower = words.length && record.toLowerCase();
        if (!words.every(word => lower.includes(word)) || !held.every(value => record.includes(value))) continue;
        const values = cells(record), row = {};
        head.forEach((name, i) => { row[name] = values[i]; });
        if (!filters.every(([name, value]) => row[name] === value)) continue;
        if (asked.key && !(address(table, row) + "/").startsWith(asked.key + "/")) continue;
        count += 1;
        if (asked.sort || found.length < KEPT) found.push(row);
      }
      read += some.length;
      told(read);
      if (asked.sort && found.length > 2 * KEPT) found = found.sort(order).slice(0, KEPT);
      if (all && found.length >= enough) return { rows: found, count: table.total };
      if (asked.key && count && table.key.length === 1) break; // there is no other
    }
    if (asked.sort) found = found.sort(order).slice(0, KEPT);
    return { rows: found, count: count };
  }
  function compare(table, column, sign) {
    const head = table.heads[table.names.indexOf(column)], number = head && /integer|number/.test(head.dataset.type);
    return (one, other) => {
      const a = one[column], b = other[column];
      if (a === "" || b === "") return (a === "") - (b === ""); // empty cells last, either way
      return sign * (number ? a - b : a < b ? -1 : a > b ? 1 : 0);
    };
  }

  // Where the words of a row are: on the page of its article; where there is none, in the rows of evidence.
  const every = document.body.dataset.pages === "all", WORDS = ["label", "content_text", "value_text", "exact"];
  const paged = new Set(Array.from(document.querySelectorAll('a[href^="data/articles/"]'), link => link.pathname));
  function reading(table, row) {
    const link = element("a", { href: "data/articles/" + row.source_id + ".html" });
    if (!/^(sources|events|statements|figures|evidence)$/.test(table.name)) return null;
    if (every || paged.has(link.pathname)) {
      link.hash = table.name === "evidence" ? row.source_id + "/" + row.char_start + "-" + row.char_end : row[table.key[0]];
    } else {
      if (table.name === "evidence") return null;
      link.href = "#evidence?" + (table.name === "sources" ? "source_id=" : "record_id=") + row[table.key[0]];
    }
    return link;
  }

  // What a person sees of a table.
  function control(table) {
    let asked = { q: "", filters: {}, sort: "", key: "", page: 1 }, found = null, running = null;
    const here = Array.from(table.body.rows), about = WORDS.find(name => table.names.includes(name)) || table.key[0];
    table.body.replaceChildren(); // so that tables.js leaves it alone; they come back below
    addEventListener("DOMContentLoaded", () => { if (!table.body.rows.length) table.body.append(...here); });

    const search = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    const status = element("span", { className: "told" });
    status.setAttribute("role", "status");
    const bar = element("progress", { max: table.total, hidden: true, ariaLabel: "Reading " + table.title });
    const tools = element("form", { className: "tools" }, [
      element("label", {}, ["Search all of " + table.name, search]), element("button", { textContent: "Search" })
    ]);
    const selects = new Map();
    table.heads.forEach(head => {
      if (!head.dataset.codes) return;
      const select = element("select", {}, [new Option("all", "*"), ...head.dataset.codes.split(" ").map(code => new Option(code, code)), new Option("(empty)", "")]);
      selects.set(head.textContent, select);
      tools.append(element("label", {}, [head.textContent, select]));
    });
    // On a narrow screen a row is a card, and the heads that sort are not there.
    const by = element("select", { id: "sort-" + table.name }, [new Option("as in the file", ""), ...table.names.map(name => new Option(name, name))]);
    const turn = element("button", { type: "button" });
    tools.append(element("div", { className: "by" }, [element("label", { htmlFor: by.id }, ["Sort by"]), by, turn]), bar, status);
    by.onchange = () => { asked.sort = by.value; }; // the form asks then
    turn.onclick = () => { asked.sort = asked.sort[0] === "-" ? asked.sort.slice(1) : "-" + asked.sort; asked.page = 1; changed(); };
    function tell() { // by what the rows are sorted
      by.value = asked.sort.replace(/^-/, "");
      turn.hidden = !asked.sort;
      turn.textContent = asked.sort[0] === "-" ? "↓" : "↑";
      turn.ariaLabel = (asked.sort[0] === "-" ? "Descending" : "Ascending") + ", turn round";
    }
    tell();
    const pager = ["Previous", "Next"].map((name, i) => element("button", {
      type: "button", textContent: name, hidden: true, ariaLabel: name + " rows of " + table.title,
      onclick: () => { asked.page += 2 * i - 1; changed(); }
    }));
    const where = element("span", {}), whole = element("button", {
      type: "button", textContent: "Page through all " + rows(table.total), hidden: !table.total, onclick: () => changed()
    });
    const pages = element("p", { className: "pages" }, [whole, pager[0], where, pager[1]]);
    const box = table.section.querySelector(".scroll");
    box.before(tools);
    box.after(pages);
    status.textContent = "A search reads " + size(table.bytes) + ".";

    function cell(row, column) {
      const head = table.heads[column], name = table.names[column], value = row[name];
      const made = element(head.classList.contains("key") ? "th" : "td", { className: head.className || (value.length > LONG ? "long" : "") });
      if (made.tagName === "TH") made.scope = "row";
      const to = head.dataset.to; // the table that a reference leads to
      const link = name === about ? reading(table, row) : to && value && tables.has(to) ? element("a", { href: "#" + to + "/" + value }) : null;
      if (link) link.textContent = value;
      made.append(link || value);
      return made;
    }
    function show() {
      const last = Math.max(1, Math.ceil(Math.min(found.count, KEPT) / SHOWN)), pressed = document.activeElement;
      asked.page = Math.min(Math.max(asked.page, 1), last);
      const first = (asked.page - 1) * SHOWN, some = found.rows.slice(first, first + SHOWN);
      table.body.replaceChildren(...some.map(row => element("tr", { id: address(table, row), className: asked.key ? "on" : "" }, table.names.map((_, i) => cell(row, i)))));
      box.scrollTop = 0;
      const picked = found.count < table.total || asked.q || asked.key;
      const unseen = Object.entries(asked.filters).filter(([name]) => !selects.has(name)); // no field says these
      status.textContent = (asked.key && !found.count ? "There is no row " + asked.key.slice(table.name.length + 1) : rows(found.count) + (picked ? " of " + thousands(table.total) : "")) +
        unseen.map(([name, value]) => ", with " + name + " " + (value || "(empty)")).join("") +
        (found.count > KEPT ? "; the first " + thousands(KEPT) + " are here, search to see others" : "");
      where.textContent = found.count ? "Rows " + thousands(first + 1) + " to " + thousands(first + some.length) : "";
      whole.hidden = true;
      pager[0].hidden = asked.page === 1;
      pager[1].hidden = asked.page === last;
      if (pressed.hidden) box.focus({ preventScroll: true });
      tell();
      table.heads.forEach((head, i) => {
        if (asked.sort.replace(/^-/, "") !== table.names[i]) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", asked.sort[0] === "-" ? "descending" : "ascending");
      });
    }
    async function run() {
      if (running) running.abort();
      const mine = running = new AbortController();
      Object.assign(bar, { hidden: false, value: 0 });
      status.textContent = "";
      const of = criteria();
      try {
        found = await find(table, asked, asked.page * SHOWN, mine.signal, read => { bar.value = read; });
        found.of = of;
        show();
      } catch (error) {
        if (mine.signal.aborted) return;
        found = null;
        status.textContent = error.message + "; only the first rows are here";
      }
      bar.hidden = true;
    }
    function changed() {
      const kept = found && found.of === criteria() && found.rows.length >= Math.min(found.count, KEPT, asked.page * SHOWN);
      history.replaceState(null, "", "#" + hash());
      return kept ? show() : run();
    }
    function criteria() { return JSON.stringify([asked.q, asked.filters, asked.sort, asked.key]); }
    function hash() {
      if (asked.key) return asked.key;
      const state = new URLSearchParams();
      if (asked.q) state.set("q", asked.q);
      if (asked.sort) state.set("sort", asked.sort);
      Object.entries(asked.filters).forEach(([name, value]) => state.set(name, value));
      if (asked.page > 1) state.set("page", asked.page);
      return table.name + (String(state) ? "?" + state : "");
    }
    function asks() {
      asked = { q: search.value.trim(), filters: {}, sort: asked.sort, key: "", page: 1 };
      selects.forEach((select, name) => { if (select.value !== "*") asked.filters[name] = select.value; });
      changed();
    }
    tools.onsubmit = event => { event.preventDefault(); asks(); };
    tools.onchange = event => { if (event.target.tagName === "SELECT") asks(); };
    table.heads.forEach((head, i) => {
      const name = table.names[i], button = element("button", { className: "sort", type: "button", textContent: name, title: "Sort by " + name });
      button.addEventListener("click", () => {
        asked.sort = asked.sort === name ? "-" + name : asked.sort === "-" + name ? "" : name;
        asked.page = 1;
        changed();
      });
      head.replaceChildren(button);
    });

    table.ask = (state, key) => { // from the address
      asked = { q: state.get("q") || "", filters: {}, sort: state.get("sort") || "", key: key, page: Number(state.get("page")) || 1 };
      if (!table.names.includes(asked.sort.replace(/^-/, ""))) asked.sort = "";
      table.names.forEach(name => { if (state.has(name)) asked.filters[name] = state.get(name); });
      search.value = asked.q;
      selects.forEach((select, name) => { select.value = name in asked.filters ? asked.filters[name] : "*"; });
      table.section.querySelector("details").open = true;
      table.section.scrollIntoView();
      Promise.resolve(changed()).then(() => table.section.scrollIntoView()); // what is above may have changed its height
    };
  }
  tables.forEach(control);

  // One search for all tables.
  const everywhere = document.getElementById("everywhere");
  if (everywhere) {
    const search = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    const status = element("span", { className: "told" }), list = element("ul", { className: "hits" });
    status.setAttribute("role", "status");
    const searched = Array.from(tables.values()).filter(table => table.name !== "codes" && table.total);
    const form = element("form", { className: "tools" }, [
      element("label", {}, ["Search all tables", search]), element("button", { textContent: "Search" }), status
    ]);
    status.textContent = "Reads " + size(searched.reduce((sum, table) => sum + table.bytes, 0)) + " of tables, not the whole texts.";
    let running = null;
    async function look() {
      if (running) running.abort();
      const mine = running = new AbortController(), words = split(search.value);
      let total = 0;
      list.replaceChildren();
      if (!words.length) return;
      for (const table of searched) {
        status.textContent = "Reading " + table.name + " …";
        try {
          const found = await find(table, { q: search.value, filters: {}, sort: "", key: "" }, Infinity, mine.signal, () => {});
          total += found.count;
          if (found.count) list.append(hit(table, found, words));
        } catch (error) {
          if (!mine.signal.aborted) status.textContent = error.message;
          return;
        }
      }
      status.textContent = total ? rows(total) + " in " + list.children.length + (list.children.length === 1 ? " table" : " tables") : "No row matches.";
    }
    function hit(table, found, words) {
      const link = element("a", { href: "#" + table.name + "?" + new URLSearchParams({ q: search.value.trim() }), textContent: table.title + ": " + rows(found.count) });
      return element("li", {}, [link, element("ul", {}, found.rows.slice(0, PREVIEWED).map(row => {
        const line = reading(table, row) || element("span");
        line.textContent = around(row, words);
        return element("li", {}, [line]);
      }))]);
    }
    function around(row, words) { // the cell with the most of the words, rather prose, cut to what is around one of them; and what the row is about
      const held = text => words.filter(word => text.toLowerCase().includes(word)).length + Math.min(text.split(" ").length / 1e3, .9);
      const best = Object.values(row).reduce((one, other) => held(other) > held(one) ? other : one);
      const hit = best.toLowerCase().indexOf(words.find(word => best.toLowerCase().includes(word)));
      const at = hit > 60 ? best.lastIndexOf(" ", hit - 40) + 1 : 0, said = cut(best, at, hit + 40);
      const about = row.content_text || row.label || "";
      return (at ? "… " : "") + said + (about && about !== best ? " · " + cut(about, 0, 0) : "");
    }
    function cut(text, at, least) { // from there on, about as much as two lines hold
      const end = text.length > at + 160 ? Math.max(text.lastIndexOf(" ", at + 160), least) : text.length;
      return text.slice(at, end) + (end < text.length ? " …" : "");
    }
    form.onsubmit = event => {
      event.preventDefault();
      history.replaceState(null, "", "#overview?" + new URLSearchParams({ q: search.value.trim() }));
      look();
    };
    everywhere.replaceChildren(form, list);
    everywhere.ask = state => { search.value = state.get("q") || ""; look(); };
  }

  // What is counted leads to its rows.
  document.querySelectorAll("[data-ask]").forEach(counted => {
    counted.replaceChildren(element("a", { href: "#" + counted.dataset.ask }, Array.from(counted.childNodes)));
  });
  document.querySelectorAll(".first-rows").forEach(note => note.remove());

  // #table?q=words&sort=-column&column=code&page=2, #table/key, or #overview?q=words.
  function route() {
    const parts = /^#([^?]*)(\?.*)?$/.exec(location.hash) || ["", "", ""], state = new URLSearchParams(parts[2] || "");
    let id;
    try { id = decodeURIComponent(parts[1]); } catch (error) { return; } // somebody mistyped it
    const table = tables.get(id.split("/")[0]);
    if (id === "overview" && parts[2] && everywhere) everywhere.ask(state);
    else if (table && (parts[2] || id.includes("/"))) table.ask(state, id.includes("/") ? id : "");
  }
  addEventListener("hashchange", route);
  addEventListener("DOMContentLoaded", route);
})();
