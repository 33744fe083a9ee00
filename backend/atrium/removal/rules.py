"""What a line of the map of personal data says, and the conditions and expressions that several of them share.

`t` is the row; `{ids}` are the client and those merged into it, `{folds}` the addresses that were theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OF_CLIENT = "t.client_id IN ({ids})"
OF_ORDER = "t.order_id IN (SELECT o.id FROM client_order o WHERE o.client_id IN ({ids}))"
OF_TICKET = "t.ticket_id IN (SELECT k.id FROM ticket k WHERE k.client_id IN ({ids}))"
MERGES = """SELECT s.merge_id FROM client_merge_source s WHERE s.client_id IN ({ids})
 UNION SELECT m.id FROM client_merge m WHERE m.destination_id IN ({ids})"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a client's rows in a table.

    `kind` is how counts and exports call them; `counted` which of them say something. `gone`: the rows are removed;
    else `wiped` columns get these values and the others stay, texts among them as `stays` says why. `signed` are pairs
    of columns, who and what name: where the client is who, the name is wiped, in the rows that `signed_by` finds.
    `told` are the columns that the client's own copy holds, as SQL; `untold` says why there are none.
    """

    table: str
    kind: str = ""
    of: str = OF_CLIENT
    gone: bool = False
    wiped: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    signed_by: str = "t.{who} IN ({{ids}})"
    told: tuple[str, ...] = ()
    untold: str = ""
    counted: str = "TRUE"
    order: str = "t.id"


SIGNED_EVENT = """(t.client_id IN ({{ids}}) OR t.actor_kind = 'PARENT_AS_CHILD' AND t.actor_id IN ({{ids}}))
 AND t.{who} IN ({{ids}})"""
SIGNED_ORDER = "t.placed_kind IN ('CLIENT', 'PARENT_AS_CHILD') AND t.{who} IN ({{ids}})"
SIGNED_MESSAGE = "t.author_kind IN ('CLIENT', 'PARENT_AS_CHILD') AND t.{who} IN ({{ids}})"
SIGNED_PAYMENT = f"{OF_ORDER.replace('{ids}', '{{ids}}')} AND t.{{who}} IN ({{{{ids}}}})"
SIGNED_VISIT = "(t.client_id IN ({{ids}}) OR t.parent_id IN ({{ids}})) AND t.{who} IN ({{ids}})"
"""Where a client has signed: an index finds them, as the kind of whoever signed says that it was a client."""

BOOKS = "for the books"
WORDS = "one of our own words"
OTHERS = "names staff"

CHANGES = {
    "postgres": """(SELECT COALESCE(jsonb_agg(jsonb_build_object('field', e.value ->> 'field', 'before', NULL, 'after',
 NULL) ORDER BY e.place), '[]') FROM jsonb_array_elements(t.changes) WITH ORDINALITY e(value, place))""",
    "sqlite": """(SELECT json_group_array(json_object('field', e.value ->> 'field', 'before', NULL, 'after', NULL))
 FROM json_each(t.changes) e)""",
}
SAMPLES = {
    "postgres": """(SELECT COALESCE(jsonb_agg(e.value || '{"samples": []}' ORDER BY e.place), '[]')
 FROM jsonb_array_elements(t.columns) WITH ORDINALITY e(value, place))""",
    "sqlite": """(SELECT json_group_array(json_set(e.value, '$.samples', json('[]')))
 FROM json_each(t.columns) e)""",
}
ADDRESSED = f"""t.id IN (SELECT m.id FROM email_message m WHERE m.client_id IN ({{ids}}) UNION
 SELECT m.id FROM client_merge_source s JOIN client_merge_row r ON r.source_id = s.id AND r.kind = 'mails'
 JOIN email_message m ON m.id = r.row_id WHERE s.merge_id IN ({MERGES}) AND lower(m.to_address) IN ({{folds}}) UNION
 SELECT m.id FROM email_message m WHERE m.dedupe_key IN (
 WITH RECURSIVE told (id, version, latest) AS (
  SELECT k.id, 1, k.version FROM ticket k WHERE k.client_id IN ({{ids}})
  UNION ALL SELECT told.id, told.version + 1, told.latest FROM told WHERE told.version < told.latest
 ) SELECT 'ticket:' || CAST(told.id AS varchar(36)) || ':' || CAST(told.version AS varchar(12)) || ':' || w.what
 FROM told CROSS JOIN (SELECT 'opened' AS what UNION ALL SELECT 'replied' UNION ALL SELECT 'closed' UNION ALL
  SELECT 'reopened') w))"""
"""Mails to the client, those by which staff were told what it wrote, and what was sent to its address for whom it was
one with for a while."""

STAGED = """SELECT r.id FROM import_row r WHERE r.client_id IN ({ids})
 UNION SELECT r.id FROM client_import i JOIN import_row r ON r.origin_id = i.id AND r.login_fold IN ({folds})
 UNION SELECT a.row_id FROM import_candidate a WHERE a.client_id IN ({ids})"""
OF_FILES = dict.fromkeys(("kind", "encoding", "delimiter", "preset", "default_country"), WORDS)
