"""The four senders of contributions: the facilitator's and the participant's page, and their scripts."""

import json
import uuid
from typing import NamedTuple

from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override

from actionplans.models import Contribution, Plan, PlanEvent, Text
from tests.support.contributions.batches import CAPTURE, TEXT
from tests.support.factories import (
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.pages.requests import signed_in
from thinktanks.models import Answer, Device, ThinkTank

PAGES = ("facilitator's page", "participant's page")
SCRIPTS = ("facilitator's script", "participant's script")
SENDERS = PAGES + SCRIPTS


class Event(NamedTuple):
    """A think tank with two of the roles, the client of its facilitator, and that of a phone that has joined."""

    think_tank: ThinkTank
    facilitator: Client
    phone: Client


def make_event(**fields):
    """Make a think tank, open unless `is_open=False`, with its facilitator and a phone."""
    roles = [role("municipalities"), role("policy_makers")]
    programme = make_programme(speaker_roles=roles, addressed_roles=roles)
    think_tank = make_think_tank(programme=programme, tables=[None], **fields)
    device, token = make_device(think_tank, role=roles[0])
    phone = Client()
    phone.cookies[settings.DEVICE_COOKIE_NAME] = token
    assert device.table.number == 1
    return Event(think_tank, signed_in(make_facilitator(think_tank)), phone)


def send_from(event, sender, language, *, client=None, **bad):
    """Send one contribution as one of SENDERS; `bad` replaces fields of a valid one."""
    values = {
        "uuid": str(uuid.uuid4()),
        "text": TEXT,
        "addressed_role": "municipalities",
        "author_role": "policy_makers",
        "table": "1",
    } | bad
    client = client or (event.facilitator if sender.startswith("facil") else event.phone)
    pk = event.think_tank.pk
    if sender.endswith("script"):
        entry = {"think_tank": pk} | values
        return client.post(
            f"{CAPTURE}{query_string(language)}", json.dumps([entry]), "application/json"
        )
    if sender == "participant's page":
        return client.post(f"/device/{query_string(language)}", values)
    pair = f"{values['author_role']}.{values['addressed_role']}"
    prefix = "/en" if language == "en" else ""
    return client.post(f"{prefix}/desk/thinktanks/{pk}/capture/", values | {"pair": pair})


def query_string(language):
    return "?lang=en" if language == "en" else ""


def sentence_in(language, message, **values):
    """Return a message of the catalogue in a language, with its values."""
    with override(language):
        return gettext(message) % values if values else gettext(message)


def answer_of(response, sender):
    """Return the status and the text of an answer, or those of the only entry in the batch of a script."""
    if sender.endswith("script") and response.status_code == 200:
        [item] = response.json()["items"]
        return item["http"], item.get("message", "")
    message = response.json()["message"] if sender.endswith("script") else response.content.decode()
    return response.status_code, message


def everything():
    """Return every row that a contribution could change."""
    counts = {
        model: model.objects.count() for model in (Contribution, Text, PlanEvent, Plan, Answer)
    }
    states = [list(model.objects.order_by("pk").values()) for model in (ThinkTank, Device)]
    return counts, states
