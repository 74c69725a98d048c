"""What the standard allows and our published form does not: in a package of others these are notes.

Sources: Table Schema and Table Dialect of Data Package v2 (the default line end is CRLF; numbers are those of XML
Schema, with exponents, signs and the words NaN, INF and -INF; five words for true and false), RFC 4180 (quotes around
any cell, no need of a last line end).
"""

from __future__ import annotations

ALLOWED = frozenset(
    {
        # how a CSV is written
        "byte_order_mark",
        "final_line_feed",
        "line_end",
        "needless_quotes",
        # how a value is written
        "boolean_form",
        "exponent",
        "instant_form",
        "leading_zero",
        "negative_zero",
        "number_form",
        "plus_sign",
        "white_space",
        # values that readers round, or do not have
        "fraction",
        "not_finite",
        "nul",
        "size",
    }
)
"""The names of the rules."""
