"""All checks that a change has to pass: `nox` runs everything, `nox -s NAME` one session."""

from __future__ import annotations

import os
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"  # uv installs several times faster; without it, pip does
nox.options.error_on_missing_interpreters = True
nox.options.reuse_venv = "yes"

PYPROJECT = nox.project.load_toml("pyproject.toml")
EXAMPLE = "examples/a-service-team.toml"
CHROMIUM, FIREFOX = ("chromium", "chromium-browser", "google-chrome"), ("firefox-esr", "firefox")
PARALLEL = ("--numprocesses=auto", "--dist=worksteal", "--durations=20", "--durations-min=4")
MEASURED, OTHERS = ("tests/core", "tests/laws", "src"), "testpaths=tests docs/*.md README.md"
"""Where the tests are that reach every line of the core. Measuring more than doubles the time, so all others, the wide
ones among these included, run without it."""
SEED = int(os.environ.get("MATURITY_SEED") or secrets.randbelow(2**32)) % 2**32
"""The seed for property tests and the order of tests. Every session prints it; `MATURITY_SEED` repeats a run."""
os.environ |= {"MATURITY_SEED": str(SEED), "PYTHONHASHSEED": str(SEED)}
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, every process would compile anew what it imports
COMPLETE = "true" in {os.environ.get("CI"), os.environ.get("MATURITY_COMPLETE")}
"""Whether missing software is an error. Otherwise the tests that need it are skipped, with a message."""


def install(session: nox.Session, *what: str) -> None:
    """Install without compiling: only a part of most packages is ever imported."""
    session.install("--no-compile", *what)


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


def pytest(session: nox.Session, *arguments: str, shuffled: bool = True, profile: str | None = None) -> None:
    """Run pytest, with examples and the order of tests from the seed; `shuffled` if pytest-randomly is installed."""
    session.log(f"to repeat this run: MATURITY_SEED={SEED} nox -s {session.name}")
    seeded = [f"--hypothesis-seed={SEED}", *([f"--randomly-seed={SEED}"] if shuffled else [])]
    session.run("pytest", *seeded, *arguments, env={"MATURITY_PROFILE": profile} if profile else None)


@nox.session
def lint(session: nox.Session) -> None:
    """Check rules and formatting. To fix what can be fixed: `nox -s lint -- --fix`."""
    install(session, *group("lint"))
    if session.posargs:
        session.run("ruff", "check", *session.posargs)
        session.run("ruff", "format")
        return
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with two strict checkers, then check what `maturity new` writes as a careful author would.

    The first also checks tests, scripts and this file, so everything that these import is installed.
    """
    named = [name for part in ("types", "lint", "tests", "browser") for name in group(part)]
    install(session, "-e", ".[app,docs,frames,import,plot,sheets,sql,testing]", *named)
    python = str(Path(session.bin) / "python")
    with ThreadPoolExecutor() as pool:  # each keeps one core busy for a minute
        checks = [pool.submit(session.run, "mypy"), pool.submit(session.run, "basedpyright", "--pythonpath", python)]
    for check in checks:
        check.result()

    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder)
    folder.mkdir()
    session.run("maturity", "new", "our-model", "--into", str(folder))
    session.chdir(folder / "our-model")
    written = sorted(map(str, folder.rglob("*.py")))  # by name: ruff skips a folder that git ignores
    session.run("ruff", "check", "--isolated", "--select=ALL", "--ignore=COM812,CPY,D103,D203,D213,INP,S101", *written)
    session.run("ruff", "format", "--isolated", "--check", *written)
    session.run("mypy", "--config-file=", "--strict", *written)


@nox.session
def javascript(session: nox.Session) -> None:
    """Check types, rules and format of the page's JavaScript. To fix what can be fixed: `nox -s javascript -- --fix`.

    One wheel contains the type checker, the linter and the formatter, so no other package manager is needed.
    """
    missing = "THE JAVASCRIPT WAS NOT CHECKED: there is no wheel of deno for this machine"
    try:
        install(session, *group("javascript"))
    except CommandFailed:
        session.error(missing) if COMPLETE else session.skip(missing)
    quiet = {"DENO_DIR": str(Path(session.create_tmp()).resolve()), "DENO_NO_UPDATE_CHECK": "1"}
    if session.posargs:
        session.run("deno", "lint", *session.posargs, env=quiet)
        session.run("deno", "fmt", env=quiet)
        return
    session.run("deno", "check", "--no-remote", "--no-npm", "--quiet", env=quiet)
    session.run("deno", "lint", env=quiet)
    session.run("deno", "fmt", "--check", env=quiet)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests: first the properties, then those without, partly with branch coverage of the core.

    So coverage does not depend on random examples.

    One file, without coverage: `nox -s tests -- tests/FILE`. The long profile: `MATURITY_PROFILE=long nox -s tests`.
    """
    install(session, "-e", ".[app,frames,import,plot,sheets,sql,testing]", *group("tests"))
    if session.posargs:
        pytest(session, *session.posargs)
        return
    fixed, others = ["-m", "measured and not hypothesis"], ["-m", "not measured and not hypothesis"]
    quick = os.environ.get("MATURITY_PROFILE", "fast")
    pytest(session, *PARALLEL, "-m", "hypothesis", "tests")  # before the others: compiles their files unmeasured
    pytest(session, *PARALLEL, *fixed, "--cov", "--cov-report=term-missing", *MEASURED, profile=quick)
    pytest(session, *PARALLEL, *others, "-o", OTHERS, profile=quick)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/_build; every warning is an error."""
    install(session, "-e", ".[docs,import,testing]")
    session.run("sphinx-build", "-n", "-W", "--keep-going", "-E", "-q", "docs", "docs/_build")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Check that everything measured gives the same results. To measure: `nox -s benchmarks -- --only A,B`."""
    install(session, "-e", ".[app]", *group("benchmarks"))
    session.run("python", "benchmarks/run.py", *(session.posargs or ["--short"]))


