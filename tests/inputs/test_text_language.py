"""The language of an article: as it is stated, else as the text shows it, else that of the dataset."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from command import DATASET, ROOT, briefly, run, seeds

from publisher.inputs.dataset import LANGUAGE
from publisher.inputs.text_language import TextLanguage, language_of
from publisher.schemas import load

ENGLISH = (
    "The interior minister said on Tuesday that police had arrested twelve people in Lisbon after a march against "
    "the reform of pensions. About 2,000 officers were in the streets of the capital, and several of the injured were "
    "taken to hospital."
)
TEXTS = {
    "en": ENGLISH,
    "fr": "Le ministre de l'Intérieur a déclaré mardi que la police avait arrêté douze personnes à Paris après une "
    "manifestation contre la réforme des retraites. Selon lui, près de 2.000 agents étaient mobilisés dans la capitale"
    ", et plusieurs blessés ont été conduits à l'hôpital.",
    "es": "El ministro del Interior dijo el martes que la policía detuvo a doce personas en Madrid después de una "
    "manifestación contra la reforma de las pensiones. Según él, cerca de 2.000 agentes estaban desplegados en la "
    "capital y varios heridos fueron trasladados al hospital.",
    "de": "Der Innenminister sagte am Dienstag, die Polizei habe nach einer Demonstration gegen die Rentenreform in "
    "Berlin zwölf Personen festgenommen. Nach seinen Angaben waren rund 2.000 Beamte in der Hauptstadt im Einsatz, "
    "mehrere Verletzte wurden ins Krankenhaus gebracht.",
    "nl": "De minister van Binnenlandse Zaken zei dinsdag dat de politie twaalf mensen heeft aangehouden in Amsterdam "
    "na een betoging tegen de hervorming van de pensioenen. Volgens hem waren er ongeveer 2.000 agenten op de been in "
    "de hoofdstad, of meer, en verscheidene gewonden werden naar het ziekenhuis gebracht.",
    "no": "Innenriksministeren sa tirsdag at politiet hadde pågrepet tolv personer i Oslo etter en demonstrasjon mot "
    "pensjonsreformen. Ifølge ham var rundt 2.000 politifolk på plass i hovedstaden, og flere skadde ble kjørt til "
    "sykehus etter at demonstrasjonen var over.",
    "ru": "Министр внутренних дел заявил во вторник, что полиция задержала двенадцать человек в Москве после "
    "демонстрации против пенсионной реформы. По его словам, в столице было задействовано около двух тысяч сотрудников, "
    "несколько пострадавших доставлены в больницу.",
    "ar": "قال وزير الداخلية يوم الثلاثاء إن الشرطة اعتقلت اثني عشر شخصا في القاهرة بعد مظاهرة ضد إصلاح نظام التقاعد. "
    "وأضاف أن نحو ألفي شرطي انتشروا في العاصمة وأن عددا من الجرحى نقلوا إلى المستشفى. وأكد الوزير أن التحقيق لا يزال "
    "مستمرا وأن الحكومة ستعلن نتائجه قريبا.",
}


@pytest.mark.parametrize("upper", [False, True], ids=["as printed", "upper case"])
@pytest.mark.parametrize("code", TEXTS)
def test_a_text_shows_its_language(code: str, upper: bool) -> None:
    text = TEXTS[code]
    assert language_of(text.upper() if upper else text, None) == TextLanguage(code)


def test_an_upper_case_text_with_a_few_small_letters() -> None:
    assert language_of(f"{TEXTS['fr'].upper()} (afp)", None) == TextLanguage("fr")


@pytest.mark.parametrize("default", ["en", "fr"])
@pytest.mark.parametrize(
    "text", ["Quay.", "“We lost 12 nets,” Varga said.", "Le quai est fermé.", "12 34 5,6 %\n" * 60, "", "🦀" * 300]
)
def test_what_a_text_does_not_show_is_the_language_of_the_dataset(text: str, default: str) -> None:
    assert language_of(text, None, default) == TextLanguage(default, assumed=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("川は昨日まで静かでしたが、今日は増水しています。記事", "ja"),
        ("강은 어제까지 조용했지만 오늘은 불어나고 있습니다.", "ko"),
        ("Порт.", "und"),
    ],
)
def test_a_short_text_in_other_letters_is_never_english(text: str, code: str) -> None:
    assert language_of(text, None) == TextLanguage(code)
    assert not language_of(text, None).is_read


def test_a_short_text_in_the_letters_of_another_dataset_is_in_its_language() -> None:
    assert language_of("Порт.", None, "ru") == TextLanguage("ru", assumed=True)


def test_a_short_text_of_english_words_is_english() -> None:
    assert language_of("The mayor said that the pier and the quay of the town are safe.", None, "fr") == TextLanguage(
        "en"
    )


def test_the_variant_of_the_dataset_is_kept() -> None:
    assert language_of(ENGLISH, None, "en-GB") == TextLanguage("en-GB")
    assert language_of(TEXTS["no"], None, "nb") == TextLanguage("nb")
    assert language_of(TEXTS["fr"], None, "fr-CA") == TextLanguage("fr-CA")


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("stated", ["en", "fr-CA", "de"])
def test_a_stated_language_holds_and_is_doubted_where_the_text_is_in_another(code: str, stated: str) -> None:
    assert language_of(TEXTS[code], stated) == TextLanguage(stated, shown="" if stated[:2] == code else code)


@pytest.mark.parametrize("stated", ["und", "mis"])
def test_a_code_that_names_no_language_is_none(stated: str) -> None:
    assert language_of(TEXTS["fr"], stated) == TextLanguage("fr")
    assert language_of("Quay.", stated) == TextLanguage("en", assumed=True)


@pytest.mark.parametrize(
    ("code", "stated"), [("no", "nb"), ("no", "da"), ("en", "sco"), ("en", "en-US"), ("ar", "ar-EG"), ("fr", "tlh")]
)
def test_what_can_not_be_told_apart_is_not_doubted(code: str, stated: str) -> None:
    assert language_of(TEXTS[code], stated) == TextLanguage(stated)


def test_a_short_text_does_not_contradict() -> None:
    assert language_of("Le quai est fermé.", "en") == TextLanguage("en")


def test_an_english_text_needs_no_model() -> None:
    """It takes half a second to load, in every process."""
    code = f"import sys; from publisher.inputs.text_language import language_of; language_of({ENGLISH!r}, None); "
    code += f"language_of({ENGLISH!r}, 'en'); print('py3langid' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False False\n"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def published(folder: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(folder / "out/data" / f"{table}.parquet").to_pylist()


def archive(folder: Path, *entries: dict[str, str], **changed: str) -> list[str]:
    """A build of the small seeds and an archive of these entries: its warnings."""
    raw = "".join(json.dumps({"doc_date": "2024-01-02", **entry}) + "\n" for entry in entries)
    seeds(folder / "seeds", x_jsonl=raw, **changed)
    ran = run("--seeds", folder / "seeds", "--out", folder / "out")
    assert (ran.code, ran.errors) == (0, "")
    assert run("validate", folder / "out", "--seeds", folder / "seeds").code == 0
    return [line for line in ran.output.splitlines() if line.startswith("warning: x.jsonl")]


@pytest.mark.usefixtures("quick")
def test_an_article_in_another_language_is_a_source_without_records(tmp_path: Path) -> None:
    entries = [
        {"doc_id": code, "text": f"{text}\n\n« 12 »: “Oui”, 2.000, 2 January 2024, Ines Varga."}
        for code, text in TEXTS.items()
    ]
    warnings = archive(tmp_path, *entries, {"doc_id": "stated", "text": "Le quai.", "language": "fr"})
    known = {row["doc_id"]: row["language"] for row in published(tmp_path, "sources") if row["doc_id"]}
    assert known == {**{code: code for code in TEXTS}, "stated": "fr"}
    for table in ("statements", "figures", "evidence", "candidates"):
        found = {row["source_id"] for row in published(tmp_path, table) if "source_id" in row}
        assert found <= {"src-nets", "src-pier", "src-en"}
    assert warnings == [
        'warning: x.jsonl: 8 articles (line 8 "ar": ar, line 4 "de": de, line 3 "es": es and 5 more): in a '
        "language that the extractor does not read: published as a source, without records"
    ]


@pytest.mark.usefixtures("quick")
def test_doubts_are_counted(tmp_path: Path) -> None:
    short = [{"doc_id": str(number), "text": "Quay."} for number in range(4)]
    assert archive(tmp_path, *short, {"doc_id": "wrong", "text": TEXTS["de"], "language": "en-GB"}) == [
        'warning: x.jsonl: 4 articles (line 1 "0", line 2 "1", line 3 "2" and 1 more): no language is given and '
        "the text does not show it: en, that of the dataset, is assumed",
        'warning: x.jsonl: line 5 "wrong": de instead of en-GB: the language that is given is not that of the text',
    ]


@pytest.mark.usefixtures("quick")
def test_the_dataset_names_the_language_of_what_does_not_show_it(tmp_path: Path) -> None:
    dataset = DATASET.replace("version =", 'language = "pt-BR"\nversion =')
    archive(tmp_path, {"doc_id": "short", "text": "Cais."}, dataset_toml=dataset)
    assert {row["doc_id"]: row["language"] for row in published(tmp_path, "sources")}["short"] == "pt-BR"


def test_the_form_of_a_language_is_that_of_the_table() -> None:
    pattern = load(ROOT / "schemas")["sources"].field("language").constraints["pattern"]
    assert pattern == f"^{LANGUAGE.pattern}$"
