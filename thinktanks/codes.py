"""Codes that a person copies from paper, and tokens that a device keeps."""

import base64
import hashlib
import re
import secrets
import unicodedata
from urllib.parse import unquote

from django.utils.crypto import salted_hmac

# 31 letters and digits without the look-alikes 0, O, 1, I, L; ten of them are 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
GROUP = 5
LONGEST_TYPED = 300
PARTS_OF_LINK = re.compile(r"[/?#&=:]")
# Cyrillic letters that look like Latin ones, as a Cyrillic keyboard types them.
LOOK_ALIKES = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u0420\u0422\u0425\u0423", "ABCEHKMPTXY"
)


def new_code() -> str:
    """Return a code that a person can copy from paper."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def read_code(typed: str) -> str:
    """Return the code that a person meant to type; "" if it cannot be one.

    Blanks, hyphens, lower case, accents and Cyrillic letters of the same shape are accepted, and so is the whole link
    that holds the code, inside another link too, or the label before it. 0, O, 1, I and L are in no code, so they are not corrected to anything.
    """
    typed = unquote(typed[:LONGEST_TYPED])
    codes = (_only_letters(part) for part in (typed, *PARTS_OF_LINK.split(typed)))
    return next((code for code in codes if len(code) == LENGTH and set(code) <= set(ALPHABET)), "")


def _only_letters(typed: str) -> str:
    letters = unicodedata.normalize("NFKD", typed).upper().translate(LOOK_ALIKES)
    return "".join(letter for letter in letters if letter.isalnum())


def show_code(code: str) -> str:
    """Return a code as it is printed and shown, in two groups of five."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def token_of(sent: str) -> str:
    """Return the token of 128 bits for the cookie of a device, always the same for what was `sent` to join.

    So a form that is sent twice joins once, though the token itself is not stored. Without the portal's secret key
    nobody can work it out from what was sent.
    """
    digest = salted_hmac("thinktanks.device", sent, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_of(token: str) -> str:
    """Return the hash of a token, the only part of it in the database."""
    return hashlib.sha256(token.encode()).hexdigest()
