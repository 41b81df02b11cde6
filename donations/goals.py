"""A goal that was changed after somebody had given: what it was, what it is, and why. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class GoalChange:
    """`reasons` are by language; each may still be missing, or be corrected."""

    old_minor: int
    new_minor: int
    changed_at: datetime
    reasons: dict[str, str] = field(default_factory=dict)

    def reason(self, *languages: str) -> str:
        """Why, in the first of the languages in which it was said, else in any; empty when nobody said."""
        return self.reasons.get(self.reason_language(*languages), "")

    def reason_language(self, *languages: str) -> str:
        """The language in which `reason` gives its words; empty when nobody said why."""
        return next((language for language in (*languages, *self.reasons) if language in self.reasons), "")

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """One that was kept as JSON by `written`."""
        return cls(**{**kept, "changed_at": datetime.fromisoformat(kept["changed_at"])})

    def written(self) -> dict[str, Any]:
        """All of it as JSON takes it."""
        return {
            "old_minor": self.old_minor,
            "new_minor": self.new_minor,
            "changed_at": self.changed_at.isoformat(),
            "reasons": self.reasons,
        }
