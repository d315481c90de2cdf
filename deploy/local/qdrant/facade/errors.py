"""Refusals in the shape and words of a Qdrant server."""

from __future__ import annotations


class ApiError(Exception):
    """An answer other than success: HTTP status and Qdrant's text."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def malformed(message: str) -> ApiError:
    """The request cannot be read."""
    return ApiError(400, f"Format error in JSON body: {message}")


def wrong_input(message: str) -> ApiError:
    """The request can be read and makes no sense for this collection."""
    return ApiError(400, f"Wrong input: {message}")


def refused(message: str, remedy: str) -> ApiError:
    """Strict mode forbids the request."""
    return ApiError(400, f"Bad request: {message}. Help: {remedy}")


def unsupported(what: str) -> ApiError:
    """A Qdrant server could do this; the embedded engine's interface does not offer it."""
    return ApiError(400, f"Wrong input: {what} is not offered by the embedded engine")


def not_found(message: str) -> ApiError:
    return ApiError(404, f"Not found: {message}")


def unknown_collection(name: str) -> ApiError:
    return not_found(f"Collection `{name}` doesn't exist!")
