"""What the compiled root fields ask for, in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atrium.access.api import NEWEST_TOKEN_FIRST
from atrium.access.team.api import BY_NAME, GROUPS_BY_NAME
from atrium.clients.listing.api import ORDERS as CLIENT_ORDERS
from atrium.columns import moment_text, now
from atrium.custom_fields.api import of_keys
from atrium.events.api import IN_PLACE, of_actions
from atrium.events.audit.api import NEWEST_FIRST as NEWEST_ENTRY_FIRST
from atrium.folding import fold, fold_email
from atrium.imports.api import MAPPINGS_BY_NAME, NEWEST_IMPORT_FIRST, with_outcomes
from atrium.jobs.api import NEWEST_JOB_FIRST, with_results
from atrium.mail.api import NEWEST_FIRST, in_states
from atrium.orders.api import PRODUCTS_BY_NAME
from atrium.principal import ActorKind
from atrium.tickets.api import in_states as of_tickets_in_states
from tests.graph.oracle_custom import fields_in_order, is_of_keys
from tests.graph.oracle_entered import impersonations
from tests.graph.oracle_filters import listed
from tests.graph.oracle_imports import has_faults
from tests.graph.oracle_pages import connection
from tests.graph.oracle_sales import orders
from tests.graph.oracle_store import Row
from tests.graph.oracle_tickets import is_in_states as is_ticket_in_states
from tests.graph.oracle_tickets import ticket, tickets

if TYPE_CHECKING:
    from tests.graph.oracle import Oracle

LOOKUPS = {
    "id": lambda client, wanted: client["id"] == wanted.lower(),
    "number": lambda client, wanted: client["number"] == wanted,
    "externalId": lambda client, wanted: client["external_id"] == wanted,
    "email": lambda client, wanted: client["login_fold"] == fold_email(wanted),
}


def is_in_states(mail: Row, given: dict[str, Any]) -> bool:
    return given.get("state") is None or mail["state"] in given["state"]


def is_of_actions(event: Row, given: dict[str, Any]) -> bool:
    return given.get("actions") is None or event["action"] in given["actions"]


# A relation's own condition (the declared function) → what it means about one row.
NARROWED = {
    of_keys: is_of_keys,
    of_actions: is_of_actions,
    with_outcomes: lambda row, given: (
        all(given.get(name) is None or row[name] in given[name] for name in ("outcome", "fate"))
        and has_faults(row, given)
    ),
    with_results: lambda row, given: given.get("result") is None or row["result"] in given["result"],
}
NARROWED |= {of_keys: is_of_keys, of_actions: is_of_actions, in_states: is_in_states}
NARROWED[of_tickets_in_states] = is_ticket_in_states


async def clients(oracle: Oracle, given: dict[str, Any]) -> Any:
    seen = await oracle.visible(oracle.store.all("Client"))
    return connection([row for row in seen if listed(oracle.store, row, given.get("filter"))], CLIENT_ORDERS, given, 50)


async def client(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    ((name, wanted),) = [(name, given[name]) for name in LOOKUPS if given.get(name) is not None]
    found = [row for row in oracle.store.all("Client") if LOOKUPS[name](row, wanted)]
    if name == "email" and not found:
        left = [row for row in oracle.store.all("Client") if row["signpost_fold"] == fold_email(wanted)]
        last = sorted(left, key=lambda row: (row["updated_at"], row["id"]), reverse=True)
        found = sorted(last, key=lambda row: row["deleted_at"] is not None)
    if found and given["followMerge"] and found[0]["merged_into_id"]:
        found = [oracle.store.get("Client", found[0]["merged_into_id"])]
    return next(iter(await oracle.visible(found)), None)


async def mailbox(oracle: Oracle, given: dict[str, Any]) -> Any:
    asked = given.get("search") or ""
    seen = await oracle.visible(oracle.store.all("EmailMessage"))
    mails = [row for row in seen if is_in_states(row, given)]
    return connection([row for row in mails if is_about(row, asked)], NEWEST_FIRST, given, 50)


def is_about(mail: Row, search: str) -> bool:
    shown = fold(f"{mail['to_address']} {mail['subject']}")
    return all(word in shown for word in fold(search).split())


async def mail(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    seen = await oracle.visible(oracle.store.all("EmailMessage"))
    return next((row for row in seen if row["id"] == given["id"].lower()), None)


async def events(oracle: Oracle, given: dict[str, Any]) -> Any:
    seen = await oracle.visible(oracle.store.all("Event"))
    return connection([row for row in seen if row["place"] and is_of_actions(row, given)], IN_PLACE, given, 50)


async def audit_log(oracle: Oracle, given: dict[str, Any]) -> Any:
    actor = given.get("actorId")
    seen = await oracle.visible(oracle.store.all("AuditEntry"))
    found = [row for row in seen if is_of_actions(row, given) and actor in (None, row["actor_id"])]
    return connection(found, NEWEST_ENTRY_FIRST, given, 50)


async def api_tokens(oracle: Oracle, given: dict[str, Any]) -> Any:
    who, everybodys = oracle.principal, oracle.store.all("ApiToken")
    key = str(who.id)
    owner = oracle.store.get("ApiToken", key)["owner_id"] if who.kind is ActorKind.TOKEN else key
    seen = [row for row in everybodys if who.may("staff.manage") or row["owner_id"] == owner]
    wanted = given.get("isLive")
    return connection([row for row in seen if wanted in (None, _counts(row))], NEWEST_TOKEN_FIRST, given, 50)


def _counts(token: Row) -> bool:
    return token["revoked_at"] is None and (token["expires_at"] is None or token["expires_at"] > moment_text(now()))


def _state(member: Row) -> str:
    if member["disabled_at"]:
        return "DISABLED"
    return "PENDING" if member["invited_at"] else "ACTIVE"


async def staff_members(oracle: Oracle, given: dict[str, Any]) -> Any:
    states, words = given.get("state"), fold(given.get("search") or "").split()
    found = [
        row
        for row in oracle.store.all("Staff")
        if (states is None or _state(row) in states)
        and all(word in fold(f"{row['name']} {row['email']}") for word in words)
    ]
    return connection(found, BY_NAME, given, 50)


async def staff_member(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    return next((row for row in oracle.store.all("Staff") if row["id"] == given["id"]), None)


async def staff_groups(oracle: Oracle, given: dict[str, Any]) -> Any:
    return connection(oracle.store.all("StaffGroup"), GROUPS_BY_NAME, given, 50)


async def custom_fields(oracle: Oracle, given: dict[str, Any]) -> list[Row]:
    return [Row("CustomField", columns) for columns in fields_in_order(oracle.store)]


async def jobs(oracle: Oracle, given: dict[str, Any]) -> Any:
    seen, wanted = await oracle.visible(oracle.store.all("Job")), given.get("isLive")
    live = [row for row in seen if wanted in (None, row["state"] in ("WAITING", "RUNNING"))]
    return connection(live, NEWEST_JOB_FIRST, given, 50)


async def job(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    seen = await oracle.visible(oracle.store.all("Job"))
    return next((row for row in seen if row["id"] == given["id"].lower()), None)


async def products(oracle: Oracle, given: dict[str, Any]) -> Any:
    archived = bool(given.get("archived"))
    found = [row for row in oracle.store.all("Product") if (row["archived_at"] is not None) is archived]
    return connection(found, PRODUCTS_BY_NAME, given, 50)


async def order(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    seen = await oracle.visible(oracle.store.all("Order"))
    return next((row for row in seen if row["id"] == given["id"].lower()), None)


async def imports(oracle: Oracle, given: dict[str, Any]) -> Any:
    return connection(oracle.store.all("Import"), NEWEST_IMPORT_FIRST, given, 50)


async def import_(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    return next((row for row in oracle.store.all("Import") if row["id"] == given["id"].lower()), None)


async def import_mappings(oracle: Oracle, given: dict[str, Any]) -> Any:
    return connection(oracle.store.all("ImportMapping"), MAPPINGS_BY_NAME, given, 50)


ROOTS = {
    "imports": imports,
    "import": import_,
    "importMappings": import_mappings,
    "tickets": tickets,
    "ticket": ticket,
    "impersonations": impersonations,
    "products": products,
    "order": order,
    "orders": orders,
    "jobs": jobs,
    "job": job,
    "auditLog": audit_log,
    "customFields": custom_fields,
    "staffMembers": staff_members,
    "staffMember": staff_member,
    "staffGroups": staff_groups,
    "clients": clients, "client": client, "mailbox": mailbox, "mail": mail, "events": events, "apiTokens": api_tokens,
}  # fmt: skip
