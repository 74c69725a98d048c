"""Corpora of any size: paragraphs of the project's own articles with other names, numbers and dates.

What is put in is known, so what comes out can be checked: every article carries the figures and dates that its text
states, with their place and value. The same number gives the same article on every machine.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATES = [
    tuple(line.split("/"))
    for line in [
        "Poland/Polish/Warsaw/PL",
        "Spain/Spanish/Madrid/ES",
        "Kenya/Kenyan/Nairobi/KE",
        "Chile/Chilean/Santiago/CL",
        "Norway/Norwegian/Oslo/NO",
        "Japan/Japanese/Tokyo/JP",
        "Ghana/Ghanaian/Accra/GH",
        "Peru/Peruvian/Lima/PE",
        "Egypt/Egyptian/Cairo/EG",
        "Greece/Greek/Athens/GR",
        "Vietnam/Vietnamese/Hanoi/VN",
        "Turkey/Turkish/Ankara/TR",
        "Austria/Austrian/Vienna/AT",
        "Brazil/Brazilian/Brasilia/BR",
        "Canada/Canadian/Ottawa/CA",
        "Finland/Finnish/Helsinki/FI",
        "India/Indian/Delhi/IN",
        "Iraq/Iraqi/Baghdad/IQ",
        "Italy/Italian/Rome/IT",
        "Nepal/Nepalese/Kathmandu/NP",
        "Qatar/Qatari/Doha/QA",
        "Senegal/Senegalese/Dakar/SN",
        "Sweden/Swedish/Stockholm/SE",
        "Yemen/Yemeni/Sanaa/YE",
    ]
]
GIVEN = [
    "Anna",
    "Boris",
    "Carla",
    "David",
    "Elena",
    "Felix",
    "Greta",
    "Hugo",
    "Irene",
    "Jonas",
    "Karin",
    "Lucas",
    "Maria",
    "Nadia",
    "Oscar",
    "Paula",
    "Ralph",
    "Sofia",
    "Tomas",
    "Vera",
]
FAMILY = [
    "Adler",
    "Brandt",
    "Costa",
    "Duarte",
    "Eriksen",
    "Fischer",
    "Gomez",
    "Hansen",
    "Ivanov",
    "Jensen",
    "Keller",
    "Lund",
    "Moreau",
    "Novak",
    "Olsen",
    "Petrov",
    "Quinn",
    "Rossi",
    "Silva",
    "Weber",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FIRST = date(2015, 1, 1)
SIZE = (8, 16)  # paragraphs of an article


@dataclass(frozen=True)
class Piece:
    """A stretch of a seed paragraph that is replaced. role: figure, weekday, or how an actor is mentioned (name,
    demonym, metonym); key: the figure, the weekday or the actor; kind: the actor's type."""

    start: int
    end: int
    role: str
    key: str
    kind: str = ""


@dataclass(frozen=True)
class Template:
    """A seed paragraph and its pieces, in order, without overlaps; offsets inside the paragraph."""

    text: str
    pieces: tuple[Piece, ...]


def templates() -> list[Template]:
    """The paragraphs of the articles in seeds/*.txt, with the pieces that the published evidence names in them."""
    made = []
    types = {
        r["actor_id"]: r["actor_type"] for r in csv.DictReader((ROOT / "data" / "actors.csv").open(encoding="utf-8"))
    }
    evidence = list(csv.DictReader((ROOT / "data" / "evidence.csv").open(encoding="utf-8", newline="")))
    for source in csv.DictReader((ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="")):
        if not source["file_name"].endswith(".txt"):
            continue
        text = (ROOT / "seeds" / source["file_name"]).read_bytes().decode()
        pieces = sorted(
            {p for row in evidence if row["source_id"] == source["source_id"] if (p := _piece(row, types))},
            key=lambda p: (p.start, -p.end),
        )
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            inside: list[Piece] = []
            for piece in pieces:
                if start <= piece.start and piece.end <= end and (not inside or piece.start - start >= inside[-1].end):
                    inside.append(replace(piece, start=piece.start - start, end=piece.end - start))
            if line.strip() and not line.startswith(" "):  # a date line belongs to its own article
                made.append(Template(line, tuple(inside)))
            start = end + 1
    return made


