"""Table Schemas: the single source of names, types, constraints and Arrow types.

In: a Table Schema as a dictionary (`parse`) or a folder of them (`load`). Out: frozen values. A descriptor that is
no Table Schema raises SchemaError with the table, the field and what is wrong, whatever it is: it may be untrusted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from publisher.schema_values import SchemaError, as_list, as_mapping, as_missing, as_names, as_text

if TYPE_CHECKING:
    import pyarrow as pa

ARROW_TYPES = frozenset({"string", "integer", "number", "boolean", "date", "datetime"})
# Properties by which a field declares a written form of its own, with the form that we write anyway.
_FORMS: Mapping[str, Mapping[str, Any]] = {
    "integer": {"bareNumber": True, "groupChar": ""},
    "number": {"bareNumber": True, "groupChar": "", "decimalChar": "."},
    "boolean": {"trueValues": ["true"], "falseValues": ["false"]},
    "list": {"delimiter": ",", "itemType": "string"},
}
_MATCHES = ("exact", "equal", "subset", "superset", "partial")
_MOMENTS = ("date", "time", "datetime")
_ITEMS = ("string", "integer", "number", "boolean", *_MOMENTS)  # types of the items of a list
TEXT_TYPES = frozenset(
    {"time", "year", "yearmonth", "duration", "array", "object", "list", "geopoint", "geojson", "any"}
)


@cache
def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of the published form of a Data Package v2 field type; what has none is kept as text."""
    import pyarrow as pa  # here, because `extract --actors` reads schemas and does without pyarrow

    types: dict[str, pa.DataType] = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", "UTC"),
    }
    return types.get(kind, pa.string())


@dataclass(frozen=True)
class Field:
    """One column. `descriptor` is the field as it is in the schema, custom properties included."""

    name: str
    type: str
    constraints: Mapping[str, Any]
    descriptor: Mapping[str, Any]
    missing_values: tuple[str, ...] = ("",)
    """The cells of a CSV that are null: the field's own, else those of the table."""

    @property
    def required(self) -> bool:
        """Whether the field is never empty."""
        return self.constraints.get("required") is True

    @property
    def format(self) -> str:
        """The format of Table Schema; `default` where none is given."""
        return str(self.descriptor.get("format", "default"))

    @property
    def plain(self) -> bool:
        """Whether the cells have the type's own written form; a list and a point have as many as they declare."""
        if self.type in ("string", "list", "geopoint", "geojson"):
            return True
        return self.format == "default" and all(self.form(name) == own for name, own in self._forms.items())

    @property
    def readable(self) -> bool:
        """Whether values can be read from the form that the field declares; else cells are kept as text."""
        known = {"geopoint": ("array", "object"), "geojson": ("topojson",)}.get(self.type, ())
        moment = self.type in _MOMENTS and "%" in self.format
        return self.type == "string" or self.format in ("default", *known) or moment

    def form(self, name: str) -> Any:
        """A property of the written form, such as `groupChar`."""
        return self.descriptor.get(name, self._forms.get(name))

    @property
    def _forms(self) -> Mapping[str, Any]:
        return _FORMS.get(self.type, {})

    @property
    def evidence(self) -> str | None:
        """`own`, `record`, `outside`, `none`: which evidence the cells have."""
        return self.descriptor.get("evidence")

    @property
    def origin(self) -> str | None:
        """`curator`, `authority`, `build`: who writes the cells."""
        return self.descriptor.get("origin")

    @property
    def rests_under(self) -> str:
        """The name under which its evidence is recorded (`evidence.field`)."""
        return str(self.descriptor.get("evidenceField", self.name.removesuffix("_text")))

    @property
    def codes(self) -> Mapping[str, str]:
        """Code -> meaning; empty for fields without a code list."""
        return self.descriptor.get("codes") or {}

    @cached_property
    def arrow(self) -> pa.Field[Any]:
        """The Arrow field of the published form; text where the cells have a written form of their own."""
        import pyarrow as pa

        return pa.field(self.name, arrow_type(self.type if self.readable else "string"), nullable=not self.required)


@dataclass(frozen=True)
class ForeignKey:
    """`resource` is the name of the other table, or "" for the table itself."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """One table: `name` is the file's stem, `descriptor` the Table Schema as read."""

    name: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    descriptor: Mapping[str, Any]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in the order of the columns."""
        return tuple(field.name for field in self.fields)

    def written_by(self, *origins: str) -> dict[str, Field]:
        """The fields whose cells one of these writes, by their names."""
        return {field.name: field for field in self.fields if field.origin in origins}

    @property
    def resting(self) -> tuple[Field, ...]:
        """The fields whose cells have words of their own to rest on."""
        return tuple(field for field in self.fields if field.descriptor.get("evidence") == "own")

    @property
    def owner(self) -> str | None:
        """The table whose records these rows belong to, for a table of links such as event_actors; else None."""
        return self.descriptor.get("owner")

    @property
    def owner_key(self) -> str:
        """The column that names the owner."""
        return next(key.fields[0] for key in self.foreign_keys if key.resource == self.owner)

    @property
    def own_key(self) -> str | None:
        """The column that names a row by itself; None for a table of links and where several columns do."""
        return self.primary_key[0] if len(self.primary_key) == 1 and self.owner is None else None

    @property
    def in_text_order(self) -> bool:
        """Whether the rows follow the text, not their keys."""
        return self.descriptor.get("order") == "text"

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema of the published form, without metadata; required fields are not nullable."""
        import pyarrow as pa

        return pa.schema([field.arrow for field in self.fields])

    @cached_property
    def line(self) -> str:
        """The Table Schema as one line of JSON."""
        return json.dumps(self.descriptor, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def plain(self) -> bool:
        """Whether every cell is written as its type is, and null as the empty cell and no other."""
        return all(field.plain and field.missing_values == ("",) for field in self.fields)

    def field(self, name: str) -> Field:
        """Raises KeyError when there is no such field."""
        try:
            return self._by_name[name]
        except KeyError:
            raise KeyError(f"{self.name} has no field {name!r}") from None

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}


