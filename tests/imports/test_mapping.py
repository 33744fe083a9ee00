"""Columns are known by their headings in many languages, and by the programs that they come from."""

from __future__ import annotations

import pytest

from atrium.clients.models import Client
from atrium.contacts.models import ClientPhone
from atrium.custom_fields.values import values_of
from atrium.errors import InvalidInput
from atrium.ids import Id
from atrium.imports.actions import map_import
from atrium.imports.inputs import ColumnMapping, MapImportInput, SaveImportMappingInput, SkipImportRowInput
from atrium.imports.inputs import UpdateImportRowInput as Mend
from atrium.imports.keeping import save_import_mapping
from atrium.imports.mending import skip_import_row, update_import_row
from atrium.imports.models import Import, ImportMapping, WhenFound
from tests.custom_fields.given import a_field
from tests.given import a_client
from tests.imports.given import as_csv, committed, faults, imported, outcomes, someone, staged, uploaded, worked_off

GERMAN = "Kundennummer;Vorname;Nachname;E-Mail-Adresse;Telefon;Straße;PLZ;Ort;Land;Firma;USt-IdNr.;Bemerkungen"
FRENCH = "N° client;Prénom;Nom de famille;Courriel;Téléphone;Rue;Code postal;Ville;Pays;Société;Numéro TVA;Notes"
SPANISH = "Id cliente;Nombre;Apellidos;Correo electrónico;Teléfono;Calle;Código postal;Ciudad;País;Empresa;NIF;Notas"
POLISH = "Numer klienta;Imię;Nazwisko;Adres e-mail;Telefon;Ulica;Kod pocztowy;Miasto;Kraj;Nazwa firmy;NIP;Uwagi"
FIELDS = [
    "externalId", "firstName", "lastName", "email", "phone", "line1", "postcode", "city", "country", "company", "taxId",
    "notes",
]  # fmt: skip

WHMCS = {
    "id": "7", "firstname": "Ada", "lastname": "King", "companyname": "Engines", "email": "ada@example.org",
    "address1": "1 Main St", "address2": "", "city": "Austin", "state": "TX", "postcode": "73301", "country": "US",
    "phonenumber": "512-555-0100", "tax_id": "", "status": "Closed", "datecreated": "2019-02-03", "currency": "",
    "notes": "Old", "password": "$2y$10$WvvTPHKwdBJ3uk0Z37EMR.hLA2W6N9AEBhEgrAOljy2Ae5MtaSIUi", "credit": "0.00",
}  # fmt: skip
BLESTA = {
    "ID Code": "1500", "First Name": "Ada", "Last Name": "King", "Company": "Engines", "Email": "ada@example.org",
    "Address 1": "1 Main St", "City": "Austin", "State": "TX", "Zip": "73301", "Country": "US",
    "Number": "512-555-0100",
    "Status": "active", "Date Added": "2019-02-03 10:11:12",
}  # fmt: skip
FOSSBILLING = {
    "id": "7", "first_name": "Ada", "last_name": "King", "email": "ada@example.org", "phone_cc": "1",
    "phone": "5125550100", "company": "Engines", "company_vat": "", "company_number": "HRB 1", "address_1": "1 Main St",
    "city": "Austin", "state": "TX", "postcode": "73301", "country": "US", "status": "active", "lang": "en_US",
    "created_at": "2019-02-03T10:11:12+02:00", "email_approved": "1", "currency": "USD",
}  # fmt: skip
UPMIND = {
    "Id": "0e3f", "Firstname": "Ada", "Lastname": "King", "Email": "ada@example.org", "Phone code": "1",
    "Phone": "5125550100", "Company name": "Engines", "VAT number": "", "Reg number": "", "Address 1": "1 Main St",
    "City": "Austin", "Region": "TX", "Postcode": "73301", "Country code": "US", "Created at": "2019-02-03 00:00:00",
}  # fmt: skip


@pytest.mark.parametrize("headings", [GERMAN, FRENCH, SPANISH, POLISH])
async def test_headings_are_understood_in_many_languages(headings: str):
    work = await uploaded(f"{headings}\n{';' * 11}1\n".encode(), await someone())

    assert [column["guess"] for column in work.columns] == FIELDS


@pytest.mark.parametrize(
    ("preset", "row"), [("WHMCS", WHMCS), ("BLESTA", BLESTA), ("FOSSBILLING", FOSSBILLING), ("UPMIND", UPMIND)]
)
async def test_exports_of_other_programs_are_known_and_taken_whole(preset: str, row: dict[str, str]):
    by = await someone()

    found = await uploaded(as_csv([row]), by)
    work = await imported([row], by)

    assert found.preset == preset
    assert work.committed == 1, await faults(work.id)
    client = await Client.get()
    phone = await ClientPhone.get()
    assert (client.first_name, client.country, phone.number) == ("Ada", "US", "+15125550100")
    assert client.created_at.strftime("%Y-%m-%d") == "2019-02-03"
    assert client.external_id in ("7", "1500", "0e3f")
    assert bool(client.allow_login) is (preset != "WHMCS")  # whose client is closed
    assert (client.verified_at is not None) is (preset == "FOSSBILLING")


async def test_words_mean_what_the_map_says():
    row = {"Name": "Ada King", "Mail": "ada@example.org", "State of it": "gesperrt!", "Land": "the Reich"}
    columns = [
        ColumnMapping(column="Name", field="name"),
        ColumnMapping(column="Mail", field="email"),
        ColumnMapping(column="State of it", field="allowLogin", values={"GESPERRT!": False}),
        ColumnMapping(column="Land", field="customFields.origin", values={"The Reich": "DE"}),
    ]
    await a_field("origin", "COUNTRY")
    by = await someone()
    work = await uploaded(as_csv([row]), by)

    await map_import(MapImportInput(import_id=Id(str(work.id)), columns=columns), by)
    await worked_off()
    await committed(await Import.get(id=work.id), by)

    client = await Client.get()
    assert (client.first_name, client.last_name, client.allow_login) == ("Ada", "King", False)
    assert await values_of(client.id) == {"origin": "DE"}


