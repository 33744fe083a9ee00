"""The three ways in which a mail does not arrive, and how each is told without giving a secret away."""

from __future__ import annotations

import re

MARKER = "••••••••"
"""What stands in a stored mail where its secret belongs: a marker for us, a mask for everybody else."""

LONGEST_REASON = 500
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")


class DeliveryFailure(Exception):
    """A mail was not accepted. `reason` is a sentence for staff."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TemporaryFailure(DeliveryFailure):
    """Not now: the server asked to come back (4xx, RFC 5321 §4.2.1), fell silent or hung up on this mail."""


class PermanentFailure(DeliveryFailure):
    """Never in this form: the server refused this mail for good (5xx), or it cannot be written as a mail at all."""


class TransportFault(DeliveryFailure):
    """No mail can leave: the server is away, its certificate is wrong, or it refuses our sign-in or sender.

    That is nobody's mail's fault, so it costs no attempt; the whole transport rests.
    """


def speakable(reason: str, *secrets: str | None) -> str:
    """A server's words made safe to keep: one line, valid text, at most 500 characters, every secret masked."""
    for secret in filter(None, secrets):
        reason = reason.replace(secret, MARKER)
    valid = reason.encode("utf-8", "replace").decode("utf-8")
    return _UNSPEAKABLE.sub(" ", valid).strip()[:LONGEST_REASON]
