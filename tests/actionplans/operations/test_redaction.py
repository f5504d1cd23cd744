"""Redact a text."""

import pytest

from actionplans.models import Text
from actionplans.operations.actions import form_action, reword_action
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.redaction import redact_text
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import kinds_of_events, reword, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_user,
    make_version,
    seen,
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


@pytest.mark.parametrize("reason", ["withheld", "personal_data"])
def test_redact_text_changes_no_version_that_does_not_show_it(action, think_tank, by, reason):
    contribution = make_contribution(think_tank, text="Zvaniet Ilzei")
    set_aside(seen(contribution), reason="personal_data", by=by)
    if reason == "withheld":
        correct_contribution(contribution, text="Zvaniet", withhold_original=True, version=2, by=by)
        set_aside(seen(contribution), reason="repeats", by=by)
    version = make_version(action.plan)
    assert version.contributions.filter(text=contribution.text).count() == 1

    redact_text(contribution.text, reason="Nosaukta persona", by=by)

    version.refresh_from_db()
    assert (version.redactions, version.redaction_rows.count()) == (0, 0)
    assert Text.objects.get(pk=contribution.text_id).is_redacted
    assert kinds_of_events(action.plan)[-1] == "text.redacted"
    assert differences() == []


def test_redact_text_reaches_a_former_wording(action):
    former = action.wording
    reword(action, "Nodot telpas")

    redact_text(former, reason="Nosaukta persona", by=make_user())

    assert Text.objects.get(pk=former.pk).body == "[dzēsts]"
    assert action.plan.events.filter(kind="text.redacted").count() == 1
    assert differences() == []


def test_redact_text_a_second_time_writes_nothing(think_tank, by):
    action = make_action(make_contribution(think_tank))
    version = make_version(action.plan)
    redact_text(action.wording, reason="Nosaukta persona", by=by)
    before = kinds_of_events(action.plan)

    redact_text(action.wording, reason="Vēlreiz", by=by)

    assert (kinds_of_events(action.plan), version.redaction_rows.count()) == (before, 1)


def test_redact_text_reaches_every_version_of_both_plans(think_tank, by):
    action = make_action(make_contribution(think_tank), wording="Zvanīt Ilzei")
    former = action.wording
    first = make_version(action.plan)
    national = make_national_plan(think_tank.programme)
    item = national.regional_actions.get()
    form_action(national, role=action.role, wording="Sazināties", items=seen(item), by=by)
    second = make_version(national)
    reword_action(action, wording="Zvanīt dežurantam", version=version_of(action), by=by)
    held = [version for version in (first, second) if "Zvanīt Ilzei" in version.document]

    redact_text(former, reason="Nosaukta persona", by=by)

    for version in held:
        version.refresh_from_db()
    assert held == [first, second]
    assert [version.document.count("Zvanīt Ilzei") for version in held] == [0, 0]
    assert [version.redactions for version in held] == [1, 1]
    assert [kinds_of_events(plan)[-1] for plan in (action.plan, national)] == ["text.redacted"] * 2
