"""Endpoints of attachments."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .attachments_create import endpoint as create
    from .attachments_delete import endpoint as delete
    from .attachments_download import endpoint as download
    from .attachments_download_by_id import endpoint as download_by_id
    from .attachments_get import endpoint as get
    from .attachments_list import endpoint as list
    from .attachments_s3_direct_upload import endpoint as s3_direct_upload
    from .attachments_s3_multipart_finished import endpoint as s3_multipart_finished
    from .attachments_s3_multipart_upload import endpoint as s3_multipart_upload
    from .attachments_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "attachments_create",
            "delete": "attachments_delete",
            "download": "attachments_download",
            "download_by_id": "attachments_download_by_id",
            "get": "attachments_get",
            "list": "attachments_list",
            "s3_direct_upload": "attachments_s3_direct_upload",
            "s3_multipart_finished": "attachments_s3_multipart_finished",
            "s3_multipart_upload": "attachments_s3_multipart_upload",
            "update": "attachments_update",
        },
        "endpoint",
    )

__all__ = (
    "create",
    "delete",
    "download",
    "download_by_id",
    "get",
    "list",
    "s3_direct_upload",
    "s3_multipart_finished",
    "s3_multipart_upload",
    "update",
)
