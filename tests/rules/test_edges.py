"""Edges: a span is a whole phrase, a cue a whole verb group, a content a whole clause."""

from __future__ import annotations

from datetime import date

import pytest
from rules_case import CASE, refused, told
from rules_quay import candidate, mention, place, span
from rules_text import coded, judged, statement
from rules_text import mention as text_mention

from publisher.rules import edges


@pytest.mark.parametrize(
    ("owner", "old", "new", "paragraph"),
    [
        ("events/evt-meeting/record", "Ada Brook met Zef Quill", "Brook met Zef Quill", 1),
        ("events/evt-meeting/record", "Ada Brook met Zef Quill", "Ada Brook met Zef", 1),
        (
            "statements/stm-officials/content",
            "around 40 dockers were injured in a raid on Erewhon, with 12 more killed",
            "40 dockers were injured",
            7,
        ),
    ],
)
def test_a_span_cuts_no_name_and_no_number(owner: str, old: str, new: str, paragraph: int) -> None:
    assert refused(edges.spans_do_not_cross, CASE.moved(owner, old, new, paragraph)) == {
        (span(owner, old, paragraph)["evidence_id"], "exact")
    }


@pytest.mark.parametrize("words", ["The dockers'", "The dockers’"])
def test_a_noun_phrase_ends_with_no_possessive(words: str) -> None:
    case = told(f"{words} union said it was shut.", words, "said", "it was shut", dockers=words)
    assert {field for _, field in refused(edges.phrase_edges, case)} == {"exact"}


def test_a_span_cuts_no_date() -> None:
    case = CASE.moved(
        "statements/stm-gull/content",
        "Utopian Harbour Minister Ada Brook met Zef Quill in Port Mel on Wednesday",
        "05-09 Utopian Harbour Minister",
        1,
    )
    assert {field for _, field in refused(edges.spans_do_not_cross, case)} == {"exact"}


@pytest.mark.parametrize(
    ("owner", "old", "new", "paragraph"),
    [
        ("statements/stm-gull/speaker", "the Gull Agency", "Gull Agency", 1),
        ("events/evt-raid/record", "a raid on Erewhon", "raid on Erewhon", 7),
        ("events/evt-raid/record", "a raid on Erewhon", "a raid on", 7),
        ("events/evt-raid/record", "a raid on Erewhon", "in a raid on Erewhon", 7),
        ("events/evt-pact/record", "Both sides agreed to share pilots", "sides agreed to share pilots", 6),
        ("events/evt-meeting/place", "Port Mel", "in Port Mel", 1),
        ("figures/fig-injured/counted", "dockers", "dockers were", 7),
        ("figures/fig-killed/record", "12 more killed", "with 12 more killed", 7),
        ("statements/stm-gull/speaker", "the Gull Agency", "the Gull Agency reported on", 1),
        ("events/evt-raid/record", "a raid on Erewhon", "a raid on Erewhon,", 7),
    ],
)
def test_a_phrase_has_its_article_and_its_noun(owner: str, old: str, new: str, paragraph: int) -> None:
    assert refused(edges.phrase_edges, CASE.moved(owner, old, new, paragraph)) == {
        (span(owner, old, paragraph)["evidence_id"], "exact")
    }


@pytest.mark.parametrize(
    ("text", "words", "fault"),
    [
        ("Brook met guards who had fled Port Mel.", "had fled Port Mel", None),
        ("Brook met guards who had fled Port Mel.", "who had fled Port Mel", 'begins with "who": leave that out'),
        ("Ada Brook had fled Port Mel.", "had fled Port Mel", 'begins with "had": quote its subject, too'),
        ("Ada Brook had fled Port Mel.", "Ada Brook had fled Port Mel", None),
        ("😀 The rebellion has left Port Mel.", "has left Port Mel", None),
        ("Brook met guards, but was taken to Port Mel.", "was taken to Port Mel", None),
        ("Brook had fled before that raid.", "that raid", None),
        ("That shelling went on.", "That shelling", None),
        ("Brook said that the quay burnt.", "that the quay burnt", 'begins with "that": leave that out'),
        ("Brook met guards that fled Port Mel.", "that fled Port Mel", 'begins with "that": leave that out'),
        ("Brook met guards that had fled.", "that had fled", 'begins with "that": leave that out'),
        ("Brook said that Erewhon left.", "that Erewhon left", 'begins with "that": leave that out'),
    ],
)
def test_an_event_has_its_subject_but_no_relative_pronoun(text: str, words: str, fault: str | None) -> None:
    event = f'''
[[events]]
id = "evt-flight"
label = "Guards flee"
paragraph = 1
mentions = ["{words}"]
event_type = "OTHER"
actors = []
'''
    event += text_mention("brook", "Ada Brook", "name") if "Ada" in text else ""
    found = [finding.message for finding in judged(text, coded(text, event)) if finding.rule == "phrase_edges"]
    assert [one.endswith(fault or "") for one in found] == ([True] if fault else [])


