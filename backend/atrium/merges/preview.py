"""What a merge would do: what moves, in what the clients differ, what is in the way; and the token of that state."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from uuid import UUID

import orjson

from atrium.errors import Hindrance
from atrium.family.lines import GENERATIONS
from atrium.merges.differing import CUSTOM, PARENT, Conflict, conflicts_of
from atrium.merges.family import generations
from atrium.merges.parties import Moved, Parties, read_parties
from atrium.principal import Principal
from atrium.sealing import derived
from atrium.settings import current

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What codes are made of: nothing that looks like something else."""


@dataclass(frozen=True, slots=True)
class Preview:
    """`token` names exactly this state of all the clients, `code` is for the person to type."""

    token: str
    code: str
    moves: tuple[Moved, ...]
    conflicts: tuple[Conflict, ...]
    blockers: tuple[Hindrance, ...]


async def preview(source_ids: Sequence[UUID], destination_id: UUID, by: Principal) -> Preview:
    """What merging the sources into the destination would do now. Raises NotFound and MergeRefused."""
    return await seen(await read_parties(source_ids, destination_id, by))


async def seen(parties: Parties) -> Preview:
    """What merging them would do."""
    conflicts = conflicts_of(parties)
    blockers = await blockers_of(parties, {one.field: one.chosen for one in conflicts})
    parties.moves = [*parties.moves, *_values(parties, conflicts)]
    token = _token(parties, conflicts, blockers)
    return Preview(token, code_of(token), tuple(parties.moves), tuple(conflicts), tuple(blockers))


def _values(parties: Parties, conflicts: Sequence[Conflict]) -> list[Moved]:
    """How many custom values are taken where nobody chooses, and how many stay behind."""
    all_ = sum(len(one.custom) for one in parties.sources)
    sources = {one.id: one for one in parties.sources}
    taken = [
        one for one in conflicts if one.field.startswith(CUSTOM) and one.chosen in sources and one.values[one.chosen]
    ]
    return [Moved("customFields", len(taken), all_ - len(taken))] if all_ else []


async def blockers_of(parties: Parties, chosen: Mapping[str, UUID]) -> list[Hindrance]:
    """What is in the way, where these values are taken."""
    whose = next((one for one in parties.everyone if one.id == chosen.get(PARENT)), parties.destination)
    deep = await generations(whose.parent.id if whose.parent else None, [one.kin for one in parties.everyone])
    if deep <= max(GENERATIONS, len(parties.destination.kin.above) + 1 + parties.destination.kin.height):
        return []
    message = f"{deep} clients would stand one above another; at most {GENERATIONS} may. Unlink some first."
    return [Hindrance("TOO_DEEP", message, deep)]


def _token(parties: Parties, conflicts: Sequence[Conflict], blockers: Sequence[Hindrance]) -> str:
    """Of all that the preview tells, and of the versions and amounts of everyone."""
    state = {
        "clients": [[str(one.id), one.client.version, one.client.status.value] for one in parties.everyone],
        "moves": [asdict(one) for one in parties.moves],
        "amounts": parties.amounts,
        "conflicts": [[one.field, {str(key): value for key, value in one.values.items()}] for one in conflicts],
        "blockers": [one.code for one in blockers],
    }
    return _signed("merge preview", orjson.dumps(state, option=orjson.OPT_SORT_KEYS)).hex()


def code_of(token: str) -> str:
    """The confirmation code of a token: three signs, three more."""
    signs = [SIGNS[byte % len(SIGNS)] for byte in _signed("merge code", token.encode())[:6]]
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"


def is_code(typed: str, token: str) -> bool:
    """Whether somebody typed the code: small letters, spaces and dashes are all the same."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.compare_digest(plain.encode(), code_of(token).replace("-", "").encode())


def _signed(purpose: str, what: bytes) -> bytes:
    return hmac.new(derived(current().secret_key, purpose), what, sha256).digest()
