"""The field whose texts nobody is shown, and what stands for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

FIELD = "passwordHash"
HIDDEN = "••••••••"
CRYPT = re.compile(r"\$[0-9A-Za-z-]{1,12}\$")
"""How a hash begins that says itself how it was made."""


def without_secrets(samples: Sequence[str], field: str) -> list[str]:
    """Some values of a column that is, or is taken for, this field; of any other one, what looks like a hash."""
    return [HIDDEN if field == FIELD or CRYPT.match(text) else text for text in samples]
