"""The descriptor against the Data Package standard: its official profile, and what its text says beyond it.

The profile in profiles/ is the one of version 2.0, byte for byte as dplib-py (MIT License) ships it. Where the text of
the standard allows more than the profile does, the text decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft7Validator, ValidationError

from publisher.finding import Finding
from publisher.schemas import Schema
from publisher.validate.resources import PACKAGE, remote

PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
RULE = "standard"
_NAMES = {
    "string": "a text",
    "array": "a list",
    "object": "an object",
    "boolean": "true or false",
    "number": "a number",
}
_NAMES |= {"integer": "a whole number"}
_READ_ELSEWHERE = ("path", "bytes", "hash")
_FORMS = {
    "name": "has characters that are not allowed: write letters, digits, dots, hyphens and underscores",
    "mediatype": "is no media type, such as text/csv",
    "hash": "is no hash: write sha256: and 64 hex digits",
    "path": "is no path and no address of the web",
}
# Of our own, since those of jsonschema-rs know neither letters of other scripts nor a space in a moment.
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def check_descriptor(body: Mapping[str, Any]) -> Iterator[Finding]:
    """What the standard has against a descriptor. Table Schemas, dialects, paths and whether there are resources at all
    are looked at elsewhere."""
    entries = body.get("resources")
    if not isinstance(entries, list) or not entries:
        return
    inner = [_without(entry, "schema", "dialect") for entry in entries]
    yield from _findings(PACKAGE, _validator("package"), {**body, "resources": inner})


def _without(entry: Any, *names: str) -> Any:
    return {key: value for key, value in entry.items() if key not in names} if isinstance(entry, dict) else entry


def check_schema(schema: Schema) -> Iterator[Finding]:
    """What the standard has against a Table Schema, beyond what `schemas.parse` and the constraints find."""
    body = schema.descriptor
    yield from _findings(schema.name, _validator("schema"), {key: body[key] for key in body if key != "fields"})
    for field in schema.fields:
        yield from _findings(schema.name, _validator(f"field {field.type}"), field.descriptor, field.name)


@cache
def _profile() -> dict[str, Any]:
    body: dict[str, Any] = json.loads(PROFILE.read_bytes())
    return body


@cache
def _kinds() -> Mapping[str, dict[str, Any]]:
    """The profile of a field by its type."""
    schema = _profile()["properties"]["resources"]["items"]["properties"]["schema"]
    found = {
        branch["properties"]["type"]["enum"][0]: branch for branch in schema["properties"]["fields"]["items"]["oneOf"]
    }
    for branch in found.values():
        branch.pop("required", None)  # a type may be left out
        for name in ("constraints", "format", "example"):  # read elsewhere; an example is any value of the type
            branch["properties"].pop(name, None)
    return found | {
        "list": found["array"] | {"properties": found["array"]["properties"] | {"type": {"enum": ["list"]}}}
    }


@cache
def _validator(what: str) -> Draft7Validator:
    """package, schema, or field and a type."""
    formats = {"email": _is_email, "uri": _is_uri, "date-time": _is_moment}
    if what.startswith("field "):
        return Draft7Validator(_kinds()[what.removeprefix("field ")], formats=formats, validate_formats=True)
    body = _profile()
    if what == "package":
        return Draft7Validator(body, formats=formats, validate_formats=True)
    schema = body["properties"]["resources"]["items"]["properties"]["schema"]
    properties = {key: value for key, value in schema["properties"].items() if key not in ("fields", "fieldsMatch")}
    return Draft7Validator({"properties": properties}, formats=formats, validate_formats=True)


def _is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper().replace(" ", "T"))
    except ValueError:
        return False
    return True


def _findings(table: str, validator: Draft7Validator, body: Mapping[str, Any], within: str = "") -> Iterator[Finding]:
    for error in validator.iter_errors(_encodable(body)):
        leaf, forms = _leaf(error)
        path = leaf.instance_path
        if path and (path[-1] in _READ_ELSEWHERE and leaf.instance is not None) and not remote(leaf.instance):
            continue
        name = body["resources"][path[1]] if path[:1] == ["resources"] and len(path) > 1 else None
        name = name.get("name") if isinstance(name, dict) else None
        named, path = (name, path[2:]) if isinstance(name, str) and name else (table, path)
        field = ".".join(filter(None, (within, _place(path)))) or None
        value = leaf.instance if isinstance(leaf.instance, str | int | float | bool | None) else None
        shown = None if value is None else json.dumps(value) if not isinstance(value, str) else value
        yield Finding(named, None, field, shown, RULE, f"{_message(leaf, forms)} (Data Package standard)")


def _encodable(body: Mapping[str, Any]) -> Any:
    """The same with `?` for each half of a surrogate pair, which JSON may hold and UTF-8 cannot."""
    return json.loads(json.dumps(body, ensure_ascii=False).encode(errors="replace"))


def _leaf(error: ValidationError) -> tuple[ValidationError, Sequence[Sequence[ValidationError]]]:
    """Of several forms that a value may have, the fault of the one that comes nearest; and the faults of each form."""
    forms: Sequence[Sequence[ValidationError]] = ()
    while branches := [branch for branch in getattr(error.kind, "context", ()) if branch]:
        # A value of the wrong kind says least: another form may be the one that was meant.
        whole, forms = error.instance_path, branches
        error = min(
            forms, key=lambda found: (found[0].kind.name == "type" and found[0].instance_path == whole, len(found))
        )[0]
    return error, forms


def _place(path: list[Any]) -> str:
    """`contributors[2].email`: entries count from 1."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def _wanted(error: ValidationError, forms: Sequence[Sequence[ValidationError]]) -> str:
    """The key that is missing; where each of several forms lacks one, all of them."""
    absent = [found[0].kind.value for found in forms if found[0].kind.name == "required"]
    return " or ".join(sorted(set(absent), reverse=True)) if len(absent) > 1 else str(error.kind.value)


def _message(error: ValidationError, forms: Sequence[Sequence[ValidationError]]) -> str:
    """What is wrong, in words."""
    value: Any = error.kind.value
    match error.kind.name:
        case "type":
            return f"expected {' or '.join(_NAMES[kind] for kind in value)}"
        case "required":
            return f"{_wanted(error, forms)} is missing"
        case "minItems" | "minProperties":
            return "is empty: fill it, or remove it"
        case "uniqueItems":
            return "has one value twice"
        case "enum":
            return f"expected {' or '.join(map(str, value))}"
        case "format":
            return f"is no {value}"
        case "pattern":
            return _FORMS.get(str(error.instance_path[-1]), f"does not match {value}")
        case "minimum":
            return f"is below {value}"
        case "oneOf":
            return "has two forms at once, such as path and data: keep one"
    return str(error.message)
