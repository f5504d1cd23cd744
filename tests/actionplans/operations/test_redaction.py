"""Redact a text."""

import pytest

from actionplans.models import Text
from actionplans.operations.actions import (
    reword_action,
)
from actionplans.operations.publication import publish_plan
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(think_tank):
    return make_action(
        make_contribution(think_tank, text="Atdodiet skolas virtuvi"),
        make_contribution(
            think_tank, text="Telpas stāv tukšas", author_role=role("support_organisations")
        ),
        wording="Ļaut izmantot tukšās telpas",
    )


def publish(plan, **fields):
    return publish_plan(plan, **({"note": "Pirmā versija", "by": make_user()} | fields))


def test_redact_text_takes_the_words_away_and_tells_of_it(action, think_tank):
    spoken = action.placements.order_by("pk").first().contribution
    version = publish(action.plan)
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
    reword_action(action, wording="Nodot telpas", version=seen(action)[0].version, by=make_user())

    redact_text(former, reason="Nosaukta persona", by=make_user())

    assert Text.objects.get(pk=former.pk).body == "[dzēsts]"
    assert action.plan.events.filter(kind="text.redacted").count() == 1
    assert differences() == []
