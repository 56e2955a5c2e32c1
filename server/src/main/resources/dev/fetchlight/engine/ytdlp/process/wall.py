"""The wall that a child stands behind, kept by the kernel for it and for all that it starts.

Landlock: it reads the system and what its programs are made of, reads and writes its own folder,
and connects by TCP to one port. A filter of calls (seccomp): it opens no socket but of TCP, since
Landlock knows neither UDP nor sockets in folders. And it takes only so much memory. What a kernel
lacks is left out.
"""

import contextlib
import ctypes
import errno
import os
import platform
import re
import resource
import socket
import ssl  # now, while its libraries can be read wherever they are
import stat
import struct
import subprocess
import sys
import urllib.parse

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every machine
RULE_PATH, RULE_PORT = 1, 2
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 38, 22
O_PATH = 0o10000000

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG, MAKE_SYM = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 12
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
CONNECT = 1 << 1

FILES = (1 << 13) - 1  # all that the first Landlock can refuse
SINCE = {2: REFER, 3: TRUNCATE, 5: IOCTL_DEV}
NETWORK_SINCE, SCOPES_SINCE = 4, 6
NETWORK, SCOPES = 3, 3  # to bind and to connect; nameless sockets of others, and signals to them

OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READING = EXECUTE | READ_FILE | READ_DIR
OWN = READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | REFER
OWN |= REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM

SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store"]
SYSTEM += ["/sys/devices/system/cpu", "/proc/self", "/proc/sys/vm", "/proc/sys/kernel"]
SYSTEM += ["/proc/" + each for each in ("cpuinfo", "meminfo", "stat", "filesystems", "version")]
SYSTEM += ["/dev/" + each for each in ("null", "zero", "random", "urandom")]
SYSTEM += [
    "/etc/" + each
    for each in (
        "alternatives ca-certificates crypto-policies debian_version fonts gai.conf group host.conf"
        " hosts ld.so.cache ld.so.conf ld.so.conf.d localtime lsb-release mime.types nsswitch.conf"
        " os-release passwd pki/ca-trust pki/tls/certs pki/tls/cert.pem pki/tls/openssl.cnf protocols"
        " python3 resolv.conf services ssl/cert.pem ssl/certs ssl/openssl.cnf timezone"
    ).split()
]
PLACES_OF_PYTHON = ("lib", "lib64", "pyvenv.cfg")
BESIDE_A_PROGRAM = ("yt_dlp", "_internal")  # of a checkout, and of one that is a folder

# To tell that it takes too much, while it still has all of it; and for a JavaScript runtime, which
# reserves so much and does not touch it.
MORE_MEMORY = 512 << 20
LEAST_MEMORY, TIMES_TEXT = 512 << 20, 16  # what is made of a text takes many times its bytes


def put_up(terms, places, folder, environment):
    """Puts up the wall, and returns what it refuses.

    TERMS are {"programs": [...], "plugins": FOLDER or null, "closed": FOLDER or null, "text": BYTES},
    and PLACES what they make readable. The environment tells the only port, and where a child looks for programs.
    """
    os.umask(0o077)  # what it makes is for nobody else
    most = LEAST_MEMORY + TIMES_TEXT * terms["text"]
    with_no_more(resource.RLIMIT_DATA, most, MORE_MEMORY)
    with_no_more(resource.RLIMIT_CORE, 0)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    port = urllib.parse.urlsplit(environment.get("http_proxy", "")).port or 0
    programs = list(on_path(environment.get("PATH", ""), folder)) if folder else []
    refuses = landlock(libc, places + programs, folder, port)
    return refuses + (["other sockets"] if filter_sockets(libc) else [])


def with_no_more(what, most, more=0):
    """Limits it; with some more, which the process may give itself once."""
    _, hard = resource.getrlimit(what)
    ends = most, most + more
    if hard != resource.RLIM_INFINITY:
        ends = tuple(min(each, hard) for each in ends)
    resource.setrlimit(what, ends)


def take_more(what):
    """Gives the process what it has left."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (hard, hard))


def on_path(path, folder):
    """The programs in the child's own folder that it may start, and where they really are."""
    for place in path.split(":"):
        if place.startswith(folder + "/") and os.path.isdir(place):
            yield place
            yield from (os.path.realpath(each.path) for each in os.scandir(place))


def landlock(libc, places, folder, port):
    version = libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return []
    files = FILES | sum(right for since, right in SINCE.items() if version >= since)
    network = NETWORK if version >= NETWORK_SINCE else 0
    attributes = struct.pack("=QQQ", files, network, SCOPES if version >= SCOPES_SINCE else 0)
    known = 24 if version >= SCOPES_SINCE else 16 if network else 8
    rules = libc.syscall(CREATE_RULESET, attributes, known, 0)
    if rules < 0:
        return []
    try:
        for place in places:
            allow(libc, rules, place, READING & files)
        allow(libc, rules, "/dev/null", (READ_FILE | WRITE_FILE | TRUNCATE) & files)
        if folder:
            allow(libc, rules, folder, OWN & files)
        if network and port:
            libc.syscall(ADD_RULE, rules, RULE_PORT, struct.pack("=QQ", CONNECT, port), 0)
        if libc.syscall(RESTRICT_SELF, rules, 0) != 0:
            return []
    finally:
        os.close(rules)
    return ["other files"] + (["other ports"] if network else [])


