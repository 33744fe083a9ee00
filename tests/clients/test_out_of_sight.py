"""Who may not see deleted clients sees nothing of theirs either, wherever it is listed."""

from __future__ import annotations

import pytest

from atrium.access.permissions import PERMISSIONS
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import NotFound
from atrium.events.models import Event
from atrium.mail.inputs import ResendMailInput
from atrium.mail.models import EmailMessage
from atrium.mail.resending import resend_mail
from atrium.principal import Principal
from tests.given import a_client
from tests.graph.asking import data, staff
from tests.mail.given import a_plain_mail

EVERYWHERE = """query ($id: ID!, $mail: ID!) {
  mailbox { totalCount nodes { to } } mail(id: $mail) { to }
  events { totalCount nodes { clientId } }
  clientDashboard { activity { clientId } }
  searchClients(term: "ada") { text }
  clients(filter: {search: "ada"}) { totalCount }
  client(id: $id, followMerge: false) { emailHistory { totalCount } timeline { totalCount } }
}"""


@pytest.fixture
def hidden_from() -> Principal:
    return staff(*(set(PERMISSIONS) - {"client.read_deleted"}))


async def a_deleted_client() -> tuple[Client, EmailMessage]:
    client = await a_client("Ada", "ada@example.org")
    await Client.filter(id=client.id).update(deleted_at=now(), allow_login=False)
    await Event.all().update(place=1)
    return client, await EmailMessage.get()


async def test_nothing_of_a_deleted_client_is_seen_without_the_permission(hidden_from: Principal):
    client, mail = await a_deleted_client()
    given = {"id": str(client.id), "mail": str(mail.id)}

    hidden, shown = await data(EVERYWHERE, given, by=hidden_from), await data(EVERYWHERE, given)

    nothing = {"totalCount": 0, "nodes": []}
    assert hidden == {
        "mailbox": nothing,
        "mail": None,
        "events": nothing,
        "clientDashboard": {"activity": []},
        "searchClients": [],
        "clients": {"totalCount": 0},
        "client": None,
    }
    assert (shown["mailbox"]["totalCount"], shown["mail"]) == (1, {"to": "ada@example.org"})
    assert (shown["events"]["totalCount"], len(shown["clientDashboard"]["activity"])) == (1, 1)
    assert shown["client"] == {"emailHistory": {"totalCount": 1}, "timeline": {"totalCount": 1}}


async def test_mails_to_nobodys_account_are_seen_all_the_same(hidden_from: Principal):
    await a_plain_mail("staff@example.org")

    assert (await data("{ mailbox { nodes { to } } }", by=hidden_from))["mailbox"]["nodes"] == [
        {"to": "staff@example.org"}
    ]


async def test_a_mail_that_cannot_be_seen_cannot_be_sent_again(hidden_from: Principal):
    client, _ = await a_deleted_client()
    mail = await a_plain_mail("ada@example.org")
    await EmailMessage.filter(id=mail.id).update(client_id=client.id)

    with pytest.raises(NotFound):
        await resend_mail(ResendMailInput(id=str(mail.id)), hidden_from)
