"""Addresses and forms of the administrators' pages; a page is the pair of its app and model."""

import re

from django.contrib import admin
from django.urls import reverse

ORGANISATIONS = ("stakeholders", "organisation")
INLINE = r' style="| on[a-z]+="|<script>'


def page_address(page, verb, *args) -> str:
    """Return the address of a page for a verb of Django's admin, such as "change"."""
    return reverse(f"admin:{page[0]}_{page[1]}_{verb}", args=args)


def rows_of(page):
    """Return the manager of the model that a page shows."""
    return next(
        model for model in admin.site._registry if model._meta.model_name == page[1]
    ).objects


def post(client, page, **fields):
    """Send the form that adds a row."""
    return client.post(page_address(page, "add"), fields)


def errors_in(response) -> str:
    """Return the text of all error lists of a page."""
    lists = re.findall(r'<ul class="errorlist.*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(lists)).split())
