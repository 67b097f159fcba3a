"""A real sshd on 127.0.0.1 with the settings of the README: every way in ends in Payung, or in a refusal."""

import contextlib
import json
import os
import pathlib
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time

from office import MAKING, Missing
from screen import Screen

NEEDED = ["sshd", "ssh", "ssh-keygen", "sudo", "su", "useradd", "userdel", "usermod", "runuser"]
# As in the README, behind `Match User`.
SETTINGS = """
  AuthorizedKeysFile none
  AuthorizedKeysCommand {program} keys %u %f
  AuthorizedKeysCommandUser {account}
  AuthenticationMethods publickey
  DisableForwarding yes
  PermitUserRC no
  PermitTTY yes
  MaxSessions 1
  ExposeAuthInfo yes
  ClientAliveInterval 15
  ClientAliveCountMax 3
"""
# No file may be named, no shell reached, no other officer.
REFUSED_WISHES = [
    "id", "sh", "bash -c id", "/bin/sh", "exec id", "list;id", "list ; id", "list $(id)", "list `id`",
    "list|id", "list>/tmp/x", "list > /tmp/x", "list & id", "sftp-server", "scp -t /tmp", "scp -f /etc/passwd",
    "rsync --server -vlogDtpre.iLsfxC . /tmp/", "--officer admin list", "list --officer admin",
    "list --officer=admin", "list --store /etc", "list --store=/etc", "list --desk meja-1", "list --fingerprint x",
    "import /etc/passwd", "import - /etc/passwd", "import -- /etc/passwd", "import", "decide ../../etc/passwd",
    "participants import /etc/passwd", "check --anchor /etc/passwd", "init /tmp/x", "backup /tmp/x",
    "restore /tmp/x /tmp/y", "demo", "desk", "keys", "officers add x", "officers key siti -", "officers pin siti",
    "programme set -", "register --from /etc/passwd", "show ../1", "show 1 2", "show -1", "get ../../journal",
    "get 1 2", "list --find", "list --find --store", "list --as-of --officer", "-h", "--help", "help", "-",
    "access --person --store", "access --by siti --store /etc", "import - --papers", "import - --papers --officer",
    "import - --papers ktp /etc/passwd", "decide - --id --store", "show 1 --reveal --reason --officer",
    "LD_PRELOAD=/tmp/x list", "list " + "x" * 2000, "repair", "seal", "erase 1 --ground x", "approve 1",
]


def run(trial):
    """All attempts on one host that is made for them and removed."""
    with contextlib.ExitStack() as stack:
        host = None
        with trial.row("over SSH nobody gets further than Payung", "host set up as the README says") as row:
            host = stack.enter_context(Host(trial))
            row.count(host.problems())
        if host is None:
            return
        for promise, attempts in [
            ("a key opens Payung as its officer", WAYS_IN),
            ("no way around Payung", WAYS_AROUND),
            ("who may not stay leaves, and who goes leaves nothing", LEAVING),
            ("a shared desk asks who sits there", DESKS),
            ("behind sudo the caller is the officer", SUDO),
        ]:
            for name, attempt in attempts.items():
                if getattr(attempt, "slow", False) and trial.quick:
                    continue
                with trial.row(promise, name) as row:
                    problems = [problem for problem in attempt(host) if problem]
                    row.count(problems, what=name)


