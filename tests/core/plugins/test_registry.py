"""Plugins: listed without importing, loaded one by one; a broken one is told and harms nobody."""

from __future__ import annotations

import importlib
import importlib.metadata
import itertools
import subprocess
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import importlib_metadata
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from maturity_core.errors import MaturityError, PluginError
from maturity_core.model.fields import Id
from maturity_core.model.framework import Framework
from maturity_core.model.scorer import Scorer
from maturity_core.plugins.registry import (
    PLUGIN_API,
    PluginRecord,
    available_frameworks,
    check_plugins,
    list_plugins,
    load_framework,
    load_scorer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from maturity_core.plugins.registry import Distribution, Distributions

FRAMEWORK = dedent("""
    from maturity_core.model.framework import Framework

    framework = Framework(
        id="{id}", edition="1", name="A small model", source={{"title": "An example"}},
        levels=[{{"id": "low", "name": "Low"}}, {{"id": "high", "name": "High"}}],
        scales={{"kept": {{"options": [
            {{"id": "no", "label": "No", "credit": 0}}, {{"id": "yes", "label": "Yes", "credit": 1}},
        ]}}}},
        dimensions=[{{"id": "work", "name": "Work"}}],
        capabilities=[{{"id": "plan", "name": "Plan", "dimension": "work"}}],
        questions=[{{"id": "held", "capability": "plan", "text": "Is it kept?", "scale": "kept", "basis": "stated"}}],
        requirements=[
            {{"ladder": "framework", "level": "high", "least": 1, "of": {{"questions": "all"}}, "basis": "source"}},
        ],
    )
""")
SCORER = dedent("""
    from maturity_core.model.scorer import Scorer, Standings

    class Fixed(Scorer):
        def __init__(self, lowest_rank):
            self.lowest_rank = lowest_rank

        def score(self, framework, answers):
            return Standings(level=self.lowest_rank, score=None)

    class Unfinished(Scorer):
        pass

    fixed = Fixed(0)
""")


def by_the_package(folder: str) -> Iterable[Distribution]:
    return importlib_metadata.distributions(path=[folder])


def by_the_standard_library(folder: str) -> Iterable[Distribution]:
    context = importlib.metadata.DistributionFinder.Context(path=[folder])
    return importlib.metadata.MetadataPathFinder.find_distributions(context)


@dataclass
class Site:
    """A folder on the path that distributions are written to, and how its metadata are read."""

    folder: Path
    prefix: str
    reader: Callable[[str], Iterable[Distribution]]

    def module(self, name: str, text: str) -> str:
        """Write a module and return the name it is imported by, which no other test uses."""
        (self.folder / f"{self.prefix}{name}.py").write_text(text, "utf-8")
        importlib.invalidate_caches()
        return self.prefix + name

    def metadata(
        self, distribution: str, entry_points: str | bytes, version: str = "1.0", *, headers: str | None = None
    ) -> Path:
        """Write the metadata folder of a distribution."""
        folder = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        folder.mkdir()
        content = entry_points if isinstance(entry_points, bytes) else dedent(entry_points).encode("utf-8")
        (folder / "entry_points.txt").write_bytes(content)
        if headers != "":
            (folder / "METADATA").write_text(headers or f"Name: {distribution}\nVersion: {version}\n", "utf-8")
        importlib.invalidate_caches()
        return folder

    def framework(self, framework_id: str, distribution: str, version: str = "1.0", extra: str = "") -> str:
        """Install a distribution with one framework, and return the module it is in."""
        module = self.module(framework_id.replace("-", "_"), FRAMEWORK.format(id=framework_id) + dedent(extra))
        self.metadata(distribution, f"[maturity.frameworks]\n{framework_id} = {module}:framework\n", version)
        return module

    def distributions(self) -> Iterable[Distribution]:
        return self.reader(str(self.folder))

    def problem(self, plugin_id: str, records: tuple[PluginRecord, ...]) -> str:
        (problem,) = (record.problem for record in records if record.id == plugin_id)
        return problem


NUMBERS = itertools.count()


@pytest.fixture(params=[by_the_package, by_the_standard_library])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    prefix = f"plugin_{next(NUMBERS)}_"
    monkeypatch.syspath_prepend(tmp_path)
    yield Site(tmp_path, prefix, request.param)
    for name in [name for name in sys.modules if name.startswith(prefix)]:
        del sys.modules[name]


@dataclass
class Memory:
    """A distribution without a folder: file names and texts."""

    files: dict[str, str]

    def read_text(self, filename: str, /) -> str | None:
        return self.files.get(filename)


def memory(distribution: str, entries: str, version: str = "1.0", group: str = "maturity.frameworks") -> Memory:
    headers = f"Name: {distribution}\nVersion: {version}\n"
    return Memory({"METADATA": headers, "entry_points.txt": f"[{group}]\n{entries}\n"})


def only(*distributions: Distribution) -> Distributions:
    return lambda: distributions


# Listing and loading, when all is well


def test_each_metadata_library_reads_with_its_own_classes(tmp_path: Path) -> None:
    (tmp_path / "acme-1.0.dist-info").mkdir()
    (package,), (standard,) = by_the_package(str(tmp_path)), by_the_standard_library(str(tmp_path))

    assert type(package).__module__.startswith("importlib_metadata")
    assert type(standard).__module__.startswith("importlib.metadata")


def test_importing_the_registry_reads_no_metadata() -> None:
    program = "import sys, maturity_core.plugins.registry; print('importlib_metadata' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_a_listing_is_sorted_and_imports_nothing(site: Site) -> None:
    zebra, acme = site.framework("zebra", "first"), site.framework("acme", "second", "2.1")

    found = available_frameworks(distributions=site.distributions)

    assert list(found.items()) == [
        ("acme", PluginRecord("acme", "maturity.frameworks", f"{acme}:framework", "second", "2.1")),
        ("zebra", PluginRecord("zebra", "maturity.frameworks", f"{zebra}:framework", "first", "1.0")),
    ]
    assert not {zebra, acme} & set(sys.modules)


def test_the_path_is_read_where_nothing_else_is_given(site: Site) -> None:
    site.framework("acme-on-the-path", "acme")

    assert available_frameworks()["acme-on-the-path"].distribution == "acme"
    assert load_framework("acme-on-the-path").id == "acme-on-the-path"


def test_loading_imports_one_plugin_and_runs_it_once(site: Site) -> None:
    made = "runs = []\ndef made(): runs.append(1); return framework"
    acme, zebra = site.module("acme", FRAMEWORK.format(id="acme") + made), site.framework("zebra", "second")
    site.metadata("first", f"[maturity.frameworks]\nacme = {acme}:made\n")

    framework = load_framework("acme", distributions=site.distributions)

    assert isinstance(framework, Framework)
    assert framework.id == "acme"
    assert framework is load_framework("acme", distributions=site.distributions)
    assert sys.modules[acme].runs == [1]
    assert zebra not in sys.modules


@pytest.mark.parametrize("form", ["{m}:Held.framework", "{m} : Held.framework [extra]", "{m}:made", "{m}:Held.made"])
def test_a_value_may_be_a_framework_or_a_function_and_stand_inside(site: Site, form: str) -> None:
    extra = """
        def made():
            return framework

        class Held:
            framework = framework
            made = staticmethod(made)
    """
    module = site.module("acme", FRAMEWORK.format(id="acme") + dedent(extra))
    entries = f"[console_scripts]\nx\n[ maturity.frameworks ]\n# ours\n; too\nacme={form.format(m=module)}\n"
    site.metadata("acme", entries)

    assert len(list_plugins(distributions=site.distributions)) == 1
    assert load_framework("acme", distributions=site.distributions).id == "acme"


def test_a_plugin_installed_a_moment_ago_is_found(site: Site) -> None:
    site.framework("acme", "first")
    assert list(available_frameworks(distributions=site.distributions)) == ["acme"]

    site.framework("zebra", "second")
    assert list(available_frameworks(distributions=site.distributions)) == ["acme", "zebra"]
    assert load_framework("zebra", distributions=site.distributions).id == "zebra"


def test_an_unknown_id_is_answered_with_the_nearest_and_all_others() -> None:
    distributions = only(memory("acme", "acme-support = a:b\nacme-sales = a:c"))

    with pytest.raises(PluginError) as caught:
        load_framework("acme-suport", distributions=distributions)

    assert str(caught.value) == (
        "maturity.frameworks: no such framework; got 'acme-suport'; "
        "allowed: acme-sales, acme-support; did you mean 'acme-support'?"
    )
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, MaturityError)


