"""What plugins print while they load is dropped: it would spoil the output of the program that loads them."""

from __future__ import annotations

import io
import sys
from threading import Lock, get_ident
from typing import Any, TextIO, cast

_LOCK = Lock()


class _Quiet:
    """Stands in for stdout while plugins load: drops what the loading threads print, and passes on the rest."""

    def __init__(self) -> None:
        self.real = sys.stdout
        self.loading: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.dropped if get_ident() in self.loading else self.real, name)

    def __enter__(self) -> None:
        with _LOCK:
            if not self.loading and sys.stdout is not self:
                self.dropped = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace")
                self.real, sys.stdout = sys.stdout, cast("TextIO", self)
            self.loading.append(get_ident())

    def __exit__(self, *_: object) -> None:
        with _LOCK:
            self.loading.remove(get_ident())
            if not self.loading:
                sys.stdout = self.real


QUIET = _Quiet()
