"""Which versions keep when and where their plan was first published."""

import json

import pytest
from django.utils import timezone

from actionplans.models import PlanVersion
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.operations.actions import form_action
from actionplans.operations.plans import open_plan
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.older_plans.imported import SOURCE, import_bullet, make_imported_version

pytestmark = pytest.mark.django_db
NO_SOURCE = {"original_date": None, "source_title": "", "source_url": ""}


def source_of(version):
    return PlanVersion.objects.values(*SOURCE_FIELDS).get(pk=version.pk)


def test_publish_plan_keeps_the_source_of_an_imported_plan():
    version = make_imported_version()

    assert source_of(version) == SOURCE
    document = json.loads(version.document)
    assert (document["format"], document["original_date"]) == (2, "2023-01-31")
    assert document["source_title"] == SOURCE["source_title"]
    assert document["source_url"] == SOURCE["source_url"]
    assert (version.dated, version.is_imported) == (SOURCE["original_date"], True)


def test_publish_plan_keeps_the_source_through_later_versions():
    first = make_imported_version()
    reword(first.actions.get().action, "Atvērt skolas telpas")

    assert source_of(make_version(first.plan)) == SOURCE


def test_publish_plan_drops_the_source_with_the_first_contribution_of_a_think_tank():
    first = make_imported_version()
    think_tank = make_think_tank(programme=first.plan.programme, region=first.plan.region)
    make_action(make_contribution(think_tank))

    second = make_version(first.plan)

    assert (source_of(first), source_of(second)) == (SOURCE, NO_SOURCE)
    assert second.dated == timezone.localdate(second.published_at)


def test_publish_plan_of_a_national_plan_keeps_the_source_without_regional_actions():
    plan = make_national_plan()
    import_bullet(plan, **SOURCE)

    assert source_of(make_version(plan)) == SOURCE


def test_publish_plan_of_a_national_plan_with_a_regional_action_drops_the_source():
    national = make_national_plan()
    import_bullet(national, **SOURCE)
    region_plan = open_plan(national.programme, region=region(), by=None)
    import_bullet(region_plan, **SOURCE)
    make_version(region_plan)
    items = seen(national.regional_actions.get())
    form_action(national, role=role(), wording="Atvērt", items=items, by=make_user())

    assert source_of(make_version(national)) == NO_SOURCE
