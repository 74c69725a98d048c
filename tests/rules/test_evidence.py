"""Evidence: every value that comes from the text stands where its evidence says, word for word."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import SOURCE, TEXT, mention, place, span

from publisher.rules import evidence

BROOK = mention("act-brook", "Ada Brook", 1)["evidence_id"]
SHE = mention("act-brook", "she", 3, mention="pronoun")["evidence_id"]


def test_the_article_is_the_one_that_was_hashed() -> None:
    assert refused(evidence.source_text, CASE.reading(TEXT.replace("Ada", "Ida"))) == {(SOURCE, "sha256")}
    assert refused(evidence.source_text, CASE.change("sources", SOURCE, char_length=len(TEXT) + 1)) == {
        (SOURCE, "char_length")
    }
    assert not refused(evidence.source_text, CASE.without_text().change("sources", SOURCE, sha256="0" * 64))


def test_a_span_counts_code_points_and_not_bytes_or_utf16_units() -> None:
    start, end = place("Ada Brook", 1)
    assert TEXT.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") != "Ada Brook"
    assert refused(evidence.exact_words, CASE.change("evidence", BROOK, char_start=start + 1, char_end=end + 1)) == {
        (BROOK, "exact")
    }


def test_exact_is_the_text_letter_by_letter() -> None:
    assert refused(evidence.exact_words, CASE.change("evidence", BROOK, exact="Ada Brooke")) == {(BROOK, "exact")}
    key = CASE.rows["candidates"][0]["candidate_id"]
    assert refused(evidence.exact_words, CASE.change("candidates", key, exact="2031-05-08")) == {(key, "exact")}


def test_without_the_article_lengths_are_checked_still() -> None:
    case = CASE.without_text()
    assert refused(evidence.exact_words, case.change("evidence", BROOK, exact="Ada Brooke")) == {(BROOK, "char_end")}
    beyond = {"char_start": len(TEXT) - 3, "char_end": len(TEXT) + 6}
    assert refused(evidence.exact_words, case.change("evidence", BROOK, **beyond)) == {(BROOK, "char_end")}


@pytest.mark.parametrize("words", ["Ada Broo", "da Brook", " Ada Brook", "Ada Brook "])
def test_a_span_holds_whole_words(words: str) -> None:
    start, end = place(words, 1)
    case = CASE.change("evidence", BROOK, char_start=start, char_end=end, exact=words)
    assert refused(evidence.whole_words, case) == {(BROOK, "exact")}


@pytest.mark.parametrize(
    ("text", "words"), [("高橋大臣は言った", "大臣"), ("50km", "50"), ("x–y", "x"), ("l'été", "été")]
)
def test_words_may_end_where_nothing_is_cut(text: str, words: str) -> None:
    start = text.index(words)
    case = CASE.reading(text).change("evidence", BROOK, char_start=start, char_end=start + len(words), exact=words)
    assert (BROOK, "exact") not in refused(evidence.whole_words, case)


def test_an_accent_is_not_cut_from_its_letter() -> None:
    case = CASE.reading("cafe\u0301 x").change("evidence", BROOK, char_start=0, char_end=4, exact="cafe")
    assert (BROOK, "exact") in refused(evidence.whole_words, case)


def test_nothing_spans_two_paragraphs() -> None:
    start = place("Gull Agency reported", 1)[0]
    end = place("vowed", 2)[1]
    case = CASE.change("evidence", BROOK, char_start=start, char_end=end, exact=TEXT[start:end])
    assert refused(evidence.one_paragraph, case) == {(BROOK, "exact")}


def test_ids_are_hashes_of_their_key_fields() -> None:
    assert refused(evidence.evidence_ids, CASE.change("evidence", BROOK, char_start=0)) == {(BROOK, "evidence_id")}
    key = CASE.rows["candidates"][0]["candidate_id"]
    assert refused(evidence.candidate_ids, CASE.change("candidates", key, kind="name")) == {(key, "candidate_id")}


@pytest.mark.parametrize(
    ("table", "record"),
    [("statements", "stm-nowhere"), ("events", "act-brook"), ("actors", "act-nobody"), ("sources", "src-other")],
)
def test_the_record_of_a_row_exists(table: str, record: str) -> None:
    case = CASE.change("evidence", BROOK, record_table=table, record_id=record)
    assert refused(evidence.evidence_has_record, case) == {(BROOK, "record_id")}


def test_the_record_is_of_the_same_source() -> None:
    case = CASE.change("statements", "stm-quill", source_id="src-other")
    rows = {r["evidence_id"] for r in CASE.rows["evidence"] if r["record_id"] == "stm-quill"}
    assert refused(evidence.evidence_has_record, case) == {(row, "source_id") for row in rows}


def test_each_table_has_its_own_names_of_evidence() -> None:
    assert refused(evidence.evidence_field, CASE.change("evidence", BROOK, field="speaker")) == {(BROOK, "field")}


def test_mention_type_stands_with_mentions_of_actors() -> None:
    assert refused(evidence.evidence_field, CASE.change("evidence", BROOK, mention_type=None)) == {
        (BROOK, "mention_type")
    }
    cue = span("statements/stm-quill/cue", "added", 4)["evidence_id"]
    assert refused(evidence.evidence_field, CASE.change("evidence", cue, mention_type="name")) == {
        (cue, "mention_type")
    }


@pytest.mark.parametrize(
    ("row", "basis"),
    [(SHE, "explicit"), (BROOK, "inferred"), (span("figures/fig-killed/value", "12", 7)["evidence_id"], "resolved")],
)
def test_basis_fits_what_the_span_is(row: str, basis: str) -> None:
    assert refused(evidence.basis_fits, CASE.change("evidence", row, basis=basis)) == {(row, "basis")}


def test_a_speaker_may_be_named_elsewhere() -> None:
    speaker = span("statements/stm-quay/speaker", "she", 3)["evidence_id"]
    assert not refused(evidence.basis_fits, CASE.change("evidence", speaker, basis="resolved"))


@pytest.mark.parametrize("table", ["events", "statements", "figures", "actors", "event_actors", "event_places"])
def test_evidence_id_is_of_the_record_itself(table: str) -> None:
    other = span(f"sources/{SOURCE}/document_date", "2031-05-09", 1)["evidence_id"]
    row = CASE.rows[table][0]
    key = next(iter(row.values()))
    found = refused(evidence.first_evidence, CASE.change(table, key, evidence_id=other))
    assert (
        {field for _, field in found} == {"evidence_id"}
        and all((name or "").startswith(key) for name, _ in found)
        and found
    )


def test_evidence_id_is_the_first_of_several_mentions() -> None:
    later = span("events/evt-meeting/record", "Port Mel on Wednesday", 1)
    case = CASE.add("evidence", later)
    assert not refused(evidence.first_evidence, case)
    assert refused(evidence.first_evidence, case.change("events", "evt-meeting", evidence_id=later["evidence_id"])) == {
        ("evt-meeting", "evidence_id")
    }


def test_an_actor_may_be_mentioned_first_in_another_window() -> None:
    assert not refused(evidence.first_evidence, CASE.change("actors", "act-quill", evidence_id="evd-0123456789abcdef"))


def test_no_span_of_a_participant_without_the_participant() -> None:
    recipient = span("events/evt-raid/recipient", "Erewhon", 7)["evidence_id"]
    assert refused(evidence.links_of_evidence, CASE.drop("event_actors", event_id="evt-raid")) == {(recipient, "field")}


@pytest.mark.parametrize(
    ("table", "key", "field", "cell"),
    [
        ("statements", "stm-quay", "content_text", "The quay must close"),
        ("statements", "stm-quay", "quoted_text", None),
        ("statements", "stm-gull", "quoted_text", "met"),
        ("statements", "stm-agency", "date_edtf", "2031-05-08"),
        ("figures", "fig-injured", "value_text", "around 400"),
        ("figures", "fig-killed", "counted_text", "dockers"),
        ("events", "evt-meeting", "date_edtf", None),
    ],
)
def test_a_cell_and_its_evidence_agree(table: str, key: str, field: str, cell: str | None) -> None:
    assert refused(evidence.own_evidence, CASE.change(table, key, **{field: cell})) == {(key, field)}


def test_fragments_are_joined_in_text_order() -> None:
    parts = [span("statements/stm-gull/cue", words, 1) for words in ("on", "reported", "met")]
    case = CASE.drop("evidence", record_id="stm-gull", field="cue").add("evidence", *parts)
    assert refused(evidence.own_evidence, case) == {("stm-gull", "cue_text")}
    assert not refused(evidence.own_evidence, case.change("statements", "stm-gull", cue_text="met ... on ... reported"))


def test_the_date_of_an_article_may_have_come_with_it() -> None:
    assert not refused(evidence.own_evidence, CASE.drop("evidence", record_table="sources"))
