"""A server that answers as GitHub does to what `gh` asks for comments, and remembers that."""

from __future__ import annotations

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from processors import need, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

_SERVER: Any = vars(socketserver).get("UnixStreamServer")  # which Windows does not have, nor mypy for it
Asked = tuple[str, str, Any]


class GitHub:
    """A server on a socket.

    Args:
        folder: A folder, for what `gh` is told.
        comments: The comments of the pull request, each its id, who wrote it, and its text.
        pulls: The pull requests, if it is asked for those.
        status: How it answers to what would write: 200, or 403 as to a stranger's pull request.

    `asked` are the methods, the paths and the bodies of the requests; `environment` is what `gh` needs to ask it.
    """

    def __init__(
        self,
        folder: Path,
        comments: list[tuple[int, str, str]],
        status: int = 200,
        pulls: Sequence[dict[str, Any]] = (),
    ) -> None:
        need("gh")
        self.asked: list[Asked] = []
        self.environment = {"GH_CONFIG_DIR": str(folder / "gh")}
        listed: list[dict[str, Any]] = [
            {"id": number, "user": {"login": login}, "body": body} for number, login, body in comments
        ]
        listed += pulls
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked.append((self.command, self.path, json.loads(self.rfile.read(length) or "null")))
                answer = json.dumps(listed if self.command == "GET" else {"message": "refused"}).encode()
                self.send_response(200 if self.command == "GET" else status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_PATCH = do_GET  # noqa: N815 - the names are those of http.server

            def log_message(self, *_arguments: object) -> None:
                pass

        self._place = TemporaryDirectory()  # the name of a socket must be short, and those of tests are not
        socket = f"{self._place.name}/socket"
        self._server: socketserver.BaseServer = _SERVER(socket, Handler)
        run("gh", "config", "set", "http_unix_socket", socket, GH_CONFIG_DIR=str(folder / "gh"))

    def __enter__(self) -> GitHub:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._place.cleanup()
