"""What can be carried over to another edition, for annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from maturity_core.answers.likes import AnswerLike
from maturity_core.assessing.assessment import Assessment
from maturity_core.results.record import AssessmentRecord

CarriedLike: TypeAlias = Mapping[str, AnswerLike] | Assessment | AssessmentRecord
"""What can be carried over: answers by question id, or a result."""
