"""Loads yt-dlp once, and forks a child for each job. Stands behind the others in one file.

    python -I -u -X utf8 warm_parent.py TERMS PROGRAM SOCKET IDLE

Says "ready" when it is. A job is three connections to SOCKET, in this order: control, out and err.
Out brings one line of JSON, {"argv": [...], "env": {...}, "cwd": "..."}, which the child alone
reads. Control takes two lines back: "pid N" once the child stands on its own, and "exit N" once it
has ended. Whoever closes control kills the job. The end of standard input means that no more jobs
come, and the last one ends this process; so the death of whoever started it takes all along. IDLE
seconds without a job end it too, and with it goes the folder that SOCKET lies in, which is its own.

In a calm moment one child is forked ahead, the spare. It touches the memory that a job needs, which
copies it, and waits; the next job is its job, and its only one.
"""

import contextlib
import copy
import ctypes
import functools
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
CALM = 0.2  # seconds without news, so that a spare takes no time from jobs that begin or end
PR_SET_PDEATHSIG = 1  # as in linux/prctl.h

PAGE = '<title>A page</title><video src="https://host.invalid/clip.mp4"></video>'
REHEARSAL = ["--ignore-config", "--no-cache-dir", "--simulate", "--enable-file-urls"]
REHEARSAL += ["--format", "b", "--print", "%(title)j", "--"]


def load(program, folder):
    """Imports yt-dlp as its program would, and does once what each job would do before it asks.

    Returns yt-dlp and what rehearses a job.
    """
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
        sys.exit(f"{' and '.join(sorted(missing))} cannot be run")  # it would be remembered so
    page = os.path.join(folder, "page.html")
    with open(page, "w") as file:
        file.write(PAGE)
    answers = remember()
    with contextlib.suppress(ImportError, AttributeError):  # it is made in another way
        keep_count()
    rehearse(yt_dlp, page)
    for each in answers:
        each.learns = False
    return yt_dlp, lambda: rehearse(yt_dlp, page)


def rehearse(yt_dlp, page):
    """Looks at a local page: the patterns of embedded players and much else are ready then."""
    with open(os.devnull, "w") as null, contextlib.suppress(SystemExit):
        with contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
            yt_dlp.main([*REHEARSAL, "file://" + page])
    tempfile.tempdir = None  # each job has its own
    gc.collect()
    gc.freeze()  # so that collecting touches no page that is shared with the children


def remember():
    """Has yt-dlp's slow answers kept. One that lacks these names works them out each time."""
    answers = []
    for module, name in (
        ("yt_dlp.YoutubeDL", "orderedSet_from_options"),
        ("yt_dlp.networking.common", "make_ssl_context"),
    ):
        function = getattr(sys.modules.get(module), name, None)
        if callable(function):
            answers.append(Answers(function))
            setattr(sys.modules[module], name, answers[-1])
    with contextlib.suppress(Exception):
        remember_certificates(sys.modules["yt_dlp.YoutubeDL"])
    return answers


class Answers:
    """A function that only answers, and its answers so far."""

    def __init__(self, function):
        self.function = function
        self.known = []
        self.learns = True  # while all that it is asked will be asked again

    def __call__(self, *args, **kwargs):
        for asked, answer in self.known:
            if asked == (args, kwargs):
                return fresh(answer)
        answer = self.function(*args, **kwargs)
        if self.learns:
            with contextlib.suppress(Exception):  # what cannot be copied is worked out each time
                self.known.append((copy.deepcopy((args, kwargs)), fresh(answer)))
        return answer


def fresh(answer):
    """The answer, in a list of its own where it is one: whoever gets it may change it."""
    return list(answer) if isinstance(answer, list) else answer


