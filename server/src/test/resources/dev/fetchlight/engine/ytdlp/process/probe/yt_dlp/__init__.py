"""Stands in for yt-dlp: tells how it was started, then does what its first argument says."""

import json
import os
import random
import signal
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
    elif deed == "fail":
        raise ValueError("so be it")
    elif deed == "exit":
        sys.exit(int(argv[1]))
    elif deed == "complain":
        sys.exit("ERROR: it is as it is")
    elif deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)


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
