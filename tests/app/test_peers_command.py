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
