"""Files and folders of this machine, which may be a stranger's: no link in them leads elsewhere."""

from unscaffold.files.contexts import Context, walk_contexts
from unscaffold.files.nesting import lies_in, way_from
from unscaffold.files.patterns import fault_of_pattern, fits
from unscaffold.files.regular import (
    AS_IT_IS,
    append,
    content,
    content_behind,
    folded,
    folders_of,
    identity_of,
    is_device,
    is_link,
    is_regular,
    is_temporary,
    permissions_of,
    replace,
    resolved,
    status_of,
    write_file,
    write_parts,
)
from unscaffold.files.temporary import temporary_folder
from unscaffold.files.walking import check_folder, walk

__all__ = [
    "AS_IT_IS",
    "Context",
    "append",
    "check_folder",
    "content",
    "content_behind",
    "fault_of_pattern",
    "fits",
    "folded",
    "folders_of",
    "identity_of",
    "is_device",
    "is_link",
    "is_regular",
    "is_temporary",
    "lies_in",
    "permissions_of",
    "replace",
    "resolved",
    "status_of",
    "temporary_folder",
    "walk",
    "walk_contexts",
    "way_from",
    "write_file",
    "write_parts",
]
