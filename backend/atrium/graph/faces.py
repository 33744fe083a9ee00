"""The GraphQL faces of the refusals: what an integrator sees instead of what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case

from atrium import errors
from atrium.graph.permits import ANYONE, NEEDS


@strawberry.interface(description="A refusal: a stable code for programs, a sentence for people.")
class Error:
    code: str
    message: str


@strawberry.type(description="One thing wrong with an input.")
class FieldError:
    path: list[str]
    code: str
    message: str


@strawberry.type(description="One reason why something cannot be done now.")
class Blocker:
    code: str
    message: str
    count: int


@strawberry.type(description="Some of what was given is wrong; all faults at once.")
class InvalidInput(Error):
    fields: list[FieldError]


@strawberry.type(description="There is no such record, or the caller may not see it.")
class NotFound(Error):
    pass


@strawberry.type(description="The address is already another client's login.")
class EmailTaken(Error):
    email: str


@strawberry.type(description="It cannot be done now; the blockers say why.")
class Blocked(Error):
    blockers: list[Blocker]


@strawberry.type(description="Somebody else changed the record since it was read.")
class StaleVersion(Error):
    current_version: int


@strawberry.type(description="What was previewed is no longer so: preview again.")
class StalePreview(Error):
    pass


@strawberry.type(description="These clients cannot be merged, or this merge cannot be undone; the code says why.")
class MergeRefused(Error):
    pass


@strawberry.type(description="A throttle spoke; try again at `retryAt`.")
class TooManyAttempts(Error):
    retry_at: datetime


@strawberry.type(description="The idempotency key was used within 24 hours with another input.")
class IdempotencyConflict(Error):
    pass


@strawberry.type(description="One answer for a wrong password, an unknown address and a disabled account.")
class SignInRefused(Error):
    pass


@strawberry.type(description="The password is right, and a code is needed beside it: ask again with both.")
class CodeRequired(Error):
    pass


@strawberry.type(description="These accounts cannot be linked; `path` is the circle, or the line that is too long.")
class LinkRefused(Error):
    path: list[strawberry.ID]


@strawberry.type(description="What a caller said is no support PIN that counts, whatever is wrong with it.")
class PinNotVerified(Error):
    pass


@strawberry.type(description="A mailed link that no longer works; the code is USED, EXPIRED, SUPERSEDED or UNKNOWN.")
class TokenRefused(Error):
    pass


def _plain(face: type[Any], *names: str) -> Callable[[Any], Any]:
    return lambda refusal: face(
        code=refusal.code, message=refusal.message, **{name: getattr(refusal, name) for name in names}
    )


def _invalid(refusal: errors.InvalidInput) -> InvalidInput:
    fields = [FieldError(path=list(f.path), code=f.code, message=f.message) for f in refusal.faults]
    return InvalidInput(code=refusal.code, message=refusal.message, fields=fields)


def _blocked(refusal: errors.Blocked) -> Blocked:
    blockers = [Blocker(code=b.code, message=b.message, count=b.count) for b in refusal.blockers]
    return Blocked(code=refusal.code, message=refusal.message, blockers=blockers)


def _unlinked(refusal: errors.LinkRefused) -> LinkRefused:
    path = [strawberry.ID(str(key)) for key in refusal.path]
    return LinkRefused(code=refusal.code, message=refusal.message, path=path)


for _face in (Error, FieldError, Blocker, *Error.__subclasses__()):
    for _field in get_object_definition(_face, strict=True).fields:
        NEEDS[_face.__name__, to_camel_case(_field.python_name)] = ANYONE  # who was refused may read why

# Refusal → (its GraphQL type, how it is put on). A test checks that no refusal is without a face.
FACES: dict[type[errors.Refusal], tuple[type[Any], Callable[[Any], Any]]] = {
    errors.InvalidInput: (InvalidInput, _invalid),
    errors.NotFound: (NotFound, _plain(NotFound)),
    errors.EmailTaken: (EmailTaken, _plain(EmailTaken, "email")),
    errors.Blocked: (Blocked, _blocked),
    errors.StaleVersion: (StaleVersion, _plain(StaleVersion, "current_version")),
    errors.StalePreview: (StalePreview, _plain(StalePreview)),
    errors.MergeRefused: (MergeRefused, _plain(MergeRefused)),
    errors.TooManyAttempts: (TooManyAttempts, _plain(TooManyAttempts, "retry_at")),
    errors.IdempotencyConflict: (IdempotencyConflict, _plain(IdempotencyConflict)),
    errors.SignInRefused: (SignInRefused, _plain(SignInRefused)),
    errors.CodeRequired: (CodeRequired, _plain(CodeRequired)),
    errors.LinkRefused: (LinkRefused, _unlinked),
    errors.PinNotVerified: (PinNotVerified, _plain(PinNotVerified)),
    errors.TokenRefused: (TokenRefused, _plain(TokenRefused)),
}
