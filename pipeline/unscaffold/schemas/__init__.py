"""The use case of editors: a schema of the configuration, as far as it is known."""

from unscaffold.schemas.schema import schema

__all__ = ["schema"]