def _piece(row: dict[str, str], types: dict[str, str]) -> Piece | None:
    start, end = int(row["char_start"]), int(row["char_end"])
    kind = types.get(row["record_id"], "")
    if kind in ("person", "state") and row["mention_type"] in ("name", "demonym", "metonym"):
        return Piece(start, end, row["mention_type"], row["record_id"], kind)
    if row["record_table"] == "figures" and row["field"] == "value":
        return Piece(start, end, "figure", row["record_id"])
    if row["field"] == "date_edtf" and row["exact"] in WEEKDAYS:
        return Piece(start, end, "weekday", row["exact"])
    return None


def article(number: int, paragraphs: list[Template], size: tuple[int, int] = SIZE) -> dict[str, object]:
    """The article of this number: {"doc_id", "text", "doc_date", "expected"}; expected: kind, start, end, value.
    size: how many paragraphs it has at least and at most."""
    rng = random.Random(number)
    day = FIRST + timedelta(rng.randrange(4000))
    least, most = size
    chosen = rng.sample(paragraphs, rng.randint(least, min(most, len(paragraphs))))
    cast: dict[tuple[str, str], str] = {}
    states = rng.sample(STATES, 8)
    parts: list[str] = []
    expected: list[dict[str, object]] = []
    length = 0
    for template in chosen:
        at = 0
        for piece in template.pieces:
            words, value, kind = _filled(piece, rng, cast, states, day)
            before = template.text[at : piece.start]
            parts += [before, words]
            length += len(before)
            if kind:
                expected.append({"kind": kind, "start": length, "end": length + len(words), "value": value})
            length += len(words)
            at = piece.end
        parts += [template.text[at:], "\n\n"]
        length += len(template.text) - at + 2
    text = "".join(parts)[:-1]
    return {"doc_id": f"article-{number:07d}", "text": text, "doc_date": day.isoformat(), "expected": expected}


def _filled(
    piece: Piece, rng: random.Random, cast: dict[tuple[str, str], str], states: list[tuple[str, ...]], day: date
) -> tuple[str, object, str]:
    """The words that take the piece's place, their value, and the kind of candidate to expect."""
    if piece.role == "figure":
        number = rng.randint(2, 9999)
        words = rng.choice([f"{number:,}", f"around {number:,}", f"more than {number:,}"])
        return words, number, "figure"
    if piece.role == "weekday":
        back = rng.randrange(7)
        found = day - timedelta(back)
        return WEEKDAYS[found.weekday()], found.isoformat(), "date"
    key = (piece.key, piece.role)
    if key not in cast:
        state = states[hash_of(piece.key) % len(states)]
        cast[key] = (
            f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
            if piece.kind == "person"
            else state[("name", "demonym", "metonym").index(piece.role)]
        )
    return cast[key], None, ""


def hash_of(text: str) -> int:
    """A hash that is the same in every process."""
    return sum(ord(char) * (index + 1) for index, char in enumerate(text))


def corpus(count: int, size: tuple[int, int] = SIZE) -> Iterator[dict[str, object]]:
    """So many articles. size: of each, in paragraphs."""
    paragraphs = templates()
    return (article(number, paragraphs, size) for number in range(count))


def line(entry: Mapping[str, object]) -> str:
    """An article as a line of an archive."""
    return json.dumps({key: entry[key] for key in ("doc_id", "text", "doc_date")}, ensure_ascii=False) + "\n"


def write(count: int, folder: Path, size: tuple[int, int] = SIZE) -> None:
    """A folder of seeds with `count` articles in one archive, their actors and a dataset."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as lines:
        for entry in corpus(count, size):
            lines.write(line(entry))
    (folder / "actors.toml").write_text("\n".join(_actors()), encoding="utf-8")
    (folder / "dataset.toml").write_text(
        (ROOT / "seeds" / "dataset.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )


def _actors() -> Iterator[str]:
    for name, demonym, capital, code in STATES:
        yield f'[[actors]]\nid = "act-{name.lower()}"\nname = "{name}"\nactor_type = "state"\ncountry_code = "{code}"'
        yield f'demonyms = ["{demonym}"]\nmetonyms = ["{capital}"]\n'
    for given in GIVEN:
        for family in FAMILY:
            actor_id = f"act-{given.lower()}-{family.lower()}"
            yield f'[[actors]]\nid = "{actor_id}"\nname = "{given} {family}"\nactor_type = "person"\n'
