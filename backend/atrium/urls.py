"""URLs as settings give them."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit


def split_url(url: str) -> SplitResult | None:
    """The parts of a URL that has a scheme and, but for a socket's, a host; None for anything else."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return None
    return parts if parts.scheme and (parts.hostname or "host=" in parts.query) else None


def is_loopback(parts: SplitResult) -> bool:
    """Whether the URL leads to this machine."""
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
