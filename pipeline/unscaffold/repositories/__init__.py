"""Many repositories: the list of them, where their files come from, and where what is made of them goes."""

from unscaffold.repositories.repository import Repository

__all__ = ["Repository"]
