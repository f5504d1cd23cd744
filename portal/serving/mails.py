"""Hand mails to the mail server in another thread, so that no page waits for it or fails because of it."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection

logger = logging.getLogger("portal.serving.mails")

# Two mails at once, so that a slow conversation with the mail server does not hold up all others. The queue has a limit,
# so that it cannot grow without end while the mail server does not answer.
SENDERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
QUEUE_PLACES = BoundedSemaphore(100)
FAILED = "mail-failed"  # key in the cache
KEPT_SECONDS = 24 * 60 * 60


class BackgroundBackend(BaseEmailBackend):
    """Accept every mail at once, and send it by MAIL_TRANSPORT in a thread of this process.

    A page is answered in the same time and in the same way whether there is a mail to send or not, and whether the mail
    server takes it or not. A failure is in the log, without the address, and at /readyz.
    """

    def send_messages(self, email_messages):
        if not QUEUE_PLACES.acquire(blocking=False):
            _record("too many are waiting")
            return 0
        try:
            SENDERS.submit(_send, email_messages)
        except RuntimeError:
            QUEUE_PLACES.release()
            _record("the server is stopping")
            return 0
        return len(email_messages)


def last_mail_was_sent() -> bool:
    """Return whether the mail server accepted the last mail; True if there was none for a day."""
    return cache.get(FAILED) is None


def _send(messages):
    failure = None
    try:
        get_connection(settings.MAIL_TRANSPORT).send_messages(messages)
    except Exception as error:  # whatever it is, nobody else is there to notice it
        # Only its class: the message of an error may contain the address.
        failure = type(error).__name__
    finally:
        _record(failure)
        QUEUE_PLACES.release()
        connection.close()


def _record(failure: str | None):
    """Write the failure of a mail, or that the mail server works again, to the log and for /readyz."""
    if failure:
        logger.error("mail not sent: %s", failure)
    try:
        if failure:
            cache.set(FAILED, failure, KEPT_SECONDS)
        elif not last_mail_was_sent():
            cache.delete(FAILED)
    except DatabaseError:
        logger.exception("the outcome of a mail could not be recorded")
