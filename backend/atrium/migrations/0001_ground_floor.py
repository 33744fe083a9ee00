"""The first rooms: access, clients, contacts, events, mail, preferences and the dashboard's figures."""

from __future__ import annotations

from tortoise.migrations import migration

from atrium.migrations import _ground_floor_state
from atrium.migrations._steps import Step, Trigrams

STATUS = """case
        when deleted_at is not null then 'DELETED'
        when merged_into_id is not null then 'MERGED'
        when is_guest then 'GUEST'
        when not allow_login then 'LOGIN_DISABLED'
        when verified_at is not null then 'ACTIVE'
        else 'UNVERIFIED' end"""
STATUSES = "('ACTIVE', 'UNVERIFIED', 'LOGIN_DISABLED', 'GUEST', 'MERGED', 'DELETED')"
ORIGINS = "('STAFF', 'SELF_REGISTERED', 'GUEST_CHECKOUT', 'IMPORT', 'API')"
ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"

PREFERENCES = [
    """create table counter (
    name varchar(40) not null primary key,
    value bigint not null,
    constraint counter_value_check check (value >= 0)
)""",
    """create table idempotency_key (
    id uuid not null primary key,
    caller varchar(80) not null,
    key varchar(200) not null,
    operation varchar(60) not null,
    input_hash varchar(64) not null,
    result varchar(200) not null,
    created_at timestamptz not null,
    constraint idempotency_key_caller_key_key unique (caller, key)
)""",
    "create index idempotency_key_created_at_idx on idempotency_key (created_at)",
]

ACCESS = [
    """create table staff_group (
    id uuid not null primary key,
    name varchar(60) not null,
    is_preset boolean not null,
    permissions jsonb not null,
    created_at timestamptz not null,
    constraint staff_group_name_key unique (name)
)""",
    """create table staff (
    id uuid not null primary key,
    name varchar(200) not null,
    email varchar(320) not null,
    email_fold varchar(640) not null,
    password_hash varchar(255) not null,
    created_at timestamptz not null,
    last_login_at timestamptz,
    disabled_at timestamptz,
    constraint staff_email_fold_key unique (email_fold)
)""",
    """create table staff_membership (
    id uuid not null primary key,
    staff_id uuid not null,
    group_id uuid not null,
    constraint staff_membership_staff_id_group_id_key unique (staff_id, group_id),
    constraint staff_membership_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade,
    constraint staff_membership_group_id_fkey foreign key (group_id) references staff_group (id) on delete restrict
)""",
    "create index staff_membership_group_id_idx on staff_membership (group_id)",
    """create table staff_session (
    id uuid not null primary key,
    staff_id uuid not null,
    secret_hash varchar(64) not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    address varchar(45) not null,
    user_agent varchar(300) not null,
    constraint staff_session_secret_hash_key unique (secret_hash),
    constraint staff_session_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade
)""",
    "create index staff_session_staff_id_idx on staff_session (staff_id)",
    """create table api_token (
    id uuid not null primary key,
    owner_id uuid not null,
    name varchar(120) not null,
    public_id varchar(16) not null,
    secret_hash varchar(64) not null,
    scopes jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint api_token_public_id_key unique (public_id),
    constraint api_token_owner_id_fkey foreign key (owner_id) references staff (id) on delete cascade
)""",
    "create index api_token_owner_id_idx on api_token (owner_id)",
    """create table throttle (
    key varchar(200) not null primary key,
    count integer not null,
    until timestamptz not null
)""",
    "create index throttle_until_idx on throttle (until)",
]

