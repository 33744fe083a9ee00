"""By what two entries are recognised as one client, in the forms under which the database finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.inputs import DuplicateDraft
from atrium.clients.listing.filter import STANDING
from atrium.clients.names import display_name
from atrium.clients.vetting import EXTERNAL_ID_LONGEST
from atrium.contacts.companies import PREFIXES, SEPARATORS, TAX_ID_LONGEST, WITH_PREFIX
from atrium.contacts.emails import read_email
from atrium.contacts.phones import read_phone
from atrium.contacts.places import country_code
from atrium.faults import Faults
from atrium.folding import sort_key

MOST_VALUES = 50
"""So many of each are looked for: a client with more addresses is told by the first of them."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Folded addresses, E.164 numbers, tax ids in every way of writing them, and a folded name with postcodes."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tax_ids: tuple[str, ...] = ()
    external_id: str = ""
    name: str = ""
    postcodes: tuple[str, ...] = ()


def traits_of_draft(draft: DuplicateDraft) -> Traits:
    """What can be recognised in what has been typed so far."""
    faults = Faults()
    country = country_code(faults.text("country", draft.country, 40)) or ""
    email = read_email(faults, "email", draft.email)
    phone = read_phone(faults, "phone", draft.phone, country)
    tax_id = faults.text("taxId", draft.tax_id, TAX_ID_LONGEST)
    names = [faults.text("name", name, 200) for name in (draft.first_name, draft.last_name, draft.company)]
    return Traits(
        emails=(email.fold,) if email else (),
        phones=(phone.number,) if phone else (),
        tax_ids=tax_id_forms(tax_id, country),
        external_id=faults.text("externalId", draft.external_id, EXTERNAL_ID_LONGEST),
        name=sort_key(display_name(*names), 1700),
        postcodes=_compact([faults.text("postcode", draft.postcode, 40)]),
    )


_TRAITS = f"""
SELECT '' AS kind, c.name_fold AS value, c.country AS more FROM client c
  WHERE c.id = $1 AND {STANDING.replace("{t}", "c")}
UNION ALL SELECT 'email', fold, '' FROM client_email WHERE client_id = $1
UNION ALL SELECT 'phone', "number", '' FROM client_phone WHERE client_id = $1
UNION ALL SELECT 'tax id', tax_id, '' FROM client_company WHERE client_id = $1
UNION ALL SELECT 'postcode', postcode, '' FROM client_address WHERE client_id = $1
"""


async def traits_of_client(client_id: UUID) -> Traits:
    """What a client can be recognised by; nothing for one who does not stand.

    An external id is not among it: no two clients have the same.
    """
    found = await database.rows(_TRAITS, client_id)
    own = next((row for row in found if row["kind"] == ""), None)
    if own is None:
        return Traits()
    of = {kind: [row["value"] for row in found if row["kind"] == kind] for kind in ("email", "phone", "postcode")}
    tax_ids = [form for row in found if row["kind"] == "tax id" for form in tax_id_forms(row["value"], own["more"])]
    return Traits(
        emails=tuple(of["email"][:MOST_VALUES]),
        phones=tuple(of["phone"][:MOST_VALUES]),
        tax_ids=tuple(tax_ids[:MOST_VALUES]),
        name=own["value"],
        postcodes=_compact(of["postcode"])[:MOST_VALUES],
    )


def tax_id_forms(tax_id: str, country: str) -> tuple[str, ...]:
    """The same tax id as it may stand written: as given, without separators, with its country's letters and without."""
    compact = SEPARATORS.sub("", tax_id).upper()
    forms = {tax_id, compact} - {""}
    prefix = WITH_PREFIX.fullmatch(compact)
    if prefix and prefix[1] in PREFIXES:
        forms.add(compact[2:])
    elif compact:
        forms.update(f"{letters}{compact}" for letters, named in PREFIXES.items() if named == country)
    return tuple(sorted(forms))


def postcode_key(postcode: str) -> str:
    """A postcode without what people write or leave out in it."""
    return "".join(postcode.upper().split()).replace("-", "")


def _compact(postcodes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({postcode_key(one) for one in postcodes} - {""}))
