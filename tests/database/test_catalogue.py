"""What the migrations promise is there, by the database's own word."""

from __future__ import annotations

from tortoise.context import require_context
from tortoise.models import Model

from atrium import database
from tests.conftest import TABLES
from tests.database import catalogue

# Columns of the client that no model knows: the database's own, and the orders room's.
DERIVED = {"status", "order_count", "sort_currency", "lifetime_minor", "due_minor"}

UNIQUE = {
    "import_row_origin_id_line_key",
    "import_candidate_row_id_client_id_key",
    "import_mapping_name_fold_key",
    "client_merge_source_merge_id_client_id_key",
    "client_erasure_client_id_key",
    "client_merge_row_source_id_kind_row_id_key",
    "payment_flow_quarters_quarter_currency_method_key",
    "product_flow_quarters_quarter_currency_product_id_key",
    "waiting_order_secret_hash_key",
    "ticket_number_key",
    "impersonation_code_hash_key",
    "impersonation_secret_hash_key",
    "product_sku_fold_key",
    "client_order_number_key",
    "order_line_order_id_place_key",
    "client_balance_client_id_currency_key",
    "api_token_public_id_key",
    "client_distinction_client_id_other_id_key",
    "client_likeness_client_id_key",
    "client_trait_client_id_key_key",
    "client_email_client_id_fold_key",
    "client_external_id_key",
    "client_flow_quarters_quarter_key",
    "client_login_fold_key",
    "client_number_key",
    "client_phone_client_id_number_key",
    "client_reset_link_secret_hash_key",
    "client_search_client_id_key",
    "client_session_secret_hash_key",
    "client_standing_status_country_key",
    "client_tag_client_id_fold_key",
    "client_view_owner_id_name_fold_key",
    "client_view_place_staff_id_view_id_key",
    "custom_field_id_type_key",
    "custom_field_key_key",
    "custom_field_value_client_id_field_id_place_key",
    "email_message_dedupe_key_key",
    "idempotency_key_caller_key_key",
    "job_batch_job_id_place_key",
    "job_row_job_id_client_id_key",
    "login_change_client_id_key",
    "staff_email_fold_key",
    "staff_group_name_key",
    "staff_link_secret_hash_key",
    "staff_membership_staff_id_group_id_key",
    "staff_preference_staff_id_key",
    "staff_recovery_code_staff_id_code_hash_key",
    "staff_session_secret_hash_key",
    "staff_totp_staff_id_key",
    "support_pin_check_client_id_by_id_key",
    "support_pin_client_id_key",
    "support_pin_pin_hash_key",
    "verification_token_secret_hash_key",
}
CHECKS = {
    "client_import_state_check",
    "client_import_by_kind_check",
    "client_import_when_found_check",
    "client_import_deciding_check",
    "client_import_done_check",
    "client_import_writes_check",
    "client_import_lease_check",
    "import_row_outcome_check",
    "import_row_fate_check",
    "import_row_journal_check",
    "import_mapping_when_found_check",
    "family_link_access_check",
    "family_link_linked_kind_check",
    "family_link_self_check",
    "client_merge_by_kind_check",
    "client_erasure_by_kind_check",
    "client_merge_undone_kind_check",
    "client_merge_undone_check",
    "sale_delta_method_check",
    "sale_delta_minor_check",
    "sale_delta_payments_check",
    "payment_flow_method_check",
    "waiting_order_currency_check",
    "waiting_order_ending_check",
    "ticket_status_check",
    "ticket_closed_check",
    "ticket_version_check",
    "ticket_message_author_kind_check",
    "impersonation_kind_check",
    "impersonation_actor_check",
    "impersonation_mode_check",
    "impersonation_redeemed_check",
    "impersonation_ended_kind_check",
    "impersonation_ended_check",
    "product_price_check",
    "product_currency_check",
    "product_interval_check",
    "product_version_check",
    "client_order_status_check",
    "client_order_currency_check",
    "client_order_total_check",
    "client_order_paid_check",
    "client_order_settled_check",
    "client_order_cancelled_check",
    "client_order_placed_kind_check",
    "service_status_check",
    "service_ended_check",
    "order_line_quantity_check",
    "order_line_unit_check",
    "order_line_total_check",
    "payment_method_check",
    "payment_amount_check",
    "payment_recorded_kind_check",
    "client_balance_order_count_check",
    "client_balance_lifetime_check",
    "client_balance_due_check",
    "client_address_country_check",
    "client_country_check",
    "client_currency_check",
    "client_delta_origin_check",
    "client_delta_status_from_check",
    "client_delta_status_to_check",
    "client_distinction_actor_kind_check",
    "duplicate_group_score_check",
    "duplicate_group_size_check",
    "duplicate_group_rules_check",
    "client_distinction_order_check",
    "client_erased_check",
    "client_login_check",
    "client_login_pair_check",
    "client_merged_into_check",
    "client_note_author_kind_check",
    "client_note_version_check",
    "client_number_check",
    "client_origin_check",
    "client_parent_check",
    "client_phone_country_check",
    "client_reset_link_ending_check",
    "client_standing_status_check",
    "client_version_check",
    "counter_value_check",
    "custom_field_type_check",
    "custom_field_value_type_check",
    "custom_field_visibility_check",
    "email_message_attempts_check",
    "email_message_state_check",
    "event_actor_kind_check",
    "event_behalf_kind_check",
    "job_by_kind_check",
    "job_counts_check",
    "job_file_check",
    "job_finished_check",
    "job_lease_check",
    "job_row_result_check",
    "job_state_check",
    "staff_link_ending_check",
    "staff_link_purpose_check",
    "store_setting_version_check",
    "support_pin_lasting_check",
    "support_pin_check_lasting_check",
    "verification_token_ending_check",
}
INDEXES = {
    "event_parent_idx",
    "client_order_placed_id_idx",
    "ticket_message_author_id_idx",
    "client_import_live_idx",
    "client_import_created_at_idx",
    "import_row_outcome_idx",
    "import_row_waiting_idx",
    "import_row_committed_idx",
    "import_row_external_id_idx",
    "import_row_login_fold_idx",
    "import_row_parent_key_idx",
    "import_row_fingerprint_idx",
    "import_row_client_id_idx",
    "import_candidate_client_id_idx",
    "client_payer_id_idx",
    "family_link_child_id_idx",
    "family_link_child_id_key",
    "family_link_parent_id_idx",
    "client_signpost_fold_idx",
    "client_merge_destination_id_idx",
    "client_merge_undoable_until_idx",
    "client_merge_source_client_id_idx",
    "sale_delta_product_id_idx",
    "product_flow_product_id_idx",
    "client_order_placed_at_idx",
    "client_order_status_idx",
    "waiting_order_client_id_idx",
    "waiting_order_expires_at_idx",
    "ticket_updated_at_idx",
    "ticket_status_idx",
    "ticket_client_id_idx",
    "ticket_order_id_idx",
    "ticket_message_ticket_id_idx",
    "impersonation_client_id_idx",
    "impersonation_created_at_idx",
    "impersonation_open_idx",
    "impersonation_staff_id_idx",
    "impersonation_parent_id_idx",
    "product_name_fold_idx",
    "client_order_client_id_idx",
    "service_client_id_idx",
    "service_product_id_idx",
    "order_line_product_id_idx",
    "order_line_service_id_idx",
    "payment_order_id_idx",
    "payment_at_idx",
    "client_balance_lifetime_idx",
    "client_balance_due_idx",
    "client_order_count_idx",
    "client_lifetime_idx",
    "client_due_idx",
    "api_token_owner_id_idx",
    "client_address_client_id_idx",
    "client_address_client_id_key",
    "client_company_client_id_idx",
    "client_company_client_id_key",
    "client_company_name_fold_idx",
    "client_company_tax_id_idx",
    "client_country_idx",
    "client_created_at_idx",
    "client_distinction_other_id_idx",
    "client_likeness_group_id_idx",
    "client_likeness_waiting_idx",
    "client_trait_key_idx",
    "duplicate_group_score_idx",
    "client_email_client_id_key",
    "client_email_fold_idx",
    "client_first_fold_idx",
    "client_last_fold_idx",
    "client_last_login_at_idx",
    "client_merged_into_id_idx",
    "client_name_fold_idx",
    "client_note_client_id_idx",
    "client_parent_id_idx",
    "client_phone_client_id_key",
    "client_phone_number_idx",
    "client_reset_link_client_id_idx",
    "client_reset_request_at_idx",
    "client_session_client_id_idx",
    "client_status_country_idx",
    "client_status_idx",
    "client_tag_fold_idx",
    "client_view_place_staff_id_key",
    "client_view_place_view_id_idx",
    "custom_field_value_day_idx",
    "custom_field_value_flag_idx",
    "custom_field_value_fold_key_idx",
    "custom_field_value_number_idx",
    "email_message_client_id_idx",
    "email_message_created_at_idx",
    "email_message_state_idx",
    "event_at_idx",
    "event_audit_idx",
    "event_client_id_idx",
    "event_place_idx",
    "event_unplaced_idx",
    "idempotency_key_created_at_idx",
    "job_by_id_idx",
    "job_created_at_idx",
    "job_live_idx",
    "job_row_client_id_idx",
    "job_row_job_id_idx",
    "job_row_result_idx",
    "login_change_email_id_idx",
    "staff_link_staff_id_idx",
    "staff_membership_group_id_idx",
    "staff_reset_request_at_idx",
    "staff_session_staff_id_idx",
    "support_pin_valid_until_idx",
    "throttle_until_idx",
    "verification_token_address_fold_idx",
    "verification_token_client_id_idx",
    "verification_token_email_id_idx",
}


