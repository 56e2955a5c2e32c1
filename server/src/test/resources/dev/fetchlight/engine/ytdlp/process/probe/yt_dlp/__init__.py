"""Stands in for yt-dlp: tells how it was started, then does what its first argument says."""

import json
import os
import random
import signal
import socket
import subprocess
import sys

LOADED_BY = os.getpid()


def main(argv=None):
    argv = sys.argv[1:] if argv is None else argv
    deed = argv[0] if argv else ""
    if "--version" in argv:
        print("2031.01.02")
        return
    if "--simulate" in argv:
        rehearse()
    if deed == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        subprocess.Popen(["/bin/sh", "-c", "trap '' TERM; /bin/sleep 600"])
    print(json.dumps(facts(argv)))
    if deed in ("wait", "deaf"):
        while True:
            signal.pause()
    elif deed == "try":
        print(json.dumps({each: outcome(*each.split(":", 1)) for each in argv[1:]}))
    elif deed == "fail":
        raise ValueError("so be it")
    elif deed == "exit":
        sys.exit(int(argv[1]))
    elif deed == "complain":
        sys.exit("ERROR: it is as it is")
    elif deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)


def outcome(deed, where):
    """What comes of trying that."""
    address = ("127.0.0.1", int(where)) if where.isdigit() else where
    deeds = {
        "read": lambda: open(where, "rb").read(1),
        "list": lambda: os.listdir(where),
        "write": lambda: open(where, "a").close(),
        "make": lambda: os.mkdir(where),
        "remove": lambda: os.remove(where),
        "move": lambda: os.rename("own", where),
        "link": lambda: os.link(where, "linked"),
        "start": lambda: subprocess.run([where, "-version"], stdout=subprocess.DEVNULL, check=True),
        "through": lambda: subprocess.run(["/bin/cat", where], stderr=subprocess.DEVNULL, check=True),
        "tcp": lambda: socket.create_connection(address, 10).close(),
        "bind": lambda: socket.socket().bind(address),
        "udp": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"!", address),
        "unix": lambda: socket.socket(socket.AF_UNIX).connect(where),
        "signal": lambda: os.kill(int(where), 0),
        "take": lambda: len(bytearray(int(where))),
    }
    try:
        deeds[deed]()
    except (OSError, MemoryError, subprocess.CalledProcessError) as refusal:
        return type(refusal).__name__
    return "done"


def rehearse():
    """Cannot in a child, where a file beside the program wants that: notes there who tried."""
    unready = os.path.join(os.path.dirname(sys.argv[0]), "unready")
    if os.getpid() != LOADED_BY and os.path.exists(unready):
        with open(unready, "a") as file:
            file.write(f"{os.getpid()}\n")
        raise MemoryError


def facts(argv):
    return {
        "argv": argv,
        "env": dict(os.environ),
        "cwd": os.getcwd(),
        "pid": os.getpid(),
        "parent": os.getppid(),
        "group": os.getpgid(0),
        "session": os.getsid(0),
        "files": sorted(int(name) for name in os.listdir("/proc/self/fd")),
        "input": os.read(0, 10).decode(),
        "random": random.random(),
    }
