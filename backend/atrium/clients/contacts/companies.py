"""The companies that a client acts for. A client without a name of its own is called by the default one."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.contacts.acts import Act, act_on, add_once, owner_of
from atrium.clients.contacts.inputs import AddClientCompanyInput, UpdateClientCompanyInput
from atrium.clients.contacts.labels import alike, refuse_double
from atrium.clients.contacts.lists import COMPANIES
from atrium.contacts.companies import Company, read_company
from atrium.contacts.inputs import CompanyInput
from atrium.contacts.models import ClientCompany
from atrium.faults import Faults
from atrium.principal import Principal


async def add_client_company(given: AddClientCompanyInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Add a company; one that the client has already is found again. Answers its id.

    Its tax id is checked as one of the country it names, or else of the client's. Raises NotFound, InvalidInput with
    all faults, IdempotencyConflict.
    """

    async def add(act: Act[ClientCompany]) -> ClientCompany:
        faults = Faults()
        company = _read(faults, given.company, act.client.country)
        faults.refuse()
        same = next((row for row in await act.rows() if _identity(row) == _identity(company)), None)
        return same or await act.enter(vars(company))

    return await add_once(COMPANIES, given, by, idempotency_key, "addClientCompany", add)


async def update_client_company(given: UpdateClientCompanyInput, by: Principal) -> UUID:
    """Write a company anew. Answers its id. Raises NotFound, InvalidInput with all faults, StaleVersion."""
    row_id, client_id = await owner_of(COMPANIES, given.id)
    async with act_on(COMPANIES, client_id, by) as act:
        row = await act.row(row_id)
        faults = Faults()
        company = _read(faults, given.company, act.client.country)
        others = [_identity(one) for one in await act.rows() if one.id != row_id]
        refuse_double(faults.within("company"), "name", _identity(company) in others)
        faults.refuse()
        act.expect(given.version)
        await act.alter(row, vars(company))
        if given.make_default:
            await act.prefer(row)
    return row_id


def _read(faults: Faults, given: CompanyInput, country: str) -> Company:
    company = read_company(faults.within("company"), given, country)
    assert company is not None, "a company was given"
    return company


def _identity(company: Company | ClientCompany) -> tuple[str, str, str]:
    """What makes two entries the same company."""
    return alike(company.name), alike(company.tax_id), alike(company.registration_number)
