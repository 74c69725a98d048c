"""What is wrong with the schemas themselves is refused before anything is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.inputs.build_inputs import refuse_unsupported
from publisher.schema_values import SchemaError
from publisher.schemas import Field
from publisher.tables import OURS


def test_each_column_with_words_has_its_field_of_evidence() -> None:
    refuse_unsupported(OURS)


def test_a_new_column_with_words_needs_one() -> None:
    column = Field("as_of_text", "string", {}, {"verbatim": True, "evidence": "own", "origin": "curator"})
    figures = replace(OURS["figures"], fields=(*OURS["figures"].fields, column))
    with pytest.raises(SchemaError) as refused:
        refuse_unsupported({**OURS, "figures": figures})
    assert str(refused.value) == (
        "figures.as_of_text: the evidence field 'as_of' of figures is missing; "
        "add it to enum, codes and fits in evidence.json"
    )
