"""A curator who knows what to write, and writes it at the page: each record of a coding, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from curate_case import Hands, Span
from curating import entries_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

Values = Mapping[str, Any]
Entry = dict[str, Any]
_KEYS = {
    "events": "e", "statements": "s", "figures": "f", "mentions": "m", "offices": "o", "rejected": "r", "waived": "w",
    "actors": "a", "excused": "x",
}  # fmt: skip
MAIN = {"events": "mentions", "statements": "content_text", "waived": "paragraph", "actors": "id"}
"""Table -> the field by whose words a record is known, where that is not `text`."""
_FIELD_KEYS = "1234567890qwysfzcvblp"


class Curator(Hands):
    """Enters a coding: (table, values as the server tells them) of each record. Ids are those the page proposes."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.catalogue: dict[str, Any] = page.evaluate(
            """async () => (await (await fetch("/api/catalogue", {method: "POST", body: "{}", headers:
            {"Content-Type": "application/json", "X-Token": location.hash.slice(1)}})).json())"""
        )
        now = self.state()
        self.text = str(now["text"])
        self.cursor_words: list[Span] = [
            tuple(w) for w in now["words"] if any(c.isalnum() for c in self.text[w[0] : w[1]])
        ]
        self.tokens: list[Span] = [tuple(w) for w in now["words"]]
        self.sentences: list[Span] = [tuple(one) for one in now["sentences"]]
        self.ids: dict[str, str] = {}

    # The whole

    def enter(self, coding: Sequence[tuple[str, Values]]) -> None:
        """Decides what the draft proposes, adds what is missing, and then says what refers to it."""
        left = dict(enumerate(coding))
        made: dict[str, int] = {}
        for block in self.state()["blocks"]:
            number = best(block, left)
            if number is not None:
                made[block["key"]] = number
                self._known(left.pop(number), block)
        while (block := self.open())["todo"] is not None:
            if block["key"] not in made:
                self._drop(block, left, made)
                continue
            values = coding[made[block["key"]]][1]
            if [one["name"] for one in self._differences(block, values)] == ["reason"]:
                with self.for_("reason"):
                    self.press("x")
                    self.choose(values["reason"], values["reason"])
            else:
                self.fill(values)
                self.accept()
        for number, (table, values) in sorted(left.items(), key=lambda one: one[1][0] != "actors"):
            self.add(table, values)
            self._known((table, values), self.open())
            made[self.open()["key"]] = number
            self.fill(values)
            self.accept()
        for key, number in made.items():
            if self._differences(self.block(key), coding[number][1]):
                self.walk_to(key)
                self.fill(coding[number][1])

    def accept(self) -> None:
        """Accepts the open record, also where the page says first what is wrong with it."""
        with self.for_("accept"):
            self.press("a")
            if self.said().startswith("Not accepted"):
                self.press("a")

    def _drop(self, block: Values, left: dict[int, tuple[str, Values]], made: dict[str, int]) -> None:
        """Deletes a record that is none; where what its words hold is to be rejected, rejects it with the reason."""
        words = [(a, b) for table, one in left.values() if table == "rejected" for a, b in spans_in(one.get("text"))]
        inside = [(a, b) for a, b in words if any(start <= a and b <= end for start, end in block["spans"])]
        if not inside or block["table"] in ("rejected", "waived"):
            with self.for_("delete"):
                return self.press("d")
        reason = next(one["reason"] for _, one in left.values() if inside[0] in spans_in(one.get("text")))
        known = {one["key"] for one in self.state()["blocks"]}
        with self.for_("reason"):
            self.press("x")
            self.choose(reason, reason)
        for new in (one for one in self.state()["blocks"] if one["key"] not in known):
            number = best(new, left)
            if number is not None:
                made[new["key"]] = number
                self._known(left.pop(number), new)

    def _known(self, record: tuple[str, Values], block: Values) -> None:
        if "id" in record[1]:
            self.ids[str(record[1]["id"])] = str(block["id"])

    # Moving about

    def open(self) -> dict[str, Any]:
        """The block that is open in the page."""
        self.wait()
        return self.block(str(self.page.locator("section.form").get_attribute("data-key")))

    def block(self, key: str) -> dict[str, Any]:
        return next(one for one in self.state()["blocks"] if one["key"] == key)

    def walk_to(self, key: str) -> None:
        """Opens a record, by the keys for the next and the previous one."""
        keys = [one["key"] for one in self.state()["blocks"]]
        steps = keys.index(key) - keys.index(self.open()["key"])
        with self.for_("walk"):
            self.press(*("j" if steps > 0 else "k") * abs(steps))

    def take(self, span: Span) -> None:
        """Selects words, with as few keys as it can."""
        first = next(n for n, word in enumerate(self.cursor_words) if word[1] > span[0])
        last = max(n for n, word in enumerate(self.cursor_words) if word[0] < span[1])
        _, end = self.selected()
        with self.for_(f"{self.doing} words"):
            self._take(first, last, span, end)

    def _take(self, first: int, last: int, span: Span, end: int) -> None:
        now = max((n for n, word in enumerate(self.cursor_words) if word[0] < end), default=0)
        self.press(*self._way(now, first, "") or self._touch(first))
        if last != first:
            self.press(*self._way(first, last, "Shift+"))
        for side, (at, edge) in enumerate(
            zip((self.cursor_words[first][0], self.cursor_words[last][1]), span, strict=True)
        ):
            between = [one for one in self.tokens if min(at, edge) <= one[0] and one[1] <= max(at, edge)]
            self.press(*[f"Alt+{'' if side else 'Shift+'}Arrow{'Right' if edge > at else 'Left'}"] * len(between))

    def _touch(self, word: int) -> list[str]:
        """The keys that choose the word under the cursor, which was put there by the page."""
        return ["ArrowRight", "ArrowLeft"] if word + 1 < len(self.cursor_words) else ["ArrowLeft", "ArrowRight"]

    def _way(self, now: int, wanted: int, shift: str) -> list[str]:
        """The keys from one word to another: by words, to the end of the sentence, or by its first letters."""
        ways = [[f"{shift}Arrow{'Right' if wanted > now else 'Left'}"] * abs(wanted - now)]
        for begin, stop in self.sentences:
            inside = [n for n, word in enumerate(self.cursor_words) if begin <= word[0] < stop]
            if now in inside and wanted != now:
                ways += [[f"{shift}End"]] if wanted == inside[-1] else []
                ways += [[f"{shift}Home"]] if wanted == inside[0] else []
        around = [*range(now, len(self.cursor_words)), *range(now)]
        for length in range(1, 12):
            letters = self.text[self.cursor_words[wanted][0] :][:length]
            if not letters.isascii():  # what a keyboard may not have
                break
            alike = (n for n in around if self.text[self.cursor_words[n][0] :][:length].lower() == letters.lower())
            if next(alike) == wanted:
                ways.append(["/", *("Space" if letter == " " else letter for letter in letters), f"{shift}Enter"])
                break
        return min(ways, key=len)

    def reach(self, path: str) -> None:
        """Moves the focus to a part of a field."""
        stops = self.page.locator("[data-path]").evaluate_all("all => all.map(one => one.dataset.path)")
        if self.focus() not in stops:
            self.press("e")
        steps = stops.index(path) - stops.index(self.focus())
        with self.for_(f"{self.doing} reach"):
            self.press(*["Tab" if steps > 0 else "Shift+Tab"] * abs(steps))

    def choose(self, value: object, *names: str) -> None:
        """Types the letters of a name until the list offers the value first, and takes it."""
        direct = self.page.locator(f'#options [data-value="{value}"] kbd')
        if direct.count():
            return self.press(direct.inner_text())
        for name in names:
            for letter in [None, *name]:
                if letter is not None:
                    self.type(letter)
                if self.page.locator(f'#options [aria-selected=true][data-value="{value}"]').count():
                    return self.press("Enter")
            self.press("Control+a", "Backspace")
        raise AssertionError(f"{value} is not offered for {names}")

    # Records

    def add(self, table: str, values: Values) -> None:
        """Adds a record that rests on its main words."""
        spans = list(spans_in(values.get(MAIN.get(table, "text"))))
        if table == "waived":
            start = self.state()["paragraphs"][values["paragraph"] - 1][0]
            spans = [next(word for word in self.cursor_words if word[0] >= start)]
        with self.for_("add"):
            if spans:
                self.take(spans[0])
            self.press("i", _KEYS[table])

    def fill(self, values: Values) -> None:
        """Makes the open record what it should be, as far as what it refers to is there."""
        for field in self._differences(self.open(), values):
            self._field(field, values.get(field["name"]))

    def _differences(self, block: Values, values: Values) -> list[dict[str, Any]]:
        fields = [one for one in self.catalogue["tables"][block["table"]]["fields"] if one["name"] != "id"]
        return [one for one in fields if self._wanted(one, values) != self._entries(one, block["values"])]

    def _wanted(self, field: Values, values: Values) -> list[Entry]:
        """The entries of a field, with the ids of this page. What is not there yet is left out."""
        return [renamed(entry, self.ids) for entry in self._entries(field, values)]

    def _entries(self, field: Values, values: Values) -> list[Entry]:
        """The entries of a field, as its parts are called in the page."""
        found = entries_of(values.get(field["name"]))
        return [{"value": entry["actor_id"]} for entry in found] if field["form"] == "actor" else found

    def _field(self, field: Values, value: Any) -> None:
        name, fields = field["name"], self.catalogue["tables"][self.open()["table"]]["fields"]
        key, wanted = _FIELD_KEYS[fields.index(field)], self._wanted(field, {name: value})
        named = {
            v for entry in wanted for v in entry.values() if isinstance(v, str) and v[:4] in ("evt-", "stm-", "fig-")
        }
        if not named <= {one["id"] for one in self.state()["blocks"]}:
            return  # what it refers to is not there yet
        with self.for_(f"{self.open()['table']}.{name}"):
            for number, entry in reversed(list(enumerate(self._now(field)))):
                if not any(same(entry, other) for other in wanted):
                    self.reach(self._path(name, number))
                    self.press("Backspace")
            for entry in wanted:
                self._entry(field, key, entry)

    def _entry(self, field: Values, key: str, entry: Entry) -> None:
        """One entry of a field: its main part, then what else is said."""
        name, now = field["name"], self._now(field)
        number = next((n for n, other in enumerate(now) if same(entry, other)), None)
        if number is None:
            number = len(now)
            if "span" in entry and field["form"] == "actors" and self._is_proposed(entry):
                self.press(key)
            elif "span" in entry and (number == 0 or field.get("append") or field["form"] in ("actors", "places")):
                self.take(tuple(entry["span"]))
                self.press(key)
            elif "span" in entry:
                self.reach(self._path(name, number))
                self.take(tuple(entry["span"]))
                self.press("Enter")
            elif field["form"] == "paragraph":
                start = self.state()["paragraphs"][int(entry["value"]) - 1][0]
                self.take(next(word for word in self.cursor_words if word[0] >= start))
                self.press(key)
            else:
                self.press(key)
            main = "actor_id" if field["form"] == "actors" else "value"
            if main in entry and not ("span" in entry and main == "value"):
                self._say(field, main, entry[main])
        for part, value in entry.items():
            have = self._now(field)
            if number < len(have) and have[number].get(part) == value:
                continue
            path = f"{name}/{number}/{part}"
            if self.page.locator(f'[data-path="{path}"]').count():
                self.reach(path)
                if part == "span":
                    self.take(tuple(value))
                self.press("Enter")
            else:
                self.reach(self._path(name, number))
                self.press("m")
                choice = self.page.locator(f'#options [data-value="{part}"] kbd')
                if choice.count():  # where only one part is left, the page asks for it at once
                    self.press(choice.inner_text())
            if part != "span":
                self._say(field, part, value)
        for part in [one for one in self._now(field)[number] if one not in entry]:
            self.reach(f"{name}/{number}/{part}")
            self.press("Backspace")

    def _is_proposed(self, entry: Entry) -> bool:
        """Whether the page will propose the words of a participant of an event: they name it, in a sentence of it."""
        block = self.open()
        start, end = entry["span"]
        told = [
            one
            for one in self.sentences
            for span in spans_in(block["values"].get("mentions"))
            if one[0] <= span[0] < one[1]
        ]
        inside = any(a <= start and end <= b for a, b in told)
        actor = next((one for one in self.state()["blocks"] if one["id"] == entry["actor_id"]), None)
        return block["table"] == "events" and inside and actor is not None and [start, end] in actor["spans"]

    def _say(self, field: Values, part: str, value: Any) -> None:
        """Answers what a part asks for: a choice or an input is open."""
        form = next((one["form"] for one in field.get("of", []) if one["name"] == part), field["form"])
        form = "actor" if part == "actor_id" else form
        with self.for_(f"{self.doing} {form}"):
            self._answer(form, value)

    def _answer(self, form: str, value: Any) -> None:
        if form == "code":
            self.choose(value, str(value).lower())
        elif form == "actor":
            self.choose(value, next(one["name"] for one in self.state()["actors"] if one["id"] == value))
        elif form == "record":
            block = next(one for one in self.state()["blocks"] if one["id"] == value)
            self.choose(value, block["title"], value)
        elif form not in ("flag", "paragraph"):
            self.type("; ".join(value) if isinstance(value, list) else str(value))
            self.press("Enter")

    def _now(self, field: Values) -> list[Entry]:
        return self._entries(field, self.open()["values"])

    def _path(self, name: str, number: int) -> str:
        """The first part of an entry."""
        found = self.page.locator(f'[data-path^="{name}/{number}/"]').first
        return str(found.get_attribute("data-path"))


