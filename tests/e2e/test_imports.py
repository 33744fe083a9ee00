"""A file of 2,000 rows, of which 37 are bad in different ways, from its upload to its revert."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import an_import, ask

ROWS, BAD = 2000, 37
HEADINGS = [
    "Customer ID", "First name", "Last name", "E-mail", "Phone", "Street", "ZIP", "City", "Country", "Currency",
    "Language", "Status", "Client since", "Parent ID",
]  # fmt: skip
WRONG = {
    "E-mail": "nobody at all",
    "Phone": "12",
    "Country": "Atlantis",
    "Currency": "doubloons",
    "Language": "Klingonese",
    "Status": "perhaps",
    "Client since": "the day before",
    "Parent ID": "nobody",
    "First name": "x" * 300,
    "Customer ID": "x" * 300,
}
"""What cannot be meant in a column, so that a row is refused for that cell."""

COUNT = "query ($search: String!) { clients(filter: { search: $search }) { totalCount } }"
FAULTS = """query ($id: ID!, $after: String) { import(id: $id) { rows(first: 100, after: $after, outcome: [REFUSED]) {
  nodes { line faults { path } } } } }"""
FIRST = """query ($id: ID!) { import(id: $id) { rows(first: 1) { nodes { client { id } } } } }"""
NOTE = """mutation ($id: ID!) { addNote(input: { clientId: $id, text: "Rang" }) { __typename } }"""
ADD = "mutation ($input: AddClientInput!) { addClient(input: $input) { __typename } }"


@dataclass(frozen=True)
class File:
    """A file of clients whom nobody else has; `wrong` says on which lines which cell is."""

    mark: str
    content: bytes
    wrong: dict[int, str]


def a_file() -> File:
    mark = uuid4().hex[:8]
    out, wrong = io.StringIO(), {}
    writer = csv.DictWriter(out, HEADINGS, delimiter=";")
    writer.writeheader()
    for n in range(ROWS):
        row = a_row(mark, n)
        if n % 54 == 53:
            heading = list(WRONG)[len(wrong) % len(WRONG)]
            wrong[n + 2] = heading
            row[heading] = WRONG[heading]
        writer.writerow(row)
    assert len(wrong) == BAD
    return File(mark, out.getvalue().encode("cp1252"), wrong)


def a_row(mark: str, n: int) -> dict[str, str]:
    return {
        "Customer ID": f"{mark}-{n}", "First name": "Zoë", "Last name": f"Imported{mark}",
        "E-mail": f"{mark}.{n}@example.org", "Phone": "+44 20 7946 0018", "Street": f"{n} High Street",
        "ZIP": "SW1A 1AA", "City": "London", "Country": "Großbritannien", "Currency": "GBP", "Language": "English",
        "Status": "gone" if n % 2 else "active", "Client since": "2019-05-31", "Parent ID": "",
    }  # fmt: skip


def here(page: Page, file: File) -> int:
    """How many clients of the file there are."""
    return int(ask(page.request, COUNT, search=f"Imported{file.mark}")["clients"]["totalCount"])


def tab(page: Page, words: str) -> Locator:
    return page.get_by_role("list", name="Rows by outcome").get_by_role("button", name=words, exact=True)


def send(page: Page, file: File) -> str:
    """From the clients list to the mapping; what is no table is not even sent. Answers the import's id."""
    page.goto("/clients/list")
    page.get_by_role("link", name="Import", exact=True).click()
    chooser = page.get_by_label("File of clients")
    chooser.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": b"x"})
    expect(page.get_by_role("alert")).to_contain_text("photo.png is no CSV, TSV, XLSX or JSON file.")
    chooser.set_input_files({"name": f"{file.mark}.csv", "mimeType": "text/csv", "buffer": file.content})
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{file.mark}.csv")
    found = re.search(r"/imports/([^?]+)", page.url)
    assert found
    return found[1]


def map_columns(page: Page) -> None:
    """The headings say most; what "gone" means has to be said."""
    for heading, field in (("Customer ID", "externalId"), ("ZIP", "postcode"), ("Client since", "createdAt")):
        expect(page.get_by_label(f"Field of {heading}")).to_have_value(field)
    expect(page.get_by_text("CSV (WINDOWS-1252, semicolons)", exact=False)).to_be_visible()
    page.get_by_label("Field of Status").select_option("Allow login")
    status = page.get_by_role("list", name="Columns").get_by_role("listitem").filter(has_text="Field of Status")
    status.get_by_text("Explain its words").click()
    status.get_by_label("“gone” means").select_option(label="No, may not log in")
    page.get_by_role("button", name="Look through the rows").click()


def mend(page: Page, line: int) -> None:
    """A cell is put right where it stands, by the keyboard alone."""
    cell = page.get_by_role("button", name=re.compile(f"^Edit E-mail, line {line}:"))
    expect(cell).to_have_accessible_description(re.compile("."))
    cell.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name=f"E-mail, line {line}")
    expect(box).to_be_focused()
    box.fill(f"mended.{uuid4().hex[:8]}@example.org")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=str(line), exact=True))
    ).to_contain_text("Create")
    expect(page.get_by_role("button", name=re.compile(f"^Edit E-mail, line {line}: mended"))).to_be_focused()


def downloaded(page: Page, button: str, to: Path) -> list[dict[str, str]]:
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    path = to / saved.value.suggested_filename
    saved.value.save_as(path)
    return list(csv.DictReader(io.StringIO(path.read_text())))


