"""URLs of a list: which kind they are, whether they may be used, and what may be shown of them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path, PurePath
from urllib.parse import urlsplit
from urllib.request import url2pathname

from unscaffold.findings import did_you_mean, nearest
from unscaffold.process import printable

GIT = "git+"
_PROTOCOLS_OF_GIT = ("https", "ssh", "file")
# Two letters at least: one is a drive of Windows.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# The user and the password: up to the last @ before the path, or before the end, where a port is none.
_USER = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/\s'\"?#]*@|[^/\s'\"@]*:[^\s'\"@/]*[^0-9\s'\"@/][^\s'\"@/]*/[^\s'\"]*@)"
)
_QUERY = re.compile(r"(://[^\s'\"?]*)\?[^\s'\"]*")
_WITHOUT_SECRET = ("ssh", "git+ssh")  # their user is no secret; a password in them is
_UNLISTED = ("http", "https")
_ARCHIVES = ("zip", "tar", "libarchive")
# What they lead to stands in files that others wrote.
_REFERRING = ("dask", "generic", "reference")
_PACKAGES = {
    "http": "aiohttp",
    "https": "aiohttp",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "smb": "smbprotocol",
    "hdfs": "pyarrow",
    "arrow_hdfs": "pyarrow",
}


def is_url(text: str) -> bool:
    """Return whether a text is a URL, and not a path."""
    return bool(_URL.match(text))


def is_git(text: str) -> bool:
    """Return whether a source is a git repository."""
    return text.lower().startswith(GIT)


def redacted(text: str) -> str:
    """Return a text, such as a URL or what git says, as one line without the secrets of URLs in it."""
    return printable(_QUERY.sub(r"\1?***", _USER.sub(_without_secret, text)))


def _without_secret(match: re.Match[str]) -> str:
    user = match[0].partition("://")[2].partition(":")[0].rstrip("@")
    return f"{match[1]}://{user if match[1].lower() in _WITHOUT_SECRET and '@' not in user else '***'}@"


def git_url(source: str) -> str:
    """Return the URL of a git repository as git has it.

    Raises:
        ValueError: It may not be used; says why, to follow the key.
    """
    url = source[len(GIT) :]
    protocol = url.partition("://")[0].lower()
    known = ", ".join(f"{GIT}{one}://" for one in _PROTOCOLS_OF_GIT)
    if "://" not in url or protocol not in _PROTOCOLS_OF_GIT:
        raise ValueError(f"is {redacted(source)}, and git is used by {known} only{_meant(url, protocol)}")
    if not _is_sound(url) or (protocol != "file" and not _host(url)):
        raise ValueError(
            f"is {redacted(source)}, which is no URL of a git repository, such as {GIT}https://host/path"
        )
    return f"{protocol}{url[len(protocol) :]}"


def _meant(url: str, protocol: str) -> str:
    if protocol == "http":
        return "; say https"
    if way := of_ssh(url):
        return f"; say {way}"
    return "; a folder on this machine is git+file:///path" if "://" not in url else ""


def of_ssh(text: str) -> str:
    """Return the URL of what is written as ssh has it, user@host:path; empty if a text is not written so."""
    is_so = re.fullmatch(r"[\w.-]+@[\w.-]+:(?!:|//).*", text)
    return f"{GIT}ssh://{text.replace(':', '/', 1)}" if is_so else ""


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # of an address in brackets that is none
        return ""
    return "" if host.startswith("-") else host


def _is_sound(url: str) -> bool:
    return url.isprintable() and " " not in url


def archived(url: str) -> str:
    """Return the URL of the archive in which a URL leads; empty if it leads into none."""
    return url.partition("::")[2] if protocols_of(url)[0] in _ARCHIVES else ""


def protocols_of(url: str) -> list[str]:
    """Return the protocols of a URL of fsspec, the outermost first."""
    return [bit.partition("://")[0].lower() for bit in url.split("::")]


def same_of(url: str) -> str:
    """Return what URLs of one place in a store have in common: some protocols have two names, as `s3` and `s3a`."""
    from fsspec.registry import known_implementations  # noqa: PLC0415 - most lists have no such URL

    protocol, _, rest = url.partition("://")
    kind = known_implementations.get(protocol.lower(), {}).get("class", protocol.lower())
    return f"{kind}://{rest.strip('/')}"


def check_source(url: str) -> None:
    """Check a URL of fsspec from which a configuration is read.

    Raises:
        ValueError: It cannot be used; says why, to follow the key.
    """
    first, *_ = protocols = protocols_of(url)
    if first in _UNLISTED:
        safe = f"https{redacted(url)[len(first) :]}"  # nothing else is taken, be it by git or as an archive
        raise ValueError(
            f"is {redacted(url)}, whose files cannot be listed; say {GIT}{safe} for a git repository, or"
            f" zip::{safe} for an archive"
        )
    _check(url, protocols)


def check_output(url: str) -> None:
    """Check a URL of fsspec to which an output is written.

    Raises:
        ValueError: It cannot be used; says why, to follow the key.
    """
    protocols = protocols_of(url)
    if is_git(url) or len(protocols) > 1 or protocols[0] in (*_UNLISTED, *_ARCHIVES):
        raise ValueError(f"is {redacted(url)}, to which no single files can be written; name a folder, or s3://…")
    if not url.partition("://")[2].strip("/"):
        raise ValueError(f"is {redacted(url)}, which names no place; say s3://bucket/folder, for example")
    _check(url, protocols)


def _check(url: str, protocols: list[str]) -> None:
    if not _is_sound(url):
        raise ValueError(f"is {redacted(url)}, which has a space or a control character; say %20 for a space")
    if find_spec("fsspec") is None:
        raise ValueError(f"is {redacted(url)}, for which fsspec is needed; pip install 'unscaffold[fleet]'")
    for protocol in protocols:
        if protocol == "http":
            raise ValueError(f"is {redacted(url)}, which anybody on the way can change; say https")
        if protocol in _REFERRING:
            raise ValueError(f"is {redacted(url)}, which may lead anywhere; name the place itself")
        _check_protocol(url, protocol)


def _check_protocol(url: str, protocol: str) -> None:
    from fsspec import available_protocols, get_filesystem_class  # noqa: PLC0415 - most lists have no such URL

    known = available_protocols()
    if protocol not in known:
        meant = did_you_mean(nearest(protocol, known))
        raise ValueError(f"is {redacted(url)}, and nobody knows the protocol {printable(protocol)}{meant}")
    try:
        get_filesystem_class(protocol)
    except ImportError:
        package = package_of(protocol)
        raise ValueError(f"is {redacted(url)}, for which {package} is needed; pip install {package}") from None


def package_of(protocol: str) -> str:
    """Return the package that is to be installed for a protocol of fsspec."""
    from fsspec.registry import known_implementations  # noqa: PLC0415 - as above

    module = str(known_implementations.get(protocol, {}).get("class", protocol)).partition(".")[0]
    return _PACKAGES.get(protocol, f"fsspec[{protocol}]" if module == "fsspec" else module)


def local_path(url: str) -> str | None:
    """Return the path of a `file://` URL; None if it is another one."""
    if url.lower().partition("://")[0] not in ("file", "local"):
        return None
    return url2pathname(urlsplit(url).path)


def archive_url(path: PurePath) -> str:
    """Return the URL of an archive on this machine."""
    return f"zip::{Path(path).as_uri()}"
