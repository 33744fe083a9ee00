"""Two entries of one person become one, with a choice wherever they differ, and two again when it was a mistake."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client, a_product, an_order, ask

TAG = 'mutation ($id: ID!) { tagClient(input: { clientId: $id, tags: ["late"] }) { __typename } }'
LINK = "mutation ($child: ID!, $parent: ID!) { linkClient(input: {childId: $child, parentId: $parent}) { __typename } }"


def test_two_clients_are_merged_with_choices_and_the_merge_is_undone(page: Page):
    ada = a_client(page, "Ada", phone="+442079460321", tags=["vip"])
    grace = a_client(page, "Grace", phone="+442079460321")
    byron, annabella, top = (a_client(page, first) for first in ("Byron", "Annabella", "Augusta"))
    ask(page.request, LINK, child=byron.id, parent=ada.id)
    ask(page.request, LINK, child=annabella.id, parent=byron.id)
    ask(page.request, LINK, child=grace.id, parent=top.id)
    an_order(page, ada, {"productId": a_product(page, "Hosting", "20.00"), "quantity": 1})
    open_tab = page.context.new_page()
    open_tab.goto(f"/clients/{grace.id}/overview")

    page.goto(f"/clients/{ada.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    page.get_by_role("menuitem", name="Merge client data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Merge {ada.name}")
    page.get_by_role("button", name=f"Choose {grace.name}").click()
    expect(page.get_by_role("button", name=f"Chosen {grace.name}")).to_be_visible()
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("listitem").filter(has_text="2 Compare")).to_be_focused()

    first_name = page.get_by_role("group", name="First name")
    expect(first_name.get_by_role("radio", name="Grace")).to_be_checked()
    first_name.get_by_role("radio", name="Ada").check()
    expect(page).to_have_url(re.compile(f"take={ada.id}:firstName"))
    expect(page.get_by_role("region", name="Moves")).to_contain_text("1 order")
    expect(page.get_by_role("region", name="Moves")).to_contain_text("1 phone, there already")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("listitem").filter(has_text="3 Confirm")).to_be_focused()
    page.reload()

    expect(page.get_by_role("region", name=f"{grace.name} afterwards")).to_contain_text(f"First nameAda of {ada.name}")
    expect(page.get_by_role("list", name=f"Under {top.name}")).to_contain_text(grace.name)
    expect(page.get_by_role("list", name=f"Under {grace.name}")).to_contain_text(byron.name)
    expect(page.get_by_role("list", name=f"Under {byron.name}")).to_contain_text(annabella.name)
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    code = page.get_by_label("To merge, type")
    merge = page.get_by_role("button", name="Merge into Grace")
    code.fill("AAA-AAA")
    merge.click()
    expect(page.get_by_text("This is not the code.")).to_be_visible()
    ask(page.request, TAG, id=ada.id)
    code.fill(page.locator("label", has_text="To merge, type").inner_text().split()[-1])
    merge.click()
    expect(page.get_by_role("alert")).to_contain_text("Something has changed since you looked")
    expect(page.get_by_role("region", name="Moves")).to_contain_text("2 tags")
    expect(first_name.get_by_role("radio", name="Ada")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    code.fill(page.locator("label", has_text="To merge, type").inner_text().split()[-1].lower())
    merge.click()

    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Clients merged")
    expect(title).to_be_focused()
    expect(open_tab.get_by_role("heading", level=1)).to_contain_text("Ada")
    open_tab.close()
    page.reload()
    expect(page.get_by_role("button", name="Undo the merge")).to_be_visible()
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    page.get_by_role("link", name="Open Ada").click()
    expect(page.get_by_role("listitem").filter(has_text=re.compile("^1 phone moved|^1 order moved"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(f"^{ada.name} "))).to_be_visible()
    page.goto(f"/clients/{ada.id}/merge?into={grace.id}&step=confirm")
    expect(page.get_by_role("button", name="Undo until")).to_be_visible()
    page.get_by_role("link", name=ada.name).click()
    bar = page.locator(".notice", has_text="Merged into")
    expect(bar).to_contain_text("by Sam Poe")
    expect(page.get_by_role("region", name="Login")).to_contain_text("Allow loginOff")
    page.get_by_role("button", name="Manage client").click()
    expect(page.get_by_role("menuitem", name="Merge client data")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Escape")
    bar.get_by_role("button", name="Undo until").click()
    dialog = page.get_by_role("dialog", name="Undo the merge?")
    expect(dialog).to_contain_text("2 tags")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    dialog.get_by_role("button", name="Undo the merge").click()
    expect(bar).to_be_hidden()
    expect(title).to_have_text(ada.name)
    expect(title).to_be_focused()
    page.goto(f"/clients/{grace.id}/overview")
    expect(page.get_by_role("heading", level=1)).to_have_text(grace.name)


def test_several_clients_are_merged_at_once(page: Page):
    ada, grace, eda, ida = (a_client(page, first) for first in ("Ada", "Grace", "Eda", "Ida"))
    page.goto(f"/clients/{ada.id}/merge?into={grace.id}&step=choose")
    search = page.get_by_role("searchbox", name="Clients to merge as well")
    further = page.get_by_role("list", name="Merged as well")

    for one in (eda, ida):
        search.fill(one.name)
        page.get_by_role("button", name=f"Add {one.name}").click()
        expect(further).to_contain_text(one.name)
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    further.get_by_role("button", name=f"Remove {ida.name}").click()
    expect(further.get_by_role("listitem")).to_have_count(1)
    expect(search).to_be_focused()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("To merge, type").fill(page.locator("label", has_text="To merge, type").inner_text().split()[-1])
    page.get_by_role("button", name="Merge into Grace").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Clients merged")
    for merged in (ada, eda):
        page.goto(f"/clients/{merged.id}/overview")
        expect(page.locator(".notice", has_text="Merged into")).to_contain_text(grace.name)
    page.goto(f"/clients/{ida.id}/overview")
    expect(page.get_by_role("heading", level=1)).to_have_text(ida.name)
    expect(page.locator(".notice", has_text="Merged into")).to_be_hidden()
