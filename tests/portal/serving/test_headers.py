"""Headers that protect the browser."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/en/accounts/login/", "/no-such-page/"])
def test_pages_allow_only_resources_of_the_portal(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    assert dict(directive.split(" ", 1) for directive in policy.split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


@pytest.mark.django_db
def test_pages_cannot_be_framed_and_send_no_referrer_elsewhere(client):
    headers = client.get("/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
