"""Who has the package and not the articles meets no fault that only the sentence could clear: what a rule would have to
read there, it does not judge. (`rules_case.refused` asks the same in the tests of each rule.)"""

from __future__ import annotations

from datetime import date

import pytest
from rules_text import coded, judged, mention, statement

OFFICE = '[[offices]]\nactor_id = "act-brook"\nparagraph = 1\ntext = "{}"\n'
EVENT = (
    '[[events]]\nid = "evt-x"\nlabel = "x"\nparagraph = 1\nmentions = ["{}"]\n{}\n'
    'actors = [{{ actor_id = "act-brook", role = "actor", text = "Ada Brook" }}]\n'
)


@pytest.mark.parametrize(
    ("text", "toml"),
    [
        ("Police said it rained.", statement("x", "Police", "said", "it rained") + mention("police", "Police")),
        (
            "Ada Brook, born to a family of dockers, is mayor. Zef Quill fell ill.",
            OFFICE.format("mayor") + EVENT.format("Ada Brook, born", 'event_type = "OTHER"'),
        ),
        ('A 5" pipe hit Ada Brook.', EVENT.format('A 5\\" pipe hit Ada Brook', 'event_type = "OTHER"')),
        (
            "Ada Brook visited Port Mel.",
            EVENT.format("Ada Brook visited Port Mel", 'event_type = "CONSULT"\nevent_mode = "visit"'),
        ),
        (
            "It is scheduled for Friday, Brook said.",
            statement("x", "Brook", "said", "It is scheduled for Friday")
            + 'date_edtf = { text = "Friday", value = "2031-05-16", basis = "resolved" }\n',
        ),
    ],
    ids=["a capital", "an office", "inches", "a visit", "a day to come"],
)
def test_what_only_the_sentence_tells_is_not_judged_without_it(text: str, toml: str) -> None:
    records = coded(text, toml)
    read, unread = (judged(text, records, at_hand=there, day=date(2031, 5, 12)) for there in (True, False))
    assert {(finding.rule, finding.row) for finding in unread} <= {(finding.rule, finding.row) for finding in read}
