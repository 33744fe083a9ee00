"""What each type of custom field takes, how it is kept, and how it is shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from atrium.contacts.emails import read_email
from atrium.contacts.phones import read_phone
from atrium.contacts.places import country_code
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.models import CustomFieldType
from atrium.faults import Faults
from atrium.folding import fold, sort_key

MILLION = 10**6
LARGEST = 10**12 - 1  # with six places behind it, a number stays within eight bytes
TEXT_LONGEST = 500
LONG_TEXT_LONGEST = 10_000
URL_LONGEST = 2000
KEY_LONGEST = 800
CODE_LONGEST = 60
PUNCTUATION = re.compile(r"[^\w]|_")
DECIMAL_TEXT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
DAY_TEXT = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is answered, and the columns of the row, or rows, that keep it."""

    shown: object
    rows: tuple[Mapping[str, Any], ...]


Read = Callable[[Faults, Definition, object, str], Value | None]


def read_value(faults: Faults, field: Definition, given: object, country: str = "") -> Value | None:
    """The value of a field, None for none. Notes at most one fault, at the field's key.

    `country` is where a phone number without a country code is read. Codes: WRONG_TYPE, REQUIRED, TOO_LONG,
    CONTROL_CHARACTER, MALFORMED, OUT_OF_BOUNDS, TOO_PRECISE, UNKNOWN_OPTION, INVALID_PHONE, UNKNOWN_COUNTRY.
    """
    seen = len(faults.found)
    value = None if given is None else READERS[field.type](faults, field, given, country)
    if value is None and field.required and len(faults.found) == seen:
        faults.add(field.key, "REQUIRED", "Please fill this in.")
    return value


def text_columns(text: str) -> dict[str, Any]:
    folded = fold(text)
    bare = PUNCTUATION.sub("", folded)
    is_code = bare != folded and len(bare) <= CODE_LONGEST and any(sign.isdigit() for sign in bare)
    code = {"code": bare} if is_code else {}
    return {"text": text, "fold": folded, "fold_key": sort_key(text, KEY_LONGEST), **code}


def _kept(text: str) -> Value | None:
    return Value(text, (text_columns(text),)) if text else None


def _wrong(faults: Faults, field: Definition, wanted: str) -> Value | None:
    faults.add(field.key, "WRONG_TYPE", f"This has to be {wanted}.")
    return None


def _text(longest: int, *, lines: bool = False) -> Read:
    def read(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
        if not isinstance(given, str):
            return _wrong(faults, field, "a text")
        return _kept(faults.text(field.key, given, longest, lines=lines))

    return read


def _number(given: object) -> Decimal | None:
    """The number that JSON or a text gives; None for what is no number."""
    if isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given):
        return Decimal(str(given))
    if isinstance(given, str) and DECIMAL_TEXT.fullmatch(given.strip()):
        return Decimal(given.strip())
    return None


def _integer(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    number = None if isinstance(given, str) else _number(given)
    if number is None or number != number.to_integral_value():
        return _wrong(faults, field, "a whole number")
    return _bounded(faults, field, number, int(number))


def _decimal(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if isinstance(given, str) and not given.strip():
        return None
    number = _number(given)
    if number is None:
        return _wrong(faults, field, "a number, as 12.5 or as a text with at most six places")
    if abs(number) <= LARGEST and number * MILLION != (number * MILLION).to_integral_value():
        faults.add(field.key, "TOO_PRECISE", "At most six places after the point are kept.")
        return None
    return _bounded(faults, field, number, decimal_text(int(number * MILLION)) if abs(number) <= LARGEST else "")


def _bounded(faults: Faults, field: Definition, number: Decimal, shown: object) -> Value | None:
    if abs(number) > LARGEST:
        faults.add(field.key, "OUT_OF_BOUNDS", "This number is too large: at most twelve digits before the point.")
        return None
    millionths = int(number * MILLION)
    return Value(shown, ({"number": millionths, "code": PUNCTUATION.sub("", decimal_text(millionths))},))


def decimal_text(millionths: int) -> str:
    """How a decimal is answered: without zeros at its end, as `DECIMAL_SQL` prints it."""
    whole, part = divmod(abs(millionths), MILLION)
    return f"{'-' if millionths < 0 else ''}{whole}" + (f".{part:06}".rstrip("0") if part else "")


def _boolean(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, bool):
        return _wrong(faults, field, "true or false")
    return Value(given, ({"flag": given},))


def _date(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "a date, as 2026-01-31")
    if not given.strip():
        return None
    try:
        if not DAY_TEXT.fullmatch(given.strip()):
            raise ValueError(given)
        day = date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        faults.add(field.key, "MALFORMED", "There is no such day. Write it as 2026-01-31.")
        return None
    return Value(day, ({"day": day},))


def _select(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "one of the options")
    if not given.strip():
        return None
    option = _option(field, given)
    if option is None:
        faults.add(field.key, "UNKNOWN_OPTION", f"There is no such option. Choose one of: {', '.join(field.options)}.")
        return None
    return _kept(option)


def _multi_select(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        return _wrong(faults, field, "a list of options")
    chosen = {option for option in (_option(field, one) for one in given) if option is not None}
    if any(_option(field, one) is None for one in given):
        faults.add(field.key, "UNKNOWN_OPTION", f"One is no option. Choose from: {', '.join(field.options)}.")
        return None
    ordered = [option for option in field.options if option in chosen]
    return Value(ordered, tuple(text_columns(option) for option in ordered)) if ordered else None


def _option(field: Definition, given: str) -> str | None:
    """The option as it is written in the definition, however it was typed."""
    wanted = fold(given)
    return next((option for option in field.options if fold(option) == wanted), None)


def _email(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "an e-mail address")
    email = read_email(faults, field.key, given)
    return _kept(email.address) if email else None


def _phone(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "a phone number, as a text")
    phone = read_phone(faults, field.key, given, country)
    return _kept(phone.number) if phone else None


def _url(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "a web address")
    text = faults.text(field.key, given, URL_LONGEST)
    if text and not _is_web_address(text):
        faults.add(field.key, "MALFORMED", "This is not a web address. It should look like https://example.com.")
        return None
    return _kept(text)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        well_formed = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return well_formed and parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)


def _country(faults: Faults, field: Definition, given: object, country: str) -> Value | None:
    if not isinstance(given, str):
        return _wrong(faults, field, "a country's two letters")
    text = faults.text(field.key, given, TEXT_LONGEST)
    code = country_code(text) if text else ""
    if code is None:
        faults.add(
            field.key, "UNKNOWN_COUNTRY", "There is no such country. Give its two letters (ISO 3166-1), like DE."
        )
    return _kept(code or "")


READERS: dict[CustomFieldType, Read] = {
    CustomFieldType.TEXT: _text(TEXT_LONGEST),
    CustomFieldType.LONG_TEXT: _text(LONG_TEXT_LONGEST, lines=True),
    CustomFieldType.INTEGER: _integer,
    CustomFieldType.DECIMAL: _decimal,
    CustomFieldType.BOOLEAN: _boolean,
    CustomFieldType.DATE: _date,
    CustomFieldType.SELECT: _select,
    CustomFieldType.MULTI_SELECT: _multi_select,
    CustomFieldType.EMAIL: _email,
    CustomFieldType.PHONE: _phone,
    CustomFieldType.URL: _url,
    CustomFieldType.COUNTRY: _country,
}
