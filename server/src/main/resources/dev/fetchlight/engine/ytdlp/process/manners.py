"""What a yt-dlp of any version keeps to, whatever it does by itself: see the scripts before
this one."""

import contextlib
import functools
import http.client
import http.cookiejar
import importlib.abc
import importlib.util
import os
import resource
import signal
import subprocess
import sys

at_work = []  # with a job, in a child


def behave(terms):
    """Changes Python's own ways out and in at once, and yt-dlp's when that is imported."""
    bounds["text"] = terms["text"]
    if terms.get("plugins"):  # a yt-dlp of any version finds them in the way of modules
        with contextlib.suppress(OSError):
            sys.path += sorted(each.path for each in os.scandir(terms["plugins"]))
    wrap(http.cookiejar.CookieJar, "__init__", register)
    wrap(http.cookiejar.DefaultCookiePolicy, "return_ok_domain", hand_out_strictly)
    wrap(http.client.HTTPConnection, "putrequest", note_address)
    wrap(http.client.HTTPConnection, "putheader", put_judged)
    wrap(http.client.HTTPConnection, "endheaders", show_login)
    wrap(http.client.HTTPResponse, "read", read_bounded)
    wrap(subprocess.Popen, "__init__", start_modestly)
    wrap(subprocess.Popen, "_handle_exitstatus", die_alike)
    sys.meta_path.insert(0, Mender())


def wrap(owner, name, around):
    """Puts a function around another, or around a method; what lacks it is left as it is."""
    inner = getattr(owner, name, None)
    if inner:

        @functools.wraps(inner)
        def wrapped(*args, **kwargs):
            return around(inner, *args, **kwargs)

        setattr(owner, name, wrapped)


class Mender(importlib.abc.MetaPathFinder):
    """Hears of yt-dlp's import, and mends it right after."""

    def find_spec(self, name, path, target=None):
        if name != "yt_dlp":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec and spec.loader:
            spec.loader = Mending(spec.loader)
        return spec


class Mending(importlib.abc.Loader):
    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        mend()


def mend():
    """Changes what this yt-dlp has of all that any may have."""
    for module, owner, name, around in (
        ("yt_dlp.utils", "YoutubeDLHandler", "http_response", answer_unpacked),
        ("yt_dlp.utils", "YoutubeDLHandler", "https_response", answer_unpacked),
        ("yt_dlp.networking._urllib", "HTTPHandler", "http_response", answer_unpacked),
        ("yt_dlp.networking._urllib", "HTTPHandler", "https_response", answer_unpacked),
        ("yt_dlp.networking.common", "RequestDirector", "send", answer_bounded),
        ("yt_dlp.networking.common", "RequestDirector", "send", leave_by_the_gate),
        ("yt_dlp.downloader.common", "FileDownloader", "download", fetch),
        ("yt_dlp.downloader.fragment", "FragmentFD", "_read_fragment", read_mapped),
        ("yt_dlp.YoutubeDL", "YoutubeDL", "report_error", tell_of_memory),
        (
            "yt_dlp.postprocessor.sponsorblock",
            "SponsorBlockPP",
            "_get_sponsor_chapters",
            take_sponsors,
        ),
    ):
        wrap(getattr(sys.modules.get(module), owner, None), name, around)
    yt_dlp = sys.modules["yt_dlp"]
    for teach in (lambda: read_segments(yt_dlp.downloader, yt_dlp.postprocessor), keep_whole):
        with contextlib.suppress(ImportError, AttributeError):  # it is made in another way
            teach()


def die_alike(handle, self, *args, **kwargs):
    """Where somebody kills an ffmpeg, the job is as interrupted as if it were killed itself."""
    handle(self, *args, **kwargs)
    killed = self.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    if killed and at_work and isinstance(self.args, (list, tuple)) and is_ffmpeg(self.args):
        os.kill(os.getpid(), signal.SIGKILL)


def politely(main, *args):
    """Does the job, and says why where it takes too much."""
    at_work.append(True)
    try:
        return main(*args)
    except MemoryError:
        take_more(resource.RLIMIT_DATA)
        print("ERROR: " + NO_MEMORY, file=sys.stderr)
        return 1
