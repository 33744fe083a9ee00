"""What the sales report and the dashboard say of money is what the payments say, to the cent."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.given import a_client, a_product, an_order, ask

PAYMENTS = """query ($after: String) { orders(first: 50, after: $after) {
  nodes { payments { at method amount { amount currency } } }
  pageInfo { hasNextPage endCursor } } }"""
PAY = """mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename } }"""


TODAY = datetime.now(UTC).date()  # stories are told in UTC


def euros(text: str) -> Decimal:
    """The first amount of a text."""
    found = re.search(r"€([\d,]+\.\d\d)", text)
    assert found, text
    return Decimal(found[1].replace(",", ""))


def payments(page: Page, since: date) -> dict[str, Decimal]:
    """What came in in euros, by method, payment by payment."""
    sums: dict[str, Decimal] = {}
    after = None
    while True:
        found = ask(page.request, PAYMENTS, after=after)["orders"]
        for paid in (one for order in found["nodes"] for one in order["payments"]):
            if paid["amount"]["currency"] == "EUR" and paid["at"] >= since.isoformat():
                sums[paid["method"]] = sums.get(paid["method"], Decimal(0)) + Decimal(paid["amount"]["amount"])
        if not found["pageInfo"]["hasNextPage"]:
            return sums
        after = found["pageInfo"]["endCursor"]


def test_the_sales_report_equals_the_payments_and_its_figures_lead_to_the_orders(page: Page, tmp_path: Path):
    client = a_client(page)
    name = f"Lamp {client.name[-8:]}"
    lamp, oil = a_product(page, name, "20.00"), a_product(page, f"Oil {client.name[-8:]}", "9.99")
    an_order(page, client, {"productId": lamp}, {"productId": oil}, paid={"method": "CASH"})
    part = an_order(page, client, {"productId": lamp, "quantity": 3})
    given = {"orderId": part, "method": "BANK", "amount": {"amount": "25.00", "currency": "EUR"}}
    ask(page.request, PAY, input=given)
    came = payments(page, TODAY - timedelta(days=6))

    page.goto("/sales?range=7d&cur=EUR")
    total = page.get_by_role("list", name="Totals").get_by_role("listitem").filter(has_text="€")
    expect(total).to_contain_text("payment")
    assert euros(total.inner_text()) == sum(came.values())
    by_method = page.get_by_role("list", name="Paid by method")
    for method, label in (("CASH", "Cash"), ("BANK", "Bank transfer")):
        assert euros(by_method.get_by_role("link").filter(has_text=label).inner_text()) == came[method]
    by_day = page.get_by_role("region", name="Paid by day")
    by_day.get_by_role("button", name="Table").click()
    days = by_day.get_by_role("table").locator("tbody td").all_inner_texts()
    assert sum(map(euros, days)) == sum(came.values())
    page.get_by_role("button", name="Months").click()
    expect(page.get_by_role("region", name="Paid by month").get_by_role("table")).to_be_visible()

    with page.expect_download() as saving:
        page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / "sales.csv"
    saving.value.save_as(file)
    lines = list(csv.DictReader(file.read_text().splitlines()))
    assert saving.value.suggested_filename.startswith("sales-")
    assert {one["Which"]: Decimal(one["Amount"]) for one in lines if one["What"] == "METHOD"} == came
    assert [Decimal(one["Amount"]) for one in lines if one["Name"] == name] == [Decimal("45.00")]
    assert sum(Decimal(one["Amount"]) for one in lines if one["What"] == "PRODUCT") == sum(came.values())

    more = page.get_by_role("button", name=re.compile("Show all"))
    if more.count():
        more.click()
    page.get_by_role("list", name="Paid by product").get_by_role("link").filter(has_text=name).click()
    rows = page.get_by_role("table", name="Orders").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 orders")).to_be_visible()
    page.get_by_role("navigation", name="Orders by status").get_by_role("link", name="Unpaid").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("€35.00")
    rows.get_by_role("link", name=client.name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(client.name)

    page.goto("/clients")
    tile = page.get_by_role("list", name="Figures").get_by_role("link").filter(has_text="Balance due")
    expect(tile).to_contain_text("€")
    revenue = page.get_by_role("region", name="Revenue by month")
    revenue.get_by_role("button", name="Table").click()
    expect(revenue.get_by_role("table")).to_be_visible()
    if (choice := revenue.get_by_role("combobox", name="Currency")).count():
        choice.select_option("EUR")
    months = revenue.get_by_role("table").locator("tbody td").all_inner_texts()
    a_year_ago = date(TODAY.year - (TODAY.month < 12), TODAY.month % 12 + 1, 1)
    assert sum(map(euros, months)) == sum(payments(page, a_year_ago).values())
    expect(page.get_by_role("region", name="Top clients").get_by_role("listitem").first).to_be_visible()
