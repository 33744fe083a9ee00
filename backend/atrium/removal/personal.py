"""The map of personal data: every table, what an erasure does with each of its texts, and what a client is told of it.

A test walks the models: a table that is not here fails it, and so does a column that can hold a text and is neither
wiped nor said to stay.
"""

from __future__ import annotations

from atrium.removal.rules import (
    ADDRESSED,
    BOOKS,
    CHANGES,
    MERGES,
    OF_FILES,
    OF_ORDER,
    OF_TICKET,
    OTHERS,
    SAMPLES,
    SIGNED_EVENT,
    SIGNED_MESSAGE,
    SIGNED_ORDER,
    SIGNED_PAYMENT,
    SIGNED_VISIT,
    STAGED,
    WORDS,
    Rule,
)

RULES: tuple[Rule, ...] = (
    Rule(
        "email_message", "mails", of=ADDRESSED,
        wiped={
            "to_address": "''", "subject": "''", "text": "''", "html": "''", "found_by": "''", "sealed": "NULL",
            "revealed": "NULL", "error": "NULL", "lease_id": "NULL", "lease_until": "NULL",
            "state": "CASE WHEN t.state = 'WAITING' THEN 'FAILED' ELSE t.state END",
        },
        stays={"kind": WORDS, "dedupe_key": "made of ids"},
        told=("t.created_at", "t.sent_at", "t.state", "t.to_address", "t.subject", "t.text"),
        order="t.created_at, t.id",
        counted="t.to_address <> ''",
    ),
    Rule(
        "idempotency_key", gone=True, untold="numbers and hashes, for a day",
        of="""t.caller IN (SELECT 'CLIENT:' || CAST(c.id AS varchar(36)) FROM client c WHERE c.id IN ({ids})
 UNION SELECT 'NOBODY:' || s.address FROM client_session s WHERE s.client_id IN ({ids}))""",
    ),
    Rule(
        "event", "events", signed_by=SIGNED_EVENT, wiped={"changes": CHANGES, "reason": "''"}, stays={"action": WORDS},
        signed={"actor_id": "actor_name", "behalf_id": "behalf_name"},
        told=("t.at", "t.action", "t.actor_name", "t.changes", "t.reason"), order="t.at, t.id",
    ),
    Rule(
        "client_import", of=f"t.id IN (SELECT w.origin_id FROM import_row w WHERE w.id IN ({STAGED}))",
        wiped={"columns": SAMPLES}, untold="what the columns of a whole file hold, for instance",
        stays={"file_name": "a file's", "error": WORDS, "by_name": OTHERS, **OF_FILES},
    ),
    Rule(
        "import_row", "importRows", of=f"t.id IN ({STAGED})",
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
        signed_by=SIGNED_MESSAGE,
        told=("t.at", "t.author_name", "t.text"), order="t.at, t.id",
    ),
    Rule(
        "ticket", "tickets", wiped={"subject": "'Erased'", "found_by": "CAST(t.number AS text)"},
        told=("t.number", "t.subject", "t.status", "t.created_at"), order="t.number",
    ),
    Rule(
        "impersonation", "impersonations", wiped={"reason": "''", "code_hash": "NULL", "secret_hash": "NULL"},
        signed={"parent_id": "actor_name", "ended_id": "ended_name"}, signed_by=SIGNED_VISIT,
        told=("t.created_at", "t.mode", "t.actor_name", "t.reason", "t.ended_at"), order="t.created_at, t.id",
    ),
    Rule("job_row", "jobRows", wiped={"message": "''"}, stays={"code": WORDS}, told=("t.at", "t.result", "t.message")),
    Rule(
        "client_merge_row", "journals", gone=True, untold="ids alone, for undoing a merge",
        of=f"t.source_id IN (SELECT r.id FROM client_merge_source r WHERE r.merge_id IN ({MERGES}))",
    ),
    Rule(
        "client_merge", of=f"t.id IN ({MERGES})", told=("t.at", "t.undone_at"),
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
        "client_order", "orders", stays={"currency": BOOKS}, order="t.number",
        signed={"placed_id": "placed_name"}, signed_by=SIGNED_ORDER,
        told=("t.number", "t.status", "t.currency", "t.total_minor", "t.paid_minor", "t.placed_at", "t.placed_name"),
    ),
    Rule(
        "payment", "payments", of=OF_ORDER, stays={"currency": BOOKS, "reference": BOOKS},
        signed={"recorded_id": "recorded_name"}, signed_by=SIGNED_PAYMENT, order="t.at, t.id",
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

APART: dict[str, tuple[str, str]] = {
    "api_token": ("staff's", "name public_id secret_hash scopes"),
    "client_delta": ("figures", "origin status_from status_to country_from country_to"),
    "client_flow": ("figures", ""),
    "client_standing": ("figures", "status country"),
    "client_view": ("staff's; where one names the client it is cleaned", "name name_fold conditions order_by columns"),
    "client_view_place": ("staff's", ""),
    "counter": ("numbers", "name"),
    "custom_field": ("the store's", "key label options"),
    "duplicate_group": ("scores, and an id", ""),
    "import_mapping": ("headings of files, and staff", "name name_fold columns preset default_country by_name"),
    "job": ("what staff ordered; where one names the client it is cleaned", "kind given by_name error file_name"),
    "job_batch": ("ids", "ids"),
    "owed": ("figures", "currency"),
    "payment_flow": ("figures", "currency"),
    "product": ("the store's", "name name_fold sku sku_fold currency"),
    "product_flow": ("figures", "currency"),
    "sale_delta": ("figures", "currency"),
    "staff": ("staff's", "name email email_fold password_hash found_by"),
    "staff_group": ("staff's", "name permissions"),
    "staff_link": ("staff's", "secret_hash"),
    "staff_membership": ("staff's", ""),
    "staff_preference": ("staff's", "document"),
    "staff_recovery_code": ("staff's", "code_hash"),
    "staff_reset_request": ("staff's", "email_fold address"),
    "staff_session": ("staff's", "secret_hash address user_agent"),
    "staff_totp": ("staff's", "sealed"),
    "store_setting": ("the store's", "name value"),
    "throttle": ("hashes, for hours", "key"),
}
"""Tables that hold nothing of a client, why not, and the texts that they have."""