def test_an_unknown_id_where_nothing_is_installed() -> None:
    with pytest.raises(PluginError) as caught:
        load_framework("acme", distributions=only())

    assert str(caught.value) == (
        "maturity.frameworks: no such framework; got 'acme'; allowed: none, as none is installed"
    )


def test_scorers_are_given_as_they_are_and_are_no_frameworks(site: Site) -> None:
    module = site.module("scorers", SCORER)
    site.metadata("acme", f"[maturity.scorers]\nfixed = {module}:fixed\nwith-settings = {module}:Fixed\n")

    instance = load_scorer("fixed", distributions=site.distributions)
    given_class = load_scorer("with-settings", distributions=site.distributions)

    assert isinstance(instance, Scorer)
    assert given_class is type(instance)
    assert [record.problem for record in check_plugins(distributions=site.distributions)] == ["", ""]
    assert available_frameworks(distributions=site.distributions) == {}
    with pytest.raises(PluginError, match="no such framework; got 'fixed'"):
        load_framework("fixed", distributions=site.distributions)


def test_one_name_may_be_a_framework_and_a_scorer() -> None:
    both = memory("acme", "acme = a:b\n[maturity.scorers]\nacme = a:c")

    assert [record.problem for record in list_plugins(distributions=only(both))] == ["", ""]


