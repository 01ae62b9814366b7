"""Files get their names once they are complete and on disk; problems are reported for the file that has them."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from maturity_app.new_files import drafts, replace_whole, write_new
from maturity_app.scaffold.package import new_package
from maturity_app.streaming import run, sinks
from maturity_app.streaming.formats import reading
from maturity_app.streaming.progress import Progress
from maturity_app.streaming.run import Wanted, assess_file
from maturity_core import AnswersError, MaturityError

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework

TEXT = "text that has to be safe\n"


# The order: first the content is on disk, then it gets its name


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """Record from now on what is done to which file, by inode, and its length at that time: `synced`, `named`."""
    done: list[tuple[str, int, int]] = []
    sync, link, rename, replace = os.fsync, os.link, os.rename, os.replace

    def synced(file: int) -> None:
        sync(file)
        done.append(("synced", os.fstat(file).st_ino, os.fstat(file).st_size))

    def naming(act: Callable[..., None]) -> Callable[..., None]:
        def named(source: Any, target: Any, **options: Any) -> None:
            inside = [path for path in Path(source).rglob("*") if path.is_file()] or [Path(source)]
            act_on = [(path.stat().st_ino, path.stat().st_size) for path in inside]
            act(source, target, **options)
            done.extend(("named", *one) for one in act_on)

        return named

    monkeypatch.setattr(os, "fsync", synced)
    for name, act in (("link", link), ("rename", rename), ("replace", replace)):
        monkeypatch.setattr(os, name, naming(act))
    return done


def a_new_file(folder: Path, _framework: Framework) -> None:
    write_new(folder / "new", TEXT)


def a_file_without_links(folder: Path, _framework: Framework) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", refuse)
        write_new(folder / "new", TEXT)


def two_files(folder: Path, _framework: Framework) -> None:
    with drafts(folder / "one", folder / "two") as made:
        for draft in made:
            draft.write_text(TEXT, "utf-8")


def a_file_written_anew(folder: Path, _framework: Framework) -> None:
    (folder / "old").write_text("old", "utf-8")
    replace_whole(folder / "old", TEXT)


def a_table_with_rejected_rows(folder: Path, framework: Framework) -> None:
    assess_file(framework, answers(folder), None, folder / "scores.csv", Wanted(["levels"]))


def a_package(folder: Path, _framework: Framework) -> None:
    new_package("acme-support", folder)


DOORS = [a_new_file, a_file_without_links, two_files, a_file_written_anew, a_table_with_rejected_rows, a_package]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_F4_a_draft_is_synced_whole_before_it_gets_its_name(
    order: list[tuple[str, int, int]], tiny: Framework, tmp_path: Path, door: Callable[[Path, Framework], None]
) -> None:
    door(tmp_path, tiny)

    named = [(place, entry[1:]) for place, entry in enumerate(order) if entry[0] == "named"]
    assert named
    assert [file for place, file in named if ("synced", *file) not in order[:place]] == []


# The file that is named


def answers(folder: Path) -> Path:
    """Write a table of two organisations, one of them with a wrong answer."""
    path = folder / "answers.parquet"
    pq.write_table(pa.table({"organisation": ["N", "S"], "plan-holds": ["often", "offen"]}), path)
    return path


def taken_before(folder: Path, _patch: pytest.MonkeyPatch) -> None:
    (folder / "scores.csv").write_text("mine", "utf-8")


def taken_beside(folder: Path, _patch: pytest.MonkeyPatch) -> None:
    (folder / "scores.rejected.csv").write_text("mine", "utf-8")


def taken_meanwhile(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Another run writes the same two files, and finishes first."""

    def other(_: object) -> None:
        for name in ("scores.csv", "scores.rejected.csv"):
            (folder / name).write_text("mine", "utf-8")

    patch.setattr(Progress, "clear", other)


def taken_beside_meanwhile(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Progress, "clear", lambda _: (folder / "scores.rejected.csv").write_text("mine", "utf-8"))