def remember_certificates(module):
    """Where yt-dlp is of 2023 it makes no context alone, but a handler with one in it."""
    make = module.make_HTTPS_handler
    settings = [each for each in make.__code__.co_consts if isinstance(each, str)]
    plain = make({})
    context = plain._context

    def ready(params, **kwargs):
        if any(params.get(each) for each in settings):
            return make(params, **kwargs)
        return type(plain)(params, context=context, **kwargs)

    ready({}, debuglevel=0)  # where it is made in another way, this fails here and not in a job
    module.make_HTTPS_handler = ready


def keep_count():
    """Has yt-dlp note truly how much it has of a download in fragments, to be gone on with.

    Its own note runs ahead where threads that fetch later fragments count in the very dictionary
    that it is made of: what is gone on with then lacks one. Where the process is killed between the
    file and the note, or half way through either, one comes twice. So the fragments are put together
    from a dictionary of their own, and the note is replaced at once, with the file's size in it, to
    which whoever starts yt-dlp again cuts the file.
    """
    from yt_dlp.downloader.fragment import FragmentFD

    prepare = FragmentFD._prepare_frag_download
    fetch = FragmentFD.download_and_append_fragments
    note = FragmentFD._write_ytdl_file

    def prepare_anew(self, ctx):
        if not ctx.get("live") and not os.path.exists(self.ytdl_filename(ctx["filename"])):
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.temp_name(ctx["filename"]))  # nobody knows how much it has
        prepare(self, ctx)

    def fetch_apart(self, ctx, *args, **kwargs):
        return fetch(self, ctx if ctx.get("live") else dict(ctx), *args, **kwargs)

    def note_at_once(self, ctx):
        new = ctx["filename"] + ".new"
        try:
            note(self, {**ctx, "filename": new})
            file = ctx["tmpfilename"]
            size = os.path.getsize(file) if os.path.exists(file) else 0
            with open(self.ytdl_filename(new), "r+") as beside:
                noted = json.load(beside)
                beside.seek(0)
                json.dump({**noted, "size": size}, beside)
            os.replace(self.ytdl_filename(new), self.ytdl_filename(ctx["filename"]))
        except (OSError, LookupError, ValueError):  # it is written in another way
            note(self, ctx)

    FragmentFD._prepare_frag_download = prepare_anew
    FragmentFD.download_and_append_fragments = fetch_apart
    FragmentFD._write_ytdl_file = note_at_once


