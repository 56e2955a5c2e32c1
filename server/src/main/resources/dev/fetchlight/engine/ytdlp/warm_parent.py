"""Loads yt-dlp once, and forks a child for each job.

    python -I -u -X utf8 warm_parent.py PROGRAM SOCKET IDLE

Says "ready" when it is. A job is three connections to SOCKET, in this order: control, out and err.
Control brings one line of JSON, {"argv": [...], "env": {...}, "cwd": "..."}, and takes two lines
back: "pid N" once the child stands on its own, and "exit N" once it has ended. Whoever closes
control kills the job. The end of standard input means that no more jobs come, and the last one
ends this process; so the death of whoever started it takes all along. IDLE seconds without a job
end it too, and with it goes the folder that SOCKET lies in, which is its own.
"""

import contextlib
import ctypes
import gc
import json
import os
import runpy
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import traceback
import zipfile

PATIENCE = 10  # seconds; whoever connects sends all at once
PR_SET_PDEATHSIG = 1  # as in linux/prctl.h

PAGE = '<title>A page</title><video src="https://host.invalid/clip.mp4"></video>'
REHEARSAL = ["--ignore-config", "--no-cache-dir", "--simulate", "--enable-file-urls"]
REHEARSAL += ["--format", "b", "--print", "%(title)j", "--"]


def load(program, folder):
    """Imports yt-dlp as its program would, and does once what each job would do before it asks."""
    sys.argv = [program]
    if zipfile.is_zipfile(program):
        sys.path.insert(0, program)
    else:
        runpy.run_path(program, run_name="loaded")  # not as __main__, so that it only imports
    import yt_dlp
    from yt_dlp.extractor import gen_extractor_classes
    from yt_dlp.postprocessor import FFmpegPostProcessor

    for extractor in gen_extractor_classes():
        extractor.suitable("https://host.invalid/")  # compiles its pattern
    missing = {"ffmpeg", "ffprobe"} - FFmpegPostProcessor.get_versions().keys()
    if missing:
        sys.exit(f"{missing} cannot be run")  # it would be remembered so
    rehearse(yt_dlp, os.path.join(folder, "page.html"))
    gc.collect()
    gc.freeze()  # so that collecting touches no page that is shared with the children
    return yt_dlp


def rehearse(yt_dlp, page):
    """Looks at a local page: the patterns of embedded players and much else are ready then."""
    with open(page, "w") as file:
        file.write(PAGE)
    with open(os.devnull, "w") as null, contextlib.suppress(SystemExit):
        with contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
            yt_dlp.main([*REHEARSAL, "file://" + page])
    tempfile.tempdir = None  # each job has its own


class Parent:
    """Hears of jobs and of their ends, one thing after another."""

    def __init__(self, yt_dlp, life, listener):
        self.yt_dlp = yt_dlp
        self.life = life
        self.listener = listener
        self.selector = selectors.DefaultSelector()
        self.bell, self.ringer = socket.socketpair()
        self.controls = {}  # by the child's number
        self.open = True

    def serve(self, idle):
        self.ringer.setblocking(False)
        signal.set_wakeup_fd(self.ringer.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)  # any handler, so that the bell rings
        self.selector.register(self.life, selectors.EVENT_READ, self.last_call)
        self.selector.register(self.listener, selectors.EVENT_READ, self.fork)
        self.selector.register(self.bell, selectors.EVENT_READ, self.reap)
        while self.open or self.controls:
            ready = self.selector.select(None if self.controls else idle)
            if not ready:
                return
            for key, _ in ready:
                key.data()

    def last_call(self):
        if not self.life.read(4096):
            self.selector.unregister(self.life)
            self.selector.unregister(self.listener)
            self.open = False

    def fork(self):
        connections = [self.listener.accept()[0] for _ in range(3)]
        control = connections[0]
        control.settimeout(PATIENCE)
        order = json.loads(control.makefile("rb").readline())
        control.settimeout(None)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                self.let_go()
                status = run(self.yt_dlp, order, parent, connections)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)  # to take yt-dlp apart would cost more than the fork
        for connection in connections[1:]:
            connection.close()
        self.controls[pid] = control
        self.selector.register(control, selectors.EVENT_READ, lambda: self.kill(pid))

    def let_go(self):
        """In a child: closes what is the parent's or another job's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for each in (self.life, self.listener, self.bell, self.ringer, *self.controls.values()):
            each.close()

    def kill(self, pid):
        self.selector.unregister(self.controls[pid])
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:  # it has no group of its own yet
            os.kill(pid, signal.SIGKILL)

    def reap(self):
        self.bell.recv(4096)
        for pid in list(self.controls):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                control = self.controls.pop(pid)
                with contextlib.suppress(KeyError):  # it was killed
                    self.selector.unregister(control)
                code = os.waitstatus_to_exitcode(status)
                with control, contextlib.suppress(OSError):
                    control.sendall(b"exit %d\n" % (code if code >= 0 else 128 - code))


def run(yt_dlp, order, parent, connections):
    """In a child: does one job as a yt-dlp of its own would, and returns the exit status."""
    control, out, err = connections
    os.setsid()
    end_with(parent)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    control.sendall(b"pid %d\n" % os.getpid())
    for connection in connections:
        connection.close()
    sys.argv[1:] = order["argv"]
    try:
        yt_dlp.main(order["argv"])
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0
    return 0


def end_with(parent):
    """Has the kernel kill this process when its parent dies, where the kernel can."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def main(program, door, idle):
    folder = os.path.dirname(door)
    life = open(os.dup(0), "rb", buffering=0)
    with open(os.devnull) as null:
        os.dup2(null.fileno(), 0)  # neither yt-dlp nor a child may read from ours
    try:
        yt_dlp = load(program, folder)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(door)
            listener.listen()
            listener.settimeout(PATIENCE)
            print("ready")
            Parent(yt_dlp, life, listener).serve(float(idle))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