# P1: what runs when a plugin is loaded

BREAKS = {
    "raises": ("1 / 0", "framework", "ZeroDivisionError: division by zero"),
    "exits": ("import sys; sys.exit('gone')", "framework", "SystemExit: gone"),
    "cannot-import": ("import no_such_module_anywhere", "framework", "ModuleNotFoundError: No module named"),
    "no-python": ("framework = = 1", "framework", "SyntaxError: invalid syntax"),
    "no-attribute": ("", "framework", "AttributeError: module"),
    "function-raises": ("def made(): return {}['x']", "made", "KeyError: 'x'"),
    "function-exits": ("def made(): raise SystemExit(3)", "made", "SystemExit: 3"),
    "function-wants": ("def made(path): pass", "made", "TypeError: made() missing 1 required positional"),
    "beyond-exceptions": ("class Odd(BaseException): pass\nraise Odd", "framework", "Odd"),
    "speechless": ("class Mute(Exception):\n  def __str__(self): 1 / 0\nraise Mute", "framework", "Mute"),
    "falsy": ("class Empty(Exception):\n  def __bool__(self): return False\nraise Empty", "framework", "Empty"),
    "calls-itself": ("def made(): return made()", "made", "RecursionError: maximum recursion depth exceeded"),
}


@pytest.mark.parametrize("plugin_id", BREAKS)
def test_P1_a_plugin_that_fails_is_told_and_the_others_work(
    site: Site, plugin_id: str, capfd: pytest.CaptureFixture[str]
) -> None:
    body, attribute, reason = BREAKS[plugin_id]
    module = site.module("broken", "print('starting')\n" + body)
    site.metadata("rusty-models", f"[maturity.frameworks]\n{plugin_id} = {module}:{attribute}\n", "0.9")
    site.framework("sound", "other")

    listed = list_plugins(distributions=site.distributions)
    checked = check_plugins(distributions=site.distributions)
    with pytest.raises(PluginError) as caught:
        load_framework(plugin_id, distributions=site.distributions)

    assert {record.problem for record in listed} == {""}
    assert site.problem(plugin_id, checked).startswith(reason)
    assert not site.problem(plugin_id, checked).endswith(":")
    assert site.problem("sound", checked) == ""
    assert str(caught.value).startswith(f"framework {plugin_id!r} of rusty-models 0.9: {reason}")
    assert caught.value.__cause__ is not None
    assert load_framework("sound", distributions=site.distributions).id == "sound"
    assert capfd.readouterr().out == ""


def test_P1_a_module_that_is_missing_is_told(site: Site) -> None:
    site.metadata("rusty", "[maturity.frameworks]\nacme = no_such_module_anywhere.inside:framework\n")

    (record,) = check_plugins(distributions=site.distributions)

    assert record.problem == "ModuleNotFoundError: No module named 'no_such_module_anywhere'"


def test_P1_a_long_reason_is_cut_and_stays_on_one_line(site: Site) -> None:
    module = site.module("broken", "raise ValueError('many words\\n' * 1000)")
    site.metadata("rusty", f"[maturity.frameworks]\nacme = {module}:framework\n")

    (record,) = check_plugins(distributions=site.distributions)

    assert record.problem.startswith("ValueError: many words many words")
    assert record.problem.endswith("[...]")
    assert len(record.problem) <= 1000


