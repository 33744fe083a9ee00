"""Every table that points at a client, and what a merge does with its rows.

A test reads the models: a table that points at a client and is not declared here fails it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNTOLD = "FALSE"
"""Rows that are not counted: what they mean is told of others."""


class How(StrEnum):
    """MOVES: its rows become the survivor's. COLLAPSES: so do those that the survivor has not already; the doubles stay
    behind. CHOSEN: somebody says whose are the survivor's; it exchanges them for its own. SETTLED: what it holds ends
    or is derived anew, see `settling`. KEPT: it tells of the very client for ever.
    """

    MOVES = "MOVES"
    COLLAPSES = "COLLAPSES"
    CHOSEN = "CHOSEN"
    SETTLED = "SETTLED"
    KEPT = "KEPT"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A column that points at a client.

    `kind` is how the counts and the journal call its rows; those that meet `which` move, and those that
    meet `counted` are told. Rows with equal `same` are doubles. `traces` are expressions about `t`: a row where one of
    them has another value was changed since, and stays when the merge is undone, as does one that `stays` holds for.
    `also` is what else an update of the column sets. `why` says what becomes of rows that neither move nor collapse.
    """

    table: str
    how: How
    kind: str = ""
    column: str = "client_id"
    same: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    which: str = "TRUE"
    counted: str = "TRUE"
    stays: str = "FALSE"
    also: str = ""
    has_default: bool = False
    why: str = ""

    @property
    def moves(self) -> bool:
        return self.how in (How.MOVES, How.COLLAPSES)


def _contacts(table: str, kind: str, same: tuple[str, ...], more: tuple[str, ...], stays: str = "FALSE") -> Belonging:
    traces = tuple(f"t.{column}" for column in (*same, *more))
    return Belonging(table, How.COLLAPSES, kind, same=same, traces=traces, stays=stays, has_default=True)


# An address that has become the survivor's login, or is about to, is its own by now.
_IS_LOGIN = """(EXISTS (SELECT 1 FROM client c WHERE c.id = t.client_id AND c.login_fold = t.fold)
 OR EXISTS (SELECT 1 FROM login_change l WHERE l.email_id = t.id))"""

# Links go back before the children: a child whose link did not, because it is another by now, stays with its parent.
_LINKED_SINCE = """EXISTS (SELECT 1 FROM family_link l
 WHERE l.child_id = t.id AND l.parent_id = t.parent_id AND l.ended_at IS NULL)"""

BELONGINGS: tuple[Belonging, ...] = (
    _contacts("client_email", "emails", ("fold",), ("address", "label"), _IS_LOGIN),
    _contacts("client_phone", "phones", ("number",), ("label",)),
    _contacts("client_address", "addresses", ("line1", "line2", "city", "region", "postcode", "country"), ("label",)),
    _contacts("client_company", "companies", ("name_fold", "tax_id", "registration_number"), ("name",)),
    Belonging("custom_field_value", How.CHOSEN, why="a conflict where they differ, a double where they do not"),
    Belonging("client_tag", How.COLLAPSES, "tags", same=("fold",)),
    Belonging("client_note", How.MOVES, "notes", traces=("t.version", "t.pinned", "t.removed_at IS NULL")),
    Belonging("client_order", How.MOVES, "orders", traces=("t.status", "t.paid_minor", "t.total_minor")),
    Belonging("service", How.MOVES, "services", traces=("t.status", "t.runs_until")),
    Belonging("ticket", How.MOVES, "tickets", traces=("t.version",)),
    Belonging(
        "waiting_order", How.MOVES, "waitingOrders", traces=("t.taken_at IS NULL", "t.declined_at IS NULL"),
        counted="t.taken_at IS NULL AND t.declined_at IS NULL",
    ),
    Belonging("email_message", How.MOVES, "mails"),
    Belonging("impersonation", How.MOVES, "impersonations"),
    Belonging("impersonation", How.MOVES, "entered", column="parent_id", counted=UNTOLD),
    Belonging(
        "family_link", How.MOVES, "links", column="parent_id", which="t.ended_at IS NULL", counted=UNTOLD,
        stays="t.ended_at IS NOT NULL",
    ),
    Belonging("family_link", How.SETTLED, column="child_id", why="ended, or taken over by the survivor"),
    Belonging("client", How.SETTLED, column="payer_id", why="worked out anew from the links"),
    Belonging(
        "client", How.MOVES, "children", column="parent_id", also=", version = version + 1",
        counted="t.status NOT IN ('MERGED', 'DELETED')", stays=_LINKED_SINCE,
    ),
    Belonging("client", How.MOVES, "signposts", column="merged_into_id"),
    Belonging("client_balance", How.SETTLED, why="summed anew from the orders that moved, a currency at a time"),
    Belonging("client_session", How.SETTLED, why="ended at once"),
    Belonging("support_pin", How.SETTLED, why="gone: nobody proves any more to be who was merged"),
    Belonging("support_pin_check", How.SETTLED, why="gone with the PIN"),
    Belonging("client_reset_link", How.SETTLED, why="void, with the mails that wait with one"),
    Belonging("verification_token", How.SETTLED, why="void, with the mails that wait with one"),
    Belonging("login_change", How.SETTLED, why="called off"),
    Belonging("client_distinction", How.SETTLED, why="said of the survivor, too"),
    Belonging("client_distinction", How.SETTLED, column="other_id", why="said of the survivor, too"),
    Belonging("client_trait", How.SETTLED, why="the worker writes them anew for both"),
    Belonging("client_likeness", How.SETTLED, why="the worker writes it anew for both"),
    Belonging("client_search", How.SETTLED, why="the survivor's is written anew, and finds its signposts"),
    Belonging("event", How.KEPT, why="a fact keeps its subject; the survivor's timeline tells it, too"),
    Belonging("job_row", How.KEPT, why="what a job did to this very client"),
    Belonging("import_row", How.KEPT, why="what a line of a file became"),
    Belonging("import_candidate", How.KEPT, why="whom a line of a file could mean"),
    Belonging("client_merge", How.KEPT, column="destination_id", why="an earlier merge was into this very client"),
    Belonging("client_erasure", How.KEPT, why="the receipt of what was erased of this very client"),
    Belonging("client_merge_source", How.KEPT, why="an earlier merge was of this very client"),
)  # fmt: skip
