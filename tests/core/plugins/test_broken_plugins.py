"""P1 and P2: plugins that raise, exit, print or are malformed become records with the reason."""

from __future__ import annotations

import sys
from textwrap import dedent

import pytest
from sites import FRAMEWORK, Site, memory, only

from maturity_core.errors import PluginError
from maturity_core.plugins.registry import (
    PluginRecord,
    available_frameworks,
    check_plugins,
    list_plugins,
    load_framework,
)

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


NO_FORM = "must read `id = module:name`"


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