def test_a_number_keeps_the_words_that_bound_it() -> None:
    """ "at least 14 houses" begins with no preposition; here "with 12" stands for "at least 12"."""
    case = CASE.moved("figures/fig-killed/record", "12 more killed", "with 12 more killed", 7)
    assert refused(edges.phrase_edges, case)
    bound = candidate("figure", "with 12", 7, rests=None)
    assert not refused(edges.phrase_edges, case.add("candidates", bound))


@pytest.mark.parametrize(("brackets", "right"), [("GA", False), ("Port Radio", True)])
def test_a_short_name_in_brackets_is_the_speakers(brackets: str, right: bool) -> None:
    text = f"Gull Agency ({brackets}) said it was shut.\n"
    toml = statement("gull", "Gull Agency", "said", "it was shut").replace("act-police", "act-gull")
    toml += text_mention("gull", "GA", "name") if brackets == "GA" else ""
    assert [finding.rule for finding in judged(text, coded(text, toml))] == ([] if right else ["phrase_edges"])


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "right"),
    [
        ("Port guards estimate it ends.", "Port guards", "estimate", True),
        ("Port guards estimate it ends.", "Port", "estimate", False),
        ("Port guard sources said it ends.", "Port", "said", False),
        ("Brook also said it ends.", "Brook", "said", True),
        ("Brook herself then said it ends.", "Brook", "said", True),
        ("Brook reluctantly said it ends.", "Brook", "said", True),
        ("Brook last week said it ends.", "Brook", "said", True),
        ("Brook on Monday said it ends.", "Brook", "said", True),
        ("Brook spoke and said it ends.", "Brook", "said", True),
        ("Brook welcomed guests and said it ends.", "Brook", "said", True),
        ("Brook, mayor, said it ends.", "Brook", "said", True),
        ("Brook Monday said it ends.", "Brook", "said", True),
    ],
)
def test_a_speaker_is_all_of_the_noun_phrase_before_its_cue(text: str, speaker: str, cue: str, right: bool) -> None:
    case = told(text, speaker, cue, "it ends", brook=speaker)
    found = [f.message for f in edges.phrase_edges(case.window()) if "before its cue" in f.message]
    assert bool(found) != right


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("They arrested her.", "They arrested her", True),
        ("They arrested her and left.", "They arrested her", True),
        ("They arrested her crew.", "They arrested her", False),
    ],
)
def test_her_may_be_an_object(text: str, words: str, right: bool) -> None:
    event = f'[[events]]\nid = "evt-x"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\nmentions = ["{words}"]\n'
    found = [finding.rule for finding in judged(text + "\n", coded(text + "\n", event))]
    assert found == ([] if right else ["phrase_edges"])


@pytest.mark.parametrize(
    ("text", "mentions", "right"),
    [
        ("The walk is said to have reached the quay.", ["have reached the quay"], True),
        ("The walk has reached the quay.", ["The walk", "has reached the quay"], True),
        ("The walk, which was long, was led by many.", ["The walk", "was led by many"], True),
        ("The walk (by night) was led by many.", ["The walk", "was led by many"], True),
        ("The walk yesterday was led by many.", ["The walk", "was led by many"], True),
        ("The walk on Monday was led by many.", ["The walk", "was led by many"], True),
        ("Many yesterday have reached the quay.", ["have reached the quay"], False),
        ("The walk, which was long, was led by many.", ["was led by many"], False),
        ("Many people have reached the quay.", ["have reached the quay"], False),
        ("They joined yesterday's long walk.", ["long walk"], True),
        ("They joined last week’s long walk.", ["long walk"], True),
        ("They joined Brook's long walk.", ["long walk"], False),
        ("Not one docker was hurt.", ["Not one docker was hurt"], True),
        ("They say not a single boat sank.", ["not a single boat sank"], True),
        ("They made this the longest walk of all.", ["the longest walk of all"], True),
        ("They made this walk.", ["walk"], False),
        ("The walks of Erewhon are long. The walks have lasted.", ["The walks of Erewhon", "have lasted"], True),
        ("The walks of Erewhon are long. The guards have lasted.", ["The walks of Erewhon", "have lasted"], False),
    ],
)
def test_what_a_mention_of_an_event_leaves_out(text: str, mentions: list[str], right: bool) -> None:
    """Its subject, if that is an event; its time; and a pronoun before it."""
    event = f'[[events]]\nid = "evt-x"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\nmentions = {mentions}\n'
    findings = judged(f"{text}\n", coded(f"{text}\n", event), day=date(2031, 5, 9))
    assert [finding.rule for finding in findings] == ([] if right else ["phrase_edges"])


