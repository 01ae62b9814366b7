"""OWASP SAMM as a framework: its layers, its scores, and what an import finds in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import SAMM, written

from maturity_core import Framework, FrameworkError, import_framework
from maturity_core.exchange.importing import Remark
from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.samm import samm
from maturity_core.exchange.importing.source import Source


def drafted(folder: Path, **changes: str | None) -> Draft:
    files = {name: text for name, text in (SAMM | changes).items() if text is not None}
    return samm(Source(written(folder, files)))


def test_layers_stand_where_they_belong(tmp_path: Path) -> None:
    framework = Framework(**drafted(tmp_path).tables)

    assert (framework.id, framework.edition) == ("owasp-samm", "3.1")
    assert framework.dimensions.ids == ("g-soil", "k-bread")
    assert {entry.id: entry.dimension for entry in framework.capabilities} == {"g-s-a": "g-soil", "k-b-a": "k-bread"}
    assert framework.questions.ids == ("g-s-1-a", "k-b-1-a", "k-b-2-a")
    assert [measure.name for measure in framework.measures] == ["Garden", "Kitchen"]
    assert framework.source is not None
    assert framework.source.licence == "Attribution 4.0, Version 4"


def test_texts_arrive_and_an_unquoted_no_stays_a_word(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    framework = Framework(**draft.tables)
    first = framework.question("k-b-1-a")

    assert [option.label for option in first.options] == ["No", "Yes, at times", "Yes, always"]
    assert first.help == "Knead\n\nKnead it.\n\nBread rises\n\nTo count as done:\n- By hand"
    assert framework.dimension("k-bread").help.endswith("- 1: Bread on most days.\n- 2: Bread every day.")
    assert [remedy.text for remedy in framework.capability("k-b-a").remedies] == ["Knead it for ten minutes."]
    assert framework.capability("k-b-a").leans_on == ("g-s-a",)
    place = "model/answer_sets/A.yml:4:10"
    what = "an unquoted No is read as a truth value by many programs; here it is text"
    assert Remark("fault", place, what) in draft.remarks


def test_scores_are_those_of_the_source(tmp_path: Path) -> None:
    """Each practice is the mean of its streams, the whole the mean of the business functions, on a scale of 0 to 3."""
    framework = Framework(**drafted(tmp_path).tables)
    result = framework.assess({"k-b-1-a": "yes-always", "k-b-2-a": "yes-at-times", "g-s-1-a": "no"})

    short = result.result().short()
    assert short.score == 0.375
    assert [entry.score for entry in short.dimensions] == [0, 0.75]
    assert list(framework.scores[-1].shown or ()) == [0, 3]


def test_what_is_not_read_is_counted(tmp_path: Path) -> None:
    left = [str(remark) for remark in drafted(tmp_path).finished() if remark.kind == "left out"]

    assert left == ["activities: the field 'notes'", "security_practices: the field 'assignee'"]


def test_the_folder_of_the_model_alone_is_enough(tmp_path: Path) -> None:
    files = {name: text for name, text in SAMM.items() if "license" not in name}
    imported = import_framework("samm", written(tmp_path, files) / "model")

    assert imported.framework.source.licence == ""
    assert any("states no licence" in remark.what for remark in imported.remarks)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("model/streams/K-B-A.yml", "name: Dough\n", "model/streams/K-B-A.yml:1:1: the file has no 'id'"),
        ("model/streams/K-B-B.yml", "id: s1\n", "model/streams/K-B-B.yml:1:5: two files have the same id; got 's1'"),
        ("model/questions/K-B-2-A.yml", "id: q2\nactivity: p1\n", "2:11: no file in activities has this id; got 'p1'"),
        ("model/security_practices/G-Soil.yml", "id: p2\nfunction: zzzzzz\n", "no file in business_functions has this"),
        ("model/answer_sets/A.yml", "id: e1\nvalues: [{text: No, value: 0}]\n", "expected at least two answers"),
        (
            "model/answer_sets/A.yml",
            "id: e1\nvalues: [{text: No, value: low}, {text: Yes, value: 1}]\n",
            "expected a number such as 2 or 0.25",
        ),
    ],
)
def test_a_broken_source_is_refused_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(FrameworkError) as refused:
        drafted(tmp_path, **{name: text})

    assert said in str(refused.value)


def test_a_best_answer_below_one_is_named(tmp_path: Path) -> None:
    answers = "id: e1\nvalues: [{text: Never, value: 0}, {text: Always, value: 0.75}]\n"
    draft = drafted(tmp_path, **{"model/answer_sets/A.yml": answers})

    assert [remark.what for remark in draft.remarks if remark.kind == "fault"] == [
        "the answers are worth 0 to 0.75, not 0 to 1; here the lowest is worth 0 and the highest 1"
    ]
    assert Framework(**draft.tables).question("k-b-1-a").options[-1].credit == 1


def test_activities_may_stand_alone(tmp_path: Path) -> None:
    alone = SAMM["model/activities/K-B-1-A.yml"].replace("relatedActivities:\n- a3\n- a2\n", "")
    draft = drafted(tmp_path, **{"model/activities/K-B-1-A.yml": alone})

    assert not any("leans on" in remark.what for remark in draft.remarks)
    assert "place" in draft.tables["questions"][0]
