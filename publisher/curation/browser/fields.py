"""The keys that an entry of a curated file may have, each with the form in which a page asks for it.

Names, types and codes are those of schemas/; which keys an entry has is what `publisher.inputs` reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from publisher.inputs.actors_file import MENTION_TYPES
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.links import KINDS, LINKS
from publisher.inputs.todo import TODO
from publisher.model import RECORDS
from publisher.schemas import Field, Schema

FLAT = ("mentions", "offices", "rejected")
"""Entries that are themselves a span: text, nth and paragraph are keys of theirs."""
Schemas = Mapping[str, Schema]
# The entries that are no records: key -> table and column that say what it may hold.
_ENTRIES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "mentions": {
        "actor_id": ("actors", "actor_id"),
        "text": ("evidence", "exact"),
        "mention_type": ("evidence", "mention_type"),
        "basis": ("evidence", "basis"),
    },
    "offices": {"actor_id": ("actors", "actor_id"), "text": ("actors", "office")},
    "rejected": {
        "kind": ("candidates", "kind"),
        "text": ("candidates", "exact"),
        "all": ("", ""),
        "reason": ("candidates", "reason"),
    },
    "waived": {"paragraph": ("", ""), "reason": ("candidates", "reason")},
    "excused": {"rule": ("", ""), "record": ("", ""), "paragraph": ("", ""), "reason": ("candidates", "reason")},
}
_FORMS = {"all": "flag", "paragraph": "paragraph", "publish_text": "flag", "rule": "code", "record": "record"}
_OPTIONAL = frozenset({"basis", "all", "record"})
_EITHER = ("excused", "paragraph")  # or a record
TABLES = ("source", *RECORDS, *_ENTRIES, "actors")
"""What a curated file and the authority file hold."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry. form: how it is asked for; column: what schemas/ say of it; of: the keys of each entry in a
    list, or what else is said of the words; to: the table of a record that it names; append: whether several pieces of
    words are the usual thing."""

    name: str
    form: str
    required: bool = False
    column: Field | None = None
    of: tuple[Key, ...] = ()
    to: str = ""
    append: bool = False

    @property
    def inferable(self) -> bool:
        """Whether the value may be taken from the context."""
        return bool(self.column and self.column.descriptor.get("inferable"))


def keys_of(table: str, schemas: Schemas) -> tuple[Key, ...]:
    """The keys of an entry, in the order in which they are written."""
    if table in RECORDS:
        return tuple(_record(table, schemas))
    if table in _ENTRIES:
        found = (_entry(name, *place, schemas) for name, place in _ENTRIES[table].items())
        return tuple(replace(key, required=key.required and (table, key.name) != _EITHER) for key in found)
    if table == "source":
        fields = [
            _key(field, schemas, schemas["sources"]) for field in schemas["sources"].fields if field.origin == "curator"
        ]
        return (*fields, Key("publish_text", "flag", True))
    fields = [
        _key(field, schemas, schemas["actors"]) for field in schemas["actors"].fields if field.origin == "authority"
    ]
    forms = tuple(Key(name, "texts") for name in MENTION_TYPES)
    return (*fields[:1], *fields[1:-1], *forms, fields[-1])


def order_of(table: str, schemas: Schemas) -> tuple[str, ...]:
    """The keys of an entry as the file has them, in the order in which they are written."""
    names = [key.name for key in keys_of(table, schemas)]
    if table in RECORDS:
        at = names.index("label") + 1 if "label" in names else 1
        names.insert(at, "paragraph")
    elif table in FLAT:
        names[names.index("text") : names.index("text") + 1] = ["paragraph", "nth", "text"]
    return (TODO, *names)


def _record(table: str, schemas: Schemas) -> Iterator[Key]:
    """The id, the words of the whole, the columns; the links before the first reference of a statement, else last."""
    schema = schemas[table]
    first, *columns = (_key(field, schemas, schema) for field in schema.fields if field.origin == "curator")
    label = [key for key in columns if key.name == "label"]
    yield from (first, *label)
    if table in WORDS_KEYS:
        mentions, several = schemas["event_mentions"], table == "events"
        own = [_key(f, schemas, mentions) for f in mentions.fields if f.origin == "curator"]
        yield Key(WORDS_KEYS[table], "words_list", True, of=(*own, _basis(schemas)) if several else (), append=several)
    rest = [key for key in columns if key not in label]
    early = [key for key in rest if table != "statements" or key.form == "words_list" or key.name == "quote_type"]
    yield from early
    yield from (_links(name, schemas) for name in LINKS[table])
    yield from (key for key in rest if key not in early)


def _links(name: str, schemas: Schemas) -> Key:
    kind = KINDS[name]
    schema = schemas[kind.table]
    columns = [f for f in schema.fields if f.origin == "curator" and not (kind.role and f.name == "role")]
    of = [_key(field, schemas, schema) for field in columns]
    is_place = "actor_id" not in {field.name for field in columns}
    span = Key("span", "words", is_place)
    kept = [_basis(schemas)] if is_place else [_basis(schemas), _plain(schemas["evidence"].field("mention_type"))]
    return Key(name, "places" if is_place else "actors", of=(*of, span, *kept))


def _basis(schemas: Schemas) -> Key:
    return _plain(schemas["evidence"].field("basis"))


def _plain(field: Field) -> Key:
    return Key(field.name, "code", False, field)


def _entry(name: str, table: str, column: str, schemas: Schemas) -> Key:
    field = schemas[table].field(column) if table else None
    if name == "text":
        return Key(name, "words_list", True, field, append=table != "actors")
    if name == "actor_id":
        return Key(name, "actor", True, field, to="actors")
    form = "code" if field and field.codes else _FORMS.get(name, "text")
    return Key(name, form, name not in _OPTIONAL, field)


def _key(field: Field, schemas: Schemas, schema: Schema) -> Key:
    """The key of a column."""
    foreign = {key.fields[0]: key.resource or schema.name for key in schema.foreign_keys}
    name = "id" if schema.primary_key == (field.name,) else field.name
    form = {"boolean": "flag", "integer": "number", "number": "number"}.get(field.type, "text")
    if name == "id":
        form = "id"
    elif field.descriptor.get("verbatim"):
        form = "words_list"
    elif field.name in foreign:
        form = "actor" if foreign[field.name] == "actors" else "record"
    elif field.evidence == "own" and schema.name != "actors":
        form = "read"
    elif field.codes:
        form = "code"
    of: tuple[Key, ...] = ()
    if field.type == "date":
        of = (Key("value", "day", False, field),)
    elif form == "read":
        of = (Key("value", "text", True, field), _basis(schemas))
    elif form == "words_list" or field.descriptor.get("inferable"):
        of = (_basis(schemas),)
    return Key(name, form, field.required, field, of, foreign.get(field.name, ""))