def test_a_phrase_stays_in_its_sentence() -> None:
    case = told("Brook said it ends. Brook went.", "Brook", "said", "it ends", brook="Brook")
    speaker = case.rows["evidence"][0]
    long = speaker | {"char_end": speaker["char_start"] + 25, "exact": "Brook said it ends. Brook"}
    assert refused(edges.phrase_edges, case._with("evidence", [long])) == {(speaker["evidence_id"], "exact")}


@pytest.mark.parametrize(
    ("words", "right"),
    [("the agency (GA)", True), ("the agency (GA", False), ("agency GA)", False), ("the agency's", False)],
)
def test_brackets_are_whole_and_possessives_left_out(words: str, right: bool) -> None:
    row = span("statements/stm-agency/speaker", "the agency", 2)["evidence_id"]
    case = CASE.change("evidence", row, exact=words)
    assert refused(edges.phrase_edges, case) == (set() if right else {(row, "exact")})


def test_a_description_keeps_its_article_and_a_name_has_none() -> None:
    nominal = mention("act-gull", "agency", 2, mention="nominal")
    assert refused(edges.phrase_edges, CASE.add("evidence", nominal)) == {(nominal["evidence_id"], "exact")}
    assert not refused(edges.phrase_edges, CASE.add("evidence", nominal | {"mention_type": "name"}))


@pytest.mark.parametrize(
    ("text", "actor", "words", "right"),
    [
        ("Utopia's quay office waits", "ministry", "quay office", True),
        ("Utopia's quay office waits", "ministry", "Utopia's quay office", True),
        ("Brook's troops wait", "police", "troops", False),
        ("Brook's troops wait", "police", "Brook's troops", True),
        ("the troops wait", "police", "troops", False),
    ],
)
def test_an_actor_does_without_the_state_that_it_belongs_to(text: str, actor: str, words: str, right: bool) -> None:
    said = statement("gull", "Gull", "said", text)
    text = f"Gull said {text}.\n"
    findings = judged(text, coded(text, said + text_mention(actor, words)))
    assert [(finding.rule, finding.value) for finding in findings] == ([] if right else [("phrase_edges", words)])


@pytest.mark.parametrize(
    ("mark", "rest", "right"),
    [('"', "", True), ('"', ' and a 3" one', False), ("]", "", True), ("]", " [twice", False)],
)
def test_a_lone_mark_is_half_of_no_pair(mark: str, rest: str, right: bool) -> None:
    text = f"A 12{mark} pipe burst{rest}.\n"
    event = '[[events]]\nid = "evt-x"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\n'
    event += f"mentions = ['A 12{mark} pipe burst']\n"
    found = [finding.rule for finding in judged(text, coded(text, event))]
    assert found == ([] if right else ["phrase_edges"])


@pytest.mark.parametrize(
    ("owner", "old", "new", "paragraph"),
    [
        ("statements/stm-gull/cue", "reported", "Agency reported", 1),
        ("statements/stm-gull/cue", "reported", "Wednesday, the Gull Agency reported", 1),
        ("statements/stm-vow/speaker", "Brook", "Brook vowed", 2),
        ("statements/stm-erewhon/content", "sabotage directed by Brook", "called sabotage directed by Brook", 8),
    ],
)
def test_speaker_cue_and_content_share_no_word(owner: str, old: str, new: str, paragraph: int) -> None:
    assert {row for row, _ in refused(edges.parts_are_disjoint, CASE.moved(owner, old, new, paragraph))} == {
        owner.split("/")[1]
    }


def test_other_languages_and_other_peoples_articles_are_left_alone() -> None:
    wrong = CASE.moved("events/evt-raid/record", "a raid on Erewhon", "raid on", 7)
    assert refused(edges.phrase_edges, wrong)
    assert not refused(edges.phrase_edges, wrong.change("sources", "src-quay", language="nl"))
    assert place("raid on", 7)[0] > 0
