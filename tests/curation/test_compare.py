"""`compare`: how far two codings of one article agree, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import SCHEMAS
from publisher.curation import compare
from publisher.curation.codings import Pair, f1, kappa
from publisher.problem import Refused
from publisher.schemas import load
from seeds import SEEDS, edited, written

Compared = Callable[..., Pair]
QUAY = SEEDS["quay.toml"].decode()


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """The pair of the coding of the quay and of another one, in which words are changed; actors: its authority file."""

    def pair(*changes: tuple[str, str], actors: bytes | None = None) -> Pair:
        folder, other = written(tmp_path / "seeds"), tmp_path / "other"
        other.mkdir(exist_ok=True)
        files = SEEDS
        for old, new in changes:
            files = edited("quay.toml", old, new, files)
        (other / "quay.toml").write_bytes(files["quay.toml"])
        (other / "actors.toml").write_bytes(actors or SEEDS["actors.toml"])
        return compare.pair_of(folder / "quay.toml", other / "quay.toml", "", load(SCHEMAS))

    return pair


def differences(pair: Pair) -> list[str]:
    return [line for line in compare.differences(pair) if line][1:]


def test_the_same_coding_differs_in_nothing(compared: Compared) -> None:
    pair = compared()
    assert list(compare.differences(pair)) == ["No record differs."]
    scores = [line.split()[-1] for line in compare.agreement([pair]) if line.endswith(("1.00", "0.00"))]
    assert set(scores) == {"1.00"}


def test_where_nobody_has_anything_there_is_no_agreement(compared: Compared) -> None:
    lines = [line.split() for line in compare.agreement([compared()])]
    assert ["offices", "0", "0", "0", "-"] in lines
    assert ["events", "2", "2", "2", "1.00"] in lines


def test_a_code_that_differs_is_told_with_both_values(compared: Compared) -> None:
    pair = compared(('measure = "killed"', 'measure = "missing"'))
    assert differences(pair) == [
        'paragraph 4, figure "killed seven dockers": fig-killed',
        "    measure: killed / missing",
    ]
    assert pair.cells("figures", "measure") == [("injured", "injured"), ("killed", "missing")]


def test_records_are_matched_by_their_words_whatever_their_ids(compared: Compared) -> None:
    other = QUAY.replace("stm-brook-vow", "stm-vow").replace("stm-agency-on-vow", "stm-agency")
    pair = compared((QUAY, other))
    assert pair.same_record["stm-vow"] == "stm-brook-vow"
    assert list(compare.differences(pair)) == ["No record differs."]


def test_an_id_alone_makes_no_two_records_the_same(compared: Compared) -> None:
    """The second coder means another event by the id, so the figures are of two events."""
    pair = compared(('mentions = ["A storm"]', 'mentions = ["killed seven"]'))
    assert pair.cells("figures", "event_id") == 2 * [("evt-storm", "second evt-storm")]
    assert ["events", "2", "2", "1", "0.50"] in [line.split() for line in compare.agreement([pair])]


def test_actors_are_the_same_by_their_names(compared: Compared) -> None:
    other = SEEDS["actors.toml"].replace(b"act-brook", b"act-ada")
    pair = compared((QUAY, QUAY.replace("act-brook", "act-ada")), actors=other)
    assert pair.same_actor["act-ada"] == "act-brook"
    assert list(compare.differences(pair)) == ["No record differs."]


def test_a_record_that_one_coder_has_alone(compared: Compared) -> None:
    at = QUAY.index("[[figures]]")
    pair = compared((QUAY[at:], QUAY[QUAY.rindex("[[figures]]") :]))
    assert differences(pair) == ['paragraph 4, figure "injured around 40 dockers": only in the first (fig-injured)']


def test_links_and_words_that_differ(compared: Compared) -> None:
    pair = compared(
        ('addressees = ["act-quill"]\n', ""),
        ('mentions = ["A storm"]', 'mentions = ["A storm injured around 40 dockers"]'),
    )
    assert differences(pair) == [
        'paragraph 3, statement "The quay must open": stm-brook-on-quay',
        "    act-quill as addressee: only in the first",
        'paragraph 4, event "A storm": evt-storm',
        '    words of record: "A storm" / "A storm injured around 40 dockers"',
    ]


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a"), ("a", "a"), ("b", "b"), ("b", None)], pytest.approx(0.6)),
        ([("a", "a"), ("a", "a")], None),
        ([], None),
    ],
    ids=["all", "none", "chance", "most", "one code alone", "nothing"],
)
def test_kappa_is_the_agreement_beyond_chance(pairs: list[tuple[object, object]], value: float | None) -> None:
    assert kappa(pairs) == value


def test_f1_counts_what_both_have() -> None:
    from collections import Counter

    assert f1(Counter("aab"), Counter("abc")) == pytest.approx(2 / 3)
    assert f1(Counter(), Counter()) == 1.0


def test_an_unfinished_coding_is_compared_as_it_is(compared: Compared) -> None:
    pair = compared(('measure = "killed"', 'todo = "compare"\nmeasure = "killed"'))
    assert list(compare.differences(pair)) == ["No record differs."]


def test_a_faulty_coding_and_a_missing_article_are_refused(compared: Compared, tmp_path: Path) -> None:
    with pytest.raises(Refused, match='"vowd" is not in paragraph 2'):
        compared(('cue_text = "vowed"', 'cue_text = "vowd"'))
    alone = tmp_path / "alone.toml"
    alone.write_bytes(SEEDS["quay.toml"])
    with pytest.raises(
        Refused, match=r"there is no article alone\.txt beside it, and no archive there has it; put it there, or name"
    ):
        compare.pair_of(alone, alone, "", load(SCHEMAS))
    article = written(tmp_path / "seeds") / "quay.txt"
    assert compare.compare(alone, article.with_name("quay.toml"), str(article), SCHEMAS).endswith("No record differs.")


def in_folders(folder: Path, **codings: tuple[str, str]) -> tuple[Path, Path]:
    """Two folders of codings of articles with the text of the quay, each in a folder of its own."""
    for name, of_article in codings.items():
        for which, coding in zip(("first", "second"), of_article, strict=True):
            seeds = folder / which / name
            seeds.mkdir(parents=True)
            (seeds / "actors.toml").write_bytes(SEEDS["actors.toml"])
            (seeds / f"{name}.txt").write_bytes(SEEDS["quay.txt"])
            if coding:
                (seeds / f"{name}.toml").write_text(coding, encoding="utf-8")
    return folder / "first", folder / "second"


def test_several_articles_are_counted_together(tmp_path: Path) -> None:
    """In one of two articles, the second coder has another measure."""
    other = QUAY.replace('measure = "killed"', 'measure = "missing"')
    lines = compare.compare(*in_folders(tmp_path, pier=(QUAY, QUAY), quay=(QUAY, other)), "", SCHEMAS).splitlines()
    words = [line.split() for line in lines]
    assert words[:3] == [
        ["F1", "events", "their", "words", "statements", "figures"],
        ["pier/pier", "1.00", "1.00", "1.00", "1.00"],
        ["quay/quay", "1.00", "1.00", "1.00", "1.00"],
    ]
    assert ["events", "4", "4", "4", "1.00"] in words
    assert ["figures.measure", "4", "75%", "0.60"] in words
    assert lines[lines.index("pier/pier: No record differs.") :] == [
        "pier/pier: No record differs.",
        "",
        "quay/quay: 1 record differs:",
        "",
        'paragraph 4, figure "killed seven dockers": fig-killed',
        "    measure: killed / missing",
    ]


def test_an_event_that_one_coder_has_alone_counts_against_both(tmp_path: Path) -> None:
    at = QUAY.index("[[figures]]")
    fewer = QUAY.replace(QUAY[at:], QUAY[QUAY.rindex("[[figures]]") :])
    said = compare.compare(*in_folders(tmp_path, pier=(QUAY, QUAY), quay=(QUAY, fewer)), "", SCHEMAS)
    assert ["figures", "4", "3", "3", "0.86"] in [line.split() for line in said.splitlines()]


def test_what_only_one_coder_has_coded_is_named(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path, pier=(QUAY, QUAY), quay=(QUAY, ""))
    assert "\nnot compared, only in the first: quay/quay\n" in compare.compare(first, second, "", SCHEMAS)
    with pytest.raises(Refused, match=r"has the records of no article that .*first/quay has, too"):
        compare.compare(first / "quay", second / "quay", "", SCHEMAS)


def test_in_one_folder_each_article_is_compared_with_its_blind_coding(tmp_path: Path) -> None:
    folder = written(tmp_path / "seeds")
    (folder / "quay.blind.toml").write_text(QUAY.replace('measure = "killed"', 'measure = "missing"'))
    (folder / "lone.toml").write_text(QUAY)
    said = compare.compare(folder, folder, "", SCHEMAS)
    assert "not compared, only in the first: lone, pier\n" in said
    assert "quay: 1 record differs:" in said


def test_an_article_of_an_archive(tmp_path: Path) -> None:
    """Its records lie beside the archive; those of another coder somewhere else."""
    first, second = in_folders(tmp_path, quay=(QUAY, QUAY.replace('measure = "killed"', 'measure = "missing"')))
    for folder in (first / "quay", second / "quay"):
        (folder / "quay.txt").unlink()
    archive = first / "quay" / "news.jsonl"
    archive.write_text(json.dumps({"doc_id": "quay", "text": SEEDS["quay.txt"].decode()}), encoding="utf-8")
    said = compare.compare(first, second, "", SCHEMAS)
    assert "quay/quay: 1 record differs:" in said
    two = first / "quay" / "quay.toml", second / "quay" / "quay.toml"
    assert "1 record differs:" in compare.compare(*two, f"{archive}#quay", SCHEMAS)


def test_the_faults_of_all_articles_are_told_with_the_file(tmp_path: Path) -> None:
    faulty = QUAY.replace('cue_text = "vowed"', 'cue_text = "vowd"')
    first, second = in_folders(tmp_path, pier=(faulty, QUAY), quay=(QUAY, faulty))
    with pytest.raises(Refused) as refused:
        compare.compare(first, second, "", SCHEMAS)
    assert [Path(problem.file) for problem in refused.value.problems] == [
        first / "pier" / "pier.toml",
        second / "quay" / "quay.toml",
    ]
