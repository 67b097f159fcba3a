"""File systems of a trial's own: they need root, and are gone when the trial is."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import time

from office import Missing

NEW_MOUNTS = 0x00020000  # CLONE_NEWNS
_own_namespace = []


class Unmountable(Missing):
    """The system does not mount it."""


def require_root(*programs):
    """Ends a trial that may not mount."""
    if os.geteuid() != 0:
        raise Missing("mounting needs root")
    for program in programs:
        if not shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin"):
            raise Missing(f"no {program} here")
    _keep_to_ourselves()


def _keep_to_ourselves():
    """Makes mounts invisible to everybody else, once.

    Another program that copies its mounts meanwhile would keep a disk whose power was cut alive, and the next
    mount of it would be the dead one.
    """
    if _own_namespace:
        return
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) != 0:
        raise Missing(f"no mounts of one's own: {os.strerror(ctypes.get_errno())}")
    complaint = command("mount", "--make-rprivate", "/")
    if complaint:
        raise Missing(f"no mounts of one's own: {complaint}")
    _own_namespace.append(True)


def command(*words):
    """Runs a command of the system; answers what it complained, empty where it did its work."""
    environment = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"}
    result = subprocess.run([str(word) for word in words], capture_output=True, text=True, env=environment)
    return "" if result.returncode == 0 else result.stderr.strip() or f"exit {result.returncode}"


@contextlib.contextmanager
def mounted(folder, *options):
    """Mounts at a folder, made where it is missing, for a `with` block."""
    folder.mkdir(exist_ok=True)
    complaint = command("mount", *options, folder)
    if complaint:
        raise Unmountable(f"no such mount here: {complaint.splitlines()[0]}")
    try:
        yield folder
    finally:
        unmount(folder)


def unmount(folder):
    """Unmounts, as soon as the last process has let go."""
    for _ in range(100):
        complaint = command("umount", folder)
        if not complaint:
            return
        time.sleep(0.05)
    raise AssertionError(f"cannot unmount: {complaint}")
