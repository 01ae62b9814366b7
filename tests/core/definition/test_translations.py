"""Translations: texts by id and nothing else. The rules stay, so everything that is counted stays."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from builders import dear, drawn, some_sheets, tiny
from hypothesis import given
from hypothesis import strategies as st
from translated import GERMAN, PREFIX, marked, unmarked, written

from maturity_core import (
    ArgumentError,
    Assessment,
    FrameworkError,
    NotFoundError,
    Requirements,
    load_framework,
    read_framework,
    with_translation,
)
from maturity_core.definition.besides import translations_beside
from maturity_core.definition.file_text import LARGEST_FILE
from maturity_core.definition.translating import parse_translation
from maturity_core.model.texts import texts_by_address

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_core import Framework

CHECK = load_framework("service-maturity-check")
SMALL = tiny(notes=[{"at": "about", "text": "See {command:compare}.", "basis": "interpretation"}])
HEAD = f"{GERMAN.format(id='tiny', edition='1')}\n"


def refused(text: str, framework: Framework = SMALL) -> list[str]:
    """Return the problems with the text of a translation, without the name of the file."""
    with pytest.raises(FrameworkError) as caught:
        parse_translation(framework, text, "tiny.de.toml")
    return [line.removeprefix("tiny.de.toml:") for line in str(caught.value).splitlines()]


@dear
@given(st.data())
def test_a_translation_changes_nothing_that_is_counted(data: st.DataObject) -> None:
    """Results are equal but for their texts, which are those of the translation, and for the digest of the content."""
    framework = data.draw(st.sampled_from(drawn()))
    sheet = some_sheets(framework, data.draw(st.integers(0, 1000)), 1)[0]
    told = marked(framework)
    here, there = framework.assess(sheet), told.assess(sheet)

    assert told.rules_digest == framework.rules_digest
    assert told.digest != framework.digest
    told_json = unmarked(there.result().model_dump_json())
    assert told_json.replace(told.digest, framework.digest) == here.result().model_dump_json()
    assert here.verify(told).verification.reworded == ()


@dear
@given(st.sampled_from(drawn()))
def test_a_translation_that_is_written_is_read_again(framework: Framework) -> None:
    texts = texts_by_address(framework)
    told = parse_translation(framework, written(framework, texts), "all.qaa.toml")

    assert told.untranslated == ()
    assert texts_by_address(told) == texts
    assert all(text.startswith(PREFIX) for text in texts_by_address(marked(framework)).values())


def test_texts_that_are_missing_stay_in_the_original_language_and_are_named() -> None:
    told = parse_translation(SMALL, f"{HEAD}[questions.kept]\ntext = 'Hält er?'", "tiny.de.toml")

    assert (told.language, told.original, SMALL.original) == ("de", SMALL, SMALL)
    assert told.question("kept").text == "Hält er?"
    assert told.question("seen").text == SMALL.question("seen").text
    assert ("questions", "kept", "text") not in told.untranslated
    assert len(told.untranslated) == len(texts_by_address(SMALL)) - 1
    assert (SMALL.untranslated, SMALL.translations) == ((), {})


WRONG = """
language = "en"
translates = { framework = "tinny", edition = "2" }
nmae = "x"
name = 3
summary = "there is none"
levels = "x"
[questions.kept]
text = ["x"]
[questions.kepd]
text = "x"
[questions.seen]
text = " "
[dimensions.work]
name = "a\\u202eb"
[notes.1]
text = "Mehr zeigt {command:report}."
[notes.2]
text = "x"
"""
FOUND = [
    "2:1 language: the framework is in this language already; got 'en'",
    "3:16 translates.framework: the translation was made for another framework; got 'tinny'; allowed: 'tiny'",
    "3:37 translates.edition: the translation was made for another edition; got '2'; allowed: '1'",
    "4:1 nmae: the framework has no such text; allowed: language, translates, name",
    "5:1 name: expected text in quotes; got 3; put it in quotes",
    "6:1 summary: the framework has no such text",
    "7:1 levels: expected a table; allowed: low, mid, high",
    "9:1 questions.kept.text: expected text in quotes",
    "10:1 questions.kepd: the framework has no such text; allowed: kept, seen",
    "13:1 questions.seen.text: expected text that is not empty",
    "15:1 dimensions.work.name: expected text without control characters",
    "17:1 notes.1.text: the text lacks {command:compare}, which the original has",
    "17:1 notes.1.text: the text has {command:report}, which the original lacks",
    "18:1 notes.2: the framework has no such text; allowed: 1",
]


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    found = refused(WRONG)

    assert [line[: len(start)] for line, start in zip(found, FOUND, strict=True)] == FOUND
    assert found[3].endswith("did you mean 'name'?")
    assert found[8].endswith("did you mean 'kept'?")


def test_the_head_says_language_framework_and_edition() -> None:
    assert [line.split(";")[0] for line in refused("name = 'x'")] == [
        "1:1 language: the file has no 'language'",
        "1:1 translates: the file has no 'translates'",
    ]
    found = refused("language = 'd'\ntranslates = 3")
    assert "expected a language tag" in found[0]
    assert "translates: expected a table" in found[1]


def test_a_text_that_is_there_is_not_translated_by_none() -> None:
    """Though it may be left out of a framework."""
    found = refused(f"{HEAD}summary = ' '", tiny(summary="Very small."))

    assert found == ["3:1 summary: expected text that is not empty; leave it out: the original is shown instead"]


@pytest.mark.parametrize(
    "text",
    [
        "name = " + "[" * 1000,
        "a." * 1000 + "b = 1",
        "name = '" + "x" * LARGEST_FILE + "'",
        f"{HEAD}notes.1.text = '''" + "{command:compare}" + "x" * 20_000 + "'''",
        "name = ",
        "\0",
    ],
    ids=["brackets", "dots", "bytes", "a long text", "no TOML", "a NUL"],
)
def test_hostile_files_are_refused_before_any_work_is_done(text: str) -> None:
    assert len(refused(text)) == 1


def test_a_copy_of_a_translation_is_one() -> None:
    told = parse_translation(SMALL, f"{HEAD}name = 'Winzig'", "tiny.de.toml")

    for other in (copy.copy(told), copy.deepcopy(told), pickle.loads(pickle.dumps(told))):  # noqa: S301 - our own
        assert (other.digest, other.original.digest) == (told.digest, SMALL.digest)
        assert other.untranslated == told.untranslated
    scorer = Requirements(requirements=SMALL.requirements)
    assert told.with_scorer(scorer).original.rules_digest == SMALL.with_scorer(scorer).rules_digest
    assert copy.copy(SMALL).original.digest == copy.deepcopy(SMALL).digest == SMALL.digest
    assert parse_translation(told, f"{HEAD}name = 'Winziger'", "tiny.de.toml").original is SMALL


def test_a_profile_of_a_translation_is_a_translation_of_the_profile() -> None:
    profiles = [{"id": "short", "name": "Short", "questions": ["kept"]}]
    framework = SMALL.model_copy(update={"profiles": profiles})
    told = marked(framework).profile("short")

    assert told.original.asked_by is not None
    assert told.rules_digest == told.original.rules_digest == framework.profile("short").rules_digest
    assert told.questions[0].text.startswith(PREFIX)
    assert parse_translation(framework.profile("short"), HEAD, "x").asked_by is not None


def test_answers_in_either_language_are_read() -> None:
    german = load_framework("service-maturity-check", language="de")
    question = german.question("role-decided")
    labels = [question.options["halfway"].label, question.original.options["halfway"].label]

    assert labels[0] != labels[1]
    for label in ("halfway", *labels):
        assert german.assess({"role-decided": label}).answers["role-decided"] == "halfway"
    assert CHECK.question("role-decided").original is CHECK.question("role-decided")


def test_results_of_one_language_are_at_home_in_the_other() -> None:
    german = load_framework("service-maturity-check", language="de")
    told = german.assess(dict.fromkeys(CHECK.questions.ids, "halfway"))
    stored = Assessment.model_validate_json(told.model_dump_json(), framework=CHECK)

    assert stored.verification.status == "verified"
    assert stored.verification.reworded == ()
    assert CHECK.assess(told.answers).level == CHECK.levels["improving"]


def test_an_installed_translation_is_loaded_by_its_language() -> None:
    german = load_framework("service-maturity-check", language="de")

    assert german is load_framework("service-maturity-check", language="de")
    assert (german.language, german.levels[1].name, german.untranslated) == ("de", "Im Aufbau", ())
    assert load_framework("service-maturity-check", language="en") is CHECK
    with pytest.raises(NotFoundError, match="no translation into this language; got 'fr'; maturity-core has it in en"):
        load_framework("service-maturity-check", language="fr")
    with pytest.raises(ArgumentError, match="expected a language tag"):
        load_framework("service-maturity-check", language="../de")


def test_a_file_beside_the_definition_is_found_by_its_language(tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_text(SMALL.to_toml(), "utf-8")
    with pytest.raises(NotFoundError, match=r"write .*tiny\.de\.toml"):
        read_framework(path, language="de")
    (tmp_path / "tiny.de.toml").write_text(f"{HEAD}name = 'Winzig'", "utf-8")
    (tmp_path / "tiny.old.toml").write_text(SMALL.to_toml(), "utf-8")

    assert read_framework(path, language="de").name == "Winzig"
    assert read_framework(str(path), language="en").name == "Tiny"
    assert translations_beside(str(path)) == ["de"]
    assert with_translation(SMALL, tmp_path / "tiny.de.toml").language == "de"


OURS = """
id = "ours"
edition = "1"
name = "Ours"
because = "We are twelve."
extends = { framework = "service-maturity-check", edition = "2.0" }
[change.questions.role-decided]
text = "How far have the owners decided?"
[leave_out]
notes = ["Twenty questions at about"]
"""


def test_what_a_file_takes_over_is_translated_as_in_the_model_it_extends(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, "utf-8")
    ours = read_framework(path, language="de")
    left = {".".join(address) for address in ours.untranslated}

    assert ours.levels["improving"].name == "Im Aufbau"
    assert left == {"name", "source.remark", "questions.role-decided.text", "questions.role-decided.because"}
    (tmp_path / "ours.de.toml").write_text(f"{GERMAN.format(id='ours', edition='1')}\nname = 'Unsere'", "utf-8")
    assert read_framework(path, language="de").name == "Unsere"
    with pytest.raises(NotFoundError):
        read_framework(path, language="fr")
