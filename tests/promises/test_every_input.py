"""Every form takes whatever is sent in its fields: no error of the server, nothing lost, nothing refused in silence (T51)."""

import contextlib
import logging

import pytest
from django.db import transaction
from django.forms.forms import BaseForm

from actionplans.forms.capture_api import EntryForm
from tests.support.inputs.answers import (
    complaints_about,
    complaints_about_sending_late,
    complaints_about_sending_twice,
)
from tests.support.inputs.cases import study
from tests.support.inputs.costs import assert_within_limits, cost_of_work, costliest
from tests.support.inputs.discovery import (
    NotOnPage,
    followed,
    is_get,
    send,
    survey,
    undone,
    valid_data,
)
from tests.support.inputs.field_values import Samples
from tests.support.inputs.world import World
from tests.support.inputs.worst_values import WORST_TEXTS
from tests.support.pages.our_views import OURS, methods_of, our_views
from thinktanks.forms.joining import DeviceReportForm

# Libraries warn of a field that is not theirs; only answers count here.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
STRANGE = "Saldus\tBrocēni\x0b👩\u200d🌾 <script>alert(1)</script> {{ x }} =1+1 %s \u202e \u2028 100 % &amp;"
IN_ADDRESS = 1000  # characters; gunicorn accepts 4,094 bytes, and a letter of a text may need six
PARTS = 4  # of the forms, so that two processes share the work


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One portal for all tests here; each takes back what it does."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def found(world):
    return survey(world)


@pytest.fixture(scope="module")
def cases(world, found):
    return [study(world, form, found.forms) for form in found.forms]


@pytest.mark.parametrize("most", [1, pytest.param(None, marks=pytest.mark.acceptance)])
@pytest.mark.parametrize("part", range(PARTS))
def test_strange_values_in_every_field(world, cases, figure, part, most):
    samples, count, problems = Samples(most), 0, []
    for case in cases[part::PARTS]:
        for name in case.fields:
            for title, value in samples.take(case.values(name)):
                problems += complaints_about(world, case, name, title, value)
                count += 1

    assert not problems, "\n".join(problems)
    figure(
        "T51", f"{len(cases[part::PARTS])} forms, {count} strange values: 0 errors, 0 words lost"
    )


@pytest.mark.parametrize("most", [1, pytest.param(None, marks=pytest.mark.acceptance)])
def test_worst_texts_in_every_form(world, cases, figure, times_may_fail, most):
    """The text fields of a form share a text, of which an address takes no more than a server accepts."""
    samples, costs = Samples(most), {}
    for case in (case for case in cases if case.texts):
        for title, text in samples.take(WORST_TEXTS):
            with undone(world):
                form, button = case.open(world)
                size = IN_ADDRESS if is_get(form) else len(text) // len(case.texts)
                data = valid_data(world, form, button)
                data |= {name: [text[:size]] for name in case.texts}
                with cost_of_work() as costs[f"{case.found}, {title}"]:
                    send(world, case.found, form, button, data)

    assert_within_limits(costs, times_may_fail)
    figure("T52", f"{len(costs)} of the worst texts in forms: {costliest(costs)}")


@pytest.mark.promise
def test_no_field_cuts_a_text(cases, figure):
    """A browser cuts what is pasted at a field's `maxlength` without a word."""
    cut = {
        f"{case.found}: {name}"
        for case in cases
        for name, control in case.controls.items()
        if control.is_cut and not is_of_library(case) and control.kind != "search"
    }

    assert cut == set()
    figure("T51", f"{len(cases)} forms: 0 fields that cut a text")


def is_of_library(case) -> bool:
    """Whether a form is one to sign in, whose fields take e-mail addresses and passwords only."""
    return case.found.key[0].startswith("account_")


@pytest.mark.promise
def test_form_sent_twice_is_carried_out_once(world, cases, figure):
    problems = [line for case in cases for line in complaints_about_sending_twice(world, case)]

    assert not problems, "\n".join(problems)
    figure("T51", f"{len(cases)} forms sent twice: 0 rows doubled")


@pytest.mark.promise
def test_form_sent_after_the_session_has_ended_is_answered(world, cases, figure):
    late = [case for case in cases if case.found.client == "administrator"]

    problems = [line for case in late for line in complaints_about_sending_late(world, case)]

    assert not problems, "\n".join(problems)
    figure("T51", f"{len(late)} forms sent after the session: 0 rows, each with a sentence")


@pytest.mark.promise
def test_pages_show_strange_texts(world, cases, found, figure):
    """Every text that a form stores is strange, and every page can be read."""
    with undone(world):
        for case in cases:
            send_strange(world, case)
        answers = {
            (client, path): followed(world.clients[client], world.clients[client].get(path))
            for client, path in found.pages
        }

    broken = [
        f"{path}: {answer.status_code}"
        for (_client, path), answer in answers.items()
        if answer.status_code >= 500
    ]
    assert broken == []
    figure("T51", f"{len(answers)} pages with strange texts: 0 errors of the server")


def send_strange(world, case):
    """Send a form with a strange text in each field that is stored; some are refused after what was sent before."""
    with contextlib.suppress(NotOnPage):
        form, button = case.found.open(world)
        data = valid_data(world, form, button) | {name: [STRANGE] for name in case.kept}
        send(world, case.found, form, button, data)


def test_every_form_class_of_the_portal_is_sent(found):
    """A form that no page leads to has to be sent by a test of its own."""
    assert our_form_classes() - found.classes == {DeviceReportForm, EntryForm}


def test_every_address_that_takes_a_form_is_sent_one(found):
    asked = {name for name, view in our_views().items() if "POST" in methods_of(view)}

    assert asked - {form.key[0] for form in found.forms} == {
        "api-capture",
        "device-report",
        "receipt-show",  # answers a POST like a GET
    }


def our_form_classes(base=BaseForm):
    """Return all form classes of the portal."""
    found = set()
    for kind in base.__subclasses__():
        found |= our_form_classes(kind)
        if kind.__module__.startswith(OURS):
            found.add(kind)
    return found
