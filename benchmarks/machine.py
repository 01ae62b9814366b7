"""The machine that every figure depends on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rivals import RIVALS

PACKAGES = (
    *("maturity-core", "numpy", "pydantic", "highspy", "ortools"),
    *dict.fromkeys(rival.package for rival in RIVALS),
)


def facts() -> dict[str, str]:
    """Return facts about this machine and the installed versions, by name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": f"{processor()}, {cores} cores, {platform.machine()}",
        "system": platform.system(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    } | {package: installed(package) for package in dict.fromkeys(PACKAGES)}


def processor() -> str:
    """Return the name of the processor."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def installed(package: str) -> str:
    """Return the version of a package, or that it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