CLIENTS = [
    f"""create table client (
    id uuid not null primary key,
    number bigint not null,
    version integer not null,
    origin varchar(20) not null,
    first_name varchar(200) not null,
    last_name varchar(200) not null,
    display_name varchar(402) not null,
    first_fold varchar(800) not null,
    last_fold varchar(800) not null,
    name_fold varchar(1700) not null,
    is_guest boolean not null,
    allow_login boolean not null,
    login_email varchar(320),
    login_fold varchar(640),
    password_hash varchar(255),
    verified_at timestamptz,
    language varchar(35) not null,
    currency varchar(3) not null,
    country varchar(2) not null,
    external_id varchar(200),
    parent_id uuid,
    merged_into_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    last_login_at timestamptz,
    deleted_at timestamptz,
    erased_at timestamptz,
    status varchar(20) generated always as ({STATUS}) stored,
    constraint client_number_key unique (number),
    constraint client_login_fold_key unique (login_fold),
    constraint client_external_id_key unique (external_id),
    constraint client_parent_id_fkey foreign key (parent_id) references client (id) on delete restrict,
    constraint client_merged_into_id_fkey foreign key (merged_into_id) references client (id) on delete restrict,
    constraint client_number_check check (number >= 1),
    constraint client_version_check check (version >= 1),
    constraint client_origin_check check (origin in {ORIGINS}),
    constraint client_currency_check check (length(currency) = 3),
    constraint client_country_check check (length(country) in (0, 2)),
    constraint client_parent_check check (parent_id <> id),
    constraint client_merged_into_check check (merged_into_id <> id),
    constraint client_login_pair_check check ((login_email is null) = (login_fold is null)),
    constraint client_login_check check (
        not allow_login or login_fold is not null or is_guest or deleted_at is not null or merged_into_id is not null
    ),
    constraint client_erased_check check (erased_at is null or deleted_at is not null)
)""",
    "create index client_created_at_idx on client (created_at desc, id desc)",
    "create index client_status_country_idx on client (status, country, created_at desc, id desc)",
    "create index client_status_idx on client (status, created_at desc, id desc)",
    "create index client_country_idx on client (country, created_at desc, id desc)",
    "create index client_name_fold_idx on client (name_fold, id)",
    "create index client_first_fold_idx on client (first_fold)",
    "create index client_last_fold_idx on client (last_fold)",
    "create index client_parent_id_idx on client (parent_id) where parent_id is not null",
    "create index client_merged_into_id_idx on client (merged_into_id) where merged_into_id is not null",
    """create table client_tag (
    id uuid not null primary key,
    client_id uuid not null,
    label varchar(60) not null,
    fold varchar(240) not null,
    constraint client_tag_client_id_fold_key unique (client_id, fold),
    constraint client_tag_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""",
    "create index client_tag_fold_idx on client_tag (fold)",
    """create table client_search (
    number bigint primary key,
    client_id uuid not null,
    document text not null,
    constraint client_search_client_id_key unique (client_id),
    constraint client_search_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""",
]

CONTACTS = [
    """create table client_email (
    id uuid not null primary key,
    client_id uuid not null,
    address varchar(320) not null,
    fold varchar(640) not null,
    label varchar(60) not null,
    is_default boolean not null,
    verified_at timestamptz,
    created_at timestamptz not null,
    constraint client_email_client_id_fold_key unique (client_id, fold),
    constraint client_email_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""",
    "create unique index client_email_client_id_key on client_email (client_id) where is_default",
    "create index client_email_fold_idx on client_email (fold)",
    """create table client_phone (
    id uuid not null primary key,
    client_id uuid not null,
    number varchar(16) not null,
    country varchar(2) not null,
    label varchar(60) not null,
    is_default boolean not null,
    created_at timestamptz not null,
    constraint client_phone_client_id_number_key unique (client_id, number),
    constraint client_phone_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_phone_country_check check (length(country) in (0, 2))
)""",
    "create unique index client_phone_client_id_key on client_phone (client_id) where is_default",
    "create index client_phone_number_idx on client_phone (number)",
    """create table client_address (
    id uuid not null primary key,
    client_id uuid not null,
    label varchar(60) not null,
    line1 varchar(200) not null,
    line2 varchar(200) not null,
    city varchar(120) not null,
    region varchar(120) not null,
    postcode varchar(20) not null,
    country varchar(2) not null,
    is_default boolean not null,
    created_at timestamptz not null,
    constraint client_address_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_address_country_check check (length(country) = 2)
)""",
    "create unique index client_address_client_id_key on client_address (client_id) where is_default",
    "create index client_address_client_id_idx on client_address (client_id)",
    """create table client_company (
    id uuid not null primary key,
    client_id uuid not null,
    name varchar(200) not null,
    name_fold varchar(800) not null,
    tax_id varchar(40) not null,
    registration_number varchar(60) not null,
    is_default boolean not null,
    created_at timestamptz not null,
    constraint client_company_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""",
    "create unique index client_company_client_id_key on client_company (client_id) where is_default",
    "create index client_company_client_id_idx on client_company (client_id)",
    "create index client_company_name_fold_idx on client_company (name_fold)",
    """create table verification_token (
    id uuid not null primary key,
    client_id uuid not null,
    email_id uuid not null,
    secret_hash varchar(64) not null,
    address_fold varchar(640) not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    superseded_at timestamptz,
    constraint verification_token_secret_hash_key unique (secret_hash),
    constraint verification_token_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint verification_token_email_id_fkey foreign key (email_id) references client_email (id) on delete cascade,
    constraint verification_token_ending_check check (used_at is null or superseded_at is null)
)""",
    "create index verification_token_client_id_idx on verification_token (client_id, created_at desc)",
    "create index verification_token_email_id_idx on verification_token (email_id)",
    "create index verification_token_address_fold_idx on verification_token (address_fold, created_at desc)",
]