def full(_: object, *__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "Error writing bytes to file")


def full_results(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sinks.CsvSink, "write", full)


def full_results_at_the_end(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    close = sinks.CsvSink.close
    patch.setattr(sinks.CsvSink, "close", lambda sink: (close(sink), full(sink) if sink.path.name == "1" else None))


def full_rejects(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run.Rejects, "write", full)


def full_rejects_at_the_end(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    close = sinks.CsvSink.close
    patch.setattr(sinks.CsvSink, "close", lambda sink: (close(sink), full(sink) if sink.path.name == "0" else None))


def full_when_named(name: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Let the disk be full when the file with that name is finished; the other one is rolled back."""

    def arrange(_folder: Path, patch: pytest.MonkeyPatch) -> None:
        link, rename = os.link, os.rename

        def refuse(act: Callable[..., None]) -> Callable[..., None]:
            def named(source: Any, target: Any, **options: Any) -> None:
                if Path(target).name == name:
                    raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))
                act(source, target, **options)

            return named

        patch.setattr(os, "link", refuse(link))
        patch.setattr(os, "rename", refuse(rename))

    return arrange


SPACE = "cannot be written: No space left on device"
CASES: dict[str, tuple[Any, list[str]]] = {
    "results taken": (taken_before, ["scores.csv: a file of that name already exists"]),
    "rejected taken": (taken_beside, ["scores.rejected.csv: a file of that name already exists"]),
    "two writers": (
        taken_meanwhile,
        [f"{name}: a file of that name already exists" for name in ("scores.csv", "scores.rejected.csv")],
    ),
    "rejected taken meanwhile": (taken_beside_meanwhile, ["scores.rejected.csv: a file of that name"]),
    "no space for results": (full_results, [f"scores.csv: {SPACE}"]),
    "no space for the last results": (full_results_at_the_end, [f"scores.csv: {SPACE}"]),
    "no space for rejected rows": (full_rejects, [f"scores.rejected.csv: {SPACE}"]),
    "no space for the last rejected rows": (full_rejects_at_the_end, [f"scores.rejected.csv: {SPACE}"]),
    "no space for the results' name": (full_when_named("scores.csv"), [f"scores.csv: {SPACE}"]),
    "no space for the rejected rows' name": (full_when_named("scores.rejected.csv"), [f"scores.rejected.csv: {SPACE}"]),
}


@pytest.mark.parametrize(("arrange", "told"), CASES.values(), ids=CASES)
def test_F7_the_file_that_failed_is_named(
    stream: Callable[..., Any], tmp_path: Path, arrange: Any, told: list[str]
) -> None:
    table = answers(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        arrange(tmp_path, patch)
        done = stream(table, tmp_path / "scores.csv")

    lines = done.err.splitlines()
    assert done.code == 2
    assert [line for line, start in zip(lines, told, strict=True) if not line.startswith(f"{tmp_path}/{start}")] == []
    assert all(path.read_text("utf-8") == "mine" for path in tmp_path.glob("scores*"))
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("command", ["assess", "facts", "page", "report", "template"])
def test_F7_a_folder_that_is_not_there_is_named_and_nothing_else(
    maturity: Callable[..., Any], tiny_file: Path, tmp_path: Path, command: str
) -> None:
    ending = {"assess": "csv", "facts": "csv", "page": "html", "report": "md", "template": "csv"}[command]
    (tmp_path / "a.csv").write_text("organisation,plan-holds\nNorth,often\n", "utf-8")
    given = [tmp_path / "a.csv"] if command in {"assess", "facts", "report"} else []

    done = maturity(command, tiny_file, *given, "--out", tmp_path / "nowhere" / f"o.{ending}")

    assert (done.code, done.told) == (2, f"{tmp_path / 'nowhere'}: no such folder\n")


def test_F7_a_file_where_a_folder_should_be_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")

    with pytest.raises(MaturityError, match=r"file/new: cannot be written: Not a directory"):
        write_new(tmp_path / "file" / "new", TEXT)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever may write anywhere is not refused")
def test_F7_a_folder_that_nobody_may_write_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(MaturityError, match="new: cannot be written: Permission denied"):
        write_new(tmp_path / "new", TEXT)


def damaged(form: str, folder: Path) -> Path:
    """Return a file in that format that opens, because its end is sound, but whose rows are damaged."""
    path = folder / f"answers.{form}"
    table = pa.table({"plan-holds": [f"often {row}" for row in range(2000)]})
    if form == "parquet":
        pq.write_table(table, path, use_dictionary=False)
        at = 40
    else:
        with (
            pa.OSFile(str(path), "wb") as file,
            pa.ipc.new_file(file, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer,
        ):
            writer.write(table)
        at = path.stat().st_size // 2
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + b"\xff" * 64 + whole[at + 64 :])
    return path


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_F7_a_damaged_file_is_called_damaged_and_not_looked_for_elsewhere(
    stream: Callable[..., Any], tmp_path: Path, form: str
) -> None:
    path = damaged(form, tmp_path)

    done = stream(path, tmp_path / "scores.csv")

    assert done.code == 2
    assert done.err.startswith(f"{path}: the file is ")
    assert "check the path" not in done.err
    assert list(tmp_path.glob("scores*")) == []


def plain(form: str, folder: Path) -> tuple[Path, bytes]:
    """Return a file that stores texts unencoded, and its contents."""
    path = folder / f"answers.{form}"
    texts = [f"often {row}" for row in range(1000, 3000)]
    table = pa.table({"organisation": texts, "plan-holds": ["often"] * len(texts)})
    if form == "parquet":
        pq.write_table(table, path, use_dictionary=False, compression="none")
    else:
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write(table)
    return path, path.read_bytes()


OFFSETS = b"".join(place.to_bytes(4, "little") for place in range(0, 50, 10))
"""The ends of the first texts of ten characters, as Arrow stores them."""
DAMAGES = {
    "a text": (b"often 1007", b"often \xff007"),
    "a name": (b"organisation", b"organi\xffation"),
    "where texts end": (OFFSETS, b"\xff\xff\xff\x7f" * 5),
}


@pytest.mark.parametrize("form", ["parquet", "arrow"])
@pytest.mark.parametrize(("sound", "other"), DAMAGES.values(), ids=DAMAGES)
def test_F7_damage_in_what_is_read_is_found_before_it_is_used(
    stream: Callable[..., Any], tmp_path: Path, form: str, sound: bytes, other: bytes
) -> None:
    """Texts that are not UTF-8, or that end outside the data, would otherwise cause tracebacks and crashes."""
    path, whole = plain(form, tmp_path)
    if sound == OFFSETS and form == "parquet":
        pytest.skip("Parquet has no such places")
    assert sound in whole
    path.write_bytes(whole.replace(sound, other))

    done = stream(path, tmp_path / "scores.csv")

    assert done.code == 2
    assert done.err.startswith(f"{path}: the file is incomplete, or not what its name says: ")
    assert list(tmp_path.glob("scores*")) == []


WRONG = {
    FileNotFoundError(errno.ENOENT, "No such file"): "No such file or directory; check the path",
    IsADirectoryError(errno.EISDIR, "Is a directory"): "Is a directory; check the path",
    PermissionError(errno.EACCES, "denied"): "Permission denied",
    OSError(errno.EIO, "Input/output error"): "Input/output error",
}


@pytest.mark.parametrize(("error", "told"), WRONG.items(), ids=lambda one: type(one).__name__)
def test_F7_the_path_is_doubted_only_where_it_leads_nowhere(error: OSError, told: str) -> None:
    with pytest.raises(AnswersError) as caught, reading(Path("a.csv")):
        raise error

    assert str(caught.value) == f"a.csv: the file cannot be read: {told}"
