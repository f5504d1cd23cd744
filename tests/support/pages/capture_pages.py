"""The capture page of a think tank as its facilitator uses it without scripts."""

import uuid
from typing import NamedTuple

from django.test import Client

from stakeholders.models import User
from tests.support.factories import make_facilitator, make_think_tank
from tests.support.pages.requests import address, signed_in
from thinktanks.models import ThinkTank

SOC_PAS = "social_enterprises.municipalities"
SCRIPT = "<script>alert(1)</script> & „pēdiņas”"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; „pēdiņas”"


class CapturePage(NamedTuple):
    """A think tank, its facilitator, and the client of the facilitator."""

    think_tank: ThinkTank
    facilitator: User
    client: Client

    @property
    def address(self) -> str:
        return address("think-tank-show", self.think_tank.pk)

    def type(self, text, **fields):
        """Send one contribution by the form."""
        values = {"text": text, "uuid": str(uuid.uuid4()), "pair": SOC_PAS, "table": "2"}
        headers = fields.pop("headers", {})
        return self.client.post(
            address("contribution-capture", self.think_tank.pk), values | fields, headers=headers
        )

    def paste(self, text, **fields):
        """Send several lines and return the page that previews them."""
        values = {"text": text, "pair": SOC_PAS, "table": "2"}
        return self.client.post(address("contribution-import", self.think_tank.pk), values | fields)

    def save(self, pasted, *, selected=None, **fields):
        """Save a preview of pasted lines with these rows selected, or as it is."""
        values = {
            "batch": pasted.batch,
            "count": len(pasted.rows),
            "table": pasted.table,
            "pair": SOC_PAS,
            "add": [row.number for row in pasted.rows if row.selected]
            if selected is None
            else selected,
        }
        for row in pasted.rows:
            values |= {
                f"text-{row.number}": row.text,
                f"from-{row.number}": row.speaker,
                f"to-{row.number}": row.addressed,
            }
        return self.client.post(address("contribution-import", self.think_tank.pk), values | fields)


def make_capture_page(**fields) -> CapturePage:
    """Make a think tank with these fields and its capture page."""
    think_tank = make_think_tank(**fields)
    facilitator = make_facilitator(think_tank)
    return CapturePage(think_tank, facilitator, signed_in(facilitator))


def texts(think_tank) -> list[str]:
    """Return the texts of the contributions of a think tank, in order."""
    return [contribution.current_text for contribution in think_tank.contributions.order_by("pk")]
