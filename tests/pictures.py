"""Take pictures of the pages of the demo in Chromium: python -m tests.pictures [FOLDER]

They are docs/pictures/<page>-<width>-<theme>.png and show the top of a page at 1280 px. Public pages are shown at the
width of a phone too, the home page and a plan also in the dark theme.
"""

import sys
import tempfile
from pathlib import Path

from tests.support.browsers.browser import Chromium
from tests.support.servers.installations import ROOT, Installations
from tests.support.servers.server import Server

DESKTOP, DARK, PHONE = (1280, "light"), (1280, "dark"), (320, "light")
HEIGHT = 1200  # px of a page; the pictures stay small compared with the code
PUBLIC = {
    "home": "/",
    "plan": "/plans/2026/kurzeme/",
    "national": "/plans/2026/national/",
    "action": "/plans/2026/kurzeme/actions/KUR-PAS-02/",
    "region": "/regions/kurzeme/",
    "municipality": "/municipalities/lv-097/",
}
# A page of the desk is opened by a link of the page before it, as facilitators open it.
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


def take(window, name, folder, *modes):
    """Take a picture of the open page in every mode, a width and a theme."""
    for width, theme in modes:
        file = folder / f"{name}-{width}-{theme}.png"
        window.picture(file, width=width, theme=theme, height=HEIGHT)


def take_all(window, installation, folder):
    """Replace the pictures in the folder."""
    for old in folder.glob("*-*-*.png"):
        old.unlink()
    for name, path in PUBLIC.items():
        window.open(path)
        take(window, name, folder, DESKTOP, PHONE)
        if name in ("home", "plan"):
            take(window, name, folder, DARK)
    window.sign_in(FACILITATOR, password_of(installation, FACILITATOR))
    for name, target in DESK.items():
        if not target.startswith("/"):
            target = window.page.locator(target).first.get_attribute("href")
        window.open(target)
        take(window, name, folder, DESKTOP)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, Installations() as installations:
        installation = installations.make("sqlite", Path(temporary))
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
