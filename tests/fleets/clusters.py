"""A cluster of Dask's on the loopback interface, whose scheduler and workers are processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 90.0
_HOST = "127.0.0.1"
_ROLES = ("client", "scheduler", "worker")
_START = "from distributed.cli.dask_{} import main; main()"
# A worker that has another program.
OTHER = "import unscaffold; unscaffold.__version__ = '0.0.1'; " + _START.format("worker")


class Cluster(NamedTuple):
    """A cluster: its address, its processes by name, and where it has its files."""

    address: str
    processes: dict[str, subprocess.Popen[bytes]]
    folder: Path
    environment: dict[str, str]

    def add(self, name: str, start: str = _START.format("worker")) -> None:
        """Start a worker, whose name it has for the scheduler, too."""
        own = self.folder / name
        flags = ["--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", str(own), "--name", name]
        self.processes[name] = _started(self, start, [self.address, *flags, "--host", _HOST])

    def wait_for(self, line: str, name: str) -> str:
        """Wait until a process says something in its log, and return what follows in the line."""
        end = time.monotonic() + PATIENCE
        while True:
            text = (self.folder / f"{name}.log").read_text("utf-8", "replace")
            found = [one.partition(line)[2].strip() for one in text.splitlines(keepends=True) if line in one]
            if found:
                return found[0]
            assert self.processes[name].poll() is None, text
            assert time.monotonic() < end, text
            time.sleep(0.05)

    def kill(self, name: str) -> None:
        """End a process at once."""
        process = self.processes.pop(name)
        process.kill()
        process.wait(PATIENCE)


def _started(cluster: Cluster, start: str, words: list[str]) -> subprocess.Popen[bytes]:
    name = words[words.index("--name") + 1] if "--name" in words else "scheduler"
    with (cluster.folder / f"{name}.log").open("wb") as log:
        command = [sys.executable, "-c", start, *words]
        return subprocess.Popen(
            command, cwd=cluster.folder, env=cluster.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )


@contextmanager
def cluster_of(folder: Path, tls: dict[str, str]) -> Iterator[Cluster]:
    """Start a scheduler, and end it with its workers."""
    settings = {f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": value for name, value in tls.items()}
    own = {name: value for name, value in os.environ.items() if not name.startswith("DASK_")}
    # What is killed leaves its temporary files.
    environment = own | settings | dict.fromkeys(["TMPDIR", "TEMP", "TMP"], str(folder))
    with ExitStack() as stack:
        started = Cluster("", {}, folder, environment)
        stack.callback(lambda: [started.kill(name) for name in [*started.processes]])
        words = ["--host", _HOST, "--port", "0", "--no-dashboard", "--protocol", "tls" if tls else "tcp"]
        started.processes["scheduler"] = _started(started, _START.format("scheduler"), words)
        yield started._replace(address=started.wait_for("Scheduler at:", "scheduler"))


def certificates(folder: Path) -> dict[str, str]:
    """Make certificates for each role, and return the settings of Dask's that name them."""
    key, authority = _made(folder, "authority", None)
    settings = {"distributed.comm.require-encryption": "True"}
    settings["distributed.comm.tls.ca-file"] = str(folder / "authority.pem")
    for role in _ROLES:
        _made(folder, role, (key, authority))
        settings[f"distributed.comm.tls.{role}.cert"] = str(folder / f"{role}.pem")
        settings[f"distributed.comm.tls.{role}.key"] = str(folder / f"{role}.key")
    return settings


_Issuer = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def _made(folder: Path, name: str, issuer: _Issuer | None) -> _Issuer:
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(issuer[1].subject if issuer else called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(_HOST))]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((issuer[0] if issuer else key).public_key()),
            critical=False,
        )
        .sign(issuer[0] if issuer else key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / f"{name}.pem").write_bytes(certificate.public_bytes(pem))
    (folder / f"{name}.key").write_bytes(key.private_bytes(pem, form, plain))
    return key, certificate
