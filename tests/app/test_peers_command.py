"""`maturity peers`: where an organisation is among its peers, on the terminal, as JSON, and as files of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from maturity_core import PeerComparison, PeerGroup, PublishedPeers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str], Path]

HEAD = "organisation,segment,plan-holds,plan-known,plan-kept\n"
OPTIONS = (("rarely", "rarely", "10"), ("often", "often", "30"), ("always", "always", "80"))


@pytest.fixture
def peers(file: Write) -> Path:
    """Return a file of twelve organisations in two segments."""
    rows = (f"o{place},{'ab'[place % 2]},{','.join(OPTIONS[place % 3])}\n" for place in range(12))
    return file("peers.csv", HEAD + "".join(rows))


def test_a_page_says_where_the_organisation_is(maturity: Run, tiny_file: Path, lowest: Path, peers: Path) -> None:
    done = maturity("peers", tiny_file, lowest, peers)

    assert done.code == 0
    told = " ".join(done.out.split())
    assert "Compared with 12 organisations." in told
    assert "0 of 12 score below you" in told
    assert all(len(line) <= 80 for line in done.out.splitlines())
    other = maturity("peers", tiny_file, lowest, peers, "--language", "de")
    assert "Verglichen mit 12 Organisationen." in other.out


def test_json_can_be_read_back(maturity: Run, tiny_file: Path, lowest: Path, peers: Path) -> None:
    done = maturity("peers", tiny_file, lowest, peers, "--segment", "a", "--minimum", "3", "--json")

    found = PeerComparison.model_validate_json(done.out)
    assert (found.size, found.segment, found.minimum) == (6, "a", 3)


def test_few_peers_are_not_shown(maturity: Run, tiny_file: Path, lowest: Path, peers: Path) -> None:
    done = maturity("peers", tiny_file, lowest, peers, "--segment", "a", "--minimum", "7")

    assert done.code == 0
    assert "Compared with 6 organisations of this kind: a." in done.out
    assert "too few to compare with" in done.out
    assert "percentile" not in done.out


def test_groups_are_kept_added_up_and_published(
    maturity: Run, tiny_file: Path, lowest: Path, peers: Path, tmp_path: Path
) -> None:
    kept, shown = tmp_path / "kept.json", tmp_path / "shown.json"

    done = maturity("peers", tiny_file, peers, "--keep", kept, "--publish", shown)

    assert (done.code, done.out) == (0, "")
    assert f"written: {kept}, 12 organisations" in done.told
    assert PeerGroup.model_validate_json(kept.read_text("utf-8")).confidential
    assert PublishedPeers.model_validate_json(shown.read_text("utf-8")).minimum == 5
    assert "Compared with 24 organisations." in maturity("peers", tiny_file, lowest, kept, peers).out
    assert "Compared with 12 organisations." in maturity("peers", tiny_file, lowest, shown).out
    again = maturity("peers", tiny_file, peers, "--keep", kept)
    assert (again.code, "exists" in again.told) == (2, True)


def test_what_cannot_be_compared_is_refused(
    maturity: Run, tiny_file: Path, lowest: Path, peers: Path, tmp_path: Path
) -> None:
    shown, kept = tmp_path / "shown.json", tmp_path / "kept.json"
    maturity("peers", tiny_file, peers, "--publish", shown, "--segment", "a")

    wrong = [
        (("peers", tiny_file, lowest), "give files of PEERS"),
        (("peers", tiny_file, lowest, shown, peers), "cannot be merged with others"),
        (("peers", tiny_file, lowest, shown, "--segment", "b"), "this group is of another segment"),
        (("peers", tiny_file, lowest, shown, "--keep", kept), "on file already"),
        (("peers", tiny_file, lowest, peers, "--minimum", "1"), "at least 2"),
        (("peers", tiny_file, lowest, peers, "--keep", tmp_path / "kept.csv"), ".json"),
        (("peers", tiny_file, lowest, peers, "--publish", kept, "--segment", "c"), "too few organisations to publish"),
    ]
    for arguments, told in wrong:
        done = maturity(*arguments)
        assert (done.code, done.out) == (2, "")
        assert told in done.told
    assert not kept.exists()


def test_a_group_is_not_published_where_few_show_beside_what_is_published(
    maturity: Run, tiny_file: Path, file: Write, tmp_path: Path
) -> None:
    rows = "".join(f"P{place},often,often,60\n" for place in range(8))
    head = "organisation,plan-holds,plan-known,plan-kept\n"
    before, after = file("before.csv", head + rows), file("after.csv", f"{head}{rows}New,always,often,60\n")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert maturity("peers", tiny_file, before, "--publish", first).code == 0

    done = maturity("peers", tiny_file, after, "--publish", second, "--published", first)

    assert done.code == 2
    assert "too few organisations are in one group and not in the other" in done.err
    assert not second.exists()
    assert maturity("peers", tiny_file, before, "--publish", second, "--published", first).code == 0
    assert maturity("peers", tiny_file, before, after, "--published", first).code == 2


def test_segments_are_published_at_once(maturity: Run, tiny_file: Path, lowest: Path, peers: Path, file: Write) -> None:
    more = file("more.csv", HEAD + "".join(f"m{place},c,often,often,60\n" for place in range(2)))
    kept, shown, alone = (more.with_name(name) for name in ("kept.json", "shown.json", "alone.json"))

    done = maturity("peers", tiny_file, lowest, peers, more, "--publish", shown, "--by-segment")

    first, second = (more.with_name(f"shown-{place}.json") for place in (1, 2))
    assert f"written: {first}, 8 organisations (a, c)" in done.told
    assert f"written: {second}, 6 organisations (b)" in done.told
    assert "Compared with 14 organisations." in done.out
    found = PublishedPeers.model_validate_json(second.read_text("utf-8"))
    assert (found.segment, found.size, found.kind) == ("b", 6, "framework")
    assert maturity("peers", tiny_file, peers, "--segment", "a", "--keep", kept).code == 0
    done = maturity("peers", tiny_file, kept, "--publish", alone, "--by-segment")
    assert "alone-1.json, 6 organisations (a)" in done.told


def test_one_kind_of_ladder_is_published(
    maturity: Run, tiny_file: Path, lowest: Path, peers: Path, tmp_path: Path
) -> None:
    areas, whole = tmp_path / "areas.json", tmp_path / "whole.json"
    assert maturity("peers", tiny_file, peers, "--publish", areas, "--of", "dimension").code == 0

    page = maturity("peers", tiny_file, lowest, areas).out

    assert "Area by area" in page
    assert "Overall" not in page
    done = maturity("peers", tiny_file, peers, "--publish", whole, "--published", areas)
    assert (done.code, whole.exists()) == (2, False)
    assert "only one segment and one kind of ladder can be published" in done.told
    wrong = {
        ("--of", "dimension"): "need --publish",
        ("--by-segment",): "need --publish",
        ("--publish", str(whole), "--by-segment", "--segment", "a"): "without --segment and --published",
        ("--publish", str(whole), "--by-segment", "--published", str(areas)): "without --segment and --published",
        ("--publish", str(whole), "--minimum", "2"): "at least 3",
    }
    for arguments, told in wrong.items():
        assert told in maturity("peers", tiny_file, peers, *arguments).told
