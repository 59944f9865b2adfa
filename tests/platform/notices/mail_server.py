"""A mail server for tests: speaks enough SMTP to take letters, refuse them, or hang up in the middle."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy


class Conversation(socketserver.StreamRequestHandler):
    """One connection; the server's `answers` say how it replies to RCPT and at the end of DATA."""

    def handle(self):
        """Answer each command until the client leaves."""
        self.say("220 ready")
        for line in self.rfile:
            command = line.split()[0].upper() if line.split() else b""
            if command == b"DATA":
                self.take_letter()
            elif command == b"QUIT":
                self.say("221 bye")
                return
            elif command == b"RCPT":
                self.say(self.server.answers.get("rcpt", "250 ok"))
            else:
                self.say("250 ok")

    def take_letter(self):
        """Read the letter, and then take it, refuse it, or hang up without a word."""
        self.say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        answer = self.server.answers.get("data", "250 taken")
        if answer == "hang up":
            self.server.letters.append(b"".join(lines))
            self.connection.close()
            raise ConnectionAbortedError
        if answer.startswith("250"):
            self.server.letters.append(b"".join(lines))
        self.say(answer)

    def say(self, line):
        """Send one line."""
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Letters it took, and its answers."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.answers = {}

    @property
    def url(self):
        """Its address as SAGGAR_EMAIL_URL."""
        return f"smtp+plain://127.0.0.1:{self.server_address[1]}"

    def messages(self):
        """The letters, parsed."""
        return [message_from_bytes(letter, policy=policy.default) for letter in self.letters]

    def handle_error(self, request, client_address):
        """Hanging up is meant; nothing to print."""


@contextmanager
def mail_server():
    """A running mail server."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
