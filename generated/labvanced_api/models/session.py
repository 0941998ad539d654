from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Given, Record

if TYPE_CHECKING:
    pass


class Session(Record):
    """One recording session. Labvanced documents rec_session_id only; the other fields are those that its study
    editor (Labvanced/exp-design, recSession.js) fills from the server. Take none of them for granted."""

    __slots__ = ()

    rec_session_id: Given[int] = Given("rec_session_id")
    """Number of the session, unique over all studies of Labvanced; what a download asks for."""
    exp_subject_id: Field[int] = Field("exp_subject_id")
    """Number of the participant; one participant may have several sessions."""
    user_id: Field[int] = Field("user_id")
    """Number of a Labvanced account; whose is not known."""
    group_nr: Field[int | str] = Field("group_nr")
    """Number of the participant's group; digits, declared as text in Labvanced's own model."""
    group_name: Field[str] = Field("group_name")
    session_nr: Field[int] = Field("session_nr")
    """1, 2, ... within a participant."""
    session_name: Field[str] = Field("session_name")
    start_time: Field[str] = Field("start_time")
    """When the session began; in exports 2024-07-26T13:01:24.685Z (UTC, milliseconds)."""
    end_time: Field[str] = Field("end_time")
    """Like start_time. Empty when the participant did not reach the last page, though all trials may be there."""
    name: Field[str] = Field("name")
    subject_code: Field[str] = Field("subject_code")
    """The participant's code; text, since 002 is one."""
    survey_data: Field[Any] = Field("survey_data")
    """Answers to Labvanced's first questions (age, gender and so on); an object, or text of JSON."""
    var_data: Field[Any] = Field("var_data")
    """Recorded variables of participant, session and browser; an object, or text of JSON."""
    recquotaexceeded: Field[bool] = Field("recquotaexceeded")
    """Whether the session lies beyond the licence's quota and is locked."""
