"""Groups of similar answers at the desk, by the forms of the page as a person sends them without JavaScript."""

import pytest

from tests.support.factories import make_answer, make_answers, make_facilitator, make_think_tank
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import AnswerGroup
from thinktanks.operations.answer_groups import form_group, name_group, ungroup_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(think_tank):
    return make_facilitator(think_tank)


@pytest.fixture
def client(user):
    return signed_in(user)


def page(client, think_tank, **query):
    return client.get(address("think-tank-feedback", think_tank.pk), query)


def send(client, think_tank, view, **sent):
    """Send data to an address of the first question and return the page that follows."""
    question = think_tank.programme.questions.first()
    sent = {"think_tank": think_tank.pk} | sent
    return client.post(address(view, question.pk), sent, follow=True)


def texts(group):
    return [answer.text for answer in group.answers.order_by("position", "pk")]


def ids(*answers):
    return [str(answer.pk) for answer in answers]


def test_form_group_of_the_selected_answers_once(client, think_tank):
    answers = make_answers(think_tank, 3)
    form = form_with(page(client, think_tank), "New group").fill(answers=ids(*answers[:2]))

    made = form.press("New group", follow=True)
    again = form.press("New group", follow=True)

    group = AnswerGroup.objects.get()
    assert texts(group) == ["Kontaktus 0", "Kontaktus 1"]
    assert messages_of(made) == messages_of(again) == ["New group created. You can name it."]
    assert [tab.ungrouped for tab in made.context["tabs"]] == [1, 0, 0]


def test_form_group_sent_again_after_it_was_emptied_makes_none(client, think_tank, user):
    form = form_with(page_with_answer(client, think_tank), "New group")
    form.fill(answers=form.fields["answers"].offered)
    form.press("New group")
    group = AnswerGroup.objects.get()
    ungroup_answers(group.answers.all(), group=group, by=user)

    assert form.press("New group").status_code == 302
    assert not AnswerGroup.objects.exists()


def page_with_answer(client, think_tank):
    make_answer(think_tank)
    return page(client, think_tank)


def test_group_answers_by_the_list_and_by_the_button_of_the_group(client, think_tank, user):
    first = form_group(make_answers(think_tank, 2, "Pirmā"), by=user)
    second = form_group(make_answers(think_tank, 2, "Otrā"), by=user)
    answers = make_answers(think_tank, 2)
    name_group(second, name="Kontakti", by=user)

    form = form_with(page(client, think_tank), "Put in").fill(answers=ids(answers[0]))
    form.fill(group=str(second.pk)).press("Put in")
    form = form_with(page(client, think_tank), "New group").fill(answers=ids(answers[1]))
    put = form.press("Put the selected ones here : Kontakti".replace(" :", ":"), follow=True)

    assert texts(second) == ["Otrā 0", "Otrā 1", "Kontaktus 0", "Kontaktus 1"]
    assert texts(first) == ["Pirmā 0", "Pirmā 1"]
    assert messages_of(put) == ["Put into “Kontakti”"]


def test_group_answers_that_somebody_else_has_moved_are_refused(client, think_tank, user):
    answers, group = make_answers(think_tank, 2), form_group(make_answers(think_tank, 2), by=user)
    form = form_with(page(client, think_tank), "Put in").fill(answers=ids(*answers))
    other = form_group(answers[:1], by=user)

    refused = form.press("Put in", follow=True)

    assert messages_of(refused) == [
        "Somebody else has moved an answer meanwhile. Look at the groups and try again."
    ]
    assert texts(other) == ["Kontaktus 0"]
    assert group.answers.count() == 2
    assert answers[1].pk in refused.context["selected"]


def test_a_group_that_is_gone_says_so(client, think_tank, user):
    group = form_group(make_answers(think_tank, 1), by=user)
    answer = make_answer(think_tank)
    ungroup_answers(group.answers.all(), group=group, by=user)

    for name, sent in (
        ("answers-group", {"answers": answer.pk}),
        ("answers-ungroup", {"answer": answer.pk}),
        ("group-name", {"name": "Kontakti"}),
        ("group-move", {"direction": "up"}),
    ):
        refused = send(client, think_tank, name, group=group.pk, **sent)
        assert messages_of(refused) == [
            "This group does not exist any more: its last answer was taken out."
        ]


