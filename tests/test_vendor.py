"""What others made lies in the repository as they released it, with their licence."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUMS = "VENDOR.sha256"
PLACES = ["static/vendor", "static/fonts", "tests/vendor"]


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.name != SUMS]


@pytest.mark.parametrize("place", PLACES)
def test_vendored_files_are_those_that_were_released(place):
    folder = ROOT / place
    lines = (folder / SUMS).read_text().splitlines()
    released = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}

    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_below(folder)
    }

    assert found == released


@pytest.mark.parametrize("place", PLACES)
def test_every_vendored_folder_has_a_licence(place):
    folders = {path.parent for path in files_below(ROOT / place)}

    without = [folder.name for folder in folders if not any(folder.glob("LICEN[CS]E*"))]

    assert folders
    assert without == []