EVENTS = [
    f"""create table event (
    id uuid not null primary key,
    at timestamptz not null,
    action varchar(60) not null,
    client_id uuid,
    actor_kind varchar(20) not null,
    actor_id uuid,
    actor_name varchar(402) not null,
    behalf_kind varchar(20),
    behalf_id uuid,
    behalf_name varchar(402),
    changes jsonb not null,
    reason text not null,
    constraint event_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint event_actor_kind_check check (actor_kind in {ACTORS}),
    constraint event_behalf_kind_check check (behalf_kind in {ACTORS})
)""",
    "create index event_client_id_idx on event (client_id, at desc, id desc)",
    "create index event_at_idx on event (at, id)",
    f"""create table client_delta (
    id uuid not null primary key,
    quarter integer not null,
    since_quarter integer,
    origin varchar(20) not null,
    status_from varchar(20),
    status_to varchar(20),
    country_from varchar(2),
    country_to varchar(2),
    constraint client_delta_origin_check check (origin in {ORIGINS}),
    constraint client_delta_status_from_check check (status_from in {STATUSES}),
    constraint client_delta_status_to_check check (status_to in {STATUSES})
)""",
]

MAIL = [
    """create table email_message (
    id uuid not null primary key,
    client_id uuid,
    kind varchar(40) not null,
    dedupe_key varchar(200) not null,
    to_address varchar(320) not null,
    subject varchar(400) not null,
    text text not null,
    html text not null,
    sealed text,
    revealed text,
    state varchar(10) not null,
    attempts integer not null,
    error text,
    run_at timestamptz not null,
    lease_until timestamptz,
    lease_id uuid,
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint email_message_dedupe_key_key unique (dedupe_key),
    constraint email_message_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint email_message_state_check check (state in ('WAITING', 'SENT', 'FAILED', 'CAPTURED')),
    constraint email_message_attempts_check check (attempts >= 0)
)""",
    "create index email_message_state_idx on email_message (state, run_at, id)",
    "create index email_message_client_id_idx on email_message (client_id, created_at desc, id desc)",
    "create index email_message_created_at_idx on email_message (created_at desc, id desc)",
]

DASHBOARD = [
    """create table client_flow (
    id bigint generated by default as identity primary key,
    quarters smallint not null,
    quarter integer not null,
    new_staff bigint not null,
    new_self_registered bigint not null,
    new_guest_checkout bigint not null,
    new_import bigint not null,
    new_api bigint not null,
    active bigint not null,
    unverified bigint not null,
    login_disabled bigint not null,
    guest bigint not null,
    constraint client_flow_quarters_quarter_key unique (quarters, quarter)
)""",
    f"""create table client_standing (
    id bigint generated by default as identity primary key,
    status varchar(20) not null,
    country varchar(2) not null,
    amount bigint not null,
    constraint client_standing_status_country_key unique (status, country),
    constraint client_standing_status_check check (status in {STATUSES})
)""",
]

SEARCH_ON_SQLITE = [
    """create virtual table client_search_fts using fts5 (
    document, content='client_search', content_rowid='number', tokenize='trigram case_sensitive 1'
)""",
    """create trigger client_search_added after insert on client_search begin
    insert into client_search_fts (rowid, document) values (new.number, new.document);
end""",
    """create trigger client_search_removed after delete on client_search begin
    insert into client_search_fts (client_search_fts, rowid, document) values ('delete', old.number, old.document);
end""",
    """create trigger client_search_changed after update of document on client_search begin
    insert into client_search_fts (client_search_fts, rowid, document) values ('delete', old.number, old.document);
    insert into client_search_fts (rowid, document) values (new.number, new.document);
end""",
]


class Migration(migration.Migration):
    """Tables in the order in which they point at each other."""

    initial = True
    operations = [
        Step(
            _ground_floor_state.MODELS,
            both=[*PREFERENCES, *ACCESS, *CLIENTS, *CONTACTS, *EVENTS, *MAIL, *DASHBOARD],
            sqlite=[*SEARCH_ON_SQLITE, "create index client_last_login_at_idx on client (last_login_at desc, id desc)"],
            postgres=["create index client_last_login_at_idx on client (last_login_at desc nulls last, id desc)"],
        ),
        Trigrams("create index client_search_document_idx on client_search using gin (document gin_trgm_ops)"),
    ]
