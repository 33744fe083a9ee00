"""Files as other programs write them, in every encoding and with every sign between: brought along to the last field.

The headings are those that the presets know, as far as the programs' public documents and sources tell them. The rows
are made up: no file that such a program wrote is among them.
"""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Any

import pytest

from atrium.imports.models import Import
from tests.imports.given import faults, imported, outcomes, someone, staged
from tests.imports.kept import all_kept

HERE = Path(__file__).parent / "corpus"
STREETS = {
    "Änne": ("Hauptstr. 1", "", "Dresden", "Sachsen", "01067", "DE", True),
    "Bob": ("1 Main St, Suite 4", "", "Austin", "TX", "73301", "US", True),
}
NOTE = "Paid late once.\nCall first; then mail."
EUR_AND_USD = ["EUR", "USD", "EUR"]
TELLS = {
    "whmcs_report": {"currencies": ["EUR"] * 3, "logins": [True, False, True], "notes": [NOTE]},
    "blesta_contacts": {"phones": [], "currencies": ["EUR"] * 3, "logins": [True, True, False]},
    "fossbilling_clients": {
        "currencies": EUR_AND_USD, "logins": [True, False, False],
        "email": "aenne@example.org", "tax": ("DE136695976", "HRB 7"), "dated": False,
    },
    "upmind_clients": {
        "currencies": EUR_AND_USD, "logins": [True, False, True],
        "email": "aenne@example.org", "tax": ("DE136695976", "HRB 7"), "region": "SN",
    },
}  # fmt: skip
"""What the files say differently."""
KEYS = {"whmcs_report": "17", "blesta_contacts": "1500", "fossbilling_clients": "17", "upmind_clients": "0e3f-17"}


def text_of(name: str) -> str:
    return (HERE / f"{name}.csv").read_bytes().decode()


def written(text: str, delimiter: str, quoting: int, end: str = "\r\n") -> str:
    """The same table, written by another program."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows(csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()


def check(found: dict[str, dict[str, Any]], name: str) -> None:
    """Three clients, field by field."""
    tells: dict[str, Any] = TELLS[name]
    anne, bob, cem = found.values()
    assert next(iter(found)) == KEYS[name]
    assert (anne["first_name"], anne["last_name"], anne["display_name"]) == ("Änne", "O'Neill", "Änne O'Neill")
    assert anne["emails"] == [(tells.get("email", "Aenne@example.org"), True, False)]
    assert anne["companies"] == [('Kühl & "Söhne" GmbH', *tells.get("tax", ("", "")), True)]
    assert bob["companies"] == cem["companies"] == cem["addresses"] == cem["phones"] == []
    assert anne["addresses"] == [(*STREETS["Änne"][:3], tells.get("region", "Sachsen"), *STREETS["Änne"][4:])]
    assert bob["addresses"] == [STREETS["Bob"]]
    assert anne["phones"] == tells.get("phones", [("+4935112345678", True)])
    assert bob["phones"] == tells.get("phones", [("+15125550100", True)])
    assert [one["country"] for one in (anne, bob, cem)] == ["DE", "US", "TR"]
    assert [one["currency"] for one in (anne, bob, cem)] == tells["currencies"]
    assert [one["allow_login"] for one in (anne, bob, cem)] == tells["logins"]
    assert anne["notes"] == tells.get("notes", [])
    if tells.get("dated", True):
        assert [one["created_at"][:10] for one in (anne, bob)] == ["2016-05-04", "2019-02-28"]


@pytest.mark.parametrize("name", TELLS)
async def test_every_programs_file_comes_whole_and_a_second_time_changes_nothing(name: str):
    by, content = await someone(), text_of(name).encode()

    work = await imported(content, by)

    assert work.preset == name.partition("_")[0].upper()
    assert (work.committed, await faults(work.id)) == (3, {})
    check(await all_kept(), name)
    assert set((await outcomes((await staged(content, by)).id)).values()) == {"UNCHANGED"}


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "UTF-8"), ("utf-8", codecs.BOM_UTF8, "UTF-8"), ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"), ("utf-16-le", b"", "UTF-16-LE"), ("cp1252", b"", "Windows-1252"),
    ],
)  # fmt: skip
async def test_every_encoding_comes_whole(encoding: str, mark: bytes, told: str):
    work = await imported(mark + text_of("whmcs_report").encode(encoding), await someone())

    assert (work.encoding, work.preset) == (told, "WHMCS")
    check(await all_kept(), "whmcs_report")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(("quoting", "end"), [(csv.QUOTE_ALL, "\n"), (csv.QUOTE_MINIMAL, "\r\n")])
async def test_every_sign_between_comes_whole_however_it_is_quoted(delimiter: str, quoting: int, end: str):
    content = written(text_of("whmcs_report"), delimiter, quoting, end).encode()

    work = await imported(content, await someone())

    assert (work.delimiter, work.kind) == (delimiter, "TSV" if delimiter == "\t" else "CSV")
    check(await all_kept(), "whmcs_report")


async def test_a_table_without_any_quotes_is_read_as_it_stands():
    content = 'id\tfirstname\tlastname\temail\n1\tHans "Hansi"\tMay\'s\thans@example.org\n'

    work = await imported(content.encode(), await someone())

    assert (work.committed, await faults(work.id)) == (1, {})
    assert (await all_kept())["1"]["display_name"] == 'Hans "Hansi" May\'s'


async def test_the_lines_of_rows_are_those_of_the_file_also_below_cells_of_many_lines():
    work = await staged(text_of("whmcs_report").replace("bob@", "bob at ").encode(), await someone())

    assert await faults(work.id) == {4: [("Email", "MALFORMED")]}
    assert set(await outcomes(work.id)) == {2, 4, 5}
    assert (await Import.get(id=work.id)).refused == 1
