"""The service worker: a closed capture page opens without a connection (static/js/service_worker.js).

It caches the static files that these pages need and a shell without data. With OFFLINE=off it
removes itself from every browser.
"""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SHELL = "portal/offline.html"
SCRIPTS = settings.BASE_DIR / "static" / "js"
CAPTURE_SCRIPTS = (
    "base.js",
    "html.js",
    "live_region.js",
    "room_clock.js",
    *sorted(f"capture/{script.name}" for script in SCRIPTS.glob("capture/*.js")),
)
STYLES = ("layers", "tokens", "base", "components", "plan", "print", "desk", "capture", "board")
FONTS = (
    "literata-latin-400-normal",
    "literata-latin-ext-400-normal",
    "schibsted-grotesk-latin-wght-normal",
    "schibsted-grotesk-latin-ext-wght-normal",
)
ASSETS = (
    *(f"js/{name}" for name in CAPTURE_SCRIPTS),
    *(f"fonts/{name}.woff2" for name in FONTS),
    "vendor/bootstrap-5.3.9/bootstrap.min.css",
    *(f"css/{name}.css" for name in STYLES),
    "icon.svg",
)


@require_safe
@cache_control(no_cache=True)
def worker(request):
    script = _worker() if settings.OFFLINE else _source("service_worker_off")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def shell(request):
    return render(request, SHELL)


@cache
def _worker() -> str:
    """Return the script with its lists of files; its version changes with any of them or the shell."""
    shells, pages = {}, []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            shells[language] = reverse("offline")
            pages.append(render_to_string(SHELL))
    lists = f"const ASSETS = {json.dumps([static(name) for name in ASSETS])};\nconst SHELLS = {json.dumps(shells)};\n"
    script = lists + _source("service_worker")
    version = hashlib.sha256("".join([script, *pages]).encode()).hexdigest()[:16]
    return f'const VERSION = "{version}";\n{script}'


def _source(name: str) -> str:
    return (SCRIPTS / f"{name}.js").read_text()
