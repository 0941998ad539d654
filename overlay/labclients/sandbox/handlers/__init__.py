"""Operations of Labguru that are no plain list, get, create, update or delete."""

from labclients.sandbox.handlers import actions, collections, files, notebook, stocks

__all__ = ["actions", "collections", "files", "notebook", "stocks"]
