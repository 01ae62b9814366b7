"""What an answers file was filled in for: written by every command that writes one, checked by all that read one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from app.table_files import read

from maturity_app.answer_files import read_sheets
from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.edits import with_entry
from maturity_app.origin import FACTS, NOWHERE, UNWORDED, Origin, origin_of, origin_table, unsaid
from maturity_app.streaming.run import rejected_file
from maturity_app.template import template
from maturity_core import AnswersError, Framework, parse_framework

Run = Callable[..., Any]
WORDS = ("often", "not-applicable", 15)
POSITIONS = (1, 2, 15)
DOORS = ("toml", "json", "csv", "stream.csv", "parquet", "arrow")


def written(door: str, framework: Framework | None, answers: tuple[Any, ...], folder: Path) -> Path:
    """Return an answers file of one organisation that names its framework or does not."""
    ids = ["plan-holds", "plan-known", "plan-kept"]
    said = dict(zip(ids, answers, strict=True))
    path = folder / f"answers.{door}"
    facts = {fact: getattr(origin_of(framework), fact) for fact in FACTS} if framework else {}
    if door == "toml":
        text = template(framework) if framework else "[answers]\n"
        for name, answer in said.items():
            text = with_entry(text, "toml", "answers", name, answer)
        path.write_text(text, "utf-8")
    elif door == "json":
        stamp = {"framework": origin_table(framework)} if framework else {}
        path.write_text(json.dumps({"answers": said, **stamp}), "utf-8")
    elif door.endswith("csv"):
        row = {**facts, **said}
        path.write_text(",".join(row) + "\n" + ",".join(map(str, row.values())) + "\n", "utf-8")
    else:
        table = pa.table({name: [value] for name, value in {**facts, **said}.items()})
        if door == "parquet":
            pq.write_table(table, path)
        else:
            with pa.ipc.new_file(str(path), table.schema) as file:
                file.write_table(table)
    return path


@pytest.fixture
def door(maturity: Run, tmp_path: Path) -> Callable[..., tuple[int, str, str | None]]:
    """Return a function that assesses such a file: exit code, remarks on the file, and why a row was rejected."""

    def through(door: str, then: Framework | None, now: str, answers: tuple[Any, ...], *options: str) -> Any:
        definition = tmp_path / "now.toml"
        definition.write_text(now, "utf-8")
        path, out = written(door, then, answers, tmp_path), tmp_path / "scores.arrow"
        for before in (out, rejected_file(out)):
            before.unlink(missing_ok=True)
        streamed = ["--out", out] if door in DOORS[3:] else []
        done = maturity("assess", definition, path, *streamed, *options)
        told = "\n".join(line for line in done.err.splitlines() if "written:" not in line and "row not" not in line)
        reason = read(out).column("rejected").to_pylist()[0] if streamed and out.exists() else None
        return min(done.code, 1), told.replace(f"{path}: ", "").replace(f"{path}, ", ""), reason

    return through


@pytest.fixture(scope="session")
def opposite(tiny_text: str) -> str:
    """Return the definition with a question turned into its opposite."""
    return tiny_text.replace("Does the plan hold?", "Does the plan fail?")


@pytest.fixture(scope="session")
def longer(tiny_text: str) -> str:
    """Return the definition with an option between two others."""
    often = '{ id = "often", label = "Often", credit = 0.5 },'
    return tiny_text.replace(often, '{ id = "seldom", label = "Seldom", credit = 0.25 },' + often)


@pytest.mark.parametrize("answers", [WORDS, POSITIONS], ids=["words", "positions"])
@pytest.mark.parametrize("kind", DOORS)
def test_W2_the_same_rules_and_words_are_taken_in_silence(
    door: Run, tiny: Framework, tiny_text: str, kind: str, answers: tuple[Any, ...]
) -> None:
    renamed = tiny_text.replace('edition = "1"', 'edition = "2"').replace('name = "Plan"', 'name = "Planning"')

    assert door(kind, tiny, tiny_text, answers, "--positions-from", "0") == (0, "", None)
    assert door(kind, tiny, renamed, WORDS)[1] == ""


@pytest.mark.parametrize("answers", [WORDS, POSITIONS], ids=["words", "positions"])
@pytest.mark.parametrize("kind", DOORS)
def test_W2_a_question_turned_into_its_opposite_is_told_and_taken(
    door: Run, tiny: Framework, opposite: str, kind: str, answers: tuple[Any, ...]
) -> None:
    told = "questions reworded since it was filled in: plan-holds"

    assert door(kind, tiny, opposite, answers, "--positions-from", "0") == (0, told, None)


@pytest.mark.parametrize("kind", DOORS)
def test_W2_an_option_that_was_inserted_is_told_and_ids_are_taken(
    door: Run, tiny: Framework, longer: str, kind: str
) -> None:
    code, told, reason = door(kind, tiny, longer, WORDS)

    assert (code, reason) == (0, None)
    assert told.splitlines() == [
        "filled in under different rules from those edition 1 has now",
        "questions reworded since it was filled in: plan-holds, plan-known",
    ]


@pytest.mark.parametrize("kind", DOORS)
def test_W2_an_option_that_was_inserted_shifts_no_position(door: Run, tiny: Framework, longer: str, kind: str) -> None:
    code, told, reason = door(kind, tiny, longer, POSITIONS)

    refused = told if reason is None else reason
    assert code == 1
    assert "filled in under different rules from those edition 1 has now" in told
    for name, position in (("plan-holds", 1), ("plan-known", 2)):
        why = "this number cannot be used, because the options have changed"
        assert f"{name}: {why}; got {position}; use the option's id" in refused
    assert "plan-kept" not in refused


ADVICE = (
    "a table 'since' in the framework has to say what has changed; "
    "if the answers do belong to edition 2, remove their `edition`"
)


@pytest.mark.parametrize("kind", DOORS)
def test_W2_another_edition_with_other_rules_is_refused(
    door: Run, tiny: Framework, tiny_text: str, longer: str, kind: str
) -> None:
    heavier = tiny_text.replace('edition = "1"', 'edition = "2"').replace("mean = 0.5", "mean = 0.6")
    later = longer.replace('edition = "1"', 'edition = "2"').replace('"plan-known"', '"plan-shared"')

    told = "filled in for edition 1, whose rules differ from those of edition 2"
    code, err, reason = door(kind, tiny, heavier, POSITIONS, "--positions-from", "0")
    assert code == 1
    assert f"{told}; {ADVICE}" in (reason or err)
    more = "; new since then: plan-shared; no longer asked: plan-known"
    _, err, reason = door(kind, tiny, later, WORDS)
    assert told + more in (reason or err)


@pytest.mark.parametrize("kind", DOORS)
def test_W2_answers_to_another_framework_are_refused(door: Run, tiny: Framework, tiny_text: str, kind: str) -> None:
    code, told, reason = door(kind, tiny, tiny_text.replace('id = "tiny"', 'id = "other"', 1), WORDS)

    assert code == 1
    wanted = (
        "these answers belong to another framework; got 'tiny'; allowed: 'other'; if the answers do belong here, remove"
    )
    assert wanted in (reason or told)


@pytest.mark.parametrize("kind", DOORS)
def test_W2_a_file_that_names_no_framework_is_told_once(door: Run, tiny_text: str, kind: str) -> None:
    (told,) = unsaid(NOWHERE)
    what = "which framework, edition and wording it was filled in for"

    assert told == f"does not say {what}, so changes since then go unnoticed"
    assert door(kind, None, tiny_text, WORDS) == (0, told, None)


LACKING = {
    "the wording": ({"framework": "tiny", "edition": "1", "rules": "0" * 64}, ""),
    "the wording, the edition": ({"framework": "tiny", "rules": "0" * 64}, ""),
    "the rules": ({"framework": "tiny", "edition": "1", "words": "a:01234567"}, "rules"),
    "the edition and the rules": ({"framework": "tiny", "words": "a:01234567"}, "edition"),
    "the framework": ({"edition": "1", "rules": "0" * 64, "words": "a:01234567"}, "framework"),
    "the framework and the rules": ({"edition": "1", "words": "a:01234567"}, "framework and rules"),
    "all but the edition": ({"edition": "1"}, "framework, rules and wording"),
    "all but the framework": ({"framework": "tiny"}, "edition and wording"),
}


@pytest.mark.parametrize(("said", "missing"), LACKING.values(), ids=LACKING)
def test_W2_exactly_what_is_missing_is_told(said: dict[str, str], missing: str) -> None:
    told = f"does not say which {missing} it was filled in for, so changes since then go unnoticed"

    assert unsaid(Origin(**said)) == [told if missing else UNWORDED]


def test_W2_what_says_everything_has_nothing_missing(tiny: Framework) -> None:
    assert unsaid(origin_of(tiny)) == []


@pytest.mark.parametrize("kind", DOORS)
def test_W2_a_file_without_words_is_told_that_alone(
    maturity: Run, tiny: Framework, tiny_file: Path, tmp_path: Path, kind: str
) -> None:
    origin = origin_of(tiny)
    said = {"framework": origin.framework, "edition": origin.edition, "rules": origin.rules}
    path = tmp_path / f"a.{kind}"
    if kind.endswith(("csv", "parquet", "arrow")):
        table = pa.table({name: [text] for name, text in {**said, "plan-holds": "often"}.items()})
        write_table(path, table)
    else:
        head = {"id": origin.framework, "edition": origin.edition, "rules": origin.rules}
        toml = "\n".join(f"{name} = {json.dumps(text)}" for name, text in head.items())
        texts = {
            "toml": f'[answers]\nplan-holds = "often"\n[framework]\n{toml}\n',
            "json": json.dumps({"answers": {"plan-holds": "often"}, "framework": head}),
        }
        path.write_text(texts[kind], "utf-8")

    done = maturity("assess", tiny_file, path, *(["--out", tmp_path / "s.csv"] if kind in DOORS[3:] else []))

    assert done.code == 0
    assert done.err.splitlines()[0] == f"{path}: {UNWORDED}"


def write_table(path: Path, table: pa.Table) -> None:
    if path.suffix == ".csv":
        rows = [table.column_names, *zip(*table.to_pydict().values(), strict=True)]
        path.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    elif path.suffix == ".parquet":
        pq.write_table(table, path)
    else:
        write_arrow(table, path)


@pytest.mark.parametrize("kind", DOORS)
def test_W2_an_edition_without_its_rules_is_refused(maturity: Run, tiny_file: Path, tmp_path: Path, kind: str) -> None:
    contents = {
        "toml": '[framework]\nid = "tiny"\nedition = "0"\n[answers]\nplan-holds = "often"\n',
        "json": '{"framework": {"id": "tiny", "edition": "0"}, "answers": {"plan-holds": "often"}}',
        "csv": "framework,edition,plan-holds\ntiny,0,often\n",
    }
    form = kind.rpartition(".")[2]
    path, out = tmp_path / f"a.{kind}", tmp_path / "s.csv"
    if form in contents:
        path.write_text(contents[form], "utf-8")
    else:
        table = pa.table({"framework": ["tiny"], "edition": ["0"], "plan-holds": ["often"]})
        pq.write_table(table, path) if form == "parquet" else write_arrow(table, path)

    done = maturity("assess", tiny_file, path, *(["--out", out] if kind in DOORS[3:] else []))

    told = "filled in for edition 0, not edition 1, and does not say whether the rules are the same; a table 'since'"
    assert done.code in {1, 2}
    assert told in (out.read_text("utf-8") if out.exists() else done.err)


def write_arrow(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(str(path), table.schema) as file:
        file.write_table(table)


def test_W2_every_door_that_writes_an_answers_file_names_what_it_is_for(tiny: Framework, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(template(tiny), "utf-8")
    for name in ("i.toml", "i.json"):
        file = AnswersFile(tiny, tmp_path / name)
        file.save("plan-holds", "often")
        file.save("plan-kept", 20)
        assert [sheet.codes for sheet in read_sheets(tiny, str(tmp_path / name))] == [(1, -1, 1)]

    for name in ("t.toml", "i.toml", "i.json"):
        sheet = AnswersFile(tiny, tmp_path / name)
        assert sheet._read(sheet.text).origin == origin_of(tiny)


def test_W2_rows_of_several_framework_editions_are_each_told_once(
    maturity: Run, tiny: Framework, tiny_text: str, opposite: str, tmp_path: Path
) -> None:
    (tmp_path / "now.toml").write_text(tiny_text, "utf-8")
    rows = [origin_of(tiny), origin_of(parse_framework(opposite, "x")), origin_of(tiny)] * 3
    header = ",".join([*FACTS, "plan-holds"])
    lines = [",".join([*(getattr(row, fact) for fact in FACTS), "often"]) for row in rows]
    path = tmp_path / "a.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    told = f"{path}: questions reworded since it was filled in: plan-holds"

    assert maturity("assess", tmp_path / "now.toml", path).err.splitlines() == [told]
    done = maturity("assess", tmp_path / "now.toml", path, "--out", tmp_path / "s.csv")
    assert done.err.splitlines()[:-1] == [told]


WRONG = {
    "a list": ('{"framework": [], "answers": {}}', ["framework: expected a table"]),
    "a strange key": ('{"framework": {"idd": "tiny"}, "answers": {}}', ["framework, idd: no such key"]),
    "numbers": ('{"framework": {"id": 1, "rules": 2}, "answers": {}}', ["framework, framework", "framework, rules"]),
    "no digest": ('{"framework": {"rules": "abc", "words": "plan"}, "answers": {}}', ["rules: this", "words: this"]),
    "words that are none": (
        '{"framework": {"words": {"plan-holds": 1}}, "answers": {}}',
        ["words: this"],
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_W2_what_does_not_say_it_is_refused(tiny: Framework, tmp_path: Path, text: str, told: list[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")

    with pytest.raises(AnswersError) as caught:
        read_sheets(tiny, str(path))
    problems = [str(problem) for problem in caught.value.problems]
    assert len(problems) == len(told)
    assert all(words in problem for words, problem in zip(told, problems, strict=True))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_W2_columns_that_do_not_say_it_are_refused_by_name(stream: Run, tmp_path: Path, kind: str) -> None:
    table = {"rules": ["ours"], "plan-holds": ["often"]}
    path = tmp_path / f"a.{kind}"
    pq.write_table(pa.table(table), path) if kind == "parquet" else path.write_text("rules,plan-holds\nours,often\n")

    done = stream(path, tmp_path / "s.arrow")

    assert done.code == 1
    (reason,) = read(tmp_path / "s.arrow").column("rejected").to_pylist()
    assert reason.startswith(
        "rules: this does not identify what the answers belong to; got 'ours'; restore it as it was"
    )


def test_W2_columns_of_another_type_are_refused_before_any_row(stream: Run, tmp_path: Path) -> None:
    pq.write_table(pa.table({"edition": [1], "plan-holds": ["often"]}), tmp_path / "a.parquet")

    done = stream(tmp_path / "a.parquet", tmp_path / "s.arrow")

    assert done.code == 2
    assert "answers.edition: this column says what the answers belong to; got int64; allowed: text" in done.err


def test_answers_are_added_among_the_answers() -> None:
    text = '[answers]\nkept = "often"\n\n[framework]\nid = "tiny"\n'

    assert (
        with_entry(text, "toml", "answers", "seen", 1)
        == '[answers]\nkept = "often"\nseen = 1\n\n[framework]\nid = "tiny"\n'
    )
    assert with_entry("[answers]\n[framework]\n", "toml", "answers", "id", 1) == "[answers]\nid = 1\n[framework]\n"


def test_W2_a_stored_result_says_what_it_was_filled_in_for(
    maturity: Run, tiny_file: Path, opposite: str, longer: str, tmp_path: Path
) -> None:
    """The output of `assess --json` is an answers file, too."""
    sheet = written("json", parse_framework(tiny_file.read_text("utf-8"), "then"), WORDS, tmp_path)
    result = tmp_path / "result.json"
    result.write_text(maturity("assess", tiny_file, sheet, "--json").out, "utf-8")
    found: dict[str, list[str]] = {}
    for name, text in (("same", tiny_file.read_text("utf-8")), ("opposite", opposite), ("longer", longer)):
        definition = tmp_path / f"{name}.toml"
        definition.write_text(text, "utf-8")
        done = maturity("assess", definition, result)
        assert done.code == 0
        found[name] = [line.removeprefix(f"{result}: ") for line in done.err.splitlines()]

    assert found == {
        "same": [],
        "opposite": ["questions reworded since it was filled in: plan-holds"],
        "longer": [
            "filled in under different rules from those edition 1 has now",
            "questions reworded since it was filled in: plan-holds, plan-known",
        ],
    }


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_W2_a_template_of_every_format_says_what_it_is_for(
    maturity: Run, tiny_file: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"sheet{ending}"

    assert maturity("template", tiny_file, "--out", path).code == 0
    done = maturity("assess", tiny_file, path, "--json")
    assert (done.code, done.err) == (0, "")
