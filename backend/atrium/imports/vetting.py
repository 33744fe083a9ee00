"""One row of a file, read: what it says of a client, and everything that is wrong with it, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import orjson

from atrium.clients.names import NAME_LONGEST, display_name
from atrium.clients.standards import currency_code, language_tag
from atrium.clients.vetting import CODE_LONGEST, EXTERNAL_ID_LONGEST
from atrium.contacts.emails import read_email
from atrium.contacts.phones import read_phone
from atrium.custom_fields.definitions import Definition
from atrium.errors import Fault
from atrium.faults import Faults
from atrium.imports.mapping.checking import Column
from atrium.imports.mapping.words import language_of
from atrium.imports.reading.rows import Read
from atrium.imports.vetting_lists import Cells, addresses, companies, country_alone, notes, parts, tags
from atrium.imports.vetting_words import custom_values, moment, password_hash, truth, verified

ANEW = "NEW"


@dataclass(slots=True)
class Plan:
    """What a row says of a client, in the form in which it is kept. None and what is empty say nothing.

    `country` is that of who has no address here; else it is the first address's. `chosen` is what staff decided of it:
    the id of the client that it means, or ANEW; "" as long as nobody did. `hidden` are cells that nobody is shown.
    """

    first_name: str = ""
    last_name: str = ""
    language: str = ""
    currency: str = ""
    country: str = ""
    number: int | None = None
    external_id: str | None = None
    parent: str | None = None
    allow_login: bool | None = None
    verified: bool | None = None
    verified_at: str | None = None
    created_at: str | None = None
    password_hash: str | None = None
    emails: list[dict[str, str]] = field(default_factory=list)
    phones: list[dict[str, str]] = field(default_factory=list)
    addresses: list[dict[str, str]] = field(default_factory=list)
    companies: list[dict[str, str]] = field(default_factory=list)
    tags: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)
    chosen: str = ""
    hidden: dict[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> tuple[object, ...]:
        """By what a client is known again."""
        return (self.number, self.external_id, self.emails[0]["fold"] if self.emails else None)

    @property
    def known_by(self) -> str:
        """The field that says who it is; "" for none."""
        told = (("number", self.number), ("externalId", self.external_id), ("email", self.emails))
        return next((name for name, value in told if value), "")

    @property
    def display_name(self) -> str:
        company = self.companies[0]["name"] if self.companies else ""
        return display_name(self.first_name, self.last_name, company)

    def as_json(self) -> str:
        return orjson.dumps(self.told()).decode()

    def said(self) -> bytes:
        """What it says alone, without what it leaves out: the same whatever else a plan can say one day."""
        said = self.told()
        said.pop("chosen", None)
        said.pop("hidden", None)
        return orjson.dumps(said)

    def told(self) -> dict[str, Any]:
        """Without what says nothing."""
        return {name: value for name in _SAYS if (value := getattr(self, name)) or value is False}

    @classmethod
    def of_json(cls, text: str) -> Plan:
        return cls(**(orjson.loads(text) or {}))


_SAYS = tuple(one.name for one in fields(Plan))


@dataclass(slots=True)
class Vetted:
    """A row that was read. `lacking` are faults of a client who would be new; one who is here may be without, or may
    keep a word that is no option any more.
    """

    plan: Plan
    faults: list[Fault]
    lacking: list[Fault]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows of one import are read by."""

    columns: Sequence[Column]
    known: Sequence[Definition]
    default_country: str = ""


def vetted(read: Read, rules: Rules) -> Vetted:
    """A row as it was read, as far as it alone can tell."""
    if not read.wrong:
        return vet(read.cells, rules)
    names = {column.target.field: column.name for column in rules.columns}
    return Vetted(Plan(), [Fault((at,) if at else (), code, why) for at, code, why in read.wrong], [], names)


def vet(cells: Sequence[str], rules: Rules) -> Vetted:
    """Read the cells of a row. Faults are at the heading of the cell that is to blame, else at the missing field."""
    faults = Faults()
    given = Cells(rules.columns, cells)
    plan = Plan()
    _names(faults, given, plan)
    places = addresses(faults, given, rules.default_country)
    plan.addresses = [vars(place) for place in places]
    plan.country = country_alone(faults, given)
    country = places[0].country if places else plan.country or rules.default_country
    plan.companies = [vars(one) for one in companies(faults, given, country)]
    _reach(faults, given, plan, country)
    _codes(faults, given, plan)
    _login(faults, given, plan)
    plan.tags = [{"label": one.label, "fold": one.fold} for one in tags(faults, given)]
    plan.notes = notes(faults, given)
    plan.custom, missing = custom_values(faults, given, rules.known, country)
    lacking = [*missing, *_nameless(given, plan, faults)]
    return Vetted(plan, faults.found, lacking, given.names)