def coding(text: str, records: str, actors: str) -> list[tuple[str, Values]]:
    """The records of two files beside an article: table and values of each."""
    return [(one.table, one.values) for one in entries_in(text, records, actors)]


def cells(found: Sequence[tuple[str, Values]], ids: Mapping[str, str]) -> list[str]:
    """Every cell of a coding, in an order of its own. ids: how the other one calls what this one calls by the key."""
    lines = []
    for table, values in found:
        whole = {
            name: sorted(
                (renamed(one, ids) for one in entries_of(values[name])), key=lambda one: sorted(one.items()).__str__()
            )
            for name in sorted(values)
        }
        whole = {name: entries for name, entries in whole.items() if entries}
        lines.append(f"{table}: {[(name, [sorted(one.items()) for one in whole[name]]) for name in whole]}")
    return sorted(lines)


def renamed(entry: Entry, ids: Mapping[str, str]) -> Entry:
    """The same with other ids."""
    return {name: ids.get(value, value) if isinstance(value, str) else value for name, value in entry.items()}


def best(block: Values, left: Mapping[int, tuple[str, Values]]) -> int | None:
    """The record of a coding that a proposed one is: of the same table, and with the same words or the most of them."""
    field = MAIN.get(block["table"], "text")
    alike = {n: values for n, (table, values) in left.items() if table == block["table"]}
    if block["table"] == "source":
        return next(iter(alike), None)
    ours = block["values"]
    scores = {
        n: overlap(ours.get(field), values.get(field))
        for n, values in alike.items()
        if ours.get("actor_id") == values.get("actor_id")
    }
    number = max(scores, key=lambda one: scores[one], default=None)
    return number if number is not None and scores[number] > 0 else None


