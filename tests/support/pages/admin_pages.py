"""Addresses and forms of the administrators' pages; a page is the pair of its app and model."""

import re

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
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


def upload(client, page, text, encoding="utf-8-sig"):
    """Send a table for import and return the preview."""
    file = SimpleUploadedFile("a.csv", text.encode(encoding), content_type="text/csv")
    return client.post(
        page_address(page, "import"), {"import_file": file, "format": "0", "resource": "0"}
    )


def confirm(client, page, response):
    """Confirm the preview of an import."""
    return client.post(
        page_address(page, "process_import"), response.context["confirm_form"].initial
    )
