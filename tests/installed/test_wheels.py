"""End to end: the library and a stranger's plugin as wheels, in an environment with nothing else of ours."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from environments import Environment, handmade, new_environment

from maturity_core.testing import laws

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = [
    "esg-customer-success",
    "johnny-grow-customer-service",
    "service-maturity-check",
    "tsia-customer-success",
]


def test_the_wheel_of_the_library_holds_translations(library: Path) -> None:
    with ZipFile(library) as archive:
        assert "maturity_frameworks/service_maturity_check/framework.de.toml" in archive.namelist()


def test_the_wheel_of_a_plugin_holds_its_package_and_names_it(plugin: Path) -> None:
    with ZipFile(plugin) as archive:
        names = set(archive.namelist())
        entries = archive.read("acme_support-0.1.0.dist-info/entry_points.txt").decode()

    package = {"__init__.py", "examples.toml", "framework.toml", "py.typed"}
    assert {name for name in names if ".dist-info/" not in name} == {f"acme_support/{name}" for name in package}
    assert entries.split("\n")[:2] == ["[maturity.frameworks]", "acme-support = acme_support:framework"]


def test_library_and_plugin_are_the_installed_ones(stranger: Environment) -> None:
    program = "import acme_support, maturity_app, maturity_core; print(acme_support, maturity_app, maturity_core)"

    done = stranger.run("python", "-c", program)

    assert done.stdout.count(str(stranger.folder)) == 3, done.stderr


def test_a_plugin_stands_in_the_list_beside_the_shipped_models(stranger: Environment) -> None:
    done = stranger.run("maturity", "list")

    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["acme-support", *SHIPPED]


def test_a_plugin_assesses(stranger: Environment, project: Path, tmp_path: Path) -> None:
    text = (project / "src" / "acme_support" / "examples.toml").read_text("utf-8")
    example = next(entry for entry in tomllib.loads(text)["examples"] if entry["id"] == "just-agreed")
    (tmp_path / "answers.json").write_text(json.dumps({"answers": example["answers"]}), "utf-8")

    done = stranger.run("maturity", "assess", "acme-support", tmp_path / "answers.json", "--json")

    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "does not say which framework" in done.stderr
    result = json.loads(done.stdout)["assessment"]
    assert result["framework"]["id"] == "acme-support"
    assert result["level"] == "agreed"


def test_the_doctor_finds_nothing_broken(stranger: Environment) -> None:
    done = stranger.run("maturity", "doctor")

    assert (done.returncode, done.stderr) == (0, "")
    assert "acme-support                  edition 0.1  acme-support 0.1.0\n" in done.stdout
    assert done.stdout.endswith("Broken\n------\nnothing\n")


def test_a_plugin_keeps_every_law(stranger: Environment) -> None:
    done = stranger.run("maturity", "check", "acme-support", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    told = {record["law"]: record["status"] for record in json.loads(done.stdout)["laws"]}
    assert list(told) == [law.id for law in laws()]
    assert set(told.values()) <= {"passed", "proved", "not applicable"}
    assert told["monotone"] == told["every-level-reachable"] == "proved"
    assert told["closing-gaps-reaches-target"] == "passed"


def test_a_plugin_gives_the_linter_nothing_to_say(stranger: Environment) -> None:
    done = stranger.run("maturity", "lint", "acme-support")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Acme support, edition 0.1 (acme-support): 0 errors, 0 warnings and 0 notes.\n"


def test_the_examples_of_a_plugin_pass_against_its_wheel(stranger: Environment, project: Path) -> None:
    examples = tomllib.loads((project / "src" / "acme_support" / "examples.toml").read_text("utf-8"))["examples"]

    done = stranger.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_examples.py", cwd=project)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"{len(examples) + 1} passed in ")


# In addition, plugins that are each broken in their own way


@dataclass(frozen=True)
class Broken:
    """A distribution with one broken plugin, and what has to be reported about it.

    pip does not install metadata that it cannot read: `damaged` replaces the entry afterwards.
    """

    entry: str
    reason: str
    module: str = ""
    damaged: str = ""


BROKEN = {
    "p1-no-module": Broken("p1-no-module = nowhere_at_all:framework", "ModuleNotFoundError"),
    "p1-no-attribute": Broken("p1-no-attribute = {module}:framework", "AttributeError"),
    "p1-raises": Broken("p1-raises = {module}:framework", "ZeroDivisionError", "print('noise')\n1 / 0"),
    "p1-leaves": Broken("p1-leaves = {module}:framework", "SystemExit", "import sys\nsys.exit(3)"),
    "p2-no-value": Broken("p2-no-value = {module}:framework", "must read `id = mod", damaged="p2-no-value ="),
    "p2-no-equals-sign": Broken(
        "p2-no-equals-sign = {module}:framework", "must read `id = module:name`", damaged="p2-no-equals-sign"
    ),
    "p3-first-claim": Broken("p3-claimed = {module}:framework", "claimed more than once"),
    "p3-second-claim": Broken("p3-claimed = {module}:framework", "claimed more than once"),
    "p4-wrong-type": Broken("p4-wrong-type = {module}:framework", "type int, not a Framework", "framework = 4"),
    "p4-newer": Broken("p4-newer = {module}:framework", "made for plugin API 2", "maturity_api = 2\nframework = 4"),
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, library: Path, plugin: Path, lent: Path) -> Environment:
    """Return an environment with the broken ones installed next to the good one."""
    folder = tmp_path_factory.mktemp("crowded")
    wheels = []
    for name, broken in BROKEN.items():
        module = name.replace("-", "_")
        wheels.append(handmade(name, broken.entry.format(module=module), {module: broken.module}, folder))
    environment = new_environment(folder / "environment", [library, plugin, *wheels], lent)
    for name, broken in BROKEN.items():
        if broken.damaged:
            (metadata,) = environment.folder.rglob(f"{name.replace('-', '_')}-1.0.dist-info/entry_points.txt")
            metadata.write_text(f"[maturity.frameworks]\n{broken.damaged}\n", "utf-8")
    return environment


def test_P1_to_P4_the_list_holds_the_others_and_names_what_is_broken(crowded: Environment) -> None:
    done = crowded.run("maturity", "list")

    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["acme-support", *SHIPPED]
    assert all(broken.entry.split()[0] in done.stderr for broken in BROKEN.values())
    assert done.stderr.endswith("to see why, run `maturity doctor`\n")


def test_P1_to_P4_the_doctor_tells_each_with_its_reason(crowded: Environment) -> None:
    done = crowded.run("maturity", "doctor")

    assert (done.returncode, done.stderr) == (1, "")
    assert "noise" not in done.stdout
    told = " ".join(done.stdout.partition("\nBroken\n")[2].split())
    for name, broken in BROKEN.items():
        plugin_id = broken.entry.split()[0]
        record = told.partition(f"framework '{plugin_id}' of {name} 1.0:")[2].partition(" framework 'p")[0]
        assert broken.reason in record, name


def test_P1_to_P4_the_good_plugin_works_beside_them(crowded: Environment) -> None:
    shown, broken = crowded.run("maturity", "show", "acme-support"), crowded.run("maturity", "show", "p1-raises")

    assert (shown.returncode, shown.stderr) == (0, "")
    assert (broken.returncode, broken.stdout) == (2, "")
    assert broken.stderr == "framework 'p1-raises' of p1-raises 1.0: ZeroDivisionError: division by zero\n"


SABOTEUR = """
import hypothesis.strategies

def refuse(*_):
    raise RuntimeError("sabotaged")

hypothesis.strategies.register_type_strategy = refuse
"""


def test_P5_a_hook_of_ours_that_fails_is_a_warning_and_hypothesis_works(stranger: Environment, tmp_path: Path) -> None:
    """The saboteur is imported from its wheel, as one file on the path."""
    saboteur = handmade("saboteur", "[hypothesis]\nsaboteur = saboteur", {"saboteur": SABOTEUR}, tmp_path)
    program = "import hypothesis, maturity_core.model.framework; print(hypothesis.__name__)"

    done = stranger.run("python", "-W", "always", "-c", program, PYTHONPATH=str(saboteur))

    assert (done.returncode, done.stdout) == (0, "hypothesis\n")
    assert "maturity-core: Hypothesis cannot draw frameworks by type: RuntimeError: sabotaged" in done.stderr
