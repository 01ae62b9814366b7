"""Sphinx configuration. The pages of the models and of the public names are written before anything is read."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import api_page  # noqa: E402 - stands beside this file
import model_pages  # noqa: E402 - the same

project = "maturity-core"
author = "the maturity-core authors"
project_copyright = author
release = version = installed_version("maturity-core")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_url_schemes = ["http", "https"]
smartquotes = False
suppress_warnings = [
    "misc.highlighting_failure",  # examples leave things out with "..."
    "ref.python",  # several results have a field of the same name; a field is not looked up
]
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "exclude-members": "model_config, model_fields, model_computed_fields, model_post_init",
}
# A public name that leads nowhere is an error; what other projects and the core's inside are called is not looked up.
nitpick_ignore_regex = [("py:.*", r"(?!maturity_core\.\w+$).*")]

html_theme = "furo"
html_title = "maturity-core"

api_page.write_page(HERE / "api.md")
model_pages.write_pages(HERE / "models")
