"""Takes pictures of the demo's pages in Chromium: python -m tests.pictures [FOLDER]

docs/pictures/<page>-<width>-<theme>.png: the top of each page at 1280 px, of public ones also as on a phone, of the
first page and of a plan also in the dark.
"""

import sys
import tempfile
from pathlib import Path

from tests.support.browsers.browser import Chromium
from tests.support.servers.installations import ROOT, Installations
from tests.support.servers.server import Server

DESKTOP, DARK, PHONE = (1280, "light"), (1280, "dark"), (320, "light")
HEIGHT = 1200  # so much of a page is shown: the pictures stay small beside the code
PUBLIC = {
    "home": "/",
    "plan": "/plans/2026/kurzeme/",
    "national": "/plans/2026/national/",
    "action": "/plans/2026/kurzeme/actions/KUR-PAS-02/",
    "region": "/regions/kurzeme/",
    "municipality": "/municipalities/lv-097/",
}
# Pages of the desk are reached by their links, as a facilitator does.
FACILITATOR = "moderators.kurzeme@demo.invalid"
DESK = {
    "desk": "/desk/",
    "capture": "a[href*='/desk/thinktanks/']",
    "board": "a[href$='/board/']",
    "publish": "a[href$='/publish/']",
}


def password_of(installation, email):
    lines = (installation.folder / "demo_accounts").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.split()[:1] == [email])


def take(window, name, folder, *looks):
    for width, theme in looks:
        file = folder / f"{name}-{width}-{theme}.png"
        window.picture(file, width=width, theme=theme, height=HEIGHT)


def take_all(window, installation, folder):
    for old in folder.glob("*-*-*.png"):
        old.unlink()
    for name, path in PUBLIC.items():
        window.open(path)
        take(window, name, folder, DESKTOP, PHONE)
        if name in ("home", "plan"):
            take(window, name, folder, DARK)
    window.sign_in(FACILITATOR, password_of(installation, FACILITATOR))
    for name, where in DESK.items():
        window.open("/desk/")
        if not where.startswith("/"):
            window.open(window.page.locator(where).first.get_attribute("href"))
        take(window, name, folder, DESKTOP)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Installations() as installations:
        installation = installations.make("sqlite", Path(place))
        installation.manage("load_demo")
        server = Server(installation).start()
        try:
            with Chromium() as chromium, chromium.window(server.url) as window:
                take_all(window, installation, folder)
        finally:
            server.stop()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "pictures")
