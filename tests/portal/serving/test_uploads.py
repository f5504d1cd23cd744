"""Files are read only where a page asks for one, in memory, and no body above a limit."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from files.gate import MAX_BYTES
from portal.serving.access import WITH_FILE
from portal.serving.uploads import MAX_BODY
from tests.support.contributions.senders import everything, sentence_in
from tests.support.pages.addresses import PAGES, address_of, sign_in

DAMAGED = "What was sent is too large or damaged. Nothing was changed."
MULTIPART = "multipart/form-data; boundary=b"
MISSING = "/no/such/page/"
# Django would write it to the disk.
LARGE = 3 * 1024 * 1024


class Unread:
    """A body that fails the test when somebody reads it."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


@pytest.fixture(autouse=True)
def _no_file_can_be_written(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "missing"


def addresses(site):
    """Return every address by its name, those of tables for administrators and one that does not exist too."""
    tables = [name for name in WITH_FILE if name.startswith("admin:")]
    return (
        {name: address_of(name, site) for name in PAGES}
        | {name: reverse(name) for name in tables}
        | {"missing": MISSING}
    )


def send_file(client, address, size):
    return client.post(address, {"file": SimpleUploadedFile("list.txt", b"a" * size)})


def test_addresses_that_take_a_file_are_those_whose_page_asks_for_one(site, client):
    sign_in(client, site, "administrator")

    asking = {
        name
        for name, address in addresses(site).items()
        if b'type="file"' in client.get(address).content
    }

    assert asking == WITH_FILE


def test_no_address_takes_a_file_from_a_stranger(site, client):
    taken = {
        name: send_file(client, address, LARGE).wsgi_request.FILES
        for name, address in addresses(site).items()
    }

    assert {name for name, files in taken.items() if files} == set()


def test_only_pages_that_ask_for_a_file_take_one(site, client):
    sign_in(client, site, "administrator")

    taken = {
        name: send_file(client, address, LARGE).wsgi_request.FILES
        for name, address in addresses(site).items()
        if name not in ("account_logout", "plan-import")
    }

    assert {name for name, files in taken.items() if files} == WITH_FILE - {"plan-import"}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("anonymous", "account_login"),
        ("anonymous", "join"),
        ("administrator", "plan-import"),
        ("administrator", "think-tank-attendance"),
    ],
)
def test_a_body_above_the_limit_is_refused_unread(site, client, kind, name):
    sign_in(client, site, kind)
    before = everything()

    answer = send_unread(client, address_of(name, site))

    assert (answer.status_code, everything()) == (400, before)
    assert sentence_in("lv", DAMAGED) in answer.content.decode()


@pytest.mark.parametrize("encode", [dict, urlencode])
def test_more_text_than_a_form_may_have_is_refused(site, client, encode):
    sign_in(client, site, "administrator")
    kind = {"content_type": "application/x-www-form-urlencoded"} if encode is urlencode else {}
    text = "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    answer = client.post(address_of("plan-import", site), encode({"text": text}), **kind)

    assert (answer.status_code, sentence_in("lv", DAMAGED) in answer.content.decode()) == (
        400,
        True,
    )


def test_a_body_at_an_address_that_does_not_exist_is_not_read(site, client):
    sign_in(client, site, "administrator")

    assert send_unread(client, MISSING).status_code == 404


def send_unread(client, address):
    """Announce a body of 300 MB."""
    body = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(300 * 1024 * 1024)}
    return client.generic("POST", address, b"--b", MULTIPART, **body)


@pytest.mark.parametrize("name", ["plan-import", "think-tank-attendance"])
def test_a_file_above_its_limit_gets_the_sentence_of_its_form(site, client, name):
    sign_in(client, site, "administrator")
    assert MAX_BYTES + 1 < MAX_BODY

    answer = send_file(client, address_of(name, site), MAX_BYTES + 1)

    assert (answer.status_code, "10" in answer.content.decode()) == (422, True)
