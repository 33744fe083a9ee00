"""The map of personal data: every table, what an erasure does with each of its texts, and what a client is told of it.

A test walks the models: a table that is not here fails it, and so does a column that can hold a text and is neither
wiped nor said to stay. In conditions and expressions `t` is the row; `{ids}` are the client and those merged into it,
`{folds}` the addresses that were theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OF_CLIENT = "t.client_id IN ({ids})"
OF_ORDER = "t.order_id IN (SELECT o.id FROM client_order o WHERE o.client_id IN ({ids}))"
OF_TICKET = "t.ticket_id IN (SELECT k.id FROM ticket k WHERE k.client_id IN ({ids}))"
_MERGES = """SELECT s.merge_id FROM client_merge_source s WHERE s.client_id IN ({ids})
 UNION SELECT m.id FROM client_merge m WHERE m.destination_id IN ({ids})"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a client's rows in a table.

    `kind` is how counts and exports call them; `counted` which of them say something. `gone`: the rows are removed;
    else `wiped` columns get these values and the others stay, texts among them as `stays` says why. `signed` are pairs
    of columns, who and what name: where the client is who, the name is wiped in any row. `told` are the columns that
    the client's own copy holds, as SQL; `untold` says why there are none.
    """

    table: str
    kind: str = ""
    of: str = OF_CLIENT
    gone: bool = False
    wiped: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    untold: str = ""
    counted: str = "TRUE"
    order: str = "t.id"
    then: str = ""


BOOKS = "for the books"
WORDS = "one of our own words"
OTHERS = "names staff"

_CHANGES = {
    "postgres": """(SELECT COALESCE(jsonb_agg(jsonb_build_object('field', e.value ->> 'field', 'before', NULL, 'after',
 NULL) ORDER BY e.place), '[]') FROM jsonb_array_elements(t.changes) WITH ORDINALITY e(value, place))""",
    "sqlite": """(SELECT json_group_array(json_object('field', e.value ->> 'field', 'before', NULL, 'after', NULL))
 FROM json_each(t.changes) e)""",
}
_SAMPLES = {
    "postgres": """(SELECT COALESCE(jsonb_agg(e.value || '{"samples": []}' ORDER BY e.place), '[]')
 FROM jsonb_array_elements(t.columns) WITH ORDINALITY e(value, place))""",
    "sqlite": """(SELECT json_group_array(json_set(e.value, '$.samples', json('[]')))
 FROM json_each(t.columns) e)""",
}
_ADDRESSED = """(t.client_id IN ({ids})
 OR t.kind = 'ticket_for_support' AND substr(t.dedupe_key, 8, 36) IN (
  SELECT CAST(k.id AS varchar(36)) FROM ticket k WHERE k.client_id IN ({ids})))"""
_STAGED = """(t.client_id IN ({ids}) OR t.login_fold IN ({folds})
 OR t.id IN (SELECT a.row_id FROM import_candidate a WHERE a.client_id IN ({ids})))"""
_OF_FILES = dict.fromkeys(("kind", "encoding", "delimiter", "preset", "default_country"), WORDS)
_TELLS_OF = """t.id IN (SELECT m.event_id FROM client_merge m UNION SELECT u.id FROM event u
 WHERE u.action IN ('client.merge_undone', 'client.merged_into') AND u.client_id IN (
  SELECT m.destination_id FROM client_merge m UNION SELECT s.client_id FROM client_merge_source s))
 AND EXISTS (SELECT 1 FROM client n WHERE n.id IN ({ids})
 AND CAST(t.changes AS text) LIKE '%(#' || CAST(n.number AS text) || ')"%')"""

RULES: tuple[Rule, ...] = (
    Rule(
        "email_message", "mails", of=_ADDRESSED,
        wiped={
            "to_address": "''", "subject": "''", "text": "''", "html": "''", "found_by": "''", "sealed": "NULL",
            "revealed": "NULL", "error": "NULL",
            "state": "CASE WHEN t.state = 'WAITING' THEN 'FAILED' ELSE t.state END",
        },
        stays={"kind": WORDS, "dedupe_key": "made of ids"},
        told=("t.created_at", "t.sent_at", "t.state", "t.to_address", "t.subject", "t.text"),
        order="t.created_at, t.id",
        counted="t.to_address <> ''",
    ),
    Rule(
        "event", "events", wiped={"changes": _CHANGES, "reason": "''"}, stays={"action": WORDS},
        signed={"actor_id": "actor_name", "behalf_id": "behalf_name"},
        told=("t.at", "t.action", "t.actor_name", "t.changes", "t.reason"), order="t.at, t.id",
    ),
    Rule("event", of=_TELLS_OF, wiped={"changes": _CHANGES}, untold="what others were merged with, by name"),
    Rule(
        "client_import", of=f"t.id IN (SELECT w.origin_id FROM import_row w WHERE {_STAGED.replace('t.', 'w.')})",
        wiped={"columns": _SAMPLES}, untold="what the columns of a whole file hold, for instance",
        stays={"file_name": "a file's", "error": WORDS, "by_name": OTHERS, **_OF_FILES},
    ),
    Rule(
        "import_row", "importRows", of=_STAGED,
        wiped={
            "cells": "'{{}}'", "faults": "'[]'", "changes": "'[]'", "plan": "'null'", "kept": "'[]'",
            "external_id": "NULL", "login_fold": "NULL", "parent_key": "NULL", "fingerprint": "NULL",
            "journal": "CASE WHEN t.journal IS NULL THEN NULL ELSE '{{}}' END",
            "fate": "CASE WHEN t.fate = 'COMMITTED' THEN 'KEPT' ELSE t.fate END",
            "outcome": "CASE WHEN t.fate IS NULL THEN 'SKIPPED' ELSE t.outcome END",
        },
        told=("t.line", "t.cells", "t.outcome"),
    ),
    Rule("import_candidate", stays={}, untold="says only which rows could mean the client: ids"),
    Rule("client_reset_request", of="t.email_fold IN ({folds})", gone=True, untold="gone within minutes"),
    Rule(
        "login_change", "logins", gone=True, told=("t.asked_at",),
    ),
    Rule("verification_token", "links", gone=True, told=("t.created_at", "t.address_fold AS address", "t.used_at")),
    Rule("client_reset_link", "links", gone=True, told=("t.created_at", "t.address_fold AS address", "t.used_at")),
    Rule("client_session", "sessions", gone=True, told=("t.created_at", "t.seen_at", "t.address", "t.user_agent")),
    Rule("support_pin", "pins", gone=True, untold="proves who somebody is, so it is in no file"),
    Rule("support_pin_check", "pins", gone=True, told=("t.at", "t.until")),
    Rule(
        "waiting_order", "waitingOrders", gone=True, told=("t.created_at", "t.currency", "t.lines", "t.taken_at"),
    ),
    Rule("client_email", "emails", gone=True, told=("t.address", "t.label", "t.is_default", "t.verified_at")),
    Rule("client_phone", "phones", gone=True, told=("t.number", "t.formatted", "t.label", "t.country", "t.is_default")),
    Rule(
        "client_address", "addresses", gone=True,
        told=("t.label", "t.line1", "t.line2", "t.city", "t.region", "t.postcode", "t.country", "t.is_default"),
    ),
    Rule(
        "client_company", "companies", gone=True,
        told=("t.name", "t.tax_id", "t.registration_number", "t.is_default"),
    ),
    Rule(
        "custom_field_value", "customFields", gone=True, order="t.field_id, t.place",
        told=(
            "(SELECT f.label FROM custom_field f WHERE f.id = t.field_id) AS label",
            "COALESCE(t.text, t.day, CAST(t.number / 1000000.0 AS text), CAST(t.flag AS text)) AS value",
        ),
    ),
    Rule("client_tag", "tags", gone=True, told=("t.label",)),
    Rule("client_note", "notes", gone=True, told=("t.created_at", "t.author_name", "t.text", "t.removed_at")),
    Rule(
        "client_distinction", "distinctions", of="(t.client_id IN ({ids}) OR t.other_id IN ({ids}))", gone=True,
        untold="says only that two records are not the same person",
    ),
    Rule("client_trait", gone=True, untold="hashes of other texts, by which two records may be recognised as one"),
    Rule("client_likeness", gone=True, untold="says only that the traits were written down"),
    Rule("client_search", wiped={"document": "''"}, untold="made of the other texts, to be found by", order="t.number"),
    Rule(
        "ticket_message", "ticketMessages", of=OF_TICKET, wiped={"text": "''"}, signed={"author_id": "author_name"},
        told=("t.at", "t.author_name", "t.text"), order="t.at, t.id",
    ),
    Rule(
        "ticket", "tickets", wiped={"subject": "'Erased'", "found_by": "CAST(t.number AS text)"},
        told=("t.number", "t.subject", "t.status", "t.created_at"), order="t.number",
    ),
    Rule(
        "impersonation", "impersonations", wiped={"reason": "''", "code_hash": "NULL", "secret_hash": "NULL"},
        signed={"parent_id": "actor_name", "ended_id": "ended_name"},
        told=("t.created_at", "t.mode", "t.actor_name", "t.reason", "t.ended_at"), order="t.created_at, t.id",
    ),
    Rule("job_row", "jobRows", wiped={"message": "''"}, stays={"code": WORDS}, told=("t.at", "t.result", "t.message")),
    Rule(
        "client_merge_row", "journals", gone=True, untold="ids alone, for undoing a merge",
        of=f"t.source_id IN (SELECT r.id FROM client_merge_source r WHERE r.merge_id IN ({_MERGES}))",
    ),
    Rule(
        "client_merge", of=f"t.id IN ({_MERGES})", told=("t.at", "t.undone_at"),
        stays={"by_name": OTHERS, "undone_name": OTHERS, "moves": "counts", "outcome": "counts"},
    ),
    Rule("client_merge_source", untold="says only which clients were merged: ids"),
    Rule(
        "family_link", "familyLinks", of="(t.child_id IN ({ids}) OR t.parent_id IN ({ids}))",
        stays={"linked_name": OTHERS}, told=("t.linked_at", "t.child_id", "t.parent_id", "t.access", "t.ended_at"),
    ),
    Rule(
        "order_line", "orderLines", of=OF_ORDER, wiped={"reason": "''"}, stays={"name": BOOKS, "currency": BOOKS},
        counted="t.reason <> ''",
        told=(
            "(SELECT o.number FROM client_order o WHERE o.id = t.order_id) AS order_number", "t.name", "t.quantity",
            "t.unit_minor", "t.total_minor", "t.currency",
        ),
    ),
    Rule(
        "client_order", "orders", stays={"currency": BOOKS}, signed={"placed_id": "placed_name"}, order="t.number",
        told=("t.number", "t.status", "t.currency", "t.total_minor", "t.paid_minor", "t.placed_at", "t.placed_name"),
    ),
    Rule(
        "payment", "payments", of=OF_ORDER, stays={"currency": BOOKS, "reference": BOOKS},
        signed={"recorded_id": "recorded_name"}, order="t.at, t.id",
        told=("t.at", "t.method", "t.amount_minor", "t.currency", "t.reference"),
    ),
    Rule(
        "service", "services", stays={"runs_until": BOOKS},
        told=(
            "(SELECT p.name FROM product p WHERE p.id = t.product_id) AS product", "t.status", "t.created_at",
            "t.runs_until",
        ),
    ),
    Rule("client_balance", stays={"currency": BOOKS}, untold="sums of the orders"),
    Rule("client_erasure", stays={"by_name": OTHERS, "removed": "counts", "kept": "counts"}, untold="counts"),
    Rule(
        "client", "names", of="t.id IN ({ids})",
        wiped={
            "first_name": "''", "last_name": "''", "first_fold": "''", "last_fold": "''",
            "display_name": "'Erased client #' || CAST(t.number AS text)",
            "name_fold": "'erased client #' || CAST(t.number AS text)",
            "login_email": "NULL", "login_fold": "NULL", "signpost_email": "NULL", "signpost_fold": "NULL",
            "password_hash": "NULL", "verified_at": "NULL", "external_id": "NULL", "language": "'en'", "country": "''",
            "last_login_at": "NULL",
        },
        stays={"currency": BOOKS},
        told=(
            "t.number", "t.first_name", "t.last_name", "t.display_name", "t.login_email", "t.verified_at", "t.language",
            "t.currency", "t.external_id", "t.origin", "t.created_at", "t.last_login_at",
        ),
        order="t.number",
    ),
)  # fmt: skip
"""In the order in which they are carried out: what others are found by goes after them."""

KEPT = ("orders", "payments", "services", "familyLinks")
"""Kinds whose rows stay, though without names."""

APART = {
    "api_token": "staff's", "client_view": "what staff look for", "client_view_place": "staff's",
    "staff": "staff's", "staff_group": "staff's", "staff_link": "staff's", "staff_membership": "staff's",
    "staff_preference": "staff's", "staff_recovery_code": "staff's", "staff_reset_request": "staff's",
    "staff_session": "staff's", "staff_totp": "staff's", "store_setting": "the store's",
    "throttle": "hashes, for hours",
    "counter": "numbers", "idempotency_key": "hashes and ids, for a day", "custom_field": "the store's",
    "product": "the store's", "client_delta": "figures", "client_flow": "figures", "client_standing": "figures",
    "owed": "figures", "sale_delta": "figures", "payment_flow": "figures", "product_flow": "figures",
    "job": "which clients staff chose and how; goes after thirty days, a file that holds the client at once",
    "duplicate_group": "scores, and an id",
    "job_batch": "ids",
    "import_mapping": "headings of files",
}  # fmt: skip
"""Tables that hold nothing of a client, and why not."""