class Parent:
    """Hears of jobs and of their ends, one thing after another."""

    def __init__(self, work, rehearse, life, listener):
        self.work = work
        self.rehearse = rehearse
        self.life = life
        self.listener = listener
        self.selector = selectors.DefaultSelector()
        self.bell, self.ringer = socket.socketpair()
        self.controls = {}  # by the child's number
        self.spare = None
        self.spares = True  # whether there shall be one
        self.open = True

    def serve(self, idle):
        self.ringer.setblocking(False)
        signal.set_wakeup_fd(self.ringer.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)  # any handler, so that the bell rings
        self.selector.register(self.life, selectors.EVENT_READ, self.last_call)
        self.selector.register(self.listener, selectors.EVENT_READ, self.take)
        self.selector.register(self.bell, selectors.EVENT_READ, self.reap)
        while self.open or self.controls:
            lacking = self.open and self.spares and not self.spare
            ready = self.selector.select(CALM if lacking else None if self.controls else idle)
            for key, _ in ready:
                key.data()
            if lacking and not ready:
                self.prepare()
            elif not ready:
                return

    def last_call(self):
        if not self.life.read(4096):
            self.selector.unregister(self.life)
            self.selector.unregister(self.listener)
            self.open = False
            self.dismiss()

    def take(self):
        """Hands a job to the spare, or to a new child where that is not ready."""
        connections = [self.listener.accept()[0] for _ in range(3)]
        control, out, err = connections
        pid = self.give(connections) or self.fork(lambda: self.work(connections))
        out.close()
        err.close()
        self.controls[pid] = control
        self.selector.register(control, selectors.EVENT_READ, lambda: self.kill(pid))

    def give(self, connections):
        """Has the spare do a job where it can; returns its number."""
        if not self.spare or not self.spare.ready:
            return None
        spare = self.spare
        try:
            socket.send_fds(spare.channel, [b"!"], [each.fileno() for each in connections])
            return spare.pid
        except OSError:  # it was killed
            return None
        finally:
            self.dismiss()

    def prepare(self):
        """Forks a spare."""
        ours, theirs = socket.socketpair()

        def wait():
            ours.close()
            self.rehearse()
            theirs.sendall(b"!")
            _, connections, *_ = socket.recv_fds(theirs, 1, 3)
            theirs.close()
            if not connections:
                return 0
            return self.work([socket.socket(fileno=each) for each in connections])

        with theirs:
            self.spare = Spare(self.fork(wait), ours)
        self.selector.register(ours, selectors.EVENT_READ, self.hear)

    def hear(self):
        """The spare is ready, or it has ended."""
        if self.spare:
            self.selector.unregister(self.spare.channel)
            self.spare.ready = self.spare.channel.recv(1) == b"!"

    def dismiss(self):
        """Knows of no spare any more; one without a job ends."""
        if self.spare:
            with contextlib.suppress(KeyError):  # it was heard
                self.selector.unregister(self.spare.channel)
            self.spare.channel.close()
            self.spare = None

    def fork(self, work):
        parent = os.getpid()
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            end_with(parent)
            self.let_go()
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)  # to take yt-dlp apart would cost more than the fork

    def let_go(self):
        """In a child: closes what is the parent's or another job's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for each in (self.life, self.listener, self.bell, self.ringer, *self.controls.values()):
            each.close()
        if self.spare:
            self.spare.channel.close()

    def kill(self, pid):
        if pid not in self.controls:  # it has just ended
            return
        self.selector.unregister(self.controls[pid])
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:  # it has no group of its own yet
            os.kill(pid, signal.SIGKILL)

    def reap(self):
        self.bell.recv(4096)
        with contextlib.suppress(ChildProcessError):  # there is none at all
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                self.ended(pid, os.waitstatus_to_exitcode(status))

    def ended(self, pid, code):
        if self.spare and self.spare.pid == pid:
            self.spares = self.spare.ready  # where one can't get ready, the next could not either
            self.dismiss()
        elif pid in self.controls:
            control = self.controls.pop(pid)
            with contextlib.suppress(KeyError):  # it was killed
                self.selector.unregister(control)
            with control, contextlib.suppress(OSError):
                control.sendall(b"exit %d\n" % (code if code >= 0 else 128 - code))


class Spare:
    """What the parent knows of the child that waits for a job."""

    def __init__(self, pid, channel):
        self.pid = pid
        self.channel = channel
        self.ready = False


def run(yt_dlp, terms, places, connections):
    """In a child: does one job as a yt-dlp of its own would, and returns the exit status."""
    control, out, err = connections
    out.settimeout(PATIENCE)
    with out.makefile("rb") as words:
        order = json.loads(words.readline())
    out.settimeout(None)
    os.setsid()
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    control.sendall(b"pid %d\n" % os.getpid())
    for connection in connections:
        connection.close()
    sys.argv[1:] = order["argv"]
    put_up(terms, places, os.getcwd(), order["env"])
    try:
        return politely(yt_dlp.main, order["argv"]) or 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0


def end_with(parent):
    """Has the kernel kill this process when its parent dies, where the kernel can."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def main(terms, program, door, idle):
    os.umask(0o077)  # what it makes is for nobody else
    folder = os.path.dirname(door)
    life = open(os.dup(0), "rb", buffering=0)
    with open(os.devnull) as null:
        os.dup2(null.fileno(), 0)  # neither yt-dlp nor a child may read from ours
    terms = json.loads(terms)
    behave(terms)
    try:
        yt_dlp, rehearse = load(program, folder)
        places = readable(terms)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(door)
            listener.listen()
            listener.settimeout(PATIENCE)
            print("ready")
            work = functools.partial(run, yt_dlp, terms, places)
            Parent(work, rehearse, life, listener).serve(float(idle))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
