"""No value in any field of any address causes a server error or a redirect to another site."""

import pytest
from django.conf import settings

from tests.support.pages.addresses import PAGES, address_of, sign_in

# Numbers that are invalid or too large, a NUL, half a character, another site.
HOSTILE = (str(2**63), "x", "a\x00b", "//example.org")
MORE_HOSTILE = ("-1", "1" + 30 * "0", "\ud7ff")
FIELDS = [
    "action",
    "addressed_role",
    "addressed_roles",
    "after",
    "author_role",
    "back",
    "batch",
    "before",
    "code",
    "condition",
    "deadline",
    "email",
    "facilitators",
    "first_step",
    "from",
    "gains",
    "gains_lv",
    "held_on",
    "into",
    "items",
    "lead",
    "like",
    "list",
    "name",
    "next",
    "note",
    "only",
    "op_uuid",
    "open",
    "organisation_name",
    "other",
    "pair",
    "parts",
    "programme",
    "q",
    "reason",
    "region",
    "role",
    "seq",
    "speaker_roles",
    "support_roles",
    "table",
    "table_1",
    "text",
    "town",
    "uuid",
    "venue",
    "version",
    "wording",
]


@pytest.mark.parametrize(
    "hostile",
    [*HOSTILE, *(pytest.param(value, marks=pytest.mark.acceptance) for value in MORE_HOSTILE)],
)
def test_hostile_value_in_every_field_of_every_address(site, client, figure, hostile):
    sign_in(client, site, "administrator")
    client.cookies[settings.DEVICE_COOKIE_NAME] = site.token
    values = dict.fromkeys(FIELDS, hostile)
    failures = {}
    for name in PAGES:
        address = address_of(name, site)
        for answer in (client.get(address, values), client.post(address, values)):
            elsewhere = answer.get("Location", "/").startswith(("//", "http"))
            if answer.status_code >= 500 or elsewhere:
                failures[name] = answer.status_code

    assert failures == {}
    figure("T22", f"{len(PAGES)} addresses: 0 server errors, 0 redirects to another host")