def test_P1_what_a_plugin_prints_goes_nowhere(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    loud = """
        import sys

        print("imported \\udcff")
        sys.stdout.write("written")
        sys.stdout.buffer.write(b"bytes")
        sys.stdout.flush()

        def made():
            print("made")
            sys.stdout = None
            return framework
    """
    module = site.module("loud", FRAMEWORK.format(id="loud") + dedent(loud))
    site.metadata("loud", f"[maturity.frameworks]\nloud = {module}:made\n")
    stdout = sys.stdout

    assert load_framework("loud", distributions=site.distributions).id == "loud"
    assert sys.stdout is stdout
    print("the host")  # noqa: T201 - this is what the test is about
    assert capfd.readouterr().out == "the host\n"


def test_P1_a_stream_that_a_plugin_keeps_prints_later(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    module = site.framework("keeper", "keeper", extra="import sys; kept = sys.stdout; print('now', file=kept)")
    load_framework("keeper", distributions=site.distributions)

    print("later", file=sys.modules[module].kept)

    assert capsys.readouterr().out == "later\n"


def test_P1_a_stream_that_a_plugin_kept_may_become_stdout(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = site.framework("keeper", "keeper", extra="import sys; kept = sys.stdout")
    site.framework("loud", "loud", extra="print('loud')")
    stdout = sys.stdout
    load_framework("keeper", distributions=site.distributions)
    monkeypatch.setattr(sys, "stdout", sys.modules[module].kept)

    load_framework("loud", distributions=site.distributions)

    assert sys.stdout is stdout
    print("the host", file=sys.modules[module].kept)
    assert capsys.readouterr().out == "the host\n"


def test_P1_an_interruption_passes_through(site: Site) -> None:
    module = site.module("waits", "raise KeyboardInterrupt")
    site.metadata("waits", f"[maturity.frameworks]\nwaits = {module}:framework\n")
    stdout = sys.stdout

    with pytest.raises(KeyboardInterrupt):
        load_framework("waits", distributions=site.distributions)
    with pytest.raises(KeyboardInterrupt):
        check_plugins(distributions=site.distributions)
    assert sys.stdout is stdout


def test_P1_a_plugin_may_load_another_and_its_failure_names_both(site: Site) -> None:
    site.framework("base", "base-models")
    asks = """
        from maturity_core.plugins.registry import load_framework

        print("before")
        base = load_framework("{asked}")
        print("after")
    """
    site.framework("happy", "happy-models", extra=asks.format(asked="base"))
    site.framework("sad", "sad-models", extra=asks.format(asked="no-such-base"))

    assert load_framework("happy", distributions=site.distributions).id == "happy"
    with pytest.raises(PluginError, match=r"framework 'sad' of sad-models 1\.0: PluginError: .* got 'no-such-base'"):
        load_framework("sad", distributions=site.distributions)


def test_P1_a_plugin_that_takes_stdout_and_loads_another_gives_it_back(site: Site) -> None:
    takes = """
        import io
        import sys
        from maturity_core.plugins.registry import load_framework

        sys.stdout = io.StringIO()
        base = load_framework("base")
    """
    site.framework("base", "base-models")
    site.framework("greedy", "greedy-models", extra=takes)
    stdout = sys.stdout

    assert load_framework("greedy", distributions=site.distributions).id == "greedy"
    assert sys.stdout is stdout


# P2: what stands in the metadata

NO_FORM = "does not read `id = module:name`"
NO_UTF8 = "entry_points.txt is not plain UTF-8"
NO_NAME = "its METADATA does not state both Name and Version"
MALFORMED = {
    "no equals sign": (b"[maturity.frameworks]\nacme\n", "acme", NO_FORM),
    "empty value": (b"[maturity.frameworks]\nacme =\n", "acme", NO_FORM),
    "empty name": (b"[maturity.frameworks]\n= a:b\n", "", NO_FORM),
    "no attribute": (b"[maturity.frameworks]\nacme = a.b\n", "acme", NO_FORM),
    "path for a module": (b"[maturity.frameworks]\nacme = ../a:b\n", "acme", NO_FORM),
    "number for a module": (b"[maturity.frameworks]\nacme = 1a:b\n", "acme", NO_FORM),
    "text behind the value": (b"[maturity.frameworks]\nacme = a:b c\n", "acme", NO_FORM),
    "damaged value": (b"[maturity.frameworks]\nacme = a:b\xff\n", "acme", NO_UTF8),
    "damaged elsewhere": (b"[x]\n\xe9 = y\n[maturity.frameworks]\nacme = a:b\n", "acme", NO_UTF8),
    "byte order mark": (b"\xef\xbb\xbf[maturity.frameworks]\nacme = a:b\n", "acme", NO_UTF8),
    "UTF-16": ("[maturity.frameworks]\nacme = a:b\n".encode("utf-16"), "acme", NO_UTF8),
    "UTF-16 without a mark": ("[maturity.frameworks]\nacme = a:b\n".encode("utf-16-be"), "acme", NO_UTF8),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_P2_a_malformed_file_is_told_and_the_others_work(site: Site, case: str) -> None:
    content, plugin_id, problem = MALFORMED[case]
    site.metadata("rusty", content)
    site.framework("sound", "other")

    records = list_plugins(distributions=site.distributions)

    assert problem in site.problem(plugin_id, records)
    assert {record.distribution for record in records if record.problem} == {"rusty"}
    assert list(available_frameworks(distributions=site.distributions)) == ["sound"]
    assert check_plugins(distributions=site.distributions) == records
    with pytest.raises(PluginError) as caught:
        load_framework(plugin_id, distributions=site.distributions)
    assert str(caught.value).startswith(f"framework {plugin_id!r} of rusty 1.0: ")
    assert problem in str(caught.value)


def test_P2_two_faults_are_both_told(site: Site) -> None:
    site.metadata("rusty", b"\xef\xbb\xbf[maturity.frameworks]\nacme\n", headers="")

    (record,) = list_plugins(distributions=site.distributions)

    assert [part in record.problem for part in (NO_FORM, NO_UTF8, NO_NAME)] == [True, True, True]


@pytest.mark.parametrize(
    ("headers", "distribution", "version"),
    [
        ("", "rusty-1.0.dist-info", ""),
        ("Metadata-Version: 2.1\nVersion: 3\n", "rusty-1.0.dist-info", "3"),
        ("Metadata-Version: 2.1\nName: rusty-models\n", "rusty-models", ""),
    ],
)
def test_P2_metadata_without_name_or_version_is_told(site: Site, headers: str, distribution: str, version: str) -> None:
    site.metadata("rusty", "[maturity.frameworks]\nacme = a:b\n", headers=headers)
    site.framework("sound", "other")

    broken, sound = list_plugins(distributions=site.distributions)

    assert broken == PluginRecord("acme", "maturity.frameworks", "a:b", distribution, version, NO_NAME)
    assert (sound.id, sound.problem) == ("sound", "")


def test_P2_the_name_is_read_from_metadata_that_are_damaged_elsewhere(site: Site) -> None:
    folder = site.metadata("acme", "[maturity.frameworks]\nacme = a:b\n")
    (folder / "METADATA").write_bytes(b"Name: acme\nVersion: 1.0\nAuthor: Andr\xe9\n")

    (record,) = list_plugins(distributions=site.distributions)

    assert (record.distribution, record.problem) == ("acme", "")


def test_P2_an_old_metadata_folder_is_read_too(site: Site) -> None:
    folder = site.folder / "acme.egg-info"
    folder.mkdir()
    (folder / "PKG-INFO").write_text("Name: acme\nVersion: 0.1\n", "utf-8")
    (folder / "entry_points.txt").write_text("[maturity.frameworks]\nacme = a:b\n", "utf-8")

    (record,) = list_plugins(distributions=site.distributions)

    assert (record.distribution, record.version, record.problem) == ("acme", "0.1", "")


def test_P2_what_is_wrong_in_groups_of_others_is_not_our_business(site: Site) -> None:
    site.metadata("others", b"[console_scripts]\nno equals sign\n\xff = a:b\n", headers="")

    assert list_plugins(distributions=site.distributions) == ()


def test_P2_metadata_that_cannot_be_read_at_all_are_told() -> None:
    class Locked:
        def read_text(self, filename: str, /) -> str | None:
            raise OSError(filename)

        def __str__(self) -> str:
            return "the locked one"

    locked, sound = list_plugins(distributions=only(Locked(), memory("acme", "acme = a:b")))

    assert (locked.id, locked.distribution) == ("", "the locked one")
    assert locked.problem == "its metadata cannot be read: OSError: entry_points.txt"
    assert str(locked) == "plugin '' of the locked one"
    assert (sound.id, sound.problem) == ("acme", "")


def test_P2_an_entry_that_cannot_be_read_claims_nothing() -> None:
    sound, broken = memory("acme", "acme = a:b"), memory("rusty", "acme =")

    assert available_frameworks(distributions=only(broken, sound))["acme"].distribution == "acme"
    assert {record.problem == "" for record in list_plugins(distributions=only(sound, broken))} == {True, False}


# P3: who a name belongs to


@pytest.mark.parametrize("in_reverse", [False, True])
def test_P3_an_id_claimed_twice_belongs_to_nobody(*, in_reverse: bool) -> None:
    claims = [memory("acme", "model = a:b", "1.0"), memory("zebra", "model = z:b", "2.5"), memory("x", "other = x:b")]
    distributions = only(*(reversed(claims) if in_reverse else claims))
    names = "claimed more than once: 'model' by acme 1.0 (a:b), 'model' by zebra 2.5 (z:b); uninstall all but one"

    records = list_plugins(distributions=distributions)
    with pytest.raises(PluginError) as caught:
        load_framework("model", distributions=distributions)

    assert [(record.id, record.distribution, record.problem) for record in records] == [
        ("model", "acme", names),
        ("model", "zebra", names),
        ("other", "x", ""),
    ]
    assert str(caught.value).splitlines() == [
        f"framework 'model' of acme 1.0: {names}",
        f"framework 'model' of zebra 2.5: {names}",
    ]
    assert list(available_frameworks(distributions=distributions)) == ["other"]


@pytest.mark.parametrize("other", ["Acme-Fit", "ACME-FIT", "acme-ﬁt", "\uff41\uff43\uff4d\uff45-fit"])
def test_P3_ids_that_differ_by_case_or_form_are_a_clash(other: str) -> None:
    distributions = only(memory("acme", "acme-fit = a:b"), memory("rival", f"{other} = r:b", "3"))

    for record in list_plugins(distributions=distributions):
        assert "'acme-fit' by acme 1.0 (a:b)" in record.problem
        assert f"{other!r} by rival 3 (r:b)" in record.problem
        assert ("lower-case ASCII" in record.problem) == (record.id == other)
        with pytest.raises(PluginError, match=rf"^framework '{record.id}' of {record.distribution} "):
            load_framework(record.id, distributions=distributions)


def test_P3_scorers_clash_too() -> None:
    distributions = only(*(memory(name, f"fixed = {name}:b", group="maturity.scorers") for name in ("acme", "zebra")))

    with pytest.raises(PluginError, match=r"scorer 'fixed' of acme 1\.0: claimed more than once: .*zebra 1\.0"):
        load_scorer("fixed", distributions=distributions)


def test_P3_two_values_in_one_distribution_are_a_clash_and_a_repeated_line_is_none() -> None:
    twice, repeated = memory("acme", "model = a:b\nmodel = a:c"), memory("acme", "model = a:b\nmodel = a:b")

    assert [record.problem.count("acme 1.0") for record in list_plugins(distributions=only(twice))] == [2, 2]
    assert [record.problem for record in list_plugins(distributions=only(repeated))] == [""]


def test_P3_two_versions_of_one_distribution_are_a_clash() -> None:
    distributions = only(memory("acme", "model = a:b", "1.0"), memory("acme", "model = a:b", "1.1"))

    with pytest.raises(PluginError, match=r"'model' by acme 1\.0 \(a:b\), 'model' by acme 1\.1 \(a:b\)"):
        load_framework("model", distributions=distributions)


@pytest.mark.parametrize("name", ["acme-models", "acme_models", "Acme.Models", "ACME--models"])
def test_P3_a_distribution_found_twice_counts_once_the_first(name: str) -> None:
    distributions = only(memory("acme-models", "model = first:b"), memory(name, "model = second:b"))

    (record,) = list_plugins(distributions=distributions)

    assert (record.value, record.problem) == ("first:b", "")


def test_P3_a_distribution_in_two_folders_of_the_path_counts_once(site: Site, tmp_path: Path) -> None:
    site.framework("acme", "acme")
    (tmp_path / "checkout" / "acme.egg-info").mkdir(parents=True)
    for source, target in {"METADATA": "PKG-INFO", "entry_points.txt": "entry_points.txt"}.items():
        text = (tmp_path / "acme-1.0.dist-info" / source).read_text("utf-8")
        (tmp_path / "checkout" / "acme.egg-info" / target).write_text(text, "utf-8")

    def both() -> Iterable[Distribution]:
        return [*site.distributions(), *site.reader(str(tmp_path / "checkout"))]

    assert len(list(both())) == 2
    assert load_framework("acme", distributions=both).id == "acme"


def is_id(text: str) -> bool:
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return False
    return True


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1) | st.from_regex(
    r"[a-zA-Z0-9ﬁ-]{1,82}", fullmatch=True
)


@given(NAMES)
@example("a" * 80)
@example("a" * 81)
def test_P3_exactly_the_ids_of_definition_files_are_ids_of_plugins(name: str) -> None:
    available = available_frameworks(
        distributions=only(memory("acme", f"{name} = a:b"), memory("sound", "sound = s:b"))
    )

    assert (name in available) == (is_id(name) and name != "sound")
    assert ("sound" in available) == (unicodedata.normalize("NFKC", name).strip().casefold() != "sound")


SPELLINGS = st.sampled_from(
    ["fit", "Fit", "FIT", "ﬁt", "\uff46it", "fi-t", "fit2", "fit²", "ﬅ", "\u017ft", "st", "ß", "ss", "f\u0131t"]
)


@given(st.lists(st.tuples(SPELLINGS, st.sampled_from(["a", "b", "c"])), min_size=1, max_size=6, unique=True))
def test_P3_a_name_is_free_exactly_where_nobody_else_has_one_that_reads_alike(claims: list[tuple[str, str]]) -> None:
    entries: dict[str, list[str]] = {}
    for name, owner in claims:
        entries.setdefault(owner, []).append(f"{name} = {owner}:{owner}")
    distributions = [memory(owner, "\n".join(lines)) for owner, lines in entries.items()]
    alike = [unicodedata.normalize("NFKC", name).casefold() for name, _ in claims]

    records = list_plugins(distributions=only(*distributions))

    assert {(record.id, record.distribution): "more than once" in record.problem for record in records} == {
        claim: alike.count(form) > 1 for claim, form in zip(claims, alike, strict=True)
    }
    assert records == list_plugins(distributions=only(*reversed(distributions)))


@given(st.text(), st.text())
def test_P3_no_text_of_a_file_stops_the_listing(entry_points: str, headers: str) -> None:
    odd = Memory({"entry_points.txt": f"[maturity.frameworks]\n{entry_points}", "METADATA": headers})

    records = list_plugins(distributions=only(odd, memory("sound", "sound-and-safe = s:b")))

    assert [record.problem for record in records if record.distribution == "sound"] == [""]


# P4: what a plugin gives, and which rules it is made for

WRONG_TYPES = {
    "[]": "TypeError: gives an object of the type list, not a Framework",
    "None": "TypeError: gives an object of the type NoneType, not a Framework",
    "'a path'": "TypeError: gives an object of the type str, not a Framework",
    "lambda: {}": "TypeError: gives an object of the type dict, not a Framework",
    "lambda: lambda: framework": "TypeError: gives an object of the type function, not a Framework",
    "Framework": "FrameworkError: ",
}


@pytest.mark.parametrize("given_object", WRONG_TYPES)
def test_P4_the_wrong_type_is_told(site: Site, given_object: str) -> None:
    module = site.framework("acme", "acme-models", "1.2", extra=f"wrong = {given_object}")
    site.metadata("wrong-models", f"[maturity.frameworks]\nwrong = {module}:wrong\n", "0.3")

    checked = check_plugins(distributions=site.distributions)

    assert site.problem("wrong", checked).startswith(WRONG_TYPES[given_object])
    assert site.problem("acme", checked) == ""
    with pytest.raises(PluginError, match=r"^framework 'wrong' of wrong-models 0\.3: "):
        load_framework("wrong", distributions=site.distributions)


def test_P4_an_entry_point_named_other_than_its_framework_is_told(site: Site) -> None:
    module = site.module("acme", FRAMEWORK.format(id="acme"))
    site.metadata("acme-models", f"[maturity.frameworks]\nacme-support = {module}:framework\n")

    with pytest.raises(PluginError) as caught:
        load_framework("acme-support", distributions=site.distributions)

    assert str(caught.value) == (
        "framework 'acme-support' of acme-models 1.0: "
        "ValueError: gives the framework 'acme': the entry point has to be named after the framework"
    )


@pytest.mark.parametrize("where", ["maturity_api", "made.maturity_api"])
@pytest.mark.parametrize(
    ("stated", "remedy"),
    [(PLUGIN_API + 1, "upgrade maturity-core"), (PLUGIN_API - 1, "upgrade acme"), ("'next'", "upgrade acme")],
)
def test_P4_a_plugin_for_other_rules_is_told_before_it_runs(
    site: Site, where: str, stated: object, remedy: str
) -> None:
    module = site.module("acme", f"def made(): raise NotImplementedError\n{where} = {stated}")
    site.metadata("acme", f"[maturity.frameworks]\nacme = {module}:made\n")

    with pytest.raises(PluginError) as caught:
        load_framework("acme", distributions=site.distributions)

    assert str(caught.value) == (
        f"framework 'acme' of acme 1.0: RuntimeError: made for plugin API {stated}; "
        f"this maturity-core has {PLUGIN_API}: {remedy}"
    )


def test_P4_a_module_for_later_rules_is_told_even_where_the_name_is_missing(site: Site) -> None:
    module = site.module("acme", f"maturity_api = {PLUGIN_API + 1}")
    site.metadata("acme", f"[maturity.frameworks]\nacme = {module}:framework\n")

    (record,) = check_plugins(distributions=site.distributions)

    assert record.problem.startswith(f"RuntimeError: made for plugin API {PLUGIN_API + 1}; ")


def test_P4_a_plugin_may_state_the_rules_of_today(site: Site) -> None:
    site.framework("acme", "acme", extra=f"maturity_api = {PLUGIN_API}")

    assert load_framework("acme", distributions=site.distributions).id == "acme"


@pytest.mark.parametrize("wrong", ["Unfinished", "dict", "Standings"])
def test_P4_what_is_no_scorer_or_not_finished_is_told(site: Site, wrong: str) -> None:
    module = site.module("scorers", SCORER + "dict = dict()\n")
    site.metadata("acme", f"[maturity.scorers]\nfixed = {module}:{wrong}\n", "4")

    with pytest.raises(PluginError, match=r"^scorer 'fixed' of acme 4: TypeError: gives .*, not a Scorer") as caught:
        load_scorer("fixed", distributions=site.distributions)

    assert [record.problem for record in check_plugins(distributions=site.distributions)] == [
        problem.what for problem in caught.value.problems
    ]


# T1: many threads at once

THREADS = 32


@pytest.mark.parametrize("form", ["framework", "made"])
def test_T1_threads_that_discover_and_load_at_once_get_the_same_objects(
    site: Site, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = "import time\nprint('loud')\ndef made(): time.sleep(0.05); return framework.model_copy()\n"
    module = site.module("acme", FRAMEWORK.format(id="acme") + made)
    site.metadata("acme", f"[maturity.frameworks]\nacme = {module}:{form}\n")
    broken = site.module("broken", "print('loud')\n1 / 0")
    site.metadata("rusty", f"[maturity.frameworks]\nbroken = {broken}:framework\n")
    barrier, stdout = threading.Barrier(THREADS), sys.stdout

    def work(_: int) -> tuple[Framework, tuple[PluginRecord, ...]]:
        barrier.wait()
        return load_framework("acme", distributions=site.distributions), check_plugins(distributions=site.distributions)

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(work, range(THREADS)))

    frameworks, checks = zip(*results, strict=True)
    assert len({id(framework) for framework in frameworks}) == 1
    assert set(checks) == {checks[0]}
    assert [record.problem for record in checks[0]] == ["", "ZeroDivisionError: division by zero"]
    assert load_framework("acme", distributions=site.distributions) is frameworks[0]
    assert sys.stdout is stdout
    assert capsys.readouterr().out == ""


def test_T1_while_one_thread_loads_the_others_print_and_load(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    waits = """
        import threading

        started, go_on = threading.Event(), threading.Event()

        def made():
            print("inside")
            started.set()
            assert go_on.wait(60)
            print("still inside")
            return framework
    """
    slow = site.module("slow", FRAMEWORK.format(id="slow") + dedent(waits))
    site.metadata("slow", f"[maturity.frameworks]\nslow = {slow}:made\n")
    site.framework("quick", "quick", extra="print('also inside')")
    gates, stdout = importlib.import_module(slow), sys.stdout

    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(load_framework, "slow", distributions=site.distributions)
        assert gates.started.wait(60)
        print("the host")  # noqa: T201 - this is what the test is about
        quick = load_framework("quick", distributions=site.distributions)
        gates.go_on.set()
        assert loading.result().id == "slow"

    assert quick.id == "quick"
    assert sys.stdout is stdout
    assert capsys.readouterr().out == "the host\n"
