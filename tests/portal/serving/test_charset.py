"""A body that is not in UTF-8 is refused with a sentence and changes nothing."""

import pytest

from actionplans.models import Contribution
from tests.support.contributions.batches import CAPTURE
from tests.support.contributions.senders import everything, sentence_in
from tests.support.pages.addresses import PAGES, WITHOUT_PREFIX, address_of, sign_in

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc\r\n--b--\r\n'
DAMAGED = "What was sent is too large or damaged. Nothing was changed."
UNREADABLE = "This cannot be read."


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"text=abc", f"{FORM}; charset=UTF-16"), (PART, f"{MULTIPART}; charset=latin-1")],
)
def test_another_charset_is_refused_at_every_address(site, client, language, body, content_type):
    sign_in(client, site, "administrator")
    before = everything()
    addresses = {
        address if language == "lv" or address.startswith(WITHOUT_PREFIX) else f"/en{address}"
        for address in (address_of(name, site) for name in PAGES)
    }

    answers = {
        address: client.generic(
            "POST", address, body, content_type, QUERY_STRING=f"lang={language}"
        )
        for address in addresses
    }

    assert {answer.status_code for answer in answers.values()} == {400}
    assert everything() == before
    pages = {address: answer.content.decode() for address, answer in answers.items()}
    assert [
        address
        for address, page in pages.items()
        if not address.startswith(("/api/", "/healthz", "/readyz", "/sw.js"))
        and sentence_in(language, DAMAGED) not in page
    ] == []
    assert answers[CAPTURE].json()["message"] == sentence_in(language, UNREADABLE)


def test_utf_8_by_its_names_is_read(site, client):
    sign_in(client, site, "own facilitator")
    before = Contribution.objects.count()
    address = address_of("contribution-capture", site)
    body = b"text=Skolas&pair=municipalities.municipalities"

    statuses = [
        client.generic("POST", address, body, f"{FORM}{charset}").status_code
        for charset in ("", "; charset=utf-8", '; charset="UTF8"', "; charset=us-ascii")
    ]

    assert statuses == [302] * 4
    assert Contribution.objects.count() == before + 4


@pytest.mark.server
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_server_answers_charsets_that_python_cannot_read_texts_with(server):
    names = ("utf-16", "rot13", "zlib", "idna", "undefined", "punycode", "no-such")
    content_types = [f"{FORM}; charset={name}" for name in names]

    answers = [
        server.fetch("/join/?q=%ff", data=b"code=abc", headers={"Content-Type": content_type})
        for content_type in content_types
    ]

    assert [answer.status for answer in answers] == [400] * len(content_types)
    assert all(sentence_in("lv", DAMAGED) in answer.text for answer in answers)
    assert "Traceback" not in server.logs
