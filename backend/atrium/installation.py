"""What an installation keeps beside its database, in a directory that only its owner may enter."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> bytes:
    """The 32 bytes that seal this installation's secrets: made at the first start, kept for ever.

    Raises OSError where the directory cannot be written, ValueError where the kept key is damaged.
    """
    path = data_dir / "secret.key"
    _make_private(data_dir)
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError(f"{path} is damaged: it must hold 64 hexadecimal digits")
    return key


def _make_private(directory: Path) -> None:
    """A directory that only its owner may enter; so is each that is made on the way, for it may hold data one day."""
    if not directory.parent.is_dir():
        _make_private(directory.parent)
    directory.mkdir(mode=0o700, exist_ok=True)


def _write_once(path: Path, text: str) -> None:
    """Write the file whole or not at all. Of two processes that try at once one wins, and both read the winner's."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
