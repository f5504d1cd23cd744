"""What a text must be when it is stored, and what the database contains."""

import re
import unicodedata
from collections import Counter

from django.apps import apps

from tests.support.inputs.recorder import OWN_TABLES

# The log of the administrators' pages has a line for each sending.
NOT_COUNTED = (*OWN_TABLES, "django_admin_log")

BLANKS = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029\u200b\ufeff]+")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def words_in(text: str) -> Counter:
    """Return the words of a text that somebody would miss: what is between blanks, without list marks."""
    text = "".join(
        character
        for character in unicodedata.normalize("NFC", BLANKS.sub(" ", text))
        if unicodedata.category(character) not in ("Cc", "Cs") and not _is_no_character(character)
    )
    words = (INVISIBLE.sub("", word).strip(";") for word in text.split())
    return Counter(word for word in words if any(_is_seen(character) for character in word))


def _is_no_character(character) -> bool:
    return 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE


def _is_seen(character) -> bool:
    return unicodedata.category(character)[0] in "LNS"


def missing_from(texts, text: str) -> list[str]:
    """Return the words of `text` that are not in the other texts, each as often as it was sent."""
    there = sum((words_in(other) for other in texts), Counter())
    return list((words_in(text) - there).elements())


def content() -> dict:
    """Return all rows of every table that a form may change."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.db_table not in NOT_COUNTED
    }


def counts() -> dict[str, int]:
    """Return the number of rows of every table that a form may change."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.db_table not in NOT_COUNTED
    }


def new_rows(before, after) -> dict[str, int]:
    """Return how many rows each table has more than before."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}
