"""Wrong settings are refused by name, all at once; missing ones are made or have a default."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from atrium.settings import Settings, SettingsError, load

KEY = "5a" * 32


def read(tmp_path: Path, **given: str) -> Settings:
    named = {f"ATRIUM_{name}": value for name, value in given.items()}
    return load({"ATRIUM_DATA_DIR": str(tmp_path / "data"), **named})


def test_nothing_needs_to_be_set(tmp_path: Path):
    settings = read(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path}/data/atrium.db"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.smtp_url is None
    assert (settings.currency, settings.language) == ("EUR", "en")


def test_the_key_is_made_once_and_only_for_its_owner(tmp_path: Path):
    first, second = read(tmp_path), read(tmp_path)

    kept = tmp_path / "data" / "secret.key"
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 32
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_no_directory_made_on_the_way_is_open_to_others(tmp_path: Path):
    outer, inner = tmp_path / "data", tmp_path / "data" / "demo"

    load({"ATRIUM_DATA_DIR": str(inner)})

    assert [stat.S_IMODE(made.stat().st_mode) for made in (outer, inner)] == [0o700, 0o700]


def test_a_given_key_is_used_and_none_is_made(tmp_path: Path):
    settings = read(tmp_path, SECRET_KEY=KEY)

    assert settings.secret_key == b"\x5a" * 32
    assert not (tmp_path / "data").exists()


def test_a_damaged_key_is_not_replaced(tmp_path: Path):
    read(tmp_path)
    (tmp_path / "data" / "secret.key").write_text("not a key")

    with pytest.raises(SettingsError, match="damaged"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/shop"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgres://localhost:port/shop"),
        ("DATABASE_URL", "postgres://user:password@host:5432"),
        ("REPLICA_URL", "postgres://replica/shop"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "zz" * 32),
        ("BASE_URL", "http://shop.example.com"),
        ("BASE_URL", "https://shop.example.com/path"),
        ("BASE_URL", "shop.example.com"),
        ("SMTP_URL", "http://mail.example.com"),
        ("SMTP_URL", "smtp://mail.example.com?tls=none"),
        ("SMTP_URL", "smtp://mail.example.com?tls=maybe"),
        ("MAIL_FROM", "nobody"),
        ("STORE_ORIGINS", "https://shop.example.com/path"),
        ("STORE_ORIGINS", "http://shop.example.com"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
        ("CURRENCY", "EURO"),
        ("LANGUAGE", "english!"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str):
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, **{"MAIL_FROM": "shop@example.com", name: value})

    assert [fault.split()[0] for fault in refused.value.faults] == [f"ATRIUM_{name}"]


def test_all_wrong_settings_are_named_at_once(tmp_path: Path):
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, CURRENCY="X", LANGUAGE="!", BASE_URL="ftp://x")

    named = {fault.split()[0] for fault in refused.value.faults}
    assert named == {"ATRIUM_CURRENCY", "ATRIUM_LANGUAGE", "ATRIUM_BASE_URL"}


def test_a_misspelt_setting_does_not_pass_for_a_default(tmp_path: Path):
    with pytest.raises(SettingsError, match="ATRIUM_DATABSE_URL"):
        read(tmp_path, DATABSE_URL="postgres://host/shop")


def test_a_mail_server_needs_a_sender(tmp_path: Path):
    with pytest.raises(SettingsError, match="ATRIUM_MAIL_FROM"):
        read(tmp_path, SMTP_URL="smtps://mail.example.com")


def test_what_is_right_is_read(tmp_path: Path):
    settings = read(
        tmp_path,
        DATABASE_URL="postgres://shop:p%40ss@db.example.com:5433/shop",
        REPLICA_URL="postgresql://replica.example.com/shop",
        BASE_URL="https://clients.example.com/",
        SMTP_URL="smtp://localhost:2525?tls=none",
        MAIL_FROM="Our shop <shop@example.com>",
        STORE_ORIGINS="https://shop.example.com, http://localhost:3000",
        TRUSTED_PROXIES="10.0.0.0/8, ::1",
    )

    assert settings.base_url == "https://clients.example.com"
    assert settings.is_https
    assert settings.store_origins == ("https://shop.example.com", "http://localhost:3000")
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
