"""What the tests of capture share: a facilitator at an open think tank, and forms as the page sends them."""

import uuid
from typing import NamedTuple

from django.test import Client

from stakeholders.models import User
from tests.support.board_pages import address, signed_in
from tests.support.factories import make_facilitator, make_think_tank
from thinktanks.models import ThinkTank

SOC_PAS = "social_enterprises.municipalities"
SCRIPT = "<script>alert(1)</script> & „pēdiņas”"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; „pēdiņas”"


class CapturePage(NamedTuple):
    think_tank: ThinkTank
    facilitator: User
    client: Client

    @property
    def address(self) -> str:
        return address("think-tank-show", self.think_tank.pk)

    def type(self, text, **fields):
        """One contribution, as the form of the page sends it without scripts."""
        values = {"text": text, "uuid": str(uuid.uuid4()), "pair": SOC_PAS, "table": "2"}
        headers = fields.pop("headers", {})
        return self.client.post(
            address("contribution-capture", self.think_tank.pk), values | fields, headers=headers
        )

    def paste(self, text, **fields):
        """Several lines, to be looked at before they are saved."""
        values = {"text": text, "pair": SOC_PAS, "table": "2"}
        return self.client.post(address("contribution-import", self.think_tank.pk), values | fields)

    def save(self, pasted, *, ticked=None, **fields):
        """The page of pasted lines as it came, with these rows ticked (else as they are), saved."""
        values = {
            "batch": pasted.batch,
            "count": len(pasted.rows),
            "table": pasted.table,
            "pair": SOC_PAS,
            "add": [row.number for row in pasted.rows if row.selected]
            if ticked is None
            else ticked,
        }
        for row in pasted.rows:
            values |= {
                f"text-{row.number}": row.text,
                f"from-{row.number}": row.speaker,
                f"to-{row.number}": row.addressed,
            }
        return self.client.post(address("contribution-import", self.think_tank.pk), values | fields)


def make_capture_page(**fields) -> CapturePage:
    think_tank = make_think_tank(**fields)
    facilitator = make_facilitator(think_tank)
    return CapturePage(think_tank, facilitator, signed_in(facilitator))


def texts(think_tank) -> list[str]:
    """The words kept of a think tank, in order."""
    return [one.words for one in think_tank.contributions.order_by("pk")]