def _names(faults: Faults, given: Cells, plan: Plan) -> None:
    plan.first_name = _text(faults, given, "firstName", NAME_LONGEST)
    plan.last_name = _text(faults, given, "lastName", NAME_LONGEST)
    whole = _text(faults, given, "name", 2 * NAME_LONGEST)
    if whole and not (plan.first_name or plan.last_name):
        last, comma, first = whole.partition(",")
        if not comma:
            first, _, last = whole.rpartition(" ")
        plan.first_name, plan.last_name = first.strip()[:NAME_LONGEST], last.strip()[:NAME_LONGEST]


def _text(faults: Faults, given: Cells, name: str, longest: int) -> str:
    text = given.text(name)
    return faults.text(given.names.get(name, name), text, longest) if text else ""


def _reach(faults: Faults, given: Cells, plan: Plan, country: str) -> None:
    """Addresses to write to and numbers to call, each once; those of all columns, and several a cell."""
    seen: set[str] = set()
    for name, text in given.several("email"):
        for one in parts(text):
            email = read_email(faults, name, one)
            if email and email.fold not in seen:
                seen.add(email.fold)
                plan.emails.append({"address": email.address, "fold": email.fold})
    prefix = given.text("phonePrefix").strip().lstrip("+0")
    for name, text in given.several("phone"):
        for one in parts(text):
            said = f"+{prefix} {one}" if prefix and not one.startswith(("+", "00")) else one
            phone = read_phone(faults, name, said, country)
            if phone and phone.number not in seen:
                seen.add(phone.number)
                plan.phones.append(vars(phone))


def _codes(faults: Faults, given: Cells, plan: Plan) -> None:
    plan.external_id = _text(faults, given, "externalId", EXTERNAL_ID_LONGEST) or None
    plan.parent = _text(faults, given, "parentExternalId", EXTERNAL_ID_LONGEST) or None
    plan.parent = None if plan.parent == "0" else plan.parent
    if plan.parent is not None and plan.parent == plan.external_id:
        faults.add(given.names["parentExternalId"], "PARENT_IS_SELF", "A client cannot be its own parent.")
    number = given.text("number")
    if number and not (number.isascii() and number.isdigit() and len(number) < 16):
        faults.add(given.names["number"], "WRONG_TYPE", "This has to be the number of a client.")
    elif number:
        plan.number = int(number)
    plan.language = _code(
        faults, given, "language", lambda text: language_tag(language_of(text)),
        "UNKNOWN_LANGUAGE", "There is no such language. Give its tag (BCP 47), like de or pt-BR.",
    )  # fmt: skip
    plan.currency = _code(
        faults, given, "currency", currency_code,
        "UNKNOWN_CURRENCY", "There is no such currency. Give its code (ISO 4217), like EUR.",
    )  # fmt: skip


def _code(faults: Faults, given: Cells, name: str, read: Callable[[str], str | None], code: str, message: str) -> str:
    text = _text(faults, given, name, CODE_LONGEST)
    found = read(text) if text else ""
    if found is None:
        faults.add(given.names[name], code, message)
    return found or ""


def _login(faults: Faults, given: Cells, plan: Plan) -> None:
    plan.allow_login = truth(faults, given, "allowLogin")
    plan.created_at = moment(faults, given, "createdAt")
    plan.verified, plan.verified_at = verified(faults, given)
    plan.password_hash = password_hash(faults, given)
    if plan.allow_login and not plan.emails and "email" not in {fault.path[0] for fault in faults.found}:
        path = given.names.get("email", "email")
        if not faults.has(path):
            faults.add(path, "REQUIRED", "Whoever may log in needs an e-mail address.")


def _nameless(given: Cells, plan: Plan, faults: Faults) -> list[Fault]:
    """Nothing says who the client is, and no fault explains it."""
    naming = {given.names.get(name, name) for name in ("firstName", "lastName", "name", "company")}
    if plan.display_name or any(fault.path[0] in naming for fault in faults.found):
        return []
    path = next((given.names[name] for name in ("firstName", "name", "lastName", "company") if name in given.names), "")
    return [Fault((path or "firstName",), "REQUIRED", "Give a first name, a last name or a company.")]


__all__ = ["Plan", "Rules", "Vetted", "vet", "vetted"]
