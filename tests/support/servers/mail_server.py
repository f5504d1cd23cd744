"""A mail server that takes mails, refuses them, says nothing, or goes on with its greeting for ever."""

import contextlib
import socketserver
import threading

TAKES, REFUSES, SILENT, ENDLESS = "takes", "refuses", "says nothing", "greets for ever"
GREETING_GAP = 0.5  # s; well within the limit that a sender has for each line


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port; `manner` may be changed while it runs. `mails` are the texts that it took.

    `conversations` are the addresses of the senders whose mail has begun.
    """

    daemon_threads = True

    def __init__(self, manner=TAKES):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.manner, self.mails, self.ended = manner, [], threading.Event()
        self.conversations = []

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.conversations.append(self.client_address)
        if self.server.manner == SILENT:
            self.server.ended.wait()
            return
        if self.server.manner == ENDLESS:
            self.greet_until_the_end()
            return
        self.say("220 ready" if self.server.manner == TAKES else "554 no service")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.say("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.say("250 fine")

    def greet_until_the_end(self):
        """Say one line of a greeting after the other, so that no limit of the sender is reached."""
        with contextlib.suppress(OSError):  # the sender may have gone
            while not self.server.ended.wait(GREETING_GAP):
                self.say("220-welcome")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())
