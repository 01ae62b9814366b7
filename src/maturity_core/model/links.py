"""Links: addresses to read more at, with the words that lead there."""

from __future__ import annotations

from maturity_core.model.fields import Address, Label
from maturity_core.model.node import Node


class Link(Node):
    """Where to read more: the words that people see, and an address that begins with https, http or mailto.

    >>> Link(text="The paper", address="https://example.org/paper").address
    'https://example.org/paper'
    """

    text: Label
    address: Address
