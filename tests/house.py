"""Where the project's own files are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]


TEXTS = sorted(
    path
    for folder in ("src", "tests", "docs", "examples", "benchmarks", "vectors", ".ci")
    for path in (ROOT / folder).rglob("*")
    if path.is_file()
    and not {"__pycache__", "_build", "models"} & set(path.relative_to(ROOT).parts)
    and not any(part.startswith(".") for part in path.relative_to(ROOT / folder).parts)
) + sorted(path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".py"})


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def readme_commands() -> list[str]:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("python3 -m venv ")]