class Host:
    """A throw-away account with a store, an sshd of its own, and officers with keys."""

    def __init__(self, trial):
        missing = [name for name in NEEDED if shutil.which(name, path=PATH) is None]
        if os.geteuid() != 0:
            raise Missing("needs root, to make accounts and to start sshd")
        if missing:
            raise Missing(f"no {', '.join(missing)} here: apt-get install -y openssh-server sudo")
        self.account = f"payung-{secrets.token_hex(3)}"
        self.caller = f"petugas-{secrets.token_hex(3)}"
        # sshd trusts a program only in folders that root alone may write; /tmp is none.
        self.folder = pathlib.Path("/var/lib") / f"trial-{self.account}"
        self.program = self.folder / "bin/payung"
        self.original, self.seed = trial.program, trial.seed
        self.servers, self.keys = [], {}

    def __enter__(self):
        try:
            self.set_up()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def set_up(self):
        """What the README says, line for line, with other names."""
        self.folder.mkdir(mode=0o755)
        self.program.parent.mkdir(mode=0o755)
        shutil.copy(self.original, self.program)
        self.program.chmod(0o755)
        home = self.folder / "home"
        sh(f"useradd --system --create-home --home-dir {home} --shell /bin/sh {self.account}")
        sh(f"usermod --password '*' {self.account}")
        sh(f"useradd --no-create-home --shell /bin/sh {self.caller}")
        self.store = home / ".local/share/payung"
        making = " ".join(f"'{word}'" for word in MAKING[1:-1])
        programme = self.folder / "programme.json"
        shutil.copy(MAKING[-1], programme)
        programme.chmod(0o644)
        sh(f"su - {self.account} -c 'mkdir -p .local/share'")
        self.own(f"init {making} {programme}", now="2025-11-13T09:00:00+07:00")
        self.own(f"officers add {self.caller} --name 'Petugas Meja' --office 'Kel. Contoh' "
                 "--grant registrar:21.02.03.1001")
        for name, holder, until in [
            ("siti", "siti", None), ("siti-2", "siti", None), ("dewi", "dewi", None),
            ("auditor", "inspektorat", None), ("expired", "siti", "2025-12-31"), ("unknown", None, None),
        ]:
            self.make_key(name, holder, until)
        self.make_key("meja", None)
        self.own("officers pin siti", text="481562\n")
        self.own("officers desk meja-1 --officers siti,dewi --key -", text=self.public("meja"))
        self.port = self.start_sshd("sshd", SETTINGS)

    def make_key(self, name, holder, until=None):
        """A key pair, and the public half given to an officer."""
        path = self.folder / f"key-{name}"
        sh(f"ssh-keygen -q -t ed25519 -N '' -C {name}@trial -f {path}")
        words = subprocess.check_output(["ssh-keygen", "-l", "-f", f"{path}.pub"], text=True).split()
        self.keys[name] = (path, words[1])
        if holder:
            self.own(f"officers key {holder} -" + (f" --until {until}" if until else ""), text=self.public(name))

    def public(self, name):
        return pathlib.Path(f"{self.keys[name][0]}.pub").read_text()

    def own(self, words, text="", now=None, fails=False):
        """A command of the owner of the store, from a shell of the account."""
        setting = f"PAYUNG_NOW={now} " if now else ""
        result = subprocess.run(
            ["su", "-", self.account, "-c", f"{setting}{self.program} {words}"], input=text,
            capture_output=True, text=True, timeout=60)
        if (result.returncode != 0) != fails:
            raise AssertionError(f"payung {words}: exit {result.returncode}: {result.stdout}{result.stderr}")
        return result.stdout + result.stderr

    def start_sshd(self, name, settings, program=None):
        """An sshd with these settings; answers its port."""
        pathlib.Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        host_key = self.folder / "host"
        if not host_key.exists():
            sh(f"ssh-keygen -q -t ed25519 -N '' -f {host_key}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        config = self.folder / f"{name}_config"
        config.write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host_key}\nPidFile none\nUsePAM no\n"
            "LogLevel DEBUG1\nPermitUserEnvironment no\nSubsystem sftp internal-sftp\n"
            f"Match User {self.account}"
            + settings.format(program=program or self.program, account=self.account))
        log = self.folder / f"{name}.log"
        server = subprocess.Popen([shutil.which("sshd", path=PATH), "-D", "-f", str(config), "-E", str(log)])
        self.servers.append(server)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return port
            time.sleep(0.05)
        raise AssertionError(f"sshd does not answer: {log.read_text()[-500:]}")

    def words(self, key, *rest, options=(), port=None, master=False):
        """The command line of ssh."""
        own = ["-o", "ControlMaster=no", "-o", "ControlPath=none"] if not master else []
        return [
            "ssh", "-F", "none", "-p", str(port or self.port), "-i", str(self.keys[key][0]), "-o", "IdentitiesOnly=yes",
            "-o", "IdentityAgent=none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", *own, *options,
            f"{self.account}@127.0.0.1", *(["--"] if rest else []), *rest]

    def ssh(self, key, *rest, options=(), text="", environment=None, port=None, timeout=60, binary=False):
        """What somebody with this key is answered."""
        result = subprocess.run(
            self.words(key, *rest, options=options, port=port), input=text.encode(), capture_output=True,
            timeout=timeout, env=ENVIRONMENT | (environment or {}))
        return Said(result, binary)

    @contextlib.contextmanager
    def screen(self, key, *rest, environment=None, options=()):
        """A terminal on which ssh runs."""
        screen = Screen(
            self.words(key, *rest, options=["-tt", *options]), {**ENVIRONMENT, "TERM": "xterm", **(environment or {})})
        try:
            yield screen
        finally:
            screen.close()

    def processes(self):
        """The processes of this program that the account has."""
        found = subprocess.run(
            ["pgrep", "-u", self.account, "-x", "payung"], capture_output=True, text=True).stdout.split()
        return [int(number) for number in found]

    def gone_within(self, seconds):
        """How long it took until no process was left; None if one still is."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if not self.processes():
                return time.monotonic() - began
            time.sleep(0.05)
        return None

    def log(self, name="sshd"):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def last_entry(self):
        lines = [line for path in sorted((self.store / "journal").glob("*.jsonl"))
                 for line in path.read_text().splitlines() if line.startswith('{"n":')]
        return json.loads(lines[-1])

    def refused_at_door(self, officer):
        """Why an officer was not let in, in the order of the record."""
        lines = (self.store / "access.jsonl").read_text().splitlines()
        records = [json.loads(line) for line in lines if line.startswith('{"n":')]
        return [event["reason"] for record in records if record["by"] == officer
                for event in record["events"] if event.get("what") == "enter"]

    def problems(self):
        """What is wrong with the host before anything is tried."""
        lines = self.own(f"keys {self.account}").splitlines()
        found = []
        if len(lines) != 6:
            found.append(f"payung keys prints {len(lines)} lines, 6 expected")
        for line in lines:
            if not re.fullmatch(
                    r'restrict,pty,(expiry-time="\d{14}Z",)?command="[^"]+ --store [^" ]+ --(officer|desk) [a-z0-9-]+ '
                    r'--fingerprint SHA256:[A-Za-z0-9+/]{43}" ssh-ed25519 [A-Za-z0-9+/]+', line):
                found.append(f"a line of another form: {line}")
        if self.own("keys root") or self.own(f"keys {self.account} SHA256:{'A' * 43}"):
            found.append("keys for another account, or for an unknown fingerprint")
        return found

    def close(self):
        for server in self.servers:
            server.terminate()
            server.wait()
        for account in (self.account, self.caller):
            with contextlib.suppress(KeyError):
                pwd.getpwnam(account)
                subprocess.run(["pkill", "-KILL", "-u", account], capture_output=True)
                subprocess.run(["userdel", account], capture_output=True)
        pathlib.Path(f"/etc/sudoers.d/{self.account}").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


class Said:
    """How an attempt ended."""

    def __init__(self, result, binary=False):
        self.code = result.returncode
        self.out = result.stdout if binary else result.stdout.decode(errors="replace")
        self.error = result.stderr.decode(errors="replace")

    def refused(self, *words):
        """The problem with this as a refusal, if there is one."""
        if self.code == 0:
            return f"not refused: {self}"
        if "uid=" in str(self.out):
            return f"a command ran: {self}"
        if not any(word in self.error for word in words or ["tidak diizinkan"]):
            return f"refused with other words: {self}"
        return None

    def __str__(self):
        return f"exit {self.code}: {str(self.out)[:200]}{self.error[:300]}".strip()


PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"PATH": PATH, "HOME": "/nonexistent", "LANG": "C.UTF-8"}


def sh(command):
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)


# MARK: Ways in


def desk(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        yield screen.expect("Beranda", 5)
        screen.type("q")
        yield screen.ends(10)


def second_key(host):
    for key in ("siti", "siti-2"):
        with host.screen(key) as screen:
            yield screen.expect("Siti", 20)
    yield from officer_of(host, "dewi", "dewi")


def officer_of(host, key, officer):
    """An import that is refused row by row names nobody; one that is taken in names its officer in the journal."""
    said = host.ssh(key, "totals --json")
    if said.code != 0 or '"target":1000' not in said.out:
        yield f"{key}: {said}"


def reading(host):
    for wish in ["list", "list --csv --stage waiting", "totals --by area", "totals --json",
                 "officers list", "programme show", "duplicates", "list --find Siti --language en"]:
        said = host.ssh("siti", wish)
        if said.code != 0:
            yield f"{wish}: {said}"
    # The way to it is open to every key; who may read it, the program judges.
    yield host.ssh("siti", "access --by siti").refused("tidak berwenang")
    said = host.ssh("auditor", "access --by siti --csv")
    yield said.code != 0 and f"the auditor: {said}"


def importing(host):
    rows = (
        "NIK;Nama;Tanggal lahir;L/P;RT;RW;Kel/Desa;Pekerjaan;Berkas\r\n"
        "2102035602849023;NURAINI;16/02/1984;P;3;2;Tanjung Balai;06;ktp,statement\r\n")
    said = host.ssh("siti", "import - --json --dry-run --papers ktp --note diperiksa", text=rows)
    yield said.code != 0 and f"a rehearsal: {said}"
    said = host.ssh("siti", "import - --json", text=rows)
    entry = host.last_entry()
    if said.code != 0 or entry["by"] != "siti" or "via" in entry:
        yield f"{said}; the last entry is by {entry['by']}"
    for wish in ["show 1", "show 1 --reveal --reason pemeriksaan", "sheet --area 21.02.03.1001 --rt 3 --rw 2"]:
        said = host.ssh("siti", wish)
        yield "NURAINI" not in said.out and f"{wish}: {said}"
    yield host.ssh("siti", "history 1").code != 0 and "the history of the case cannot be read"


def exporting(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        screen.type("5")
        yield screen.expect("Rekap", 5)
        screen.type("e")
        yield screen.expect("get 1 >", 10)
        yield screen.expect(f"ssh -p {host.port} {host.account}@127.0.0.1", 5)
    files = list((host.store / "exports/siti").iterdir())
    said = host.ssh("siti", "get 1", binary=True)
    if said.code != 0 or len(files) != 1 or said.out != files[0].read_bytes():
        yield f"the export is not what arrives: {said}"
    yield host.ssh("dewi", "get 1").refused("Ekspor 1 tidak ada")
    yield host.ssh("siti", "get 2").refused("Ekspor 2 tidak ada")


# MARK: Ways around


def wishes(host):
    for wish in REFUSED_WISHES:
        problem = host.ssh("siti", wish).refused()
        yield problem and f"{wish[:60]}: {problem}"
    yield host.ssh("siti", "list\nid").refused()
    yield host.ssh("siti", "list\x1b[2J").refused()


def terminal_wishes(host):
    for wish in ["bash", "sh -c id", "id", "bash -i"]:
        with host.screen("siti", wish) as screen:
            yield screen.expect("tidak diizinkan", 20)
            yield screen.ends(10)
            yield "uid=" in screen.text and f"{wish} ran"


def no_terminal(host):
    yield host.ssh("siti").refused("memerlukan terminal")


def files(host):
    target = f"{host.account}@127.0.0.1"
    common = ["-P", str(host.port), "-i", str(host.keys["siti"][0]), "-F", "none", "-o", "IdentitiesOnly=yes",
              "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes",
              "-o", "LogLevel=ERROR"]
    tries = [
        ["sftp", *common, "-b", "-", target],
        ["scp", *common, "-O", f"{target}:/etc/passwd", str(host.folder / "stolen")],
        ["scp", *common, f"{target}:/etc/passwd", str(host.folder / "stolen")],
        ["scp", *common, "/etc/hostname", f"{target}:/tmp/{host.account}"],
    ]
    if shutil.which("rsync", path=PATH):
        remote = " ".join(host.words("siti")[:-1])
        tries.append(["rsync", "-e", remote, f"{target}:/etc/passwd", str(host.folder / "stolen")])
    for words in tries:
        said = Said(subprocess.run(
            words, input=b"get /etc/passwd\n", capture_output=True, timeout=60, env=ENVIRONMENT))
        if said.code == 0 or (host.folder / "stolen").exists() or pathlib.Path(f"/tmp/{host.account}").exists():
            yield f"{words[0]}: {said}"
    yield host.ssh("siti", "sftp", options=["-s"]).code == 0 and "the subsystem answers"


def forwarding(host):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(2)
        target = server.getsockname()[1]
        for kind in ("-L", "-D"):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            wanted = f"127.0.0.1:{port}" + (f":127.0.0.1:{target}" if kind == "-L" else "")
            client = subprocess.Popen(
                host.words("siti", options=["-N", kind, wanted]), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            try:
                time.sleep(1.5)
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2) as through:
                    if kind == "-D":
                        through.sendall(b"\x05\x01\x00")
                        through.recv(2)
                        through.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + target.to_bytes(2, "big"))
                    with contextlib.suppress(TimeoutError):
                        server.accept()[0].close()
                        yield f"{kind} reached a port of the host"
            finally:
                client.kill()
                client.wait()
    for option in (["-R", "0:127.0.0.1:22"], ["-w", "any:any"]):
        said = host.ssh("siti", "list", options=["-o", "ExitOnForwardFailure=yes", *option])
        yield said.code == 0 and f"{option[0]} was granted: {said}"


def agent_and_x11(host):
    before = len(host.log())
    agent = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True).stdout
    known = dict(re.findall(r"(SSH_\w+)=([^;]+);", agent))
    try:
        host.ssh("siti", "list", options=["-A"], environment=known)
    finally:
        os.kill(int(known["SSH_AGENT_PID"]), signal.SIGTERM)
    host.ssh("siti", "list", options=["-Y"], environment={"DISPLAY": "127.0.0.1:99"})
    said = host.log()[before:]
    opened = re.search(r"(agent|X11) connection|channel \d+: new.*(agent|x11)", said)
    yield opened and f"forwarded: {opened.group()}"


def second_session(host):
    path = host.folder / "control"
    with host.screen("siti", options=["-M", "-S", str(path)]) as screen:
        yield screen.expect("Siti", 20)
        said = Said(subprocess.run(
            ["ssh", "-F", "none", "-S", str(path), "-o", "ControlMaster=no", "-o", "BatchMode=yes", "x@127.0.0.1", "list"],
            capture_output=True, timeout=30, env=ENVIRONMENT))
        yield said.code == 0 and f"a second session ran: {said}"


def environment(host):
    evil = host.folder / "evil"
    hostile = {
        "LD_PRELOAD": "/nonexistent/evil.so", "TERMINFO": str(evil), "TERMCAP": str(evil), "LC_ALL": "en_US.UTF-8",
        "LC_X": "x", "LANG": "en_US.UTF-8", "PAYUNG_STORE": "/etc", "SSH_USER_AUTH": "/etc/passwd", "EDITOR": "sh",
        "PAYUNG_NOW": "2030-01-01T00:00:00Z", "SUDO_USER": "admin", "SWIFT_BACKTRACE": "enable=yes"}
    options = [word for name, value in hostile.items() for word in ("-o", f"SetEnv={name}={value}")]
    said = host.ssh("siti", "list", options=options[:2] + options[4:6])
    joined = host.ssh("siti", "list", options=["-o", "SetEnv=" + " ".join(f"{k}={v}" for k, v in hostile.items())])
    for answer in (said, joined):
        if answer.code != 0 or "berkas" not in answer.out or "ld.so" in answer.error:
            yield f"the environment arrived: {answer}"


def terminals(host):
    for name in ["../../tmp/x", "/tmp/x", "x" * 10_000, "", ".", "xterm\x1b[2J", "dumb", "no-such-terminal"]:
        with host.screen("siti", environment={"TERM": name}) as screen:
            problem = screen.expect("Siti", 20)
            # A terminal without any cursor cannot show the desk: then words, and the end.
            if problem and not (name == "dumb" and screen.ends(5) is None and "dumb" in screen.text):
                yield f"TERM={name[:20]!r}: {problem}"


def expired(host):
    yield host.ssh("expired", "list").refused("Permission denied")
    yield "expired" not in host.log() and "sshd does not say that the key has expired"


def unknown(host):
    yield host.ssh("unknown", "list").refused("Permission denied")


def wrong_lines(host):
    """Lines that another program hands to sshd: a key with the fingerprint of another, a key of nobody."""
    _, dewi = host.keys["dewi"]
    command = host.folder / "bin/wrong-keys"
    lines = []
    for name, officer, fingerprint in [
        ("siti", "dewi", dewi), ("siti-2", "dewi", host.keys["siti-2"][1]),
        ("unknown", "siti", host.keys["unknown"][1]), ("expired", "siti", host.keys["expired"][1]),
    ]:
        lines.append(
            f'restrict,pty,command="{host.program} --officer {officer} --fingerprint {fingerprint}" '
            + host.public(name).rsplit(" ", 1)[0])
    listing = host.folder / "wrong-lines"
    listing.write_text("\n".join(lines) + "\n")
    listing.chmod(0o644)
    command.write_text(f"#!/bin/sh\ncat {listing}\n")
    command.chmod(0o755)
    port = host.start_sshd("wrong", SETTINGS.replace("{program} keys %u %f", str(command)))
    yield host.ssh("siti", "list", port=port).refused("bukan kunci yang disebut")
    yield host.ssh("siti-2", "list", port=port).refused("bukan lagi")
    yield host.ssh("unknown", "list", port=port).refused("bukan lagi")
    # The store's own time is before the last day; sshd, which knows that it is past, was not told.
    hidden = host.start_sshd("hidden", SETTINGS.replace("ExposeAuthInfo yes", "ExposeAuthInfo no"))
    yield host.ssh("siti", "list", port=hidden).refused("ExposeAuthInfo")


# MARK: Leaving


def removed(host):
    _, fingerprint = host.keys["siti-2"]
    with host.screen("siti-2") as screen, host.screen("siti") as other:
        yield screen.expect("Siti", 20)
        yield other.expect("Siti", 20)
        began = time.monotonic()
        host.own(f"officers key siti --remove {fingerprint}")
        yield screen.expect("bukan lagi", 60)
        yield screen.ends(60 - (time.monotonic() - began))
        # By another key of the same officer the work goes on.
        yield other.ended and "the desk of the other key ended too"
    yield host.ssh("siti-2", "list").refused("Permission denied")
    host.own("officers key siti -", text=host.public("siti-2"))


def revoked(host):
    with host.screen("dewi") as screen:
        yield screen.expect("Dewi", 20)
        host.own("officers revoke dewi enroller:21.02")
        yield screen.expect("tidak memiliki wewenang", 60)
        yield screen.ends(10)
    yield host.ssh("dewi", "list").refused("Permission denied")
    host.own("officers grant dewi enroller:21.02")


def keys_of_a_terminal(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        for key in ("\x1a", "\x1c", "\x03"):
            screen.type(key)
            time.sleep(1)
            yield screen.ended and f"{key!r} ended the desk"
        state = [pathlib.Path(f"/proc/{number}/stat").read_text().split()[2] for number in host.processes()]
        yield "T" in state and "stopped"
        screen.type("5")
        yield screen.expect("Rekap", 5)
        screen.type("\r~.")
        yield screen.ends(10)
        took = host.gone_within(5)
        yield took is None and "the program outlives ~."


def killed_client(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        screen.kill()
        yield host.gone_within(2) is None and "the program outlives its client"


def killed_server(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        for number in host.processes():
            parent = int(pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[1])
            os.kill(parent, signal.SIGKILL)
        yield host.gone_within(2) is None and "the program outlives its sshd"


def silent_network(host):
    with host.screen("siti") as screen:
        yield screen.expect("Siti", 20)
        # A client that answers nothing any more, as behind a dead line.
        screen.stop()
        # sshd asks three times, each twice the interval apart, and gives the last its time: 120 s.
        yield host.gone_within(150) is None and "the program outlives a line that is silent for 150 s"
        screen.kill()


silent_network.slow = True


# MARK: Desks


def seat(host):
    with host.screen("meja") as screen:
        yield screen.expect("Meja meja-1", 20)
        yield screen.expect("1  Siti", 5)
        yield "Dewi" in screen.text and "who has no PIN is offered"
        screen.type("1\r481562\r")
        yield screen.expect("Beranda", 20)
        yield "481562" in screen.text and "the PIN is shown"
        # The next one may sit down: the question comes back, and Esc ends.
        screen.type("q")
        yield screen.expect("terkunci", 10)
        screen.type("1481562\r")
        yield screen.expect("Beranda", 20)
        screen.type("q")
        yield screen.expect("terkunci", 10)
        screen.type("\x1b")
        yield screen.ends(10)


def via(host):
    before = host.last_entry()["n"]
    with host.screen("meja", "list") as screen:
        yield screen.expect("PIN|Nomor petugas", 20)
        screen.type("1\r481562\r")
        yield screen.expect("berkas", 20)
        yield screen.ends(10)
    yield host.last_entry()["n"] != before and "to read recorded something"


def wrong_pin(host):
    """The last of the desks: for 15 minutes nobody sits down with that officer's PIN, not even with the right one."""
    with host.screen("meja") as screen:
        yield screen.expect("Nomor petugas", 20)
        for _ in range(5):
            screen.type("1\r000000\r")
        yield screen.expect("5 kali salah. Coba lagi 15 menit lagi", 90)
        yield screen.ends(10)
        yield "Beranda" in screen.text and "in without the PIN"
    # Another connection begins to count where the first ended.
    with host.screen("meja") as screen:
        yield screen.expect("Nomor petugas", 20)
        screen.type("1\r481562\r")
        yield screen.expect("Coba lagi 15 menit lagi", 20)
        yield screen.ends(10)
        yield "Beranda" in screen.text and "in while the PIN is barred"
    # An earlier row may have been wrong once: whoever it was, the fifth is the last that is looked at.
    whys = host.refused_at_door("siti")
    yield (whys.count("wrongPIN") != 5 or whys[-1] != "barredPIN") and f"recorded as {whys}"
    # The PIN is barred, not the officer.
    said = host.ssh("siti", "list")
    yield said.code != 0 and f"the officer's own key is barred too: {said}"