async def test_a_mapping_that_cannot_be_is_refused_with_all_faults():
    by = await someone()
    work = await uploaded(b"a,b,c\n1,2,3\n", by)
    columns = [("a", "email"), ("b", "email"), ("x", "phone"), ("c", "shoeSize")]
    given = MapImportInput(
        import_id=Id(str(work.id)), columns=[ColumnMapping(column=c, field=f) for c, f in columns],
        preset="SAP", default_country="QQ",
    )  # fmt: skip

    with pytest.raises(InvalidInput) as refusal:
        await map_import(given, by)

    assert {(".".join(fault.path), fault.code) for fault in refusal.value.faults} == {
        ("preset", "UNKNOWN_PRESET"), ("columns.1.field", "DUPLICATE"), ("columns.2.column", "UNKNOWN_COLUMN"),
        ("columns.3.field", "UNKNOWN_FIELD"), ("defaultCountry", "UNKNOWN_COUNTRY"),
    }  # fmt: skip


async def test_a_mapping_is_kept_for_the_next_file():
    by = await someone()
    work = await staged([{"A": "Ada", "B": "x"}], by, [("A", "firstName")], when_found=WhenFound.SKIP)
    await save_import_mapping(SaveImportMappingInput(import_id=Id(str(work.id)), name="Ours"), by)
    await save_import_mapping(SaveImportMappingInput(import_id=Id(str(work.id)), name="OURS"), by)
    saved = await ImportMapping.get(name="OURS")

    again = await staged([{"A": "Bob"}], by, mapping_id=Id(str(saved.id)))

    assert [column["field"] for column in again.columns] == ["firstName"]
    assert again.when_found is WhenFound.SKIP


async def test_every_kind_of_fault_is_at_its_cell():
    row = {
        "First name": "A" * 300, "E-mail": "ada@", "Phone": "12", "Country": "Atlantis", "Street": "x", "City": "y",
        "Postcode": "1", "VAT number": "DE123456789", "Company": "X", "Language": "Klingonisch?", "Currency": "Taler",
        "Allow login": "maybe", "Created at": "03/04/2020", "Password hash": "md5:x", "Tags": "ok",
    }  # fmt: skip

    work = await staged([row], await someone())

    assert dict((await faults(work.id))[2]) == {
        "First name": "TOO_LONG", "E-mail": "MALFORMED", "Phone": "INVALID_PHONE", "Country": "UNKNOWN_COUNTRY",
        "VAT number": "INVALID_TAX_ID", "Language": "UNKNOWN_LANGUAGE", "Currency": "UNKNOWN_CURRENCY",
        "Allow login": "WRONG_TYPE", "Created at": "MALFORMED", "Password hash": "UNKNOWN_HASH",
    }  # fmt: skip


async def test_several_who_could_be_meant_are_named_and_nothing_is_guessed():
    for name in ("Ada", "Eve"):
        await a_client(name, "shared@example.org", allow_login=False)

    work = await staged([{"First name": "Ada", "E-mail": "shared@example.org"}], await someone())

    assert await outcomes(work.id) == {2: "AMBIGUOUS"}
    row = await work.rows.all().prefetch_related("candidates__client").get()  # type: ignore[attr-defined]
    assert sorted([one.client.first_name for one in row.candidates]) == ["Ada", "Eve"]


async def test_twins_within_the_file_are_refused_but_for_the_first():
    rows = [
        {"External id": "1", "First name": "A", "E-mail": "a@example.org"},
        {"External id": "1", "First name": "B", "E-mail": "b@example.org"},
        {"External id": "2", "First name": "C", "E-mail": "A@EXAMPLE.ORG"},
    ]

    work = await staged(rows, await someone())

    assert await faults(work.id) == {
        3: [("External id", "DUPLICATE_IN_FILE")],
        4: [("E-mail", "DUPLICATE_IN_FILE")],
    }


async def test_a_cell_put_right_lets_the_row_go_and_its_twin_with_it():
    by = await someone()
    work = await staged(
        [{"First name": "A", "E-mail": "nonsense"}, {"First name": "B", "E-mail": "b@example.org"},
         {"First name": "C", "E-mail": "b@example.org"}], by
    )  # fmt: skip
    key = Id(str(work.id))

    await update_import_row(Mend(import_id=key, line=2, cells={"E-mail": "a@example.org"}), by)
    await update_import_row(Mend(import_id=key, line=3, cells={"E-mail": "bb@example.org"}), by)

    assert await outcomes(work.id) == {2: "CREATE", 3: "CREATE", 4: "CREATE"}
    work = await Import.get(id=work.id)
    assert (work.to_create, work.refused) == (3, 0)


async def test_a_skipped_row_is_not_written_until_it_is_taken_in_again():
    by = await someone()
    work = await staged([{"First name": "A"}, {"First name": "B"}], by)
    key = Id(str(work.id))

    await skip_import_row(SkipImportRowInput(import_id=key, line=2), by)
    await skip_import_row(SkipImportRowInput(import_id=key, line=3), by)
    await skip_import_row(SkipImportRowInput(import_id=key, line=3, skip=False), by)
    await committed(work, by)

    assert await Client.all().values_list("first_name", flat=True) == ["B"]
    assert await outcomes(work.id) == {2: "SKIPPED", 3: "CREATE"}