def overlap(one: Any, other: Any) -> float:
    """How much of the words of two values is in both, from 0 to 1."""
    ours, theirs = ({at for start, end in spans_in(value) for at in range(start, end)} for value in (one, other))
    if not ours and not theirs:
        return float(one == other and one is not None)
    return len(ours & theirs) / len(ours | theirs)


def spans_in(value: Any) -> Iterator[Span]:
    for entry in entries_of(value):
        if "span" in entry:
            yield tuple(entry["span"])


def entries_of(value: Any) -> list[Entry]:
    """A value as its entries: each the parts that are there."""
    if value is None:
        return []
    if isinstance(value, list) and not any(isinstance(one, str) and not one.startswith("act-") for one in value):
        return [_parts(one) for one in value]
    return [_parts(value)]


def _parts(one: Any) -> Entry:
    if isinstance(one, Mapping):
        return {name: part for name, part in one.items() if part is not None and (name, part) != ("basis", "explicit")}
    if isinstance(one, list) and one and isinstance(one[0], int):
        return {"span": one[:2], **(_parts(one[2]) if len(one) > 2 else {})}
    return {"actor_id": one} if isinstance(one, str) and one.startswith("act-") else {"value": one}


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries of a field are about the same: actor and role, or words, or the only value."""
    if "actor_id" in one or "actor_id" in other:
        return (one.get("actor_id"), one.get("role")) == (other.get("actor_id"), other.get("role"))
    return ("value" in one and "value" in other) or one.get("span") == other.get("span")