@nox.session
def engines(session: nox.Session) -> None:
    """Run the recipes in docs/engines.md on the engines themselves, and the query of docs/warehouse.md on PostgreSQL.

    Spark needs Java 17 or newer, and PostgreSQL the server of the system.
    """
    install(session, "-e", ".[app,frames,sql,testing]", *group("engines"))
    beside = (*PARALLEL, "--dist=loadfile")  # one PostgreSQL server, and Spark beside it
    pytest(session, *beside, *(session.posargs or ["tests/engines"]), shuffled=False)


@nox.session(reuse_venv=False)
def wheel(session: nox.Session) -> None:
    """Build the source archive and the wheel, install the wheel, and use it where the source cannot be imported."""
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder)
    folder.mkdir()
    install(session, *group("wheel"))
    session.run("python", "-m", "build", "--outdir", str(folder / "dist"))
    (built,) = (folder / "dist").glob("*.whl")
    install(session, f"{built}[app,frames,import,plot,sheets,sql,testing]", *group("tests"))

    for name in ("tests", "examples", "docs"):
        shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(name, folder)
    session.chdir(folder)
    session.run("maturity", "list")
    session.run("maturity", "assess", "service-maturity-check", EXAMPLE)
    session.run("python", "-m", "maturity_app", "doctor")
    app = [f"tests/app/test_{name}.py" for name in ("listing", "models", "page", "scaffold", "texts")]
    places = (*app, "docs/getting-started.md", "README.md")  # tests that read packaged files
    pytest(session, *PARALLEL, *places, profile="fast")


@nox.session
def browser(session: nox.Session) -> None:
    """Use the pages as a person would, in the installed Chromium and Firefox. It runs last, so that a skip is seen."""
    if not any(map(shutil.which, CHROMIUM)):
        missing = f"THE BROWSER TESTS DID NOT RUN: none of {', '.join(CHROMIUM)} is installed"
        session.error(missing) if COMPLETE else session.skip(missing)
    others = []
    if not any(map(shutil.which, FIREFOX)):
        missing = f"THE TESTS IN FIREFOX DID NOT RUN: none of {', '.join(FIREFOX)} is installed"
        session.error(missing) if COMPLETE else session.warn(missing)
        others = ["--ignore=tests/browser/test_firefox.py"]
    install(session, "-e", ".[app,testing]", *group("browser"))
    pytest(session, *PARALLEL, *(session.posargs or ["tests/browser", *others]), shuffled=False)


@nox.session(default=False)
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that pyproject.toml allows (on Python 3.11 or 3.12)."""
    project = PYPROJECT["project"]
    named = project["dependencies"] + project["optional-dependencies"]["app"]
    oldest = [name.replace(">=", "==") for name in named]
    install(session, "-e", ".[app,frames,import,plot,sheets,sql,testing]", *group("tests"), *oldest)
    pytest(session, *PARALLEL, profile="fast")


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Change the code piece by piece, and check that a test notices: see `docs/mutation.md`.

    One module: `nox -s mutation -- 'maturity_core.scoring.many.sums.*'`.
    """
    install(session, "-e", ".[app,testing]", *group("mutation"))
    quick = {  # every mutant restarts pytest, which takes twice as long with plugins, and longer with all examples
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "MATURITY_PROFILE": "fast",
    }
    session.run("mutmut", "run", *session.posargs, env=quick)
    session.run("mutmut", "results")
