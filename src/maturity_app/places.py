"""The commands by name: where each of them is, and how texts call it."""

from __future__ import annotations

from types import MappingProxyType

PLACES = MappingProxyType(
    {
        "ask": "interview.command:ask",
        "assess": "commands:assess",
        "check": "checking:check",
        "compare": "commands:compare",
        "doctor": "doctor:doctor",
        "lint": "linting:lint",
        "list": "listing:list_command",
        "new": "scaffold.command:new",
        "page": "page.command:page",
        "report": "report.command:report_command",
        "show": "commands:show",
        "template": "commands:template_command",
    }
)
"""By the name of a command the module of this package that has it, and what it is called there."""
CALLED = MappingProxyType({name: f"maturity {name}" for name in PLACES})
"""By the name of a command how it is typed: what the placeholders of texts become here."""
