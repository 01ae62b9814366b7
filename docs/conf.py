"""Sphinx configuration. The pages of the models are written before anything is read."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import model_pages  # noqa: E402 - stands beside this file

project = "maturity-core"
author = "the maturity-core authors"
project_copyright = author
release = version = installed_version("maturity-core")

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_url_schemes = ["http", "https"]
smartquotes = False
suppress_warnings = [
    "misc.highlighting_failure",  # examples leave things out with "..."
]
default_role = "code"

html_theme = "furo"
html_title = "maturity-core"

model_pages.write_pages(HERE / "models")
