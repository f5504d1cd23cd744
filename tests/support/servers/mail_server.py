"""A mail server that takes mails, refuses them, or accepts a connection and says nothing."""

import socketserver
import threading

TAKES, REFUSES, SILENT = "takes", "refuses", "says nothing"


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port; `manner` may be changed while it runs. `mails` are the texts that it took."""

    daemon_threads = True

    def __init__(self, manner=TAKES):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.manner, self.mails, self.ended = manner, [], threading.Event()

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
        if self.server.manner == SILENT:
            self.server.ended.wait()
            return
        self.say("220 ready" if self.server.manner == TAKES else "554 no service")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.say("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.say("250 fine")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())