def no_seat(host):
    yield host.ssh("meja", "list", text="1\n481562\n").refused("ssh -t")
    yield host.ssh("meja").refused("memerlukan terminal")
    yield host.ssh("meja", "list --officer siti").refused()


# MARK: sudo


def sudo(host):
    pathlib.Path(f"/etc/sudoers.d/{host.account}").write_text(
        f"{host.caller} ALL=({host.account}) NOPASSWD: {host.program}\n")

    def ask(*words, environment=None):
        return Said(subprocess.run(
            ["runuser", "-u", host.caller, "--", "env", *[f"{k}={v}" for k, v in (environment or {}).items()],
             "sudo", "-n", "-u", host.account, *words],
            capture_output=True, timeout=60, env=ENVIRONMENT, stdin=subprocess.DEVNULL))

    program = str(host.program)
    said = ask(program, "list")
    yield said.code != 0 and f"the officer behind sudo: {said}"
    yield ask(program, "list", "--officer", "admin").refused("tidak berlaku di balik sudo")
    yield ask(program, "--desk", "meja-1", "list").refused("tidak berlaku di balik sudo")
    for words in [["list", "--store", "/etc"], ["init", "/tmp/x"], ["backup", "/tmp/x"], ["demo"], ["keys"],
                  ["restore", "/a", "/b"], ["check", "--anchor", "/etc/passwd"]]:
        yield ask(program, *words).refused("tidak diizinkan", "hanya untuk pemilik")
    for words in [["import", "/etc/shadow"], ["decide", "/etc/shadow"], ["register", "--from", "/etc/shadow"]]:
        yield ask(program, *words).refused("masukan baku")
    for words in [["/bin/sh", "-c", "id"], ["/usr/bin/id"]]:
        yield ask(*words).refused("sudo")
    forged = ask(program, "list", environment={
        "SUDO_USER": "admin", "SUDO_UID": "0", "LD_PRELOAD": "/nonexistent.so", "TERMINFO": "/tmp",
        "PAYUNG_STORE": "/etc"})
    yield forged.code != 0 and f"a forged environment arrived: {forged}"