def models() -> list[type[Model]]:
    apps = require_context().apps
    assert apps is not None
    return list(apps["atrium"].values())


async def test_every_named_constraint_exists():
    foreign = {
        f"{model._meta.db_table}_{name}_fkey"
        for model in models()
        for name, field in model._meta.fields_map.items()
        if getattr(field, "reference", None) is not None
    }

    assert await catalogue.constraints() == UNIQUE | CHECKS | foreign


async def test_every_index_exists():
    trigrams = {"client_search_document_idx"} if database.dialect() == "postgres" else set()

    assert await catalogue.indexes() == INDEXES | trigrams


async def test_every_model_has_its_table_with_its_columns_and_no_other():
    assert await catalogue.tables() == {model._meta.db_table for model in models()}
    for model in models():
        own = set(model._meta.fields_db_projection.values())
        derived = DERIVED if model._meta.db_table == "client" else set()
        assert await catalogue.columns(model._meta.db_table) == own | derived


def test_every_table_is_emptied_between_tests():
    assert set(TABLES) == {model._meta.db_table for model in models()}


async def test_every_foreign_key_has_an_index_that_begins_with_it():
    keys = {
        (model._meta.db_table, name)
        for model in models()
        for name, field in model._meta.fields_map.items()
        if getattr(field, "reference", None) is not None
    }

    assert keys <= await first_columns()


async def first_columns() -> set[tuple[str, str]]:
    """(table, first column) of each index."""
    if database.dialect() == "postgres":
        found = await database.rows(
            "SELECT c.relname AS table_name, a.attname AS column_name FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        )
    else:
        found = await database.rows(
            "SELECT t.name AS table_name, x.name AS column_name FROM sqlite_master t, pragma_index_list(t.name) l,"
            " pragma_index_info(l.name) x WHERE t.type = 'table' AND x.seqno = 0"
        )
    return {(row["table_name"], row["column_name"]) for row in found}
