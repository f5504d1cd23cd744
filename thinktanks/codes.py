"""Codes that a person copies from paper, and the tokens that a device keeps."""

import hashlib
import secrets
import unicodedata

# No look-alikes (neither 0 and O nor 1, I and L): 31 letters and digits, 10 of them are 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
GROUP = 5
LONGEST_TYPED = 60
# Cyrillic letters drawn like ours, as a Cyrillic keyboard types them.
DRAWN_ALIKE = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u0420\u0422\u0425\u0423", "ABCEHKMPTXY"
)


def new_code() -> str:
    """A code that a person can copy from paper, shown as two groups of five."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def read_code(typed: str) -> str:
    """What a person typed as the code it can only mean; empty where it can be none.

    Blanks, hyphens, small letters, accents and Cyrillic letters that look the same are forgiven. 0, O, 1, I and L stand
    in no code, so there is nothing that they could be taken for.
    """
    letters = unicodedata.normalize("NFKD", typed[:LONGEST_TYPED]).upper().translate(DRAWN_ALIKE)
    code = "".join(letter for letter in letters if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def show_code(code: str) -> str:
    """A code as it is printed and shown: two groups of five."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def new_token() -> str:
    """What a device keeps in its cookie: 128 bits."""
    return secrets.token_urlsafe(16)


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
