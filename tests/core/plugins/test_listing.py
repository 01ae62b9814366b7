"""Plugins listed and loaded: when all is well, from several threads, and by name."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from maturity_core.errors import MaturityError, PluginError
from maturity_core.model.framework import Framework
from maturity_core.model.scorer import Scorer
from maturity_core.plugins.registry import (
    PluginRecord,
    available_frameworks,
    check_plugins,
    list_plugins,
    load_framework,
    load_scorer,
)

if TYPE_CHECKING:
    from pathlib import Path

from sites import FRAMEWORK, SCORER, Site, by_the_package, by_the_standard_library, memory, only


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
        "maturity.frameworks: no such framework; got 'acme'; allowed: none, because none is installed"
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
