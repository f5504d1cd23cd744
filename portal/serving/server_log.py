"""The logger class that gunicorn.conf.py names."""

import logging

from gunicorn import glogging

from portal.serving.logs import WithoutCodes


class Logger(glogging.Logger):
    """Gunicorn's logger, with codes cut from every line of the error and access log."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            plain = handler.formatter or logging.Formatter()
            handler.setFormatter(WithoutCodes(plain._fmt, plain.datefmt))
