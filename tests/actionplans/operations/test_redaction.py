"""Redact a text."""

import pytest

from actionplans.models import Text
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


def test_redact_text_erases_the_text_and_records_both_checksums(action, think_tank):
    spoken = action.placements.order_by("pk").first().contribution
    version = make_version(action.plan)
    old = version.checksum

    redact_text(spoken.text, reason="Nosaukta persona", by=make_user())

    version.refresh_from_db()
    assert "Atdodiet skolas virtuvi" not in version.document
    assert "[dzēsts]" in version.document
    redaction = version.redaction_rows.get()
    assert (redaction.old_checksum, redaction.new_checksum) == (old, version.checksum)
    assert Text.objects.get(pk=spoken.text_id).is_redacted
    assert differences() == []


def test_redact_text_reaches_a_former_wording(action):
    former = action.wording
    reword(action, "Nodot telpas")

    redact_text(former, reason="Nosaukta persona", by=make_user())

    assert Text.objects.get(pk=former.pk).body == "[dzēsts]"
    assert action.plan.events.filter(kind="text.redacted").count() == 1
    assert differences() == []
