"""Why a row was refused, in a code for programs and a sentence for people: of several reasons the first."""

from __future__ import annotations

from atrium.errors import Blocked, DoorError, InvalidInput, NotFound, Refusal, TooManyAttempts


def code_of(refusal: Refusal | DoorError) -> str:
    """The code of the fault or hindrance itself, where there is one."""
    if isinstance(refusal, InvalidInput) and refusal.faults:
        return refusal.faults[0].code
    if isinstance(refusal, Blocked) and refusal.blockers:
        return refusal.blockers[0].code
    return refusal.code


def sentence_of(refusal: Refusal | DoorError) -> str:
    """What to tell the person who reads the results."""
    if isinstance(refusal, InvalidInput) and refusal.faults:
        return refusal.faults[0].message
    if isinstance(refusal, Blocked) and refusal.blockers:
        return refusal.blockers[0].message
    if isinstance(refusal, NotFound):
        return "This client was deleted or merged since the job began."
    if isinstance(refusal, TooManyAttempts):
        return "This address was written to only just now, so nothing was sent."
    return refusal.message
