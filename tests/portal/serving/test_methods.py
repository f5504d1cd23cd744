"""Methods of requests: GET, HEAD and POST, at pages that are only read no POST."""

import pytest

from tests.support.pages.addresses import NOBODY, PAGES, address_of, letter, sign_in

READ_ONLY = [
    "home",
    "region-list",
    "region-show",
    "municipality-show",
    "plan-list",
    "plan-show",
    "version-show",
    "plan-download",
    "version-download",
    "action-show",
    "desk",
    "design-show",
    "think-tank-prepare",
    "think-tank-sheets",
    "think-tank-slide",
    "think-tank-calendar",
    "think-tank-show",
    "think-tank-wall",
    "board-show",
    "plan-history",
    "plan-preview",
    "summary-export",
]


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "BREW"])
def test_methods_other_than_get_head_and_post_are_refused(site, client, method):
    sign_in(client, site, "administrator")

    answers = {
        name: letter(client.generic(method, address_of(name, site))) for name in sorted(PAGES)
    }

    expected = {name: "N" if PAGES[name][1] == NOBODY else "M" for name in sorted(PAGES)}
    assert answers == expected


@pytest.mark.parametrize("name", READ_ONLY)
def test_pages_that_are_only_read_answer_head_and_refuse_post(site, client, name):
    sign_in(client, site, "administrator")
    address = address_of(name, site)

    assert (client.head(address).status_code, client.post(address).status_code) == (200, 405)
