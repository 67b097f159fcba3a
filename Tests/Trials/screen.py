"""A program on a pseudo-terminal of 80 columns and 24 rows, whose text is read as it comes."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78M]|\][^\x07]*\x07)|\x0f|\x0e")


class Screen:
    """What somebody sees and types; the places of the text on the screen are not kept, its order is."""

    def __init__(self, words, environment):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

        def controlling():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=environment, preexec_fn=controlling, close_fds=True)
        os.close(slave)
        self.bytes = b""

    @property
    def text(self):
        """Everything shown so far without the sequences that place it; a gap is a blank."""
        return SEQUENCE.sub(" ", self.bytes.decode(errors="replace"))

    @property
    def ended(self):
        self._read(0)
        return self.process.poll() is not None

    def type(self, keys):
        with contextlib.suppress(OSError):
            os.write(self.master, keys.encode())

    def expect(self, pattern, seconds):
        """Waits until something is shown; the problem if it is not."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if re.search(pattern, self.text):
                return None
            if not self._read(0.1) and self.process.poll() is not None:
                break
        return None if re.search(pattern, self.text) else f"no {pattern!r}, but {self.text.strip()[-300:]!r}"

    def ends(self, seconds):
        """Waits for the end; the problem if there is none."""
        deadline = time.monotonic() + max(0, seconds)
        while time.monotonic() < deadline:
            self._read(0.1)
            if self.process.poll() is not None:
                self._read(0)
                return None
        return f"no end within {seconds:.0f} s, but {self.text.strip()[-200:]!r}"

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGSTOP)

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    def _read(self, seconds):
        """Takes in what has come; whether anything has."""
        found = False
        while select.select([self.master], [], [], seconds)[0]:
            try:
                part = os.read(self.master, 65536)
            except OSError:
                return found
            if not part:
                return found
            self.bytes += part
            found, seconds = True, 0
        return found
