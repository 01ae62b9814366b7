"""The project itself: imports, public names, lengths, types, version."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from house import ROOT, TEXTS, readme_commands, shown

import maturity_core

SRC = ROOT / "src"
MODULES = sorted(SRC.rglob("*.py"))
WRITTEN = sorted(path for path in SRC.rglob("*") if path.suffix in {".py", ".js", ".css", ".html"})
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FILE_LINES, FUNCTION_LINES, TEST_LINES = 300, 40, 400
CORE = {"numpy", "pydantic", "importlib_metadata", "maturity_core"}
MAY_IMPORT = {
    "maturity_core/testing": CORE | {"hypothesis"},
    "maturity_core": CORE,
    "maturity_frameworks": {"maturity_core", "maturity_frameworks"},
    "maturity_app/streaming": {"maturity_core", "maturity_app", "numpy"},
    "maturity_app": {"maturity_core", "maturity_frameworks", "maturity_app", "click"},
}

# Every name others may rely on. To add or remove one, change this list and add a line to CHANGELOG.md.
PUBLIC = {
    # answers
    "DONT_KNOW",
    "NOT_APPLICABLE",
    "UNANSWERED",
    "AnswersLike",
    "SheetFacts",
    "SheetsLike",
    "answers_model",
    "answers_schema",
    # frameworks
    "Capability",
    "Carried",
    "CarriedLike",
    "Dimension",
    "Framework",
    "Level",
    "Option",
    "Question",
    "Requirement",
    "Scale",
    # scorers
    "Coverage",
    "CutPoints",
    "Requirements",
    "Staged",
    "WeakestLink",
    "FactsLike",
    "Finding",
    "extension_schema",
    "framework_schema",
    "lint_framework",
    "packaged_framework",
    "parse_framework",
    "portable",
    "portable_schema",
    "read_framework",
    "with_examples",
    "with_translation",
    *("Proof", "prove"),
    # results of one organisation
    "Alternatives",
    "Assessment",
    "Explanation",
    "Gaps",
    "LeastChange",
    "Plan",
    "Result",
    "Roadmap",
    "Sensitivity",
    "ShortPath",
    "ShortResult",
    "TargetLike",
    "WhatIf",
    "result_schema",
    "Status",
    "Step",
    # results of many
    "NO_GAP",
    "NO_LEVEL",
    "NO_STEP",
    "AssessmentBatch",
    "BatchGaps",
    "BatchPlans",
    "RecordBatchScorer",
    "carry",
    *("Archetypes", "PeerComparison", "PeerGroup", "PublishedPeers", "find_archetypes", "publish_peers"),
    "publish_segments",
    "compare_views",
    # several sheets of one organisation
    *("Forecast", "History", "Outcomes", "Progress", "RaterPanel", "RollUp"),
    *("compare_dates", "compare_outcomes", "compare_raters", "forecast", "roll_up"),
    *("Imported", "import_framework", "sql_query"),
    # plugins
    "PluginRecord",
    "Scorer",
    "Standings",
    "available_frameworks",
    "check_plugins",
    "list_plugins",
    "load_framework",
    # errors
    "AnswersError",
    "FrameworkError",
    "MaturityError",
    "MissingExtraError",
    "NotFoundError",
    "ArgumentError",
    "PluginError",
    "Problem",
    "TargetError",
}
READ = {path: path.read_text("utf-8", errors="replace") for path in TEXTS}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(READ[path])


def allowed_imports(path: Path) -> set[str]:
    inside = path.relative_to(SRC).as_posix()
    return next(names for folder, names in MAY_IMPORT.items() if inside.startswith(folder + "/"))


def imported(tree: ast.AST) -> set[str]:
    """Return the first part of every absolute import below `tree`."""
    nodes = list(ast.walk(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    of_names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    return {name.partition(".")[0] for name in plain | of_names}


def imported_late(tree: ast.AST) -> set[str]:
    """Return what is imported inside functions, so only when they are called."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {name for function in functions for name in imported(function)}


def imported_for_types(tree: ast.AST) -> set[str]:
    """Return what is imported only under `if TYPE_CHECKING:`."""
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    return {name for block in blocks for statement in block.body for name in imported(statement)}


def test_there_is_something_to_look_at() -> None:
    folders = {path.relative_to(SRC).parts[0] for path in MODULES}

    assert folders == {"maturity_core", "maturity_frameworks", "maturity_app"}
    assert {"README.md", "pyproject.toml", ".ci/run", "docs/format.md"} <= {shown(path) for path in TEXTS}


