"""A disk that is full, as the steps of a story."""

import os
import threading

import pytest

from tests.gui.story import Step


def full_disk_steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, Step]:
    """Fill the disk, and make room on it; what is written while it is full fails when it is to be kept."""
    full, sync = threading.Event(), os.fsync

    def sync_if_there_is_room(descriptor: int) -> None:
        if full.is_set():
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr("os.fsync", sync_if_there_is_room)
    return {"the disk is full": full.set, "there is room on the disk again": full.clear}
