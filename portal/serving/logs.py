"""What is cut from every line of a log: codes, tokens and words of people that stand in addresses."""

import logging
import re

SECRET_PART = re.compile(
    r"(/(?:join|feedback|receipt|answer|invite|similar|password/reset/key)/)[^\s\"'<>]+",
    re.IGNORECASE,
)


def cut_codes(line: str) -> str:
    """A line of a log without what follows the name of a page that is opened by a code."""
    return SECRET_PART.sub(r"\1…", line)


class WithoutCodes(logging.Formatter):
    """Formats a record whole, traceback included, and then cuts: whatever a library logs, no code is in it."""

    def format(self, record):
        return cut_codes(super().format(record))
