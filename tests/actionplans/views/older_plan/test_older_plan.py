"""plan-import: a text or a file is read, checked and saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.forms.older_plan import MAX_CHARACTERS, MAX_ROWS
from actionplans.models import Action, Contribution, ItemState
from files.gate import MAX_BYTES
from tests.support.factories import (
    role,
)
from tests.support.older_plans.page import TEXT, offered, preview, save
from tests.support.pages.requests import address, html_of
from thinktanks.models import Answer, Programme

pytestmark = pytest.mark.django_db


def test_plan_import_asks_for_a_text_or_a_file(client, plan):
    response = client.get(address("plan-import", plan.pk))

    assert response.status_code == 200
    assert 'enctype="multipart/form-data"' in html_of(response)
    assert 'type="file"' in html_of(response)


def test_plan_import_shows_what_it_found_and_saves_nothing(client, plan):
    page = preview(client, plan)

    shown = html_of(page)
    assert "Check it. Nothing is saved yet." in shown
    assert "2 actions, 5 contributions" in shown.replace("\xa0", " ")
    assert offered(page) == dict.fromkeys(("a0", "a1", "a2", "f0", "f1"), True)
    assert "Atvērt telpas; publicēt sarakstu" in shown
    assert "<li> publicēt sarakstu </li>" in shown
    assert page.context["form"].left_out_count == 1
    assert "Which role is “BIEDRĪBĀM” for?" in shown
    assert "Which question is “Ko mainīt nākamreiz?”?" in shown
    item = shown.split("Uzaicināt uzņēmējus</label>")[1].split("</li>")[0]
    assert "Two items seem joined here" in item
    assert (Contribution.objects.count(), Answer.objects.count()) == (0, 0)


def test_plan_import_reads_a_file_and_does_not_keep_it(client, plan):
    file = SimpleUploadedFile("../../plāns.txt", TEXT.encode("cp1257"))

    page = preview(client, plan, "", file=file)

    assert offered(page) == dict.fromkeys(("a0", "a1", "a2", "f0", "f1"), True)
    assert "it was read as windows-1257" in html_of(page)
    assert TEXT in page.content.decode()


def test_plan_import_saves_what_is_selected(client, plan):
    page = preview(client, plan)

    response = save(client, plan, page, add=["a1", "a2", "f0", "f1"])

    assert response.status_code == 302
    assert [row.current_text for row in Contribution.objects.order_by("pk")] == [
        "Uzaicināt uzņēmējus",
        "Rīkot tirdziņu",
        "meklēt partnerus",
    ]
    assert [row.wording.body for row in Action.objects.all()] == ["Uzaicināt uzņēmējus"]
    waiting = plan.contributions.filter(addressed_role=None)
    assert set(waiting.values_list("state", flat=True)) == {ItemState.UNDECIDED}
    assert [answer.text for answer in Answer.objects.all()] == ["Jauni kontakti"]
    done = client.get(response.url)
    assert "1 action, 3 contributions" in html_of(done).replace("\xa0", " ")
    assert "Undo the import" in html_of(done)


def test_plan_import_saves_rows_under_the_headings_that_a_person_chose(client, plan):
    page = preview(client, plan)
    chosen = {"heading-7": "support_organisations", "heading-13": "events"}

    save(client, plan, page, add=list(offered(page)), **chosen)

    actions = Action.objects.filter(role=role("support_organisations"))
    assert [action.wording.body for action in actions] == ["Rīkot tirdziņu; meklēt partnerus"]
    assert [(row.question.code, row.text) for row in Answer.objects.all()] == [
        ("gains", "Jauni kontakti"),
        ("events", "Īsākas runas"),
    ]


def test_plan_import_sent_twice_saves_once(client, plan):
    page = preview(client, plan)

    first = save(client, plan, page, add=["a0", "f0"])
    second = save(client, plan, page, add=["a0", "f0"])

    assert first.status_code == 302
    assert (second.status_code, Contribution.objects.count(), Answer.objects.count()) == (422, 2, 1)
    assert "Select what to save." in html_of(second)


def test_plan_import_does_not_offer_what_is_there_already(client, plan):
    save(client, plan, preview(client, plan), add=["a0", "f0"])

    page = preview(client, plan, TEXT.replace("Uzaicināt uzņēmējus", "ATVĒRT telpas; Ceļi"))

    assert offered(page) == dict.fromkeys(("a1", "a2", "f1"), True)
    shown = html_of(page)
    assert "Already here, not added again: 4" in shown
    assert shown.count('<p class="note">Already here, not added again</p>') == 2
    assert 'ATVĒRT telpas <span class="note" lang="en">(already here)</span>' in shown


def test_plan_import_checks_again_when_the_text_was_corrected(client, plan):
    page = preview(client, plan)
    corrected = TEXT.replace("   Uzaicināt", " • Aicināt")

    again = save(client, plan, page, text=corrected, add=["a0"])

    assert (again.status_code, Contribution.objects.count()) == (200, 0)
    assert "Aicināt uzņēmējus" in html_of(again)
    assert "Two items seem joined here" not in html_of(again)


def test_plan_import_keeps_the_selection_when_nothing_can_be_saved(client, plan):
    response = save(client, plan, preview(client, plan), add=["f1"])

    assert response.status_code == 422
    assert "Select what to save." in html_of(response)
    assert [handle for handle, is_selected in offered(response).items() if is_selected] == ["f1"]


def uploaded(content):
    return {"text": "", "file": SimpleUploadedFile("plans.txt", content)}


REFUSED = {
    "nothing": ({"text": " \n"}, "Paste the text or choose a file."),
    "both": (uploaded(b"Labdien") | {"text": "Labdien"}, "not both."),
    "no heading": ({"text": "Labdien & <b>uz redzēšanos</b>"}, "no heading that names a role"),
    "no items": ({"text": "PAŠVALDĪBĀM\n"}, "no lines under the headings"),
    "empty file": (uploaded(b""), "The file is empty."),
    "not a text": (uploaded(b"PK\x03\x04\x00\x00"), "We cannot read this kind of file."),
    "too large": (uploaded(b"a" * (MAX_BYTES + 1)), "The file is too large: 10.1 MB."),
    "too long": ({"text": "a" * (MAX_CHARACTERS + 1)}, "too long: 500,001 of 500,000 characters."),
    "too long a file": (uploaded(b"a" * (MAX_CHARACTERS + 1)), "500,001 of 500,000 characters."),
    "too many": ({"text": "NVO\n" + "• Jā\n" * (MAX_ROWS + 1)}, "Too many rows: 2,001."),
    "null": ({"text": "NVO\n• J\0"}, "Null characters are not allowed."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_plan_import_refuses_with_a_sentence_and_keeps_the_text(case, client, plan):
    fields, sentence = REFUSED[case]

    response = client.post(address("plan-import", plan.pk), fields)

    assert response.status_code == 422
    assert sentence in html_of(response)
    assert response.context["form"].content == fields["text"].replace("\0", "")
    assert Contribution.objects.count() == 0


def test_plan_import_refuses_an_archived_programme(client, plan):
    page = preview(client, plan)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    response = save(client, plan, page, add=["a0"])

    assert (response.status_code, Contribution.objects.count()) == (422, 0)
    assert "This programme is archived: everything can be read" in html_of(
        client.get(address("plan-import", plan.pk))
    )


def test_plan_import_costs_few_queries_for_a_long_text(client, plan, django_assert_max_num_queries):
    text = "PAŠVALDĪBĀM\n" + "\n".join(f"• Rīcība {number}; daļa {number}" for number in range(60))

    with django_assert_max_num_queries(12):
        page = preview(client, plan, text)

    assert len(offered(page)) == 60
