"""A small OpenID Connect provider on this machine, which vouches for whomever a test says."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "saggar", "kept-between-us"


@dataclass
class Provider:
    """What the provider says about the person at its door, and what it was asked."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    challenge: str = ""

    def setting(self) -> dict[str, Any]:
        """The provider as the library's setting, as the environment would give it."""
        app = {
            "provider_id": "organisation",
            "name": "Moorland",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.address, "oauth_pkce_enabled": True, "auth_params": {}},
        }
        return {"openid_connect": {"APPS": [app]}}

    def asked(self, redirect: str) -> dict[str, str]:
        """The parameters with which somebody was sent to the provider."""
        parts = urlsplit(redirect)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.address}/authorize"
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.challenge = query["code_challenge"]
        return query

    def answer(self, path: str, body: str) -> dict[str, Any] | None:
        """The JSON that answers a request of the service."""
        if path == "/.well-known/openid-configuration":
            return self._configuration()
        if path == "/token":
            return self._token(body)
        if path == "/userinfo":
            return {
                name: self.claims[name] for name in ("sub", "email", "email_verified") if name in self.claims
            }
        return None

    def _configuration(self) -> dict[str, Any]:
        found: dict[str, Any] = {"authorization_endpoint": f"{self.address}/authorize"}
        found |= {f"{name}_endpoint": f"{self.address}/{name}" for name in ("token", "userinfo")}
        return found | {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}

    def _token(self, body: str) -> dict[str, Any] | None:
        self.sent = {name: values[0] for name, values in parse_qs(body).items()}
        digest = hashlib.sha256(self.sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != self.challenge:
            return None
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300} | self.claims
        signed = jwt.encode(told, "a key of the provider, at least 32 bytes", "HS256")
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            answer = provider.answer(urlsplit(self.path).path, self.rfile.read(length).decode())
            body = json.dumps(answer or {"error": "invalid_request"}).encode()
            self.send_response(200 if answer is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
