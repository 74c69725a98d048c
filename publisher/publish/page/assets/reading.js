// Text and records side by side: pointing at a mark shows the records that rest on it, choosing a record shows its marks.
(function () {
  "use strict";
  var aside = document.querySelector(".records");
  if (!aside) return;
  var status = document.getElementById("shown");
  var list = document.getElementById("cards");
  var cards = Array.from(list.children);
  var bodies = document.querySelectorAll(".body");
  var narrow = matchMedia("(max-width: 62rem)");
  var everything = status.textContent;
  var pinned = null;
  aside.classList.add("live");

  // A span may be drawn in several pieces: its first has the id, the others name it.
  function pieces(span) {
    return Array.from(document.querySelectorAll('[id="' + CSS.escape(span) + '"], [data-of="' + CSS.escape(span) + '"]'));
  }
  function spanOf(mark) { return mark.id || mark.dataset.of; }
  function decoded(hash) {
    try { return decodeURIComponent(hash.slice(1)); } catch (error) { return ""; } // an address that somebody mistyped
  }
  function target(link) { return decoded(link.hash); }

  var links = new Map(); // span -> links in the cards
  list.querySelectorAll(".spans a").forEach(function (link) {
    var span = target(link);
    if (!links.has(span)) links.set(span, []);
    links.get(span).push(link);
  });

  function clear() {
    document.querySelectorAll(".body .on, .body .near, .records .on").forEach(function (element) {
      element.classList.remove("on", "near");
    });
  }
  function light(span, kind) { pieces(span).forEach(function (piece) { piece.classList.add(kind); }); }

  function arrange(inner, outer) {
    cards.forEach(function (card) {
      card.hidden = !inner.includes(card) && !outer.includes(card);
      card.classList.toggle("outer", outer.includes(card));
    });
    inner.sort(function (one, other) { return isNamed(one) - isNamed(other); }); // what is told before those it names
    reorder(inner.concat(outer, cards.filter(function (card) { return card.hidden; })));
    aside.scrollTop = 0;
  }
  function isNamed(card) { return card.matches(".actors, .sources"); }
  function reorder(order) { // what is moved loses the focus
    var focused = list.contains(document.activeElement) ? document.activeElement : null;
    list.append.apply(list, order);
    if (focused) (focused.closest("[hidden]") ? order[0] : focused).focus({ preventScroll: true });
  }
  function say(text) {
    status.textContent = text;
    reset.hidden = hint.hidden = false;
  }

  var passing = null; // the mark that is shown as long as the pointer or the page does not move on
  function showMark(mark) {
    var around = [];
    passing = mark;
    for (var m = mark; m; m = m.parentElement.closest(".m")) around.push(spanOf(m));
    var inner = [], outer = [];
    clear();
    around.forEach(function (span, depth) {
      (links.get(span) || []).forEach(function (link) {
        var card = link.closest(".card");
        if (depth === 0) link.classList.add("on");
        if (!inner.includes(card) && !outer.includes(card)) (depth === 0 ? inner : outer).push(card);
      });
    });
    if (inner.length === 1) inner[0].querySelectorAll(".spans a").forEach(function (link) { light(target(link), "near"); });
    light(around[0], "on");
    arrange(inner, outer);
    var words = pieces(around[0]).map(function (piece) { return piece.textContent; }).join("");
    say("“" + (words.length > 60 ? words.slice(0, 57) + "…" : words) + "”: " + inner.length +
      (inner.length === 1 ? " record" : " records") + (outer.length ? "; these words are also inside " + outer.length + " other" + (outer.length === 1 ? "" : "s") : ""));
  }
  function showRecord(card) {
    clear();
    arrange([card], []);
    card.classList.add("on");
    var spans = Array.from(card.querySelectorAll(".spans a"), target);
    spans.forEach(function (span) { light(span, "on"); });
    say("One record, " + spans.length + (spans.length === 1 ? " passage" : " passages"));
    return spans;
  }
  function pin(element) { // element: where the focus goes when it is let go
    pinned = element;
    hint.textContent = element ? "Press Esc to see all records." : "Click to keep these records here; press Esc to see all.";
    aside.classList.toggle("sheet", narrow.matches && element !== null);
    reset.textContent = narrow.matches ? "Close" : "Show all";
  }
  function showAll() {
    pin(null);
    clear();
    cards.forEach(function (card) { card.hidden = false; card.classList.remove("outer"); });
    reorder(cards);
    status.textContent = everything;
    reset.hidden = hint.hidden = true;
    follow();
  }

  var reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  reset.hidden = true;
  reset.addEventListener("click", function () {
    var back = pinned || aside;
    showAll();
    back.focus({ preventScroll: true });
  });
  var hint = document.createElement("small");
  hint.hidden = true;
  var said = document.createElement("span");
  status.before(said);
  said.append(status, hint);
  said.after(reset);
  pin(null);

  document.getElementById("how").append("Point at a passage, tap it, or use the arrow keys.");

  // One tab stop a text; the arrow keys walk through the marks.
  bodies.forEach(function (body) {
    var stops = Array.from(body.querySelectorAll("a"));
    function only(stop) { stops.forEach(function (other) { other.tabIndex = other === stop ? 0 : -1; }); }
    only(stops[0]);
    body.addEventListener("keydown", function (event) {
      var at = stops.indexOf(document.activeElement);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      var next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
      if (next === undefined || !stops[next]) return;
      event.preventDefault();
      stops[next].focus();
    });
    body.addEventListener("focusin", function (event) {
      only(event.target);
      if (!pinned && !narrow.matches) showMark(event.target.closest(".m"));
    });
    var waiting;
    body.addEventListener("pointerover", function (event) {
      var mark = event.target.closest(".m");
      clearTimeout(waiting);
      if (mark && !pinned && event.pointerType === "mouse") waiting = setTimeout(showMark, 150, mark); // not what lies on the way to the records
    });
    body.addEventListener("pointerleave", function () { clearTimeout(waiting); });
    body.addEventListener("click", function (event) {
      var mark = event.target.closest(".m");
      if (!getSelection().isCollapsed) return; // the end of marking words, to copy them
      if (!mark) return showAll();
      event.preventDefault();
      clearTimeout(waiting);
      showMark(mark);
      pin(stop(mark));
      mark.scrollIntoView({ block: "nearest" }); // from behind the records, on a narrow screen
      history.replaceState(null, "", "#" + encodeURI(spanOf(mark)));
      if (event.detail === 0) aside.focus(); // by keyboard
    });
  });

  var leaving = false;
  list.addEventListener("click", function (event) { leaving = event.target.closest(".spans a") !== null; });
  list.addEventListener("pointerover", mark);
  list.addEventListener("focusin", mark);
  function mark(event) {
    var link = event.target.closest(".spans a");
    if (!link) return;
    document.querySelectorAll(".body .on").forEach(function (piece) { piece.classList.remove("on"); piece.classList.add("near"); });
    light(target(link), "on");
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !reset.hidden) reset.click();
  });

  // As long as nothing is chosen, the records follow the paragraph that is read; and the panel ends where the text does.
  var texts = document.querySelector(".texts"), first = new Map(), followed = null; // first: paragraph -> its first card
  cards.slice().reverse().forEach(function (card) {
    var link = card.querySelector(".spans a"), mark = link && document.getElementById(target(link));
    if (mark) first.set(mark.closest("p"), card);
  });
  var read = Array.from(first.keys()).reverse(); // in the order of the text
  function follow() {
    var box = texts.getBoundingClientRect(), top = parseFloat(getComputedStyle(aside).top) || 0;
    var room = box.bottom - Math.max(box.top, top), least = innerHeight / (box.height > innerHeight / 2 ? 4 : 2);
    aside.style.setProperty("--room", Math.max(room, least) + "px");
    var now = read.filter(function (paragraph) { return paragraph.getBoundingClientRect().top < innerHeight / 3; }).pop() || null;
    if (!reset.hidden && !pinned && passing) { // what is shown in passing, until it has left the window
      var shown = passing.getBoundingClientRect();
      if (shown.bottom < top || shown.top > innerHeight) showAll();
    }
    if (narrow.matches && pinned && !reset.hidden && (box.bottom < innerHeight / 3 || box.top > innerHeight)) showAll(); // away from the text
    if (now === followed || !reset.hidden || narrow.matches) return;
    followed = now;
    aside.scrollTop = now ? first.get(now).offsetTop - status.closest("p").offsetHeight : 0;
  }
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow);

  function stop(mark) { // where the focus goes for a mark; the words of some all belong to narrower ones
    return mark.querySelector("a") || mark.closest("p").querySelector("a");
  }
  function reveal(piece) { // at once while the page loads: the browser would stop a smooth way for the one to the card;
    // and on a narrow screen: a smooth way begins away from the text, where what is pinned is let go
    var behavior = narrow.matches || document.readyState === "loading" ? "instant" : "auto";
    piece.scrollIntoView({ block: "center", behavior: behavior });
  }
  function route() {
    var id = decoded(location.hash), element = id && document.getElementById(id);
    if (!element) return;
    if (element.classList.contains("card")) {
      var spans = showRecord(element);
      pin(element);
      element.focus({ preventScroll: true });
      var first = spans.length && document.getElementById(spans[0]);
      if (first) reveal(first);
    } else if (element.matches(".body .m")) {
      if (!pinned || !leaving) showMark(element); // from a record to one of its passages the record stays
      clear();
      light(id, "on");
      pin(stop(element));
      pinned.focus({ preventScroll: true });
      reveal(element);
    } else if (narrow.matches) showAll(); // the records would cover what was asked for
    leaving = false;
  }
  addEventListener("hashchange", route);
  document.addEventListener("click", function (event) { // the same address again changes nothing by itself
    var link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash && !link.closest(".body")) route();
  });
  route();
  follow();
})();
