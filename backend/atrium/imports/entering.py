"""An import begins: the file is read, its columns are guessed, and it waits for its mapping."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from uuid import UUID

from atrium import database, settings
from atrium.columns import now
from atrium.custom_fields.definitions import definitions
from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.imports.mapping.guessing import guessed, kept, likely_preset
from atrium.imports.mapping.presets import PRESETS
from atrium.imports.models import Import
from atrium.imports.reading.rows import About
from atrium.principal import Principal

KEPT = timedelta(days=30)


async def enter(import_id: UUID, name: str, size: int, about: About, by: Principal) -> None:
    """Keep what is known of the file, and write down who sent it."""
    assert by.kind is not None
    assert by.id is not None
    preset = likely_preset(about)
    columns = kept(guessed(about, await definitions(), PRESETS.get(preset)))
    async with tx():
        await Import.create(
            id=import_id, file_name=name, file_bytes=size, kind=about.kind, encoding=about.encoding,
            delimiter=about.delimiter, columns=columns, preset=preset, file_rows=about.total, total=about.total,
            by_kind=by.kind, by_id=by.id, by_name=by.name,
        )  # fmt: skip
        await record("import.uploaded", by, changes=[Change("file", None, name), Change("rows", None, about.total)])


async def forget_past() -> int:
    """Remove the files of imports that need none any more, and of those that nobody has touched for thirty days."""
    home = settings.current().data_dir / "imports"
    names = await asyncio.to_thread(lambda: [one.name for one in home.iterdir()] if home.is_dir() else [])
    gone = 0
    for name in names:
        if not await _is_needed(name):
            await asyncio.to_thread(shutil.rmtree, home / name, True)
            gone += 1
    return gone


async def _is_needed(name: str) -> bool:
    """A directory younger than a day may be one that is being received."""
    path = settings.current().data_dir / "imports" / name
    try:
        key = UUID(name)
    except ValueError:
        return False
    age = now().timestamp() - (await asyncio.to_thread(path.stat)).st_mtime
    sql = "SELECT state, touched_at FROM client_import WHERE id = $1 AND touched_at > $2"
    found = await database.rows(sql, key, now() - KEPT)
    if not found:
        return age < timedelta(days=1).total_seconds()
    return found[0]["state"] not in ("COMMITTED", "REVERTED", "REVERTING")
