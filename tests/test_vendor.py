"""The files of others in the repository are those that were released, with their licence."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKSUMS = "VENDOR.sha256"
FOLDERS = ["static/vendor", "static/fonts", "tests/vendor"]


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS]


@pytest.mark.parametrize("name", FOLDERS)
def test_vendored_files_are_those_that_were_released(name):
    folder = ROOT / name
    lines = (folder / CHECKSUMS).read_text().splitlines()
    released = {path: checksum for checksum, path in (line.split("  ", 1) for line in lines)}

    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_below(folder)
    }

    assert found == released


@pytest.mark.parametrize("name", FOLDERS)
def test_every_vendored_folder_has_a_licence(name):
    folders = {path.parent for path in files_below(ROOT / name)}

    without = [folder.name for folder in folders if not any(folder.glob("LICEN[CS]E*"))]

    assert folders
    assert without == []
