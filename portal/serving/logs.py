"""Remove from every log line the codes, tokens, typed texts and ids of people that are part of addresses."""

import logging
import re

SECRET_PART = re.compile(
    r"(/(?:join|feedback|receipt|answer|invite|similar|attendance|attendees|password/reset/key)/)[^\s\"'<>]+",
    re.IGNORECASE,
)


def cut_codes(line: str) -> str:
    """Return the line without the part of an address that opens something, names a person or was typed by one."""
    return SECRET_PART.sub(r"\1…", line)


class WithoutCodes(logging.Formatter):
    """Cut codes from the formatted record, traceback included, whatever library logged it."""

    def format(self, record):
        return cut_codes(super().format(record))
