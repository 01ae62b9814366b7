"""What tests plant faults in: the shipped models, smallest first, and whether the long profile asks for all of them."""

from __future__ import annotations

import os

from maturity_core.testing import laws

LAWS = {law.id: law for law in laws()}
LONG = os.environ.get("MATURITY_PROFILE") == "long"
SHIPPED = ("service-maturity-check", "tsia-customer-success", "johnny-grow-customer-service", "esg-customer-success")
