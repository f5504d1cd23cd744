"""The page of a plan that has a current version."""

import datetime

import pytest

from actionplans.operations.actions import detail_action, link_actions
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.imports import ImportRow, import_contributions
from actionplans.operations.items import set_aside
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_national_plan,
    make_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.pages.plan_pages import plan_page
from tests.support.published_versions import make_crowded_version, pieces_of, text_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def queries_of(client, path):
    client.get(path)
    response, count = count_queries(client.get, path)
    assert response.status_code == 200
    return count


def test_plan_show_shows_actions_and_their_contributions(client, action):
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    assert "Kurzemes rīcības plāns" in page_text
    assert "KUR-PAS-01" in page_text
    assert "Atdot tukšās telpas" in page_text
    assert "„Skolas virtuve stāv tukša”" in page_text
    assert "Sociālie uzņēmēji" in page_text


def test_plan_show_does_not_show_the_draft(client, action, think_tank):
    make_version(action.plan)
    make_action(make_contribution(think_tank), wording="Vēl nepublicēta rīcība")

    response = plan_page(client)

    assert "Atdot tukšās telpas" in text_of(response)
    assert "Vēl nepublicēta rīcība" not in text_of(response)


def test_plan_show_shows_how_to_do_it(client, action, think_tank):
    other = make_action(
        make_contribution(think_tank, addressed_role=role("policy_makers")),
        wording="Ļaut nomāt valsts ēkas",
    )
    action = detail_action(
        action,
        condition="Ja telpas ir drošas",
        lead="Attīstības nodaļa",
        first_step="Apsekot ēkas",
        deadline=datetime.date(2027, 3, 1),
        support_roles=[role("support_organisations")],
        version=action.version,
        by=make_user(),
    )
    link_actions(action, other=other, version=action.version, by=make_user())
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    for text in (
        "Ja telpas ir drošas",
        "Attīstības nodaļa",
        "Apsekot ēkas",
        "Termiņš 2027. gada 1. marts",
        "Atbalsta organizācijas",
    ):
        assert text in page_text
    assert page_text.count("Ļaut nomāt valsts ēkas") == 2


def test_plan_show_shows_the_original_with_a_correction(client, action, contribution):
    correct_contribution(contribution, text="Skolas virtuve ir tukša", version=2, by=make_user())
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    assert "„Skolas virtuve ir tukša”" in page_text
    assert "„Skolas virtuve stāv tukša”" in page_text


def test_plan_show_hides_a_role_that_points_to_a_person(client, think_tank):
    device, _token = make_device(think_tank)
    phone = make_contribution(think_tank, author_role=role("policy_makers"), by=device)
    typed = make_contribution(think_tank, author_role=role("policy_makers"))
    make_version(make_action(phone, typed).plan)

    page_text = text_of(plan_page(client, prefix="/en"))

    assert f"„{phone.text.body}” Role not shown" in page_text
    assert f"„{typed.text.body}” Policy makers" in page_text
    assert page_text.count("Policy makers") == 1
    of_the_action = client.get("/en/plans/2026/kurzeme/actions/KUR-PAS-01/")
    for page in (page_text, text_of(of_the_action)):
        assert page.count("if fewer than 3 people represented it") == 1


def test_plan_show_does_not_explain_hidden_roles_where_there_are_none(client, action):
    make_version(action.plan)

    assert "fewer than 3 people" not in text_of(plan_page(client, prefix="/en"))


def test_plan_show_shows_what_was_left_out_and_why(client, action, think_tank):
    left_out = make_contribution(think_tank, text="Nodoklis visiem vienāds")
    set_aside(seen(left_out), reason="outside_programme", note="Nosaka likums", by=make_user())
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    assert "Ārpus programmas" in page_text
    assert "„Nodoklis visiem vienāds”" in page_text
    assert "Nosaka likums" in page_text


def test_plan_show_hides_texts_that_contain_personal_data(client, action, think_tank):
    left_out = make_contribution(think_tank, text="Zvaniet Annai Liepai")
    set_aside(seen(left_out), reason="personal_data", note="Annas numurs", by=make_user())
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    assert "Satur personas datus" in page_text
    assert "Annai" not in page_text
    assert "Annas" not in page_text


def test_plan_show_says_once_that_no_speaker_is_known(client):
    plan = make_plan(make_think_tank(programme=make_programme(code="2026")))
    rows = [ImportRow(text=f"Darīt {n}", addressed_role=role()) for n in range(3)]
    for contribution in import_contributions(plan, rows=rows, by=make_user()):
        make_action(contribution)
    make_version(plan)

    page_text = text_of(plan_page(client, prefix="/en"))

    assert page_text.count("It is not known who suggested the actions of this plan.") == 1
    assert page_text.count("„Darīt 1”") == 1
    assert "Not known" not in page_text


def test_plan_show_marks_each_unknown_speaker_among_known_ones(client, action, think_tank):
    make_action(make_contribution(think_tank, author_role=None))
    make_version(action.plan)

    page_text = text_of(plan_page(client, prefix="/en"))

    assert page_text.count("Not known") == 1
    assert "It is not known" not in page_text


def test_plan_show_has_a_section_for_a_role_without_actions(client, action):
    make_version(action.plan)

    page_text = text_of(plan_page(client))

    assert page_text.count("Politikas veidotājiem") == 2
    assert "KUR-POL" not in page_text


@pytest.mark.parametrize("place", ["kurzeme", "national"])
def test_plan_show_costs_the_same_at_3_and_60_actions(client, place):
    plans = {}
    for code, actions in (("small", 3), ("large", 60)):
        programme = make_programme(code=code)
        plans[code] = (
            make_national_plan(programme)
            if place == "national"
            else make_plan(make_think_tank(programme=programme))
        )
        make_crowded_version(plans[code], actions)

    for_small, for_large = (queries_of(client, f"/plans/{code}/{place}/") for code in plans)

    assert client.get(f"/plans/large/{place}/").content.count(b'class="action ') == 60
    assert for_large == for_small <= 9


def test_plan_show_in_english_says_that_contents_are_latvian(client, action):
    make_version(action.plan)

    pieces = pieces_of(plan_page(client, prefix="/en"))

    assert ("lv", "Atdot tukšās telpas") in pieces
    assert ("lv", "„Skolas virtuve stāv tukša”") in pieces
    assert ("en", "Kurzeme action plan") in pieces
    assert ("en", "Contributions and plans are in Latvian.") in pieces
