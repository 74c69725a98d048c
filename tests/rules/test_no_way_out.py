"""Right codings that coders could not get through a build, whatever they wrote, and the wrong ones beside them."""

from __future__ import annotations

import pytest
from rules_text import coded, judged, mention, refused

FIGURE = (
    '[[figures]]\nid = "fig-a"\nparagraph = 1\ntext = "{}"\nvalue_text = "{}"\nvalue = {}\nmodifier = "{}"\n'
    'is_estimate = {}\nmeasure = "other"\nunit = "{}"\ncounted_text = "{}"\n'
)
ESTIMATE = (
    '[[statements]]\nid = "stm-a"\nparagraph = 1\nspeakers = ["act-gull"]\nquote_type = "indirect"\n'
    'speaker_text = "Gull"\ncue_text = "{}"\ncontent_text = "{}"\n'
)
EVENT = '[[events]]\nid = "evt-a"\nlabel = "x"\nparagraph = 1\nevent_type = "{}"\nmentions = ["{}"]\n'


def rules(text: str, *toml: str) -> set[str]:
    """The rules that object to these records, and what the build says before them."""
    body = coded(f"{text}\n", "\n".join(toml))
    said = [line for line in refused(f"{text}\n", body) if "rests on no record" not in line]
    return {issue.rule for issue in judged(f"{text}\n", body)} | set(said)


# A cue that looks like a hedge


@pytest.mark.parametrize("cue", ["estimated", "has estimated"])
def test_a_cue_before_a_number_is_no_hedge(cue: str) -> None:
    said = ESTIMATE.format(cue, "60 crates were lost")
    figure = FIGURE.format("60 crates were", "60", 60, "plain", "true", "crate", "crates")
    text = f"Gull {cue} 60 crates were lost."
    assert "spans_do_not_cross" not in rules(text, said, figure + 'statement_id = "stm-a"\n')


def test_a_hedge_belongs_to_its_number() -> None:
    figure = FIGURE.format("60 crates", "60", 60, "plain", "false", "crate", "crates")
    assert "spans_do_not_cross" in rules("They lost an estimated 60 crates.", figure)


# Who is meant


@pytest.mark.parametrize(("basis", "right"), [("resolved", True), ("inferred", True), ("explicit", False)])
def test_a_description_may_mean_somebody_by_judgement(basis: str, right: bool) -> None:
    said = mention("police", "The guards") + f'basis = "{basis}"\n'
    event = (
        '[[events]]\nid = "evt-a"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\nmentions = ["The guards left"]\n'
    )
    assert ("basis_fits" in rules("The guards left.", said, event)) != right


@pytest.mark.parametrize("words", ["The government of Utopia", "The Utopian government", "Utopia's cabinet"])
def test_a_description_of_a_state_may_hold_its_name(words: str) -> None:
    text = f"{words} shut the port."
    event = EVENT.format("COERCE", f"{words} shut the port")
    link = f'{{ actor_id = "act-utopia", role = "actor", text = "{words}"'
    assert rules(text, event + f'actors = [{link}, mention_type = "nominal" }}]\n') == set()
    (told,) = refused(f"{text}\n", coded(f"{text}\n", event + f"actors = [{link} }}]\n"))
    assert told.endswith('quote that alone, or if all of it names the state, add mention_type = "nominal"')


def test_the_whole_of_a_share_names_a_group() -> None:
    text = "Gull found 60 percent of the dock workers idle."
    figure = FIGURE.format(
        "60 percent of the dock workers", "60 percent", 60, "plain", "false", "percent", "the dock workers"
    )
    assert rules(text, figure + 'counted_actor_id = "act-police"\n') == set()


# Paragraphs


def test_a_paragraph_with_a_mention_needs_no_waiver() -> None:
    text = "Gull lost a boat.\n\nIt has four.\n"
    event = (
        '[[events]]\nid = "evt-a"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\nmentions = ["Gull lost a boat"]\n'
    )
    four = '[[rejected]]\nkind = "figure"\ntext = "four"\nparagraph = 2\nreason = "none"\n'
    it = mention("gull", "It", "pronoun").replace("paragraph = 1", "paragraph = 2")
    assert refused(text, coded(text, event + four + it)) == []
    (told,) = refused(text, coded(text, event + four))
    assert told.startswith('paragraph 2 ("It has four.") has no record')


# Claims


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Quill was held for the alleged theft of a boat.", True),
        ("Quill was held on suspicion of theft of a boat.", True),
        ("Quill was held after the theft of a boat.", False),
    ],
)
def test_a_claimed_mention_may_give_the_type_of_the_event(text: str, right: bool) -> None:
    words = "the alleged theft of a boat" if "alleged" in text else "theft of a boat"
    event = (
        '[[events]]\nid = "evt-a"\nlabel = "x"\nparagraph = 1\nevent_type = "OTHER"\n'
        f'mentions = [{{ text = "{words}", event_type = "OTHER" }}]\n'
    )
    assert ("claimed_type" in rules(text, event)) != right
