"""Where a text that must be redacted is looked for."""

from django.apps import apps

from actionplans.models import Redaction, Text
from actionplans.models.action import Action
from actionplans.queries.log.snapshots import FIELDS, RECORDED_NAMES
from actionplans.queries.log.texts import TEXT_COLUMNS, TEXT_FIELDS

# A redaction names the text that it has redacted.
NO_HOLDER = {(Redaction, "text")}


def columns_of_texts() -> set[tuple[type, str]]:
    """Return every foreign key to a text in the whole project."""
    return {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Text
    }


def test_text_columns_are_all_foreign_keys_to_a_text():
    declared = {
        (model, column) for model, (columns, _plan) in TEXT_COLUMNS.items() for column in columns
    }

    assert (Action, "first_step") in declared
    assert declared == columns_of_texts() - NO_HOLDER


def test_text_fields_are_all_texts_that_an_event_records():
    of_items = {column for model, column in columns_of_texts() if model in RECORDED_NAMES}

    assert set(TEXT_FIELDS) == of_items


def test_snapshot_records_every_text_of_an_item():
    recorded = {(name, field) for name, fields in FIELDS.items() for field in fields}

    assert {
        (RECORDED_NAMES[model], column)
        for model, column in columns_of_texts()
        if model in RECORDED_NAMES
    } - recorded == set()
