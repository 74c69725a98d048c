"""A small invented folder of seeds, coded rightly: two articles with emoji before every span and repeated words.

`SEEDS` maps file names to bytes; `edited` changes words of one file, `written` puts a folder on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]

QUAY = """🦀🦀 2031-05-09: Ada Brook met Zef Quill in Port Mel on Wednesday, the Gull Agency reported on Thursday.

🦀 Brook vowed to "quickly" reopen the quay, the quay of the gulls, the agency said.

🦀 "The quay must open," she told Quill.

🦀 A storm injured around 40 dockers and killed seven dockers, Brook said.

🦀 That is all, that is all.
"""

QUAY_TOML = """
[source]
document_date = { text = "2031-05-09", paragraph = 1 }
language = "en"
publish_text = true

[[mentions]]
actor_id = "act-gull"
paragraph = 2
text = "the agency"
mention_type = "nominal"

[[mentions]]
actor_id = "act-brook"
paragraph = 3
text = "she"
mention_type = "pronoun"

[[mentions]]
actor_id = "act-dockers"
paragraph = 4
text = [{ text = "dockers", nth = 1 }, { text = "dockers", nth = 2 }]
mention_type = "nominal"

[[events]]
id = "evt-meeting"
label = "Ada Brook and Zef Quill meet in Port Mel"
paragraph = 1
mentions = ["Ada Brook met Zef Quill"]
event_type = "CONSULT"
event_context = "diplomatic"
date_edtf = { text = "Wednesday", value = "2031-05-07", basis = "resolved" }
actors = [
    { actor_id = "act-brook", role = "actor", text = "Ada Brook" },
    { actor_id = "act-quill", role = "actor", text = "Zef Quill" },
]
places = [{ place_name = "Port Mel", country_code = "NO", admin1_code = "NO-03", where_prec = 1, text = "Port Mel" }]

[[events]]
id = "evt-storm"
label = "A storm hits the dockers"
paragraph = 4
mentions = ["A storm"]
event_type = "OTHER"
actors = [{ actor_id = "act-dockers", role = "recipient", text = "dockers", nth = 1 }]

[[statements]]
id = "stm-gull-on-meeting"
paragraph = 1
speakers = ["act-gull"]
speaker_text = "the Gull Agency"
cue_text = "reported"
content_text = "Ada Brook met Zef Quill in Port Mel on Wednesday"
quote_type = "indirect"
date_edtf = { text = "Thursday", value = "2031-05-08", basis = "resolved" }

[[statements]]
id = "stm-agency-on-vow"
paragraph = 2
speakers = ["act-gull"]
speaker_text = "the agency"
cue_text = "said"
content_text = 'Brook vowed to "quickly" reopen the quay, the quay of the gulls'
quote_type = "indirect"

[[statements]]
id = "stm-brook-vow"
paragraph = 2
speakers = ["act-brook"]
speaker_text = "Brook"
cue_text = "vowed"
content_text = 'to "quickly" reopen the quay, the quay of the gulls'
quoted_text = "quickly"
quote_type = "mixed"
reported_by_statement_id = "stm-agency-on-vow"
act_type = "AGREE"

[[statements]]
id = "stm-brook-on-quay"
paragraph = 3
speakers = ["act-brook"]
speaker_text = "she"
cue_text = "told"
content_text = "The quay must open"
quoted_text = "The quay must open"
quote_type = "direct"
addressees = ["act-quill"]

[[statements]]
id = "stm-brook-on-storm"
paragraph = 4
speakers = ["act-brook"]
speaker_text = "Brook"
cue_text = "said"
content_text = "A storm injured around 40 dockers and killed seven dockers"
quote_type = "indirect"

[[figures]]
id = "fig-injured"
paragraph = 4
text = "injured around 40 dockers"
value_text = "around 40"
value = 40
modifier = "approximate"
is_estimate = false
measure = "injured"
unit = "person"
counted_text = { text = "dockers", nth = 1 }
counted_actor_id = "act-dockers"
event_id = "evt-storm"
statement_id = "stm-brook-on-storm"

[[figures]]
id = "fig-killed"
paragraph = 4
text = "killed seven dockers"
value_text = "seven"
value = 7
modifier = "plain"
is_estimate = false
measure = "killed"
unit = "person"
counted_text = { text = "dockers", nth = 2 }
counted_actor_id = "act-dockers"
event_id = "evt-storm"
statement_id = "stm-brook-on-storm"

[[waived]]
paragraph = 5
reason = "says nothing"
"""

PIER = """🌊🌊 2031-05-10: The pier is closed, Quill said on Friday.

🌊 The gulls sat on it.
"""

PIER_TOML = """
[source]
document_date = { text = "2031-05-10", paragraph = 1 }
language = "en"
publish_text = false

[[statements]]
id = "stm-quill-on-pier"
paragraph = 1
speakers = ["act-quill"]
speaker_text = "Quill"
cue_text = "said"
content_text = "The pier is closed"
quote_type = "indirect"
date_edtf = { text = "Friday", value = "2031-05-09", basis = "resolved" }

[[waived]]
paragraph = 2
reason = "no news"
"""

ACTORS_TOML = """
[[actors]]
id = "act-brook"
name = "Ada Brook"
actor_type = "person"
sector_code = "GOV"
aliases = ["Brook"]

[[actors]]
id = "act-quill"
name = "Zef Quill"
actor_type = "person"
aliases = ["Quill"]

[[actors]]
id = "act-gull"
name = "Gull Agency"
actor_type = "organization"
sector_code = "JRN"

[[actors]]
id = "act-dockers"
name = "the dockers"
actor_type = "group"
sector_code = "LAB"
"""

DATASET_TOML = """
name = "quay"
title = "Records of the quay"
description = "What two invented articles say."
version = "1.0.0"
created = 2031-05-10T00:00:00Z
keywords = ["quay"]

[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"

[[contributors]]
title = "Ada Coder"
roles = ["creator"]
"""

SEEDS: Files = {
    "actors.toml": ACTORS_TOML.encode(),
    "dataset.toml": DATASET_TOML.encode(),
    "pier.toml": PIER_TOML.encode(),
    "pier.txt": PIER.encode(),
    "quay.toml": QUAY_TOML.encode(),
    "quay.txt": QUAY.encode(),
}


def edited(name: str, old: str, new: str, files: Files = SEEDS) -> Files:
    """The files with `new` in the place of `old`, which stands once in the file `name`."""
    text = files[name].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return {**files, name: text.replace(old, new).encode()}


def appended(name: str, new: str, files: Files = SEEDS) -> Files:
    """The files with `new` at the end of the file `name`."""
    return {**files, name: files[name] + new.encode()}


def written(folder: Path, files: Files = SEEDS) -> Path:
    """The folder, made, with these files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return folder
