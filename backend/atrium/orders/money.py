"""Amounts of money: whole numbers of a currency's smallest unit, and the decimals that people read."""

from __future__ import annotations

from decimal import Decimal

from atrium.faults import Faults

# ISO 4217 (list one), where the smallest unit is not a hundredth.
PLACES: dict[str, int] = {
    **dict.fromkeys(
        (
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
            "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}  # fmt: skip
USUAL_PLACES = 2
LARGEST = 10**14  # in smallest units; a sum of a hundred thousand such amounts still fits


def places_of(currency: str) -> int:
    """How many decimals the currency has."""
    return PLACES.get(currency, USUAL_PLACES)


def amount_of(minor: int, currency: str) -> Decimal:
    """The amount in the currency itself, with all its decimals."""
    return Decimal(minor).scaleb(-places_of(currency))


def read_amount(faults: Faults, path: str | tuple[str, ...], given: Decimal, currency: str) -> int:
    """The amount in smallest units; 0 where it is wrong. Notes NEGATIVE, TOO_PRECISE and TOO_LARGE."""
    if not given.is_finite() or given.copy_abs() > LARGEST:
        faults.add(path, "TOO_LARGE", "This amount is too large.")
        return 0
    if given < 0:
        faults.add(path, "NEGATIVE", "An amount cannot be below zero.")
        return 0
    minor = given.scaleb(places_of(currency)) if given.adjusted() > -20 else Decimal("0.1")
    if given and minor != minor.to_integral_value():
        faults.add(path, "TOO_PRECISE", f"Amounts in {currency} have at most {places_of(currency)} decimals.")
        return 0
    if minor > LARGEST:
        faults.add(path, "TOO_LARGE", "This amount is too large.")
        return 0
    return int(minor)


def amount_sql(minor: str, currency: str) -> str:
    """SQL, alike on both databases, that prints an amount (never NULL) with its currency's decimals."""
    by_places: dict[int, list[str]] = {}
    for code, places in PLACES.items():
        by_places.setdefault(places, []).append(code)
    cases = " ".join(
        f"WHEN {currency} IN ({', '.join(map(repr, codes))}) THEN {_printed(minor, places)}"
        for places, codes in by_places.items()
    )
    return f"(CASE {cases} ELSE {_printed(minor, USUAL_PLACES)} END)"


def _printed(minor: str, places: int) -> str:
    if not places:
        return f"CAST({minor} AS text)"
    unit = 10**places
    sign = f"CASE WHEN {minor} < 0 THEN '-' ELSE '' END"
    rest = f"substr(CAST({unit} + abs({minor}) % {unit} AS text), 2)"
    return f"{sign} || CAST(abs({minor}) / {unit} AS text) || '.' || {rest}"
