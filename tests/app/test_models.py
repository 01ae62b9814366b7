"""`maturity list`, `show`, `template`: what is said about models, and files that are never overwritten."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import builders
import pytest

from maturity_core import available_frameworks, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

MODELS = sorted(available_frameworks())


def joined(text: str) -> str:
    """Return a text without the line breaks of its wrapping."""
    return " ".join(text.split())


def test_without_arguments_the_help_is_shown(maturity: Run) -> None:
    bare = maturity()

    assert bare == maturity("--help")
    assert (bare.code, bare.err) == (0, "")


def test_list_has_id_edition_questions_and_name_of_every_model(maturity: Run) -> None:
    done = maturity("list")

    header, *rows = done.out.splitlines()
    assert header.split() == ["id", "edition", "questions", "name"]
    assert [row.split()[:3] for row in rows] == [
        [model, framework.edition, str(len(framework.questions))]
        for model, framework in ((model, load_framework(model)) for model in MODELS)
    ]
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("model", MODELS)
def test_show_has_everything_about_a_model(maturity: Run, model: str) -> None:
    framework = load_framework(model)

    text = joined(maturity("show", model).out)

    for level in [*framework.levels, *(level for levels in framework.level_lists.values() for level in levels)]:
        assert all(
            joined(part) in text
            for part in (f"{level.name} ({level.id})", level.summary, *(pattern.text for pattern in level.patterns))
        )
    for capability in framework.capabilities:
        assert f"{capability.name} ({capability.id}), effort {capability.effort}" in text
        assert joined(capability.remedy) in text
    for dimension in framework.dimensions:
        assert f"{dimension.name} ({dimension.id})" in text
    for requirement in framework.all_requirements:
        assert joined(requirement.because) in text
        assert joined(requirement.place) in text
    for note in framework.notes:
        assert (joined(note.text) in text) is (note.at == "about")
    assert joined(framework.source.remark) in text


def test_show_says_what_several_ladders_share_once(maturity: Run) -> None:
    text = maturity("show", "service-maturity-check").out

    assert text.count("Improving in each dimension: ") == 1
    assert "Improving in Vision" not in text


def test_show_reads_a_definition_file(maturity: Run, tiny_file: Path) -> None:
    done = maturity("show", tiny_file)

    assert done.out.startswith("Tiny, edition 1 (tiny)\n")
    assert "High: the questions must average at least 50%.\n  Stated in the source: half of it.\n" in done.out


def test_show_one_level(maturity: Run) -> None:
    text = joined(maturity("show", "tsia-customer-success", "--level", "norming").out)

    assert text.startswith("Norming (norming) ")
    assert "Norming (norming), from the list data-phases" in text
    assert "Norming comes with one charter established" in text
    assert "Performing:" not in text


def test_show_the_level_where_everyone_starts(maturity: Run, tiny_file: Path) -> None:
    assert maturity("show", tiny_file, "--level", "low").out.endswith(
        "Requirements\n\nNone: everyone starts at this level.\n"
    )


@pytest.mark.parametrize("capability", ["charter-adoption", "outcome-measurement"])
def test_show_one_capability_with_its_questions(maturity: Run, capability: str) -> None:
    framework = load_framework("tsia-customer-success")

    text = joined(maturity("show", framework.id, "--capability", capability).out)

    for question in framework.questions:
        assert (f"{joined(question.text)} ({question.id})" in text) is (question.capability == capability)
    for other in [
        *framework.capability(capability).leans_on,
        *(r.capability for r in framework.capability(capability).requires),
    ]:
        assert framework.capability(other).name in text


def test_show_puts_what_to_do_for_a_move_under_the_move(maturity: Run, file: Write) -> None:
    text = "Look at the plan every Monday. " * 3
    remedies = [{"question": "kept", "now": "rarely", "to": "often", "text": text.strip()}]
    path = file("told.toml", builders.tiny(capabilities=[builders.capability("plan", remedies=remedies)]).to_toml())

    lines = maturity("show", path, "--capability", "plan").out.splitlines()

    assert max(map(len, lines)) <= 80
    place = next(place for place, line in enumerate(lines) if "From “Rarely or never” to" in line)
    assert lines[place + 1].startswith("    Look at the plan every Monday.")


def test_show_says_which_number_a_question_asks_for(maturity: Run, tiny_file: Path) -> None:
    assert "  A number in % from 0 to 100\n" in maturity("show", tiny_file, "--capability", "plan").out


@pytest.mark.parametrize("arguments", [["show", "--capability", "plan"], ["template"]], ids=["show", "template"])
def test_what_a_question_needs_and_counts_as_is_said(maturity: Run, file: Write, arguments: list[str]) -> None:
    needs = {"question": "kept", "option": "often"}
    asked = [builders.question("kept"), builders.question("seen", needs=needs, not_applicable=True, counts_as="always")]
    path = file("needing.toml", builders.tiny(questions=asked).to_toml())

    text = joined(maturity(arguments[0], path, *arguments[1:]).out.replace("#", ""))

    told = "This question is asked only from “Often, with gaps” on in “How is it with kept?”"
    assert f"{told}. Until then it counts as “Rarely or never”." in text
    assert "This doesn't apply to us (counts as “As a rule, for all”)" in text


UNKNOWN = {
    "a model": (["show", "service-maturity-chek"], "did you mean 'service-maturity-check'?"),
    "a file": (["show", "nowhere.toml"], "nowhere.toml: the file cannot be read"),
    "a level": (["show", "service-maturity-check", "--level", "strategc"], "did you mean 'strategic'?"),
    "a capability": (["show", "service-maturity-check", "--capability", "roadmp"], "did you mean 'roadmap'?"),
    "a command": (["shw"], "No such command 'shw'"),
    "an option": (["show", "service-maturity-check", "--levl", "x"], "No such option"),
    "two of them": (["show", "service-maturity-check", "--level", "x", "--capability", "y"], "cannot be used together"),
    "no answers": (["assess", "service-maturity-check"], "Missing argument 'ANSWERS'"),
    "a limit below 0": (["assess", "service-maturity-check", "-", "--limit", "-1"], "--limit"),
}


@pytest.mark.parametrize(("arguments", "message"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_does_not_exist_ends_with_2_and_the_nearest_name(
    maturity: Run, arguments: list[str], message: str
) -> None:
    done = maturity(*arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_definition_file_that_is_wrong_ends_with_2_and_every_problem(
    maturity: Run, file: Write, tiny_text: str
) -> None:
    path = file("wrong.toml", tiny_text.replace('scale = "habit"', 'scale = "habbit"'))

    done = maturity("show", path)

    assert done.code == 2
    assert done.err.count("wrong.toml:") == 2


def commands(tiny_file: Path, sheet: Path, table: Path) -> list[list[str | Path]]:
    """Return a run of every command with every kind of output."""
    own: list[list[str | Path]] = [["list"], ["doctor"], ["--help"], ["show", tiny_file], ["template", tiny_file]]
    own += [[command, "--help"] for command in ("assess", "compare", "doctor", "list", "show", "template")]
    own += [["assess", tiny_file, sheet, "--target", "high"], ["assess", tiny_file, table, "--target", "high"]]
    for model in MODELS:
        framework = load_framework(model)
        best = framework.levels[-1].id
        roles = framework.views.roles if framework.views else ("leadership",)
        empty = f"@{sheet.with_name(f'{model}.toml')}"
        own += [["show", model], ["template", model], ["compare", model, *(f"{role}={empty}" for role in roles)]]
        own += [["show", model, "--level", level.id] for level in framework.levels]
        own += [["show", model, "--capability", capability.id] for capability in framework.capabilities]
        own += [["assess", model, empty[1:]], ["assess", model, empty[1:], "--target", best]]
    return own


def test_every_page_fits_a_terminal_of_80_columns(
    maturity: Run, tiny_file: Path, file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("listing", "overview", "side_by_side"):
        monkeypatch.setattr(f"maturity_app.{module}.room", lambda: 80)
    sheet = file("a.json", '{"organisation": "A name that is rather long", "answers": {"plan-holds": 2}}')
    table = file("a.csv", "organisation,plan-holds\nA name that goes on and on without any end in sight,1\nB,2")
    for model in MODELS:
        file(f"{model}.toml", maturity("template", model).out)

    for arguments in commands(tiny_file, sheet, table):
        done = maturity(*arguments)

        assert done.code == 0, arguments
        # an address is never broken, or nobody could open it
        plain = [line for line in done.out.splitlines() if not line.lstrip("# ").startswith("https://")]
        assert [line for line in plain if len(line) > 80] == [], arguments
        assert all(line.isprintable() for line in done.out.splitlines()), arguments


def test_a_template_has_every_question_with_its_options(maturity: Run) -> None:
    framework = load_framework("tsia-customer-success")

    text = maturity("template", framework.id).out

    plain = joined(text.replace("\n#", "\n"))
    for question in framework.questions:
        block = text.partition(f'\n{question.id} = "unanswered"\n')[0].rpartition("\n\n")[2]
        assert joined(question.text) in plain
        assert [line.split()[1] for line in block.splitlines() if line.startswith("#   ") and " = " in line] == [
            *(option.id for option in question.options),
            *(["not-applicable"] if question.not_applicable else []),
        ]


def test_every_line_of_help_in_a_template_is_a_comment(maturity: Run, file: Write) -> None:
    help_ = "Answer for today.\n\n" + "A second paragraph that goes on and on. " * 5 + "\n- and a point"
    path = file("helped.toml", builders.tiny(help=help_).to_toml())

    told = maturity("template", path).out

    assert tomllib.loads(told)["answers"] == {"kept": "unanswered", "seen": "unanswered"}
    assert told.count("paragraph") == 5


def test_a_template_says_which_number_is_asked_for(maturity: Run, tiny_file: Path) -> None:
    assert "# A number in % from 0 to 100, without quotes, or one of these:\n" in maturity("template", tiny_file).out


def test_a_template_is_written_to_a_new_file(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"

    done = maturity("template", tiny_file, "--out", path)

    assert (done.code, done.out, done.err) == (0, "", f"written: {path}\n")
    assert path.read_text("utf-8") == maturity("template", tiny_file).out
    assert sorted(tmp_path.iterdir()) == [path, tiny_file]


def test_F1_a_template_never_overwrites(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    taken, dangling = tmp_path / "taken.toml", tmp_path / "dangling.toml"
    taken.write_text("mine", "utf-8")
    dangling.symlink_to(tmp_path / "target.toml")
    folder = tmp_path / "folder.toml"
    folder.mkdir()

    for path in (taken, dangling, folder):
        done = maturity("template", tiny_file, "--out", path)

        assert done.code == 2
        assert "a file of that name already exists" in done.err
    assert taken.read_text("utf-8") == "mine"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        *("dangling.toml", "folder.toml", "taken.toml", "tiny.toml")
    ]


@pytest.mark.parametrize("name", ["nowhere/answers.toml", ".", ""])
def test_a_template_needs_a_place_that_exists(
    maturity: Run, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    done = maturity("template", tiny_file, "--out", name)

    assert done.code == 2
    assert done.err.count("\n") == 1


def test_F4_a_template_that_cannot_be_written_leaves_nothing(
    maturity: Run, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    done = maturity("template", tiny_file, "--out", tmp_path / "answers.toml")

    assert done.code == 2
    assert "cannot be written: No space left on device" in done.err
    assert list(tmp_path.iterdir()) == [tiny_file]


def test_F4_a_file_system_without_links_still_never_overwrites(
    maturity: Run, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    path = tmp_path / "answers.toml"

    assert maturity("template", tiny_file, "--out", path).code == 0
    first = path.stat()
    assert maturity("template", tiny_file, "--out", path).code == 2
    assert path.stat() == first


def test_U2_show_says_why_there_are_no_requirements(tiny_file: Path, maturity: Run) -> None:
    """A model that awards no levels is not described as scored in code."""
    text = tiny_file.read_text("utf-8")
    tiny_file.write_text(text[: text.index("[[requirements]]")], "utf-8")

    assert maturity("show", tiny_file).out.endswith("Requirements\n------------\nNone: this model has no levels.\n")
    high = maturity("show", tiny_file, "--level", "high").out
    assert high.endswith("Requirements\n\nNone: the model sets no requirements for this level.\n")
