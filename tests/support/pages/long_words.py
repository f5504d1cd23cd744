"""Words that are wider than a phone, in every text that people type."""

from django.apps import apps
from django.db import connection, models

from actionplans.freeze import expected_triggers
from stakeholders.models import Municipality, OrganisationKind, Region, Role

LINK = "https://www.example.lv/sadarbiba/domnica-2026-11"
LONG, LONGEST = 200, 2000  # letters without a blank
EVERY = 10  # one row of ten has the longest word
# What the portal writes itself, or reads as a code.
NOT_TYPED = {"checksum", "old_checksum", "new_checksum", "document", "key", "kind", "code", "short"}
NOT_TYPED |= {"token_hash", "sort_key", "receipt_code", "join_code", "feedback_code", "password"}
REFERENCE = (Role, Region, Municipality, OrganisationKind)


def lengthen_texts():
    """Replace every text that people type by long words, past the triggers; return how many columns that were."""
    columns = [
        (model._meta.db_table, field)
        for app in ("stakeholders", "thinktanks", "actionplans")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, REFERENCE)
        for field in model._meta.concrete_fields
        if _is_typed(field)
    ]
    for table, field in columns:
        _replace(table, field)
    return len(columns)


def _is_typed(field):
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and not field.unique and field.name not in NOT_TYPED


def _replace(table, field):
    with connection.cursor() as cursor:
        for trigger in expected_triggers(table, connection.vendor):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
        cursor.execute(
            f'UPDATE "{table}" SET "{field.column}" = '
            f"CASE WHEN rowid %% {EVERY} = 0 THEN %s ELSE %s END WHERE \"{field.column}\" <> ''",
            [_words(LONGEST, field.max_length), _words(LONG, field.max_length)],
        )


def _words(letters, max_length):
    """Return a link and a word of so many letters, or a word that fills a shorter field."""
    words = f"{LINK} {'sadarbībastīkls' * (letters // 15 + 1)}"[: len(LINK) + 1 + letters]
    return (
        words if max_length is None or max_length >= len(words) else words.split()[-1][:max_length]
    )
