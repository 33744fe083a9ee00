"""Who is let in from the command line; above all the first administrator, without whom nobody could begin."""

from __future__ import annotations

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email
from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.access import passwords
from atrium.access.models import Staff, StaffGroup, StaffMembership, found_by
from atrium.access.permissions import ADMINISTRATOR, PRESETS
from atrium.errors import Fault, InvalidInput
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.folding import fold_email
from atrium.principal import SYSTEM, Principal

FIRST_EMAIL = "admin@example.com"  # reserved for examples (RFC 2606): no mail to it reaches a stranger


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the first administrator signs in with. Shown once."""

    email: str
    password: str


async def ensure_presets() -> None:
    """Make the preset groups exist and carry this version's permissions: at every start and after every upgrade.

    Processes may do it at the same time.
    """
    groups = [
        StaffGroup(name=name, is_preset=True, permissions=sorted(permissions)) for name, permissions in PRESETS.items()
    ]
    await StaffGroup.bulk_create(groups, on_conflict=["name"], update_fields=["permissions", "is_preset"])


async def first_administrator(email: str = FIRST_EMAIL) -> Credentials | None:
    """Add an administrator with a generated password when there is no staff at all; None when there is."""
    if await Staff.exists():
        return None
    password = passwords.generate_password()
    try:
        await add_staff(email, "Administrator", password, ADMINISTRATOR)
    except InvalidInput as clash:
        if [fault.code for fault in clash.faults] == ["EMAIL_TAKEN"]:
            return None  # another process was first
        raise
    return Credentials(email, password)


async def add_staff(email: str, name: str, password: str, group: str, *, by: Principal = SYSTEM) -> Staff:
    """Add someone to a group, able to sign in at once.

    Raises InvalidInput with everything that is wrong: paths email, name, password, group; codes REQUIRED, MALFORMED,
    TOO_LONG, CONTROL_CHARACTER, TOO_SHORT, TOO_WEAK, UNKNOWN_GROUP, EMAIL_TAKEN.
    """
    await ensure_presets()
    faults = Faults()
    email, name = read_email(email, faults), faults.text("name", name, 200, required=True)
    found = await StaffGroup.get_or_none(name=faults.text("group", group, 60, required=True))
    if found is None and not faults.has("group"):
        faults.add("group", "UNKNOWN_GROUP", "There is no group of this name.")
    faults.refuse(await passwords.password_faults(password, about=(email, name)))
    assert found is not None, "a missing group was refused"
    return await _add(email, name, await passwords.hash_password(password), found, by)


def read_email(given: str, faults: Faults) -> str:
    """The address as it will be shown. It must be well-formed (RFC 5321, 6531); whether mail arrives is not asked."""
    email = faults.text("email", given, 254, required=True)
    if email:
        try:
            return validate_email(email, check_deliverability=False).normalized
        except EmailNotValidError as fault:
            faults.add("email", "MALFORMED", str(fault))
    return ""


async def _add(email: str, name: str, password_hash: str, group: StaffGroup, by: Principal) -> Staff:
    try:
        async with database.tx():
            person = await Staff.create(
                name=name,
                email=email,
                email_fold=fold_email(email),
                password_hash=password_hash,
                found_by=found_by(name, email),
            )
            await StaffMembership.create(staff=person, group=group)
            changes = [Change("name", None, name), Change("email", None, email), Change("groups", None, [group.name])]
            await record("staff.added", by, changes=changes)
    except IntegrityError as clash:
        if database.constraint_of(clash) != "staff_email_fold_key":
            raise
        taken = Fault(("email",), "EMAIL_TAKEN", "Someone already signs in with this address.")
        raise InvalidInput.of([taken]) from clash
    return person
