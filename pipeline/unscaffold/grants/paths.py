"""Permissions as paths, which begin with a slash as those of files do."""

from __future__ import annotations

from functools import lru_cache

ROOT = "/"


@lru_cache(maxsize=10_000)  # thousands of rules grant few permissions
def parts_of(permission: str) -> tuple[str, ...]:
    """Return the parts of a permission, in lower case; what is no path is a part of its own."""
    if permission == ROOT:
        return ()
    first, *parts = permission.lower().split("/")
    return tuple(parts) if is_path(permission) else ("", "/".join([first, *parts]))


def is_path(permission: str) -> bool:
    """Return whether a permission is a path: `/`, or parts with a slash before each."""
    first, *parts = permission.split("/")
    return permission == ROOT or (first == "" and bool(parts) and all(parts) and permission == permission.strip())


def area_of(permission: str) -> str:
    """Return the first two parts of a permission."""
    return "/".join(permission.split("/", 3)[:3]) if is_path(permission) else permission
