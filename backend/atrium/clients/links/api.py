"""The door to mailed links, for whoever holds one."""

from __future__ import annotations

import inspect

import strawberry

from atrium.clients.links import queries
from atrium.graph.answers import answers
from atrium.graph.fields import query
from atrium.graph.permits import ANYONE, STORE_DOOR

strawberry.enum(queries.LinkState, description=inspect.getdoc(queries.LinkState))


@answers(needs=ANYONE)
class VerificationLink:
    """What a verification link can do. `choosesPassword`: its account has none yet, and may choose it now or later."""

    state: queries.LinkState
    chooses_password: bool


@query(needs=STORE_DOOR)
async def verification_link(token: str) -> VerificationLink:
    """What the token of a mailed verification link can still do. Nothing is used up."""
    glance = await queries.look_at(token)
    return VerificationLink(state=glance.state, chooses_password=glance.chooses_password)
