// Tables that can be searched, filtered and sorted, with the state in the address; buttons that copy code.
(function () {
  "use strict";
  function element(name, properties, children) {
    var made = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }
  var states = new Map(); // table name -> function that takes its state from the address

  document.querySelectorAll("section.table").forEach(function (section) {
    var table = section.querySelector(".scroll:not(.columns) table");
    if (!table) return;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
    if (rows.length < 2) return;
    var names = heads.map(function (head) { return head.textContent; });
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var sort = "";

    var search = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    var count = element("output", {});
    var tools = element("div", { className: "tools" }, [element("label", {}, ["Search " + section.id, search])]);
    var filters = {};
    heads.forEach(function (head, column) {
      if (!head.hasAttribute("data-codes")) return;
      var values = Array.from(new Set(rows.map(function (row) { return row.cells[column].textContent; }))).sort();
      if (values.length < 2 || values.length > 40) return;
      var select = element("select", {}, [new Option("all", "*")]);
      values.forEach(function (value) { select.append(new Option(value || "(empty)", value)); });
      filters[names[column]] = select;
      tools.append(element("label", {}, [names[column], select]));
    });
    // On a narrow screen a row is a card, and the heads that sort are not there.
    var by = element("select", { id: "sort-" + section.id }, [new Option("as in the file", "")]), turn = element("button", { type: "button" });
    names.forEach(function (name) { by.append(new Option(name, name)); });
    tools.append(element("div", { className: "by" }, [element("label", { htmlFor: by.id }, ["Sort by"]), by, turn]));
    turn.onclick = function () { sort = sort[0] === "-" ? sort.slice(1) : "-" + sort; changed(); };
    by.oninput = function () { sort = by.value; };
    tools.append(count);
    var nothing = element("p", { className: "nothing", hidden: true }, [
      "No row matches. ", element("button", { type: "button", textContent: "Show all rows", onclick: function () { states.get(section.id)(new URLSearchParams()); remember(); search.focus(); } })
    ]);
    section.querySelector(".scroll").before(tools);
    section.querySelector(".scroll").after(nothing);

    function value(row, column) {
      var text = row.cells[column].textContent;
      return text === "" ? null : /integer|number/.test(heads[column].dataset.type) ? Number(text) : text;
    }
    function compare(column, sign) {
      return function (one, other) {
        var a = value(one, column), b = value(other, column);
        if (a === null || b === null) return (a === null) - (b === null); // empty cells last, either way
        return sign * (a < b ? -1 : a > b ? 1 : 0);
      };
    }
    function apply() {
      var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row, i) {
        var fits = words.every(function (word) { return texts[i].includes(word); }) &&
          Object.keys(filters).every(function (name) {
            return filters[name].value === "*" || row.cells[names.indexOf(name)].textContent === filters[name].value;
          });
        row.hidden = !fits;
        shown += fits;
      });
      var column = names.indexOf(sort.replace(/^-/, ""));
      var order = column < 0 ? rows : rows.slice().sort(compare(column, sort[0] === "-" ? -1 : 1));
      body.append.apply(body, order);
      heads.forEach(function (head, i) {
        if (i === column) head.setAttribute("aria-sort", sort[0] === "-" ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      by.value = column < 0 ? "" : names[column];
      turn.hidden = column < 0;
      turn.textContent = sort[0] === "-" ? "↓" : "↑";
      turn.ariaLabel = (sort[0] === "-" ? "Descending" : "Ascending") + ", turn round";
      nothing.hidden = shown > 0;
      count.textContent = shown + " of " + rows.length + (section.dataset.rows ? " rows on this page" : " rows");
    }
    function remember() {
      var state = new URLSearchParams();
      if (search.value) state.set("q", search.value);
      if (sort) state.set("sort", sort);
      Object.keys(filters).forEach(function (name) { if (filters[name].value !== "*") state.set(name, filters[name].value); });
      history.replaceState(null, "", "#" + section.id + (String(state) ? "?" + state : ""));
    }
    function changed() { apply(); remember(); }
    states.set(section.id, function (state) {
      search.value = state.get("q") || "";
      sort = state.get("sort") || "";
      Object.keys(filters).forEach(function (name) {
        filters[name].value = state.has(name) ? state.get(name) : "*";
        if (filters[name].selectedIndex < 0) filters[name].value = "*";
      });
      apply();
    });
    tools.addEventListener("input", changed);
    heads.forEach(function (head, column) {
      var button = element("button", { className: "sort", type: "button", textContent: names[column], title: "Sort by " + names[column] });
      button.addEventListener("click", function () {
        sort = sort === names[column] ? "-" + names[column] : sort === "-" + names[column] ? "" : names[column];
        changed();
      });
      head.replaceChildren(button);
    });
    apply();
  });

  // #table?q=words&sort=-column&column=code, or #table/key, of a key of several parts also the first of them: then
  // nothing may hide the rows.
  function route() {
    var parts = /^#([^?]*)(\?.*)?$/.exec(location.hash) || ["", "", ""], id;
    try { id = decodeURIComponent(parts[1]); } catch (error) { return; } // somebody mistyped it
    var name = id.split("/")[0], section = document.getElementById(name), state = new URLSearchParams(parts[2] || "");
    document.querySelectorAll(".table .on").forEach(function (row) { row.classList.remove("on"); });
    if (!section) return;
    var table = section.matches("section.table"), folded = table ? section.querySelector("details") : section.closest("details");
    if (folded) folded.open = true;
    if (!table) return;
    if (id === name) {
      if (parts[2] && states.has(id)) states.get(id)(state);
      section.scrollIntoView();
      return;
    }
    var rows = Array.from(section.querySelector("tbody").rows).filter(function (row) {
      return row.id === id || row.id.startsWith(id + "/");
    });
    if (rows.some(function (row) { return row.hidden; })) states.get(name)(state);
    rows.forEach(function (row) { row.classList.add("on"); });
    if (rows.length) {
      rows[0].scrollIntoView({ block: "center" });
      section.querySelector(".scroll").scrollIntoView({ block: "nearest" }); // with the names of the columns
      return;
    }
    section.scrollIntoView();
    var count = section.querySelector("output");
    if (count) count.textContent = "There is no row " + id.slice(name.length + 1);
  }
  addEventListener("hashchange", route);
  addEventListener("load", route); // the browser itself has scrolled by then
  route();

  document.querySelectorAll("figure.code").forEach(function (figure) {
    var code = figure.querySelector("code"), words = code.textContent, name = figure.querySelector("figcaption").textContent;
    var said = element("span", { className: "hidden" });
    var button = element("button", { type: "button", textContent: "Copy", ariaLabel: "Copy " + name });
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      function done() {
        button.textContent = said.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy"; said.textContent = ""; }, 2000);
      }
      function byHand() { // where the clipboard is not allowed: mark it, so that one keystroke copies it
        getSelection().selectAllChildren(code);
        if (document.execCommand("copy")) done();
      }
      if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, byHand);
      else byHand();
    });
    figure.append(button, said);
  });
})();
