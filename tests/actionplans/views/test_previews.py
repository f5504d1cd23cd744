"""What a preview shows of a text is what is stored."""

import pytest

from actionplans.models import Action, Contribution
from tests.support.factories import make_administrator, make_national_plan
from tests.support.older_plans.page import offered, preview, save
from tests.support.pages.capture_pages import make_capture_page, texts
from tests.support.pages.requests import signed_in
from thinktanks.models import Answer

pytestmark = pytest.mark.django_db

# What is typed, and what is shown and stored.
TEXTS = {
    "joined emoji": ("Skola \U0001f469\u200d\U0001f33e", "Skola \U0001f469\u200d\U0001f33e"),
    "a flag": (
        "\U0001f3f3\ufe0f\u200d\U0001f308 svētki",
        "\U0001f3f3\ufe0f\u200d\U0001f308 svētki",
    ),
    "an emoji of next year": ("Skola \U0001faea", "Skola \U0001faea"),
    "a joiner without emoji": ("Sko\u200dla", "Skola"),
    "a row of a spreadsheet": ("Saldus\tBrocēni", "Saldus Brocēni"),
    "separators": ("Saldus\x1fBrocēni", "Saldus Brocēni"),
    "no characters": ("Sko\ufdd0la\uffff", "Skola"),
    "marks of direction": ("\u202eSkola\u202c", "Skola"),
    "a letter in two pieces": ("Skola\u200b\u0304", "Skolā"),
    "sixty accents": ("Skola" + "\u0301\u0327" * 30, "Skol\u00e1" + "\u0327" * 15 + "\u0301" * 14),
    "a class": ("5. klases skolēniem", "5. klases skolēniem"),
    "a bullet of Word": ("\uf0b7\tSkola", "Skola"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_pasted_list_is_saved_as_it_was_shown(case):
    typed, stored = TEXTS[case]
    page = make_capture_page(tables=[None, None])

    pasted = page.paste(f"Pirmais\r\n{typed}").context["pasted"]
    page.save(pasted)

    assert [row.text for row in pasted.rows] == ["Pirmais", stored]
    assert texts(page.think_tank) == ["Pirmais", stored]


@pytest.mark.parametrize("case", TEXTS)
def test_an_older_plan_is_saved_as_it_was_shown(case):
    typed, stored = TEXTS[case]
    plan = make_national_plan()
    client = signed_in(make_administrator())
    text = f"PAŠVALDĪBĀM\n• Pirmais\n• {typed}\n\nKo ieguvāt?\n• {typed}"

    page = preview(client, plan, text)
    save(client, plan, page, text=text, add=list(offered(page)))

    reading = page.context["form"].reading
    assert [bullet.wording for bullet in reading.bullets] == ["Pirmais", stored]
    assert [action.wording.body for action in Action.objects.order_by("pk")] == ["Pirmais", stored]
    assert [row.current_text for row in Contribution.objects.order_by("pk")] == ["Pirmais", stored]
    assert [answer.text for answer in Answer.objects.all()] == [stored]
