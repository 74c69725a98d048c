"""Days as people and feeds write them."""

from __future__ import annotations

import re
from datetime import date

from publisher.problem import shown

DAY = "write a day that exists as YYYY-MM-DD"
FORMS = (
    "write a day that exists, alone or with a time: 2024-05-02, 2024-05-02T10:00:00Z, 2024-05-02 10:00 +02:00, "
    "or Thu, 02 May 2024 10:00:00 +0000"
)
_TIME = r"(?:[01]\d|2[0-3])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?"
_ZONE = r" ?(?:[Zz]|UTC|GMT|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)"
_ISO = re.compile(rf"(\d{{4}})(-?)(\d\d)\2(\d\d)([Tt ]{_TIME}(?:{_ZONE})?)?", re.ASCII)  # ISO 8601, calendar dates
# RFC 2822, 3.3: the day of the week and the seconds may be absent, a comment may follow.
_MAIL = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60))?"
    r"\s+(?:[+-]\d{4}|[a-z]{1,5})(?:\s*\([\x20-\x7e]*\))?",
    re.ASCII | re.IGNORECASE,
)


def day(value: object) -> date:
    """The day that a text YYYY-MM-DD names. Raises ValueError that says what is wrong with it and what to do."""
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[2] != "-" or found[5]:
        raise ValueError(f"is {shown(value)}; {DAY}")
    return _existing(value, (found[1], found[3], found[4]), DAY)


def stamped_day(value: object) -> date:
    """The day that a feed gives, as it is written there whatever the zone and the time beside it.

    value: a text in ISO 8601 (a calendar date, with or without a time and a zone) or as in the headers of mail (RFC
    2822). Raises ValueError that shows these forms."""
    if isinstance(value, str) and (found := _ISO.fullmatch(value)):
        return _existing(value, (found[1], found[3], found[4]), FORMS)
    if isinstance(value, str) and _MAIL.fullmatch(value):
        from email.utils import parsedate  # where a feed has such days

        if parts := parsedate(value):
            return _existing(value, parts[:3], FORMS)
    raise ValueError(f"is {shown(value)}; {FORMS}")


def _existing(value: object, parts: tuple[object, ...], forms: str) -> date:
    """The day of this year, month and day. Raises ValueError when there is none."""
    try:
        year, month, of_month = (int(str(part)) for part in parts)
        return date(year, month, of_month)
    except ValueError:
        raise ValueError(f"is {shown(value)}; {forms}") from None
