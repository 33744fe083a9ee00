"""Words that staff put on clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from atrium.clients.models import ClientTag
from atrium.columns import new_id
from atrium.faults import Faults
from atrium.folding import fold
from atrium.inserting import Row, insert

LABEL_LONGEST = 60
FOLD_LONGEST = 240
MOST = 50
MOST_READ = 1000  # texts looked at before any of them turns out to be the same tag


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, and the form under which a client has it once."""

    label: str
    fold: str


def read_tags(faults: Faults, given: Sequence[str] | None) -> tuple[Tag, ...]:
    """The tags, each once, in the order given. Notes TOO_MANY beside the faults of any text."""
    tags: dict[str, Tag] = {}
    for place, text in enumerate((given or ())[:MOST_READ]):
        label = faults.text(("tags", str(place)), text, LABEL_LONGEST, required=True)
        folded = fold(label)
        if len(folded) > FOLD_LONGEST:
            faults.add(("tags", str(place)), "TOO_LONG", f"This is too long: at most {LABEL_LONGEST} characters.")
        elif label:
            tags.setdefault(folded, Tag(label, folded))
    if len(tags) > MOST or len(given or ()) > MOST_READ:
        faults.add("tags", "TOO_MANY", f"A client has at most {MOST} tags.")
        return ()
    return tuple(tags.values())


def tag_rows(client_id: UUID, tags: Sequence[Tag]) -> list[Row]:
    """The rows that put the tags on a client."""
    return [
        Row("client_tag", {"id": new_id(), "client_id": client_id, "label": tag.label, "fold": tag.fold})
        for tag in tags
    ]


async def retag(client_id: UUID, tags: Sequence[Tag]) -> tuple[list[str], list[str]]:
    """Give the client these tags and no others; its labels before and after, sorted."""
    had = await ClientTag.filter(client_id=client_id)
    wanted, kept = {tag.fold: tag for tag in tags}, {row.fold for row in had}
    gone = [row.id for row in had if row.fold not in wanted]
    if gone:
        await ClientTag.filter(id__in=gone).delete()
    await insert(tag_rows(client_id, [tag for tag in tags if tag.fold not in kept]))
    after = [row.label for row in had if row.fold in wanted] + [tag.label for tag in tags if tag.fold not in kept]
    return sorted(row.label for row in had), sorted(after)