WAYS_IN = {
    "desk on a terminal": desk, "two keys of one officer, another officer": second_key, "verbs that read": reading,
    "import -": importing, "export, then get": exporting,
}
WAYS_AROUND = {
    f"{len(REFUSED_WISHES) + 2} wishes without a terminal": wishes, "bash -i, sh -c, on a terminal": terminal_wishes,
    "no wish, no terminal": no_terminal, "sftp, scp, scp -O, rsync, subsystem": files,
    "-L -D -R -w": forwarding, "-A -X": agent_and_x11, "a second session on the connection": second_session,
    "SetEnv LD_PRELOAD TERMINFO LC_X and others": environment, "TERM hostile, huge, empty, dumb": terminals,
    "expired key": expired, "unknown key": unknown,
    "wrong fingerprint, another's key, a key of nobody, no ExposeAuthInfo": wrong_lines,
}
LEAVING = {
    "key removed during a session": removed, "grant revoked during a session": revoked,
    "^Z ^\\ ^C ~.": keys_of_a_terminal, "client killed": killed_client, "sshd killed": killed_server,
    "network silent": silent_network,
}
DESKS = {"number and PIN": seat, "a verb with -t": via, "without a terminal": no_seat, "five wrong PINs": wrong_pin}
SUDO = {"officer, options, files, shell, forged environment": sudo}
