"""Devices that have joined a think tank without an account, and what they send."""

import uuid

from django.conf import settings
from django.test import Client

from actionplans.models import Contribution
from tests.support.contributions.batches import TEXT
from tests.support.factories import make_contribution, make_device
from thinktanks.models import Device, ThinkTank


def join_by(client: Client, think_tank: ThinkTank, **fields) -> Device:
    """Join a think tank as the browser of a test client; return the device."""
    device, token = make_device(think_tank, **fields)
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    return device


def send_as_device(client: Client, path="/device/", **fields):
    """Send a contribution by the form of the device's page."""
    values = {"text": TEXT, "addressed_role": "municipalities", "uuid": str(uuid.uuid4())}
    return client.post(path, values | fields)


def make_device_contribution(device: Device, text=TEXT, **fields) -> Contribution:
    """Return a new contribution of a device, with the role and table of the device."""
    values = {"author_role": device.role, "table": device.table} | fields
    return make_contribution(device.think_tank, text=text, by=device, **values)
