"""Rules about the code itself that neither the type checker nor the import linter can hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import atrium
from atrium.clients.contacts.lists import ADDRESSES, COMPANIES, EMAILS, PHONES
from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.dashboard.measures import COLUMNS, ORIGINS, STATUSES
from atrium.dashboard.models import ClientFlow
from atrium.events.actions import OUT_OF_SIGHT

PACKAGE = Path(atrium.__file__).parent
FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
LONGEST_TYPESCRIPT = 200
# What lays tables, and what fills scratch databases for measuring, is no act of anybody.
BUILDERS = ("migrations", "bench")
WRITES = re.compile(
    r"\b(update|insert\s+into|delete\s+from)\s+\"?(event|client_delta|client_flow|client_standing)\b", re.I
)


def _modules() -> Iterator[tuple[str, str]]:
    """Each file of the package, by its path within it."""
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE)
        if path.parts[0] not in BUILDERS:
            yield path.as_posix(), file.read_text()


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _makers_of(table: str) -> set[str]:
    """The files that make rows for a table: `Row("event", ...)`."""
    return {
        path
        for path, source in _modules()
        for call in _calls(source)
        if isinstance(call.func, ast.Name) and call.func.id == "Row" and ast.unparse(call.args[0]) == repr(table)
    }


def test_only_record_writes_events_and_deltas():
    found = {table: _makers_of(table) for table in ("event", "client_delta")}

    assert found == {table: {"events/actions.py"} for table in found}
    assert not [path for path, source in _modules() if re.search(r"\b(Event|ClientDelta)\.\w*create\(", source)]


def test_no_statement_changes_an_event_and_only_the_rollup_writes_its_tables():
    found = {(path, match[2].lower()) for path, source in _modules() for match in WRITES.finditer(source)}

    assert found - {("events/feed.py", "event")} == {one for one in found if one[0] == "dashboard/rollup.py"}
    assert "event" not in {table for path, table in found if path != "events/feed.py"}


def test_an_event_gets_nothing_later_but_its_place_in_the_feed_and_that_once():
    (statement,) = re.findall(r"UPDATE event SET (.*?) FROM (.*?)\) placed", dict(_modules())["events/feed.py"], re.S)

    assert statement[0] == "place = placed.place"
    assert "WHERE place IS NULL" in statement[1]


def test_every_action_is_named_by_its_subject_and_what_became_of_it():
    names = [
        (path, call.args[0])
        for path, source in _modules()
        for call in _calls(source)
        if isinstance(call.func, ast.Name) and call.func.id in ("record", "happening")
    ]

    wrong = [
        f"{path}:{name.lineno}"
        for path, name in names
        if not (isinstance(name, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(name.value)))
    ]
    assert names
    # What record itself is given, a list of contacts its actions, and what ends a second step its reason for it.
    passed_on = {"events/actions.py", "clients/contacts/acts.py", "access/totp/actions.py"}
    assert {place.split(":")[0] for place in wrong} == passed_on
    assert len(wrong) == len(passed_on)
    for contacts in (EMAILS, PHONES, ADDRESSES, COMPANIES):
        subject = contacts.table.removeprefix("client_")
        assert asdict(contacts.actions) == {
            verb: f"client.{subject}_{verb}" for verb in ("added", "updated", "removed")
        }


def test_every_origin_and_status_is_counted_or_out_of_sight():
    assert set(ORIGINS) == set(ClientOrigin)
    assert {*STATUSES, *OUT_OF_SIGHT} == set(ClientStatus)
    assert set(COLUMNS) == set(ClientFlow._meta.fields_map) - {"id", "quarters", "quarter"}


def _bodies(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Each function and the lines that its statements take, its docstring left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            begin = node.body[1:2] if ast.get_docstring(node) else node.body[:1]
            yield node.name, (node.end_lineno or 0) - begin[0].lineno + 1 if begin else 0


def test_no_file_is_above_250_lines_and_no_function_above_25():
    files = dict(_modules())
    long_ones = [path for path, source in files.items() if len(source.splitlines()) > 250]
    functions = [
        f"{path}: {name}" for path, source in files.items() for name, lines in _bodies(ast.parse(source)) if lines > 25
    ]

    assert (long_ones, functions) == ([], [])


def test_no_file_is_a_drawer_for_anything():
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py", "base.py", "services.py"}

    assert [path for path, _ in _modules() if path.rsplit("/", 1)[-1] in drawers] == []


def test_no_rule_of_the_tools_is_set_aside_without_its_name():
    silenced = re.compile(r"#\s*(noqa(?!: [A-Z]+\d+)|type: ignore(?!\[))")

    assert [path for path, source in _modules() if silenced.search(source)] == []


def _recorded() -> Iterator[tuple[str, bool]]:
    """Every act that is written down by its name, and whether it concerns a client."""
    for _, source in _modules():
        for call in _calls(source):
            if isinstance(call.func, ast.Name) and call.func.id in ("record", "happening", "_tell") and call.args:
                action = call.args[0]
                if isinstance(action, ast.Constant) and "." in str(action.value):
                    yield str(action.value), call.func.id != "_tell" and len(call.args) > 2


def test_the_screens_have_words_for_every_act():
    told = {
        room: set(re.findall(r"'(\w+\.\w+)':", (FRONTEND / f"src/features/{room}/words.ts").read_text()))
        for room in ("activity", "audit")
    }

    acts = set(_recorded())

    assert {("client.added", True), ("staff.totp_turned_on", False)} <= acts
    assert {act for act, is_of_client in acts if act not in told["activity" if is_of_client else "audit"]} == set()


def test_a_file_of_typescript_is_read_at_one_sitting():
    files = [path for kind in ("*.ts", "*.tsx", "*.mjs") for path in FRONTEND.glob(f"src/**/{kind}")]
    ours = [path for path in files if "generated" not in path.relative_to(FRONTEND).parts]

    lengths = {path.relative_to(FRONTEND).as_posix(): len(path.read_text().splitlines()) for path in ours}

    assert lengths
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_TYPESCRIPT} == {}