def allow(libc, rules, path, rights):
    """Allows that on a file or in a whole folder, where it is there."""
    try:
        place = os.open(path, O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_A_FILE
        libc.syscall(ADD_RULE, rules, RULE_PATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def readable(terms):
    """The places of the system and of the programs, without what is closed."""
    closed = terms["closed"] and os.path.realpath(terms["closed"])
    own = [terms["plugins"]] if terms.get("plugins") else []
    places = [*own, *places_of(terms["programs"]), *parts_of(terms["programs"], closed)]
    return [each for place in places for each in around(closed, place)]


def around(closed, place):
    """The place, or what lies in it beside what leads to the closed folder."""
    real = os.path.realpath(place)
    if not closed or os.path.commonpath([closed, real]) != real:
        yield place
    elif real != closed and os.path.isdir(real):
        for entry in os.scandir(real):
            if not entry.is_symlink():
                yield from around(closed, entry.path)


def places_of(programs):
    yield from SYSTEM
    yield from (place for place in ssl.get_default_verify_paths() if place)
    yield sys.executable
    yield getattr(sys, "_base_executable", sys.executable)
    for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}:
        yield from (os.path.join(prefix, each) for each in PLACES_OF_PYTHON)
    yield from (place for place in sys.path if os.path.isabs(place))
    for program in programs:
        real = os.path.realpath(program)
        yield real
        yield from (os.path.join(os.path.dirname(real), each) for each in BESIDE_A_PROGRAM)


def parts_of(programs, closed):
    """What programs outside the system are made of, where that is not in what is closed."""
    for program in map(os.path.realpath, programs):
        if not program.startswith(("/usr/", "/bin/")):
            found = ((each, os.path.realpath(each)) for each in parts(program))
            yield from (each for each, real in found if not closed or not real.startswith(closed + "/"))


def parts(program):
    """Those of a script are the programs that it names."""
    start = beginning(program)
    if start.startswith(b"#!"):
        for word in set(re.findall(r"/[^\s'\"`;|&<>()$]+", start.decode("latin-1"))):
            if os.path.isfile(word):
                yield word
                yield from libraries(word)
    else:
        yield from libraries(program)


def beginning(file):
    try:
        with open(file, "rb") as opened:
            return opened.read(4096)
    except OSError:
        return b""


def libraries(program):
    """The venv that it is of, and what its loader finds for it."""
    home = os.path.dirname(os.path.dirname(program))
    if os.path.exists(os.path.join(home, "pyvenv.cfg")):
        yield home
    start = beginning(os.path.realpath(program))
    if start.startswith(b"\x7fELF") and b"/ld" in start:  # another would run
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            named = subprocess.run(
                [program],
                env={"LD_TRACE_LOADED_OBJECTS": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=10,
            )
            yield from re.findall(r"(/\S+) \(0x", named.stdout.decode("latin-1"))


MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # and its call for a socket
IO_URING_SETUP, OTHER_CALLS = 425, 0x40000000
LOAD, SAME, LEAST, MASK, END = 0x20, 0x15, 0x35, 0x54, 0x06


def filter_sockets(libc):
    """Refuses every socket but those of TCP; pairs within the process stay."""
    if platform.machine() not in MACHINES or sys.maxsize < 1 << 32:
        return False
    machine, call = MACHINES[platform.machine()]
    steps = [
        (LOAD, 4),
        (SAME, machine, "next", "refused"),
        (LOAD, 0),
        (LEAST, OTHER_CALLS, "refused", "next"),
        (SAME, IO_URING_SETUP, "refused", "next"),
        (SAME, call, "next", "allowed"),
        (LOAD, 16),
        (SAME, socket.AF_INET, "over", "next"),
        (SAME, socket.AF_INET6, "next", "refused"),
        (LOAD, 24),
        (MASK, 0xF),
        (SAME, socket.SOCK_STREAM, "next", "refused"),
        (LOAD, 32),
        (SAME, 0, "allowed", "next"),
        (SAME, socket.IPPROTO_TCP, "allowed", "refused"),
        (END, 0x7FFF0000),
        (END, 0x00050000 | errno.EACCES),
    ]
    ends = {"allowed": len(steps) - 2, "refused": len(steps) - 1}
    code = b""
    for at, (what, value, *jumps) in enumerate(steps):
        near = {"next": at + 1, "over": at + 2, **ends}
        yes, no = [near[jump] - at - 1 for jump in jumps] or [0, 0]
        code += struct.pack("=HBBI", what, yes, no, value)
    program = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program))
    return libc.prctl(PR_SET_SECCOMP, 2, head, 0, 0) == 0


def check():
    """Stands behind the wall, and says what cannot be got past it."""
    terms = {"programs": [], "closed": None, "text": 32 << 20}
    refuses = put_up(terms, readable(terms), None, {})
    tries = {
        "other files": lambda: os.listdir("/"),
        "other ports": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "other sockets": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    }
    for name, attempt in tries.items():
        try:
            attempt()
        except PermissionError:
            continue
        except OSError:
            pass
        refuses = [each for each in refuses if each != name]
    print(", ".join(refuses) or "nothing")
