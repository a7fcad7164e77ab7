"""An S3 server on the loopback interface."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from moto.server import ThreadedMotoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "id",
    "AWS_SECRET_ACCESS_KEY": "key",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}


@contextmanager
def s3() -> Iterator[ThreadedMotoServer]:
    """Serve a store of objects, with an empty bucket `fleet`, to which the environment leads."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with patch.dict(os.environ, {**_ENVIRONMENT, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}):
        from s3fs import S3FileSystem  # noqa: PLC0415 - it takes the environment as it is now

        S3FileSystem.clear_instance_cache()
        S3FileSystem().makedirs("fleet", exist_ok=True)
        try:
            yield server
        finally:
            S3FileSystem.clear_instance_cache()
            server.stop()
