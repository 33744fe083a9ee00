"""What cells say in words, in several languages: yes and no, countries, languages, times."""

from __future__ import annotations

import gettext
import re
from datetime import UTC, datetime
from functools import cache, lru_cache

import pycountry

from atrium.contacts.places import country_code
from atrium.folding import fold

YES = frozenset(
    """
    yes y true t 1 on active enabled allowed ja j wahr aktiv erlaubt oui o vrai actif si sí s verdadero activo
    vero attivo sim verdadeiro ativo waar actief tak prawda aktywny kylla tosi ano igen da verified confirmed
    approved x
    """.split()  # noqa: SIM905 - words to read
)
NO = frozenset(
    """
    no n false f 0 off inactive disabled denied closed nein falsch inaktiv gesperrt non faux inactif falso
    inactivo inattivo nao não inativo nee onwaar inactief nie falsz nieaktywny ei epatosi ne nem nu unverified
    unconfirmed suspended
    """.split()  # noqa: SIM905 - words to read
)
LOCALES = (
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "hu",
    "ro",
    "tr",
    "ru",
    "uk",
    "ja",
    "zh_CN",
)
NICKNAMES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "usa": "US", "u.s.a.": "US",
    "united states of america": "US", "america": "US", "holland": "NL", "the netherlands": "NL", "czech republic": "CZ",
    "south korea": "KR", "north korea": "KP", "russia": "RU", "vietnam": "VN", "turkey": "TR", "turkiye": "TR",
    "iran": "IR", "syria": "SY", "taiwan": "TW", "tanzania": "TZ", "bolivia": "BO", "venezuela": "VE", "moldova": "MD",
    "macedonia": "MK", "kosovo": "XK", "ivory coast": "CI", "laos": "LA", "brunei": "BN", "palestine": "PS",
    "grossbritannien": "GB", "tschechien": "CZ", "etats-unis": "US", "estados unidos": "US", "stati uniti": "US",
    "royaume-uni": "GB", "reino unido": "GB", "regno unito": "GB",
}  # fmt: skip
TONGUES = {
    "deutsch": "de", "francais": "fr", "espanol": "es", "italiano": "it", "nederlands": "nl", "portugues": "pt",
    "polski": "pl", "svenska": "sv", "dansk": "da", "norsk": "nb", "suomi": "fi", "cestina": "cs", "magyar": "hu",
    "romana": "ro", "turkce": "tr", "русский": "ru", "українська": "uk", "日本語": "ja", "中文": "zh", "english": "en",
    "portuguese-br": "pt-BR", "portuguese-pt": "pt-PT", "chinese": "zh", "norwegian": "nb",
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)", re.S)
SPOKEN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(.*)", re.S)
CLOCK = re.compile(r"[T ]*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.I)
SECONDS = re.compile(r"\d{9,11}")
NOTHING = frozenset({"0000-00-00", "0000-00-00 00:00:00", "0", "-", "null", "none", "n/a"})


def truth_of(text: str) -> bool | None:
    """Yes or no; None for what is neither."""
    word = fold(text)
    return True if word in YES else False if word in NO else None


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """The country's two letters; None for what is none."""
    return country_code(text) or _countries().get(fold(text))


@cache
def _countries() -> dict[str, str]:
    """By its folded name, three letters or nickname: languages beside English lend theirs."""
    found = dict(NICKNAMES)
    for country in pycountry.countries:
        for name in ("alpha_3", "name", "common_name", "official_name"):
            if hasattr(country, name):
                found.setdefault(fold(getattr(country, name)), country.alpha_2)
    for locale in LOCALES:
        known = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale], fallback=True)
        for country in pycountry.countries:
            for name in (getattr(country, "common_name", ""), country.name):
                if name:
                    found.setdefault(fold(known.gettext(name)), country.alpha_2)
    return found


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """The language's tag where the text is its name; else the text as it is."""
    return _languages().get(fold(text), text)


@cache
def _languages() -> dict[str, str]:
    named = [one for one in pycountry.languages if hasattr(one, "alpha_2")]
    return {fold(one.name): one.alpha_2 for one in named} | {fold(name): tag for name, tag in TONGUES.items()}


def moment_in(text: str, order: str = "") -> datetime | None:
    """The time that a text says (UTC where it names no zone). Raises ValueError for what is none; None for nothing.

    Days before months are told by points, or by numbers above twelve; `order` (`DMY` or `MDY`) decides the others.
    """
    said = text.strip()
    if said.lower() in NOTHING:
        return None
    if SECONDS.fullmatch(said):
        return datetime.fromtimestamp(int(said), UTC)
    if iso := ISO.fullmatch(said):
        year, month, day, rest = int(iso[1]), int(iso[2]), int(iso[3]), iso[4]
    elif spoken := SPOKEN.fullmatch(said):
        year, rest = int(spoken[4]), spoken[5]
        day, month = _ordered(int(spoken[1]), int(spoken[3]), spoken[2], order)
    else:
        raise ValueError(text)
    return _with_clock(datetime(year, month, day, tzinfo=UTC), rest.strip())


def _ordered(first: int, second: int, sign: str, order: str) -> tuple[int, int]:
    """Day and month."""
    if order == "MDY" or (not order and second > 12 >= first):
        return second, first
    if order == "DMY" or sign == "." or first > 12 or first == second:
        return first, second
    raise ValueError("a day or a month first?")


def _with_clock(day: datetime, rest: str) -> datetime:
    if not rest:
        return day
    clock = CLOCK.fullmatch(rest)
    if clock is None:
        raise ValueError(rest)
    zone = (clock[5] or "Z").upper().replace("UTC", "Z").replace("Z", "+00:00")
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    said = f"{day:%Y-%m-%d}T{hour:02}:{minute:02}:{second:02}.{(clock[4] or '').ljust(6, '0')}{zone}"
    return datetime.fromisoformat(said).astimezone(UTC)
