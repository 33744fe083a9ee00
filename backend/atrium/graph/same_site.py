"""Who may knock from where: a browser's request that carries a cookie must come from our own pages.

Follows OWASP's "Cross-Site Request Forgery Prevention": JSON only, a header that forms cannot send, Fetch Metadata, and
Origin for browsers without it. Programs with a bearer token are free of all this, for no browser sends one by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from atrium.asgi import Header
from atrium.graph.envelope import Malformed

COOKIE = "atrium-"  # how all our cookies' names begin, after an optional `__Host-`
PREFLIGHT: tuple[Header, ...] = (
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"authorization, content-type, x-requested-by"),
    (b"access-control-max-age", b"600"),
)


def check_site(headers: Mapping[str, str], own_origin: str, allowed: frozenset[str]) -> None:
    """Raises Malformed (403) when a foreign page is behind the request, or a cookie comes without `X-Requested-By`.

    `own_origin` is where our pages live, `allowed` are other sites' origins that may ask without cookies.
    """
    has_cookie = COOKIE in headers.get("cookie", "")
    has_token = headers.get("authorization", "")[:7].lower() == "bearer "
    if has_cookie and not has_token and not headers.get("x-requested-by"):
        raise Malformed("A request with a cookie needs the header `X-Requested-By`.", status=403, code="FORBIDDEN")
    if (has_cookie or not has_token) and not _is_ours(headers, own_origin, allowed):
        raise Malformed("Pages of another site may not ask here.", status=403, code="FORBIDDEN")


def _is_ours(headers: Mapping[str, str], own_origin: str, allowed: frozenset[str]) -> bool:
    origin = headers.get("origin")
    if origin in allowed:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or origin == own_origin or _host(origin) == headers.get("host", "").lower()


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def sharing(headers: Mapping[str, str], allowed: frozenset[str]) -> tuple[Header, ...]:
    """The headers that let an allowed site's page read the answer; it never gets to use cookies."""
    origin = headers.get("origin", "")
    if origin not in allowed:
        return ()
    return (b"access-control-allow-origin", origin.encode()), (b"vary", b"origin")
