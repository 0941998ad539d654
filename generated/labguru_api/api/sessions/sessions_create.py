"""POST /api/v1/sessions"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.session import Session
    from ...models.session_create import SessionCreate


def request(*, body: SessionCreate) -> Request:
    """Exchange a login for a token

    A wrong login answers 200 with the token "-1", not an error (live). The answer may be HTML once in a while;
    the vendor's R client then asks again. Users of single sign-on have no password and make a token in the UI.
    """
    return Request("sessions.create", "POST", "/api/v1/sessions", json=body.to_dict())


def parse(data: Any) -> Session:
    """The answer, typed."""
    result: Session = view(data, models.Session)
    return result


endpoint = Endpoint(request, parse, "sessions.create")
