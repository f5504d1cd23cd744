"""Who may open each address: every name, as each of eight kinds of person.

A new address without a line in tests/support/pages/addresses.py fails here; without a rule in
portal/serving/access.py it answers 404.
"""

import re

import pytest
from django.urls import get_resolver, reverse

from portal.serving.access import NAMESPACES, RULES
from tests.support.pages.addresses import (
    KINDS,
    PAGES,
    WITHOUT_PREFIX,
    address_of,
    letter,
    sign_in,
)


def names_of(patterns):
    """Return the names of all addresses; of a namespace only its name."""
    names = set()
    for pattern in patterns:
        namespace = getattr(pattern, "namespace", None)
        if namespace:
            names.add(f"{namespace}:")
        elif hasattr(pattern, "url_patterns"):
            names |= names_of(pattern.url_patterns)
        else:
            names.add(pattern.name)
    return names


def test_every_address_has_a_rule_and_a_line_in_the_table():
    names = names_of(get_resolver().url_patterns)

    assert None not in names
    assert sorted(names) == sorted(set(PAGES) | {f"{namespace}:" for namespace in NAMESPACES})
    assert sorted(RULES) == sorted(PAGES)


@pytest.mark.parametrize("language", ["lv", "en"])
def test_each_kind_of_person_at_each_address(site, client, language):
    answers = dict.fromkeys(PAGES, "")
    for kind in KINDS:
        sign_in(client, site, kind)
        for name in PAGES:
            address = address_of(name, site)
            if language == "en" and not address.startswith(WITHOUT_PREFIX):
                address = f"/en{address}"
            answers[name] += letter(client.get(address))

    expected = {name: letters for name, (_arguments, letters) in PAGES.items()}
    assert {name: answers[name] for name in PAGES if answers[name] != expected[name]} == {}


def test_what_does_not_exist_and_what_is_not_yours_look_the_same(site, client):
    sign_in(client, site, "other facilitator")

    for name in ("board-show", "think-tank-show", "plan-history", "contribution-correct"):
        existing, missing = address_of(name, site), reverse(name, kwargs={"pk": 999_999})
        hidden, absent = client.get(existing), client.get(missing)
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert without_address(hidden, existing) == without_address(absent, missing)


def without_address(response, address):
    """Return a page without what always differs: the address and the CSRF token."""
    page = response.content.decode().replace(address, "")
    return re.sub(r"[A-Za-z0-9]{64}", "", page)


def test_admin_is_for_administrators(site, client):
    answers = ""
    for kind in KINDS:
        sign_in(client, site, kind)
        answers += letter(client.get(reverse("admin:index")))

    assert answers == "LLNNNNNY"


def test_address_without_a_rule_answers_404(site, client, monkeypatch):
    sign_in(client, site, "administrator")
    before = client.get(reverse("plan-list")).status_code
    monkeypatch.delitem(RULES, "plan-list")

    assert (before, client.get(reverse("plan-list")).status_code) == (200, 404)


def test_refusal_is_logged_without_the_address(site, client, caplog):
    sign_in(client, site, "municipality")
    address = address_of("board-show", site)

    client.get(address)

    account = site.people["municipality"].pk
    assert caplog.messages[0] == f"refused: board-show for account {account}"


def test_htmx_redirects_the_whole_window_to_sign_in(site, client):
    board = address_of("board-show", site)

    answer = client.get(
        board, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{board}?role=x"}
    )

    there = f"/accounts/login/?next={board}%3Frole%3Dx"
    assert (answer.status_code, answer["HX-Redirect"]) == (401, there)
    assert answer.content == b""


@pytest.mark.parametrize(
    ("sent_from", "back"),
    [
        (
            "http://testserver/desk/thinktanks/1/?only=late#list",
            "/desk/thinktanks/1/%3Fonly%3Dlate",
        ),
        ("https://elsewhere.example/desk/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(site, client, sent_from, back):
    answer = client.post(address_of("item-place", site), {}, headers={"Referer": sent_from})

    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={back}")
    page = client.get(answer.url)
    sentence = "Sesija bija beigusies, tāpēc nosūtītais netika saglabāts. Pieslēdzieties vēlreiz."
    assert sentence in page.content.decode()


def test_an_address_that_only_takes_a_form_says_so(site, client):
    sign_in(client, site, "administrator")

    answer = client.get(address_of("item-place", site))

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Šajā adresē var tikai nosūtīt veidlapu" in answer.content.decode()


def test_pages_that_need_an_account_are_not_cached(site, client):
    sign_in(client, site, "administrator")

    cached = [
        name
        for name, (_arguments, letters) in PAGES.items()
        if letters[0] == "L"
        and "no-store" not in client.get(address_of(name, site)).get("Cache-Control", "")
    ]

    assert cached == []


@pytest.mark.parametrize("name", ["sessionid", "device", "csrftoken", "messages"])
@pytest.mark.parametrize("value", [r'"aaaaaaaa\000bbbb"', r'"\377\400aaaaaa"', "\xff" * 4000])
def test_a_cookie_that_the_portal_did_not_set_is_no_cookie(db, client, name, value):
    headers = {"HTTP_COOKIE": f"{name}={value}"}

    statuses = [client.get(path, **headers).status_code for path in ("/", "/desk/", "/device/")]

    assert statuses == [200, 302, 302]
