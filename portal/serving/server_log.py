"""How gunicorn writes its log (gunicorn.conf.py names this class)."""

import logging

from gunicorn import glogging

from portal.serving.logs import WithoutCodes


class Logger(glogging.Logger):
    """Gunicorn's own, with codes cut from every line, of the access log too."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            plain = handler.formatter or logging.Formatter()
            handler.setFormatter(WithoutCodes(plain._fmt, plain.datefmt))
