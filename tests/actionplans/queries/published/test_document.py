"""Documents of format 1, made by the code that first wrote them, are made again byte for byte and still compared."""

import datetime
import json
from pathlib import Path

import pytest
from django.db import models

from actionplans.models import PlanVersion, checksum
from actionplans.models.action import ACTION_TEXTS
from actionplans.operations.actions import detail_action, form_action, link_actions
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.redaction import redact_text
from actionplans.queries.draft.next_version import (
    draft_of,
    frozen_rows,
    is_unchanged,
    repeats_version,
)
from actionplans.queries.published.document import (
    FORMAT,
    TEXTS_OF_FORMAT,
    format_of,
    has_same_content,
    make_document,
    texts_of_format,
)
from actionplans.queries.published.rows import rows_of
from portal.demo.clock import at
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.older_plans.imported import SOURCE, import_bullet, make_imported_version
from tests.support.raw_sql import remove_triggers, run

pytestmark = pytest.mark.django_db

STORED = Path(__file__).parent
NEWER = FORMAT + 1
PUBLISHED = datetime.datetime(2026, 11, 12, 16, 30, tzinfo=datetime.UTC)


def make_regional_plan():
    """Return a plan whose document has every field filled and each way to write a speaker."""
    programme = make_programme(code="programme")
    think_tank = make_think_tank(programme=programme, code="think-tank")
    device, _token = make_device(think_tank)
    by = make_user()

    def say(text, **fields):
        return make_contribution(think_tank, text=text, **fields)

    corrected = say("Atdodiet skolas virtuvi!", author_role=role("support_organisations"))
    action = make_action(
        corrected,
        say("Telpas stāv tukšas", by=device),
        say("„Mūsu” telpas — ik vakaru", author_role=None),
        wording="Ļaut izmantot tukšās telpas",
    )
    correct_contribution(corrected, text="Atdodiet skolas virtuvi.", version=2, by=by)
    other = make_action(
        say("Grozīt likumu", addressed_role=role("policy_makers")), wording="Grozīt likumu"
    )
    action = detail_action(
        action,
        condition="Ja ir finansējums",
        lead="Novada dome",
        first_step="Apzināt telpas",
        deadline=datetime.date(2027, 3, 1),
        support_roles=[role("policy_makers"), role("social_enterprises")],
        version=action.version,
        by=by,
    )
    link_actions(action, other=other, version=action.version, by=by)
    set_aside(seen(say("Nezinu, ko teikt")), reason="other", note="Nav priekšlikuma", by=by)
    set_aside(seen(say("Zvaniet Jānim")), reason="personal_data", note="Minēts cilvēks", by=by)
    return action.plan


def publish(plan):
    with at(PUBLISHED):
        return make_version(plan)


def make_national_version(regional):
    """Return the version of a national plan with one regional action in it and one left out."""
    national = make_national_plan(regional.plan.programme)
    items = {item.action.key: item for item in national.regional_actions.all()}
    form_action(
        national,
        role=role(),
        wording="Atvērt telpas",
        items=seen(items["KUR-PAS-01"]),
        by=make_user(),
    )
    set_aside(seen(items["KUR-POL-01"]), reason="repeats", note="Tas pats", by=make_user())
    return publish(national)


def document_in(version, document_format):
    return make_document(version, rows_of(version), document_format=document_format)


def store_in(version, document_format):
    """Store the document of a version in another format, as if it had been published in it."""
    document = document_in(version, document_format)
    models.QuerySet(PlanVersion).filter(pk=version.pk).update(
        document=document, checksum=checksum(document), redactions=1
    )
    return PlanVersion.objects.get(pk=version.pk)


@pytest.fixture
def regional():
    return publish(make_regional_plan())


def test_make_document_gives_the_bytes_of_a_stored_regional_plan(regional):
    stored = (STORED / "document_format_1.json").read_bytes()

    document = make_document(regional, rows_of(regional), document_format=1)

    assert document.encode() == stored
    assert checksum(document) == "108a7132166ab4aa6c573898d98ae7cdad46c8f47c0458a228bb65ed753fac01"


def test_make_document_gives_the_bytes_of_a_stored_national_plan(regional):
    stored = (STORED / "national_document_format_1.json").read_bytes()

    version = make_national_version(regional)

    document = make_document(version, rows_of(version), document_format=1)

    assert document.encode() == stored
    assert checksum(document) == "8f98e6fd0cd9a8a976d296ceda7003325942ea7ba7c6555dd37ebfc99c4443cb"


def test_make_document_gives_the_bytes_of_a_stored_imported_plan():
    stored = (STORED / "document_format_2.json").read_bytes()
    with at(PUBLISHED):
        version = make_imported_version(make_programme(code="programme"))

    document = make_document(version, rows_of(version), document_format=2)

    assert document.encode() == stored
    assert checksum(document) == "efad3122e675355a51968b852a55460d36d7a2922f837185be69272f95d860e9"


def test_make_document_says_which_contributions_were_typed_up():
    think_tank = make_think_tank()
    written, later = make_contribution(think_tank), make_contribution(think_tank)
    remove_triggers("contribution")
    run("UPDATE actionplans_contribution SET typed_up = %s WHERE id = %s", True, later.pk)

    version = make_version(make_action(written, later).plan)

    [action] = json.loads(version.document)["actions"]
    assert [row["typed_up"] for row in action["contributions"]] == [False, True]
    [older] = json.loads(document_in(version, 1))["actions"]
    assert "typed_up" not in older["contributions"][0]


def test_a_source_that_was_added_is_a_change_of_a_version_in_the_older_format():
    plan = make_national_plan()
    import_bullet(plan)
    store_in(publish(plan), 1)
    assert is_unchanged(plan, draft_of(plan))

    import_bullet(plan, **SOURCE)

    plan.refresh_from_db()
    assert not is_unchanged(plan, draft_of(plan))


def test_publish_plan_stores_the_document_of_the_newest_format(regional):
    document = make_document(regional, rows_of(regional), document_format=FORMAT)

    assert (regional.document, regional.checksum) == (document, checksum(document))


def test_a_newer_format_alone_changes_no_plan(regional):
    draft = draft_of(regional.plan)
    rows = frozen_rows(regional, draft)

    assert not has_same_content(regional, make_document(regional, rows, document_format=NEWER))
    assert repeats_version(regional, regional, rows)
    assert is_unchanged(regional.plan, draft)


def test_a_version_is_compared_in_the_format_that_it_was_stored_in(regional):
    version = store_in(regional, NEWER)

    assert is_unchanged(version.plan, draft_of(version.plan))


def test_a_filled_text_that_an_older_format_lacks_is_a_change(regional, monkeypatch):
    monkeypatch.setitem(TEXTS_OF_FORMAT, 0, ("wording", "condition", "lead"))
    version = store_in(regional, 0)

    assert not is_unchanged(version.plan, draft_of(version.plan))


def test_the_format_of_new_versions_has_every_text_of_an_action():
    assert texts_of_format(FORMAT) == ACTION_TEXTS


def test_redact_text_makes_a_document_again_in_its_own_format(regional):
    version = store_in(regional, NEWER)
    text = version.actions.get(key="KUR-PAS-01").lead

    redact_text(text, reason="Minēts cilvēks", by=make_user())

    version.refresh_from_db()
    assert format_of(version) == NEWER
    assert version.document == document_in(version, NEWER)
    assert json.loads(version.document)["actions"][1]["lead"] == "[dzēsts]"
