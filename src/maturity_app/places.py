"""The commands by name: where each is defined, and what texts call it."""

from __future__ import annotations

from types import MappingProxyType

PLACES = MappingProxyType(
    {
        "archetypes": "archetypes:archetypes_command",
        "ask": "interview.command:ask",
        "assess": "commands:assess",
        "check": "checking:check",
        "compare": "commands:compare",
        "demo": "page.demo:demo",
        "diff": "proving.diff:diff_command",
        "doctor": "doctor:doctor",
        "facts": "commands:facts_command",
        "form": "form:form",
        "history": "over_time:history_command",
        "import": "importing:import_command",
        "inspect": "proving.inspect:inspect_command",
        "lint": "linting:lint",
        "list": "listing:list_command",
        "map": "mapping.command:map_command",
        "new": "scaffold.command:new",
        "page": "page.command:page",
        "panel": "panelling:panel_command",
        "peers": "peers:peers_command",
        "prove": "proving.prove:prove_command",
        "report": "report.command:report_command",
        "roadmap": "routing:roadmap_command",
        "rollup": "rolling_up:rollup_command",
        "show": "commands:show",
        "sql": "warehouse:sql_command",
        "template": "commands:template_command",
        "translate": "translating:translate",
        "what-if": "what_if:what_if_command",
    }
)
"""For each command, the module of this package that defines it, and its name there."""
CALLED = MappingProxyType({name: f"maturity {name}" for name in PLACES})
"""For each command, how it is typed: what replaces its placeholder in texts."""
