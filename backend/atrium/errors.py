"""Everything that Atrium may answer instead of what was asked, on one page.

A `Refusal` is data: it becomes a member of the mutation's result union. A `DoorError` becomes a top-level GraphQL
error with its code. Anything else is a surprise: masked, logged with the request's id, and a failed test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: `path` in GraphQL names (`["address", "postcode"]`), a stable code, a sentence."""

    path: tuple[str, ...]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why something cannot be done now, and how many of it there are."""

    code: str
    message: str
    count: int = 1


class AtriumError(Exception):
    """The root of both families."""


@dataclass
class Refusal(AtriumError):
    """A domain answer that is not the wished one. `code` is stable, `message` is for the person."""

    message: str
    code: str = field(default="REFUSED", kw_only=True)

    def __str__(self) -> str:
        return self.message


@dataclass
class InvalidInput(Refusal):
    """Some of what was given is wrong; all faults at once."""

    message: str = "Some of what was given needs to be corrected."
    code: str = field(default="INVALID_INPUT", kw_only=True)
    faults: tuple[Fault, ...] = field(default=(), kw_only=True)

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> InvalidInput:
        return cls(faults=tuple(faults))


@dataclass
class NotFound(Refusal):
    """There is no such thing, or the caller may not see it: the two are one answer."""

    message: str = "There is no such record, or you may not see it."
    code: str = field(default="NOT_FOUND", kw_only=True)


@dataclass
class EmailTaken(Refusal):
    """The address is another client's login."""

    email: str = ""
    message: str = "This address is already the login of another client."
    code: str = field(default="EMAIL_TAKEN", kw_only=True)


@dataclass
class Blocked(Refusal):
    """Possible in principle, but not now."""

    message: str = "This cannot be done now."
    code: str = field(default="BLOCKED", kw_only=True)
    blockers: tuple[Hindrance, ...] = field(default=(), kw_only=True)


@dataclass
class StaleVersion(Refusal):
    """Somebody else changed the record since it was read."""

    current_version: int = 0
    message: str = "Somebody else has changed this record since you opened it. Load it again and compare."
    code: str = field(default="STALE_VERSION", kw_only=True)


@dataclass
class StalePreview(Refusal):
    """What was previewed is no longer so."""

    message: str = "Something has changed since you looked. Look again: there is a new code."
    code: str = field(default="STALE_PREVIEW", kw_only=True)


@dataclass
class MergeRefused(Refusal):
    """These clients cannot be merged, or this merge cannot be undone; the code says why."""

    message: str = "These clients cannot be merged."
    code: str = field(default="MERGE_REFUSED", kw_only=True)


@dataclass
class TooManyAttempts(Refusal):
    """A throttle spoke. `retry_at` (UTC) is when trying again makes sense."""

    retry_at: datetime = field(kw_only=True)
    message: str = "Too many attempts. Please wait a little and try again."
    code: str = field(default="TOO_MANY_ATTEMPTS", kw_only=True)


@dataclass
class IdempotencyConflict(Refusal):
    """The key was used within 24 hours with another input."""

    message: str = "This idempotency key was already used with a different input. Use a new key."
    code: str = field(default="IDEMPOTENCY_CONFLICT", kw_only=True)


@dataclass
class SignInRefused(Refusal):
    """One answer for a wrong password, an unknown address and a disabled account."""

    message: str = "Email or password is wrong, or the account cannot sign in."
    code: str = field(default="SIGN_IN_REFUSED", kw_only=True)


@dataclass
class CodeRequired(Refusal):
    """The password is right, and a code of the authenticator app is needed beside it."""

    message: str = "Type the code that your authenticator app shows, or one of your recovery codes."
    code: str = field(default="CODE_REQUIRED", kw_only=True)


@dataclass
class LinkRefused(Refusal):
    """One account cannot stand under another. `code` is SELF, CYCLE or TOO_DEEP; `path` the circle, or the line."""

    message: str = "These two accounts cannot be linked."
    code: str = field(default="CYCLE", kw_only=True)
    path: tuple[UUID, ...] = field(default=(), kw_only=True)


@dataclass
class PinNotVerified(Refusal):
    """What a caller said is no PIN that counts: the same answer, whatever is wrong with it."""

    message: str = "No results. This PIN is not right, or it no longer counts."
    code: str = field(default="PIN_NOT_VERIFIED", kw_only=True)


@dataclass
class TokenRefused(Refusal):
    """A mailed link that no longer works. `code` is USED, EXPIRED, SUPERSEDED or UNKNOWN."""

    message: str = "This link is not valid. Please ask for a new one."
    code: str = field(default="UNKNOWN", kw_only=True)


@dataclass
class DoorError(AtriumError):
    """Refused before anything ran; `code` goes to `extensions.code`."""

    code: ClassVar[str] = "INTERNAL"
    message: str

    def __str__(self) -> str:
        return self.message


@dataclass
class Unauthenticated(DoorError):
    code: ClassVar[str] = "UNAUTHENTICATED"
    message: str = "Sign in, or send an API token, to use this."


@dataclass
class Forbidden(DoorError):
    """`paths` names every field that the caller may not use, as dotted response paths."""

    code: ClassVar[str] = "FORBIDDEN"
    message: str = "You do not have the permission for this."
    paths: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass
class StepUpRequired(DoorError):
    """The act is a grave one, and its caller's last proof of who they are is too long ago. `paths` as in Forbidden."""

    code: ClassVar[str] = "STEP_UP_REQUIRED"
    message: str = "Please prove again that it is you: with your password, or a code."
    paths: tuple[str, ...] = ()


@dataclass
class TooCostly(DoorError):
    code: ClassVar[str] = "TOO_COSTLY"


@dataclass
class TooManyRequests(DoorError):
    code: ClassVar[str] = "TOO_MANY_REQUESTS"
    message: str = "Too many requests. Please slow down."


@dataclass
class BadUserInput(DoorError):
    code: ClassVar[str] = "BAD_USER_INPUT"


@dataclass
class Unavailable(DoorError):
    code: ClassVar[str] = "UNAVAILABLE"
    message: str = "The database cannot be reached just now. Please try again in a moment."
