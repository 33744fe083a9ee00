"""What every resolver and plan may know about the request: who asks, through which door, and what to send back
beside the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atrium.principal import Door, Principal

if TYPE_CHECKING:
    from graphql.execution.values import VariableValues

    from atrium.graph.documents import Prepared
    from atrium.graph.engine import Engine


@dataclass(slots=True)
class Cookie:
    """A cookie for the answer. `max_age` in seconds; 0 removes it."""

    name: str
    value: str
    max_age: int


@dataclass(slots=True)
class Context:
    """One request. `principal` changes when the request itself signs in or out; `wrote` once a mutation has run.

    `permitted` is who called when the operation's permissions were settled.
    `uses_cookies`: the caller sends X-Requested-By, without which no cookie of ours is read.
    """

    principal: Principal
    door: Door
    request_id: str = ""
    user_agent: str = ""
    uses_cookies: bool = False
    permitted: Principal | None = None
    cookies_out: list[Cookie] = field(default_factory=list)
    wrote: bool = False
    prepared: Prepared | None = None
    variables: VariableValues | None = None
    flags: tuple[Any, ...] = ()
    engine: Engine | None = None

    @property
    def address(self) -> str:
        """The caller's network address."""
        return self.principal.address

    def set_cookie(self, name: str, value: str, max_age: int) -> None:
        self.cookies_out.append(Cookie(name, value, max_age))

    def clear_cookie(self, name: str) -> None:
        self.cookies_out.append(Cookie(name, "", 0))