def foreign(path: Path) -> set[str]:
    """Return what a module imports and must not; those for tests may import pytest, but not as they are imported."""
    late = {"pytest"} if "maturity_core/testing" in shown(path) else set()
    late &= imported_late(tree_of(path)) | imported_for_types(tree_of(path))
    return imported(tree_of(path)) - set(sys.stdlib_module_names) - allowed_imports(path) - late


def test_imports_go_from_app_to_frameworks_to_core() -> None:
    assert {shown(path): names for path in MODULES if (names := foreign(path))} == {}


def test_testing_imports_pytest_only_inside_functions() -> None:
    rooms = [path for path in MODULES if "maturity_core/testing" in shown(path)]
    at_top = [
        (shown(path), name)
        for path in rooms
        for node in tree_of(path).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported(node)
    ]

    assert [place for place, name in at_top if name == "pytest"] == []
    assert at_top != []


def test_public_names_are_those_that_were_agreed() -> None:
    assert set(maturity_core.__all__) == PUBLIC
    assert len(maturity_core.__all__) == len(PUBLIC)
    assert all(hasattr(maturity_core, name) for name in PUBLIC)


def loaded_by(program: str) -> set[str]:
    """Return the modules that a program has loaded when it ends, in a process of its own."""
    program = f"{program}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


TABLES = {"narwhals", "pandas", "polars", "pyarrow"}
EXTRAS = TABLES | {"click", "highspy", "hypothesis", "matplotlib", "pytest", "sqlglot"}
PLUGINS = {"importlib_metadata", "maturity_frameworks", "maturity_app"}


def test_importing_the_core_loads_nothing_else() -> None:
    loaded = loaded_by("import maturity_core")

    assert not loaded & (CORE - {"maturity_core"} | EXTRAS | PLUGINS)


def test_no_public_name_scans_plugins_or_needs_an_extra() -> None:
    assert not loaded_by("from maturity_core import *") & (EXTRAS | PLUGINS)


NEEDED = {"results", "results.numbers", "readers"} | {
    f"readers.{name}" for name in ("records", "ladder_facts", "scored", "outline")
}
ASSESSED = "from maturity_core import load_framework; load_framework('service-maturity-check').assess({})"
LATER = ("definition.extends", "exchange", "lint", "people", "pictures", "readers", "results", "telling", "testing")


def test_a_level_loads_no_reader_and_nothing_that_shows_one() -> None:
    """Building the models of results takes as long as reading a framework: who only asks for a level does not wait."""
    loaded = {name.removeprefix("maturity_core.") for name in loaded_by(f"{ASSESSED}.level")}

    assert "scoring.engine" in loaded
    assert {name for name in loaded if name.startswith(LATER)} <= NEEDED


@pytest.mark.parametrize("asked", ["page()", "result()", "model_dump_json()"])
def test_one_sheet_needs_no_arrays(asked: str) -> None:
    assert "numpy" not in loaded_by(f"{ASSESSED}.{asked}")


def test_every_public_name_can_be_the_first_one_asked_for() -> None:
    """One name of each module: those of one module come with it."""
    one_of_each = {module: name for name, module in maturity_core._HOME.items()}.values()
    program = f"""
import importlib, sys
for name in {sorted(one_of_each)}:
    for module in [each for each in sys.modules if each.partition(".")[0] == "maturity_core"]:
        del sys.modules[module]
    getattr(importlib.import_module("maturity_core"), name)
"""

    assert "maturity_core" in loaded_by(program)