def test_groups_of_another_think_tank_are_refused(client, think_tank, user):
    other = make_think_tank(programme=think_tank.programme)
    group, answer = form_group(make_answers(other, 2), by=user), make_answer(think_tank)

    refused = send(client, think_tank, "answers-group", group=group.pk, answers=answer.pk)

    assert messages_of(refused) == [
        "This group does not exist any more: its last answer was taken out."
    ]
    assert group.answers.count() == 2


def test_ungroup_answers_by_the_button_of_the_row(client, think_tank, user):
    group = form_group(make_answers(think_tank, 2), by=user)
    answer = group.answers.first()

    form = form_with(page(client, think_tank), "Take out", str(answer.pk))
    taken = form.press("Take out", str(answer.pk), follow=True)

    assert texts(group) == ["Kontaktus 1"]
    assert messages_of(taken) == ["Taken out of the group"]


def test_name_group_in_its_line(client, think_tank, user):
    group = form_group(make_answers(think_tank, 2), by=user)

    form = form_with(page(client, think_tank), "Save: Name of group 1")
    saved = form.fill(name="Satika, kam zvanīt").press("Save: Name of group 1", follow=True)

    group.refresh_from_db()
    assert group.name == "Satika, kam zvanīt"
    assert messages_of(saved) == ["Name saved"]


def test_name_group_of_201_characters_is_refused_and_stays_in_the_field(client, think_tank, user):
    form_group(make_answers(think_tank, 2), by=user)
    form = form_with(page(client, think_tank), "Save: Name of group 1")

    refused = form.fill(name="x" * 201).press("Save: Name of group 1")

    assert refused.status_code == 422
    assert f'value="{"x" * 201}"' in html_of(refused)
    assert "201" in str(refused.context["name_form"].errors)
    assert AnswerGroup.objects.get().name == ""


def test_name_group_that_somebody_else_has_named_is_refused_once(client, think_tank, user):
    group = form_group(make_answers(think_tank, 2), by=user)
    form = form_with(page(client, think_tank), "Save: Name of group 1")
    name_group(group, name="Kontakti", by=user)

    refused = form.fill(name="Telpas").press("Save: Name of group 1")

    group.refresh_from_db()
    assert group.name == "Kontakti"
    assert "Kontakti" in str(refused.context["name_form"].errors)
    form = form_with(refused, "Save: Name of group 1")
    assert form["name"] == ["Telpas"]
    form.press("Save: Name of group 1")
    group.refresh_from_db()
    assert group.name == "Telpas"


def test_move_group_and_answer_by_their_buttons(client, think_tank, user):
    first, second = (form_group(make_answers(think_tank, 2), by=user) for _number in range(2))
    name_group(first, name="Pirmā", by=user)

    form_with(page(client, think_tank), "Move the group down Pirmā").press(
        "Move the group down Pirmā"
    )
    answer = first.answers.order_by("position").last()
    form_with(page(client, think_tank), "Move up", str(answer.pk)).press("Move up", str(answer.pk))

    assert list(think_tank.answer_groups.all()) == [second, first]
    assert texts(first) == ["Kontaktus 1", "Kontaktus 0"]


@pytest.mark.parametrize(
    ("name", "sent"),
    [("group-move", {"direction": "sideways"}), ("answer-move", {}), ("answer-move", {"up": "x"})],
)
def test_moves_that_are_none_are_refused(client, think_tank, user, name, sent):
    group = form_group(make_answers(think_tank, 2), by=user)

    refused = send(client, think_tank, name, group=group.pk, **sent)

    assert len(messages_of(refused)) == 1
    assert texts(group) == ["Kontaktus 0", "Kontaktus 1"]


def test_a_filtered_page_lists_groups_with_what_was_found_only(client, think_tank, user):
    form_group(make_answers(think_tank, 2, "Telpas"), by=user)
    form_group(make_answers(think_tank, 2, "Kontakti"), by=user)

    response = page(client, think_tank, q="telpas 1")

    [group] = response.context["desk"].groups
    assert [row.answer.text for row in group.answers] == ["Telpas 1"]
    assert group.count == 2
    assert "Move the group up" not in html_of(response)