def load(folder: Path) -> dict[str, Schema]:
    """Every `*.json` of the folder by stem, in alphabetical order. Raises SchemaError, OSError."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.json"))}


def read(path: Path) -> Schema:
    """One schema file. Raises SchemaError (also for what is no JSON), OSError."""
    return _read(path.name, path.read_bytes())


@lru_cache(maxsize=64)
def _read(name: str, raw: bytes) -> Schema:
    """A schema, read once, however often it is asked for."""
    try:
        descriptor = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{name}: no valid JSON: {error}") from None
    return parse(PurePath(name).stem, descriptor)


def parse(name: str, descriptor: object) -> Schema:
    """A Table Schema as a value. Raises SchemaError for anything that is none."""
    body = as_mapping(descriptor, f"{name}: the Table Schema")
    missing = as_missing(body.get("missingValues", [""]), f"{name}: missingValues")
    match = body.get("fieldsMatch", "exact")
    if match not in _MATCHES and match not in ([word] for word in _MATCHES):
        raise SchemaError(f"{name}: fieldsMatch: expected one of {', '.join(_MATCHES)}")
    fields = tuple(_field(name, entry, missing) for entry in as_list(body.get("fields"), f"{name}: fields"))
    names = Counter(field.name for field in fields)
    twice = sorted(field for field, count in names.items() if count > 1)
    if not fields or twice:
        raise SchemaError(f"{name}: fields: " + (f"there twice: {', '.join(twice)}" if twice else "there are none"))
    schema = Schema(
        name=name,
        fields=fields,
        primary_key=as_names(body.get("primaryKey", ()), f"{name}: primaryKey"),
        unique_keys=tuple(
            as_names(key, f"{name}: uniqueKeys") for key in as_list(body.get("uniqueKeys", []), f"{name}: uniqueKeys")
        ),
        foreign_keys=tuple(
            _foreign_key(name, key) for key in as_list(body.get("foreignKeys", []), f"{name}: foreignKeys")
        ),
        missing_values=missing,
        descriptor=body,
    )
    keys = (schema.primary_key, *schema.unique_keys, *(key.fields for key in schema.foreign_keys))
    if not all(schema.unique_keys):
        raise SchemaError(f"{name}: uniqueKeys: a key has no fields")
    for unknown in (field for key in keys for field in key if field not in names):
        raise SchemaError(f"{name}: a key names the field {unknown!r}, which is not among the fields")
    return schema


def _field(table: str, entry: object, missing: tuple[str, ...]) -> Field:
    body = as_mapping(entry, f"{table}: a field")
    name = as_text(body.get("name", ""), f"{table}: the name of a field")
    if not name:
        raise SchemaError(f"{table}: a field has no name")
    kind = body.get("type", "string")
    if not isinstance(kind, str) or kind not in ARROW_TYPES | TEXT_TYPES:
        raise SchemaError(f"{table}.{name}: unknown type {kind!r}")
    constraints = as_mapping(body.get("constraints", {}), f"{table}.{name}: constraints")
    if "missingValues" in body:
        missing = as_missing(body["missingValues"], f"{table}.{name}: missingValues")
    as_text(body.get("format", ""), f"{table}.{name}: format")
    for form, own in _FORMS.get(kind, {}).items():
        value = body.get(form, own)
        words = value if isinstance(value, list) else []
        if type(value) is not type(own) or not all(isinstance(word, str) for word in words):
            expected = {bool: "true or false", str: "a text", list: "a list of texts"}[type(own)]
            raise SchemaError(f"{table}.{name}: {form}: {expected} expected")
        if (form, value) == ("delimiter", "") or (form == "itemType" and value not in _ITEMS):
            raise SchemaError(f"{table}.{name}: {form}: {value!r} is none")
    return Field(name, kind, constraints, body, missing)


def _foreign_key(table: str, entry: object) -> ForeignKey:
    body = as_mapping(entry, f"{table}: a foreign key")
    reference = as_mapping(body.get("reference"), f"{table}: reference of a foreign key")
    key = ForeignKey(
        fields=as_names(body.get("fields"), f"{table}: fields of a foreign key"),
        resource=as_text(reference.get("resource") or "", f"{table}: resource of a foreign key"),
        reference=as_names(reference.get("fields"), f"{table}: reference fields of a foreign key"),
    )
    if not key.fields or len(key.fields) != len(key.reference):
        raise SchemaError(f"{table}: a foreign key has {len(key.fields)} fields and {len(key.reference)} it refers to")
    return key