def commit(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Go on with")).click()
    expect(page.get_by_text("1,964 clients will be added. Not written: 35 refused, 1 skipped.")).to_be_visible()
    expect(page.get_by_role("switch", name="Send verification mails")).not_to_be_checked()
    page.get_by_role("button", name="Commit").click()
    expect(page.get_by_text("1,964 written, 35 refused, 1 skipped.")).to_be_visible(timeout=30_000)


def narrow(page: Page, reason: str, rows: int) -> None:
    """Only the rows that are refused for one reason; the address says so."""
    page.get_by_label("Reason", exact=True).select_option(label=f"{reason} ({rows})")
    expect(page.get_by_role("region", name="Table of rows").get_by_role("rowheader")).to_have_count(rows)
    expect(page).to_have_url(re.compile("outcome=REFUSED.*reason="))


def revert(page: Page, name: str) -> None:
    page.get_by_role("button", name="Revert").click()
    dialog = page.get_by_role("dialog", name=f"Revert {name}?")
    told = "1,963 untouched rows will be taken back. 1 row touched since will stay as it is."
    expect(dialog.get_by_text(told)).to_be_visible(timeout=10_000)
    dialog.get_by_text("1 row touched since", exact=True).click()
    expect(dialog.get_by_text("Something has happened with this client since, so it stays.")).to_be_visible()
    act = dialog.get_by_role("button", name=f"Revert {name}")
    act.click()
    expect(dialog.get_by_role("alert")).to_contain_text("Type the name of the file")
    dialog.get_by_label("Type").fill(name)
    act.click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("1,963 taken back, 1 stay.")).to_be_visible(timeout=30_000)


def test_a_file_becomes_clients_without_its_bad_rows_and_is_taken_back(page: Page, tmp_path: Path):
    file = a_file()

    key = send(page, file)
    map_columns(page)
    expect(tab(page, "All 2,000")).to_be_visible()
    expect(tab(page, "Create 1,963")).to_be_visible()
    refused = ask(page.request, FAULTS, id=key)["import"]["rows"]["nodes"]
    at = {row["line"]: row["faults"][0]["path"][0] for row in refused}
    assert at == file.wrong
    assert here(page, file) == 0

    tab(page, "Refused 37").click()
    mend(page, next(line for line, heading in file.wrong.items() if heading == "E-mail"))
    last = list(file.wrong)[1]
    page.get_by_role("button", name=f"Skip: line {last}").click()
    expect(tab(page, "Refused 35")).to_be_visible()
    expect(tab(page, "Skipped 1")).to_be_visible()
    narrow(page, "Country: There is no such country.", 4)
    rows = downloaded(page, "Download refused", tmp_path)
    assert len(rows) == 35
    assert all(row["Import: Reasons"] for row in rows)

    commit(page)
    assert here(page, file) == 1964
    client = ask(page.request, FIRST, id=key)["import"]["rows"]["nodes"][0]["client"]["id"]
    page.get_by_role("link", name=f"Zoë Imported{file.mark}").first.click()
    expect(page).to_have_url(re.compile(client))
    expect(page.get_by_text("Imported", exact=True).first).to_be_visible()
    ask(page.request, NOTE, id=client)

    page.goto("/settings/imports")
    page.get_by_role("link", name=f"Result: {file.mark}.csv").click()
    revert(page, f"{file.mark}.csv")
    assert here(page, file) == 1
    tab(page, "Stays 1").click()
    expect(page.get_by_text("Something has happened with this client since, so it stays.")).to_be_visible()


def test_a_mapping_is_kept_for_the_next_file(page: Page):
    name = f"Shop {uuid4().hex[:6]}"
    text = f"Mail,Nickname\n{uuid4().hex}@example.org,Ada\n"

    page.goto(f"/settings/imports/{an_import(page, text)}?step=map")
    page.get_by_label("Field of Nickname").select_option("First name")
    page.get_by_role("button", name="Look through the rows").click()
    expect(tab(page, "Create 1")).to_be_visible()
    page.get_by_role("link", name="Map").click()
    page.get_by_role("button", name="Save mapping as").click()
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Save mapping").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto("/settings/imports/mappings")
    page.get_by_role("button", name=f"Rename {name}").click()
    page.get_by_role("dialog").get_by_label("Name").fill(f"{name} 2")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    page.get_by_role("link", name=f"Import with it: {name} 2").click()
    expect(page.get_by_label("Begin with the mapping of")).to_have_text(re.compile(name))
    page.get_by_label("File of clients").set_input_files(
        {"name": "next.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(page.get_by_label("Field of Nickname")).to_have_value("firstName")

    page.get_by_label("Take over a mapping").select_option("WHMCS")
    expect(page.get_by_label("Field of Nickname")).to_have_value("")
    expect(page.get_by_text("Taken as an export of WHMCS: its columns are known.")).to_be_visible()

    page.goto("/settings/imports/mappings")
    page.get_by_role("button", name=f"Remove {name} 2").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Remove {name} 2").click()
    expect(page.get_by_role("button", name=f"Remove {name} 2")).to_have_count(0)


def test_whom_a_row_means_is_decided_where_it_stands_or_for_all(page: Page):
    mark = uuid4().hex[:8]
    for name in ("Ada", "Bob"):
        ask(page.request, ADD, input={"firstName": name, "externalId": f"{mark}-{name}", "allowLogin": False})
    text = f"externalId,firstName\n{mark}-Ada,Augusta\n{mark}-Bob,Robert\n"

    page.goto(f"/settings/imports/{an_import(page, text, whenFound='ASK')}")
    page.get_by_role("button", name="Update this client: Ada, line 2").click()
    expect(tab(page, "Update 1")).to_be_visible()
    page.get_by_role("button", name="Decide anew: line 2").click()
    expect(tab(page, "Ambiguous 2")).to_be_visible()
    page.get_by_role("button", name="Update them all").click()
    page.get_by_role("dialog").get_by_role("button", name="Update them all").click()

    expect(tab(page, "Update 2")).to_be_visible(timeout=10_000)