def test_public_names_are_found_where_type_checkers_find_them() -> None:
    tree = ast.parse((SRC / "maturity_core" / "__init__.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    checked = {alias.name: node.module for node in imports for alias in node.names if alias.name in PUBLIC}

    assert checked == {name: f"maturity_core.{module}" for name, module in maturity_core._HOME.items()}
    assert dir(maturity_core) == sorted(PUBLIC)


def test_no_public_name_is_that_of_a_module() -> None:
    """Otherwise, importing the module would replace the public name."""
    assert not PUBLIC & {path.stem for path in (SRC / "maturity_core").iterdir()}


def test_types_are_checked_wherever_there_is_python() -> None:
    """Only third-party libraries are excused."""
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    written = {shown(path).partition("/")[0] for path in TEXTS if path.suffix == ".py"}
    own = {path.stem for path in TEXTS if path.suffix == ".py"} | written
    excused = {name.partition(".")[0] for part in mypy["overrides"] for name in part["module"]}

    assert set(mypy["files"]) == written
    assert excused & own == set()
    assert "exclude" not in mypy


def test_there_is_no_other_public_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Maturity'"):
        getattr(maturity_core, "Maturity")  # noqa: B009 - no checker of types knows it


@pytest.mark.parametrize(
    ("paths", "most"), [(WRITTEN, FILE_LINES), (TESTS, TEST_LINES)], ids=["what is installed", "tests"]
)
def test_files_are_short(paths: list[Path], most: int) -> None:
    lengths = {shown(path): len(READ[path].splitlines()) for path in paths}

    assert {name: length for name, length in lengths.items() if length > most} == {}


def test_functions_are_short() -> None:
    """Docstrings do not count: an example may be as long as it needs to be."""
    functions = [
        (shown(path), node.name, lines_of_code(node))
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [function for function in functions if function[2] > FUNCTION_LINES] == []


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        length -= (first.end_lineno or 0) - first.lineno + 1
    return length


def test_nothing_runs_text_as_code() -> None:
    named = {
        (shown(path), node.func.id)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    reading = {(shown(path), name) for path in MODULES for name in imported(tree_of(path))}

    assert [call for call in named if call[1] in {"eval", "exec", "compile", "__import__"}] == []
    unsafe = {"pickle", "marshal", "shelve", "joblib", "dill", "cloudpickle"}
    assert [place for place in reading if place[1] in unsafe] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    folder = re.compile(r"(?<![\w.])/(home|root|Users|work|tmp)/\w|[A-Z]:\\\\?Users")

    assert {shown(path): found[0] for path, text in READ.items() if (found := folder.search(text))} == {}


def test_the_packages_say_that_they_are_typed() -> None:
    assert (SRC / "maturity_core" / "py.typed").is_file()
    assert (SRC / "maturity_app" / "py.typed").is_file()


def test_the_version_stands_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert not [shown(path) for path in MODULES if f'"{version}"' in path.read_text("utf-8")]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_folder_of_a_model_is_registered_and_complete() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    registered = {value.partition(":")[0].partition(".")[2] for value in groups["maturity.frameworks"].values()}
    folders = {path.parent for path in (SRC / "maturity_frameworks").glob("*/framework.toml")}

    assert {folder.name for folder in folders} == registered
    files = {"__init__.py", "framework.toml", "examples.toml", "SOURCE.md"}
    assert all(files <= {path.name for path in folder.iterdir()} for folder in folders)


def test_T3_ci_runs_as_a_stranger_would_from_a_seed_that_it_prints() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")

    assert not re.search(r"\bCI=", script)
    assert script.index("unset CI") < script.index('echo "Drawn') < script.index(readme_commands()[1])
    assert "$MATURITY_SEED" in script.partition('echo "Drawn')[2].partition("\n")[0]


def test_T3_coverage_is_measured_where_nothing_is_drawn() -> None:
    measured = [line for line in (ROOT / "noxfile.py").read_text("utf-8").splitlines() if '"--cov"' in line]

    assert len(measured) == 1
    assert "*fixed" in measured[0]
    assert 'fixed, others = ["-m", "measured and not hypothesis"]' in (ROOT / "noxfile.py").read_text("utf-8")


def test_T3_no_example_shows_what_a_search_finds() -> None:
    written = {path: text for path, text in READ.items() if path.suffix in {".py", ".md"} and ">>> " in text}
    examples = [
        (shown(path), example.source)
        for path, text in written.items()
        for example in doctest.DocTestParser().get_examples(text)
    ]

    assert [place for place in examples if re.search(r"\bfind\(|\.example\(", place[1])] == []
    assert examples != []


def test_T3_a_search_in_a_test_has_a_seed_of_its_own() -> None:
    assert {shown(path): lines for path in TESTS if (lines := without_seed(tree_of(path)))} == {}


def without_seed(tree: ast.AST) -> list[int]:
    """Return the lines that search, or draw, from a seed that nobody knows."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "id", getattr(call.func, "attr", "")), call) for call in calls]
    searches = [call for name, call in named if name == "find" and len(call.args) == 2 and is_function(call.args[1])]
    found = [call for call in searches if "random" not in {word.arg for word in call.keywords}]
    found += [call for name, call in named if name in {"default_rng", "Random", "example"} and not call.args]
    return [call.lineno for call in found]


def is_function(argument: ast.expr) -> bool:
    """Return whether it may be a condition that Hypothesis searches for, and not a text to find in a text."""
    return isinstance(argument, (ast.Name, ast.Lambda, ast.Attribute))
