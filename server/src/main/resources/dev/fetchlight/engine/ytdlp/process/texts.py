"""Bounds what is read into memory where it is read; what goes to disk streams on."""

import contextlib
import http.client
import io
import mmap
import os
import resource
import sys
import urllib.response
import zlib

STEP = 16 * 1024  # of what is packed; a thousand times as much may come of it
BROTLI_STEP = 32  # of which a million times as much may come
MOST_CODINGS = 4
MOST_SEGMENTS = 500_000  # in one list, for each takes much more memory than its line
SLACK = 1 << 20  # so that who reads the whole is the first to say that it is too much
MAPPED = 64 << 20  # a part of a medium that is larger is not read into memory
NO_MEMORY = "what the site sends takes more memory than is given to it"

bounds = {"text": 32 << 20}
media, beside = [], []  # what is fetched now, and goes to disk


class TooLarge(Exception):
    def __init__(self):
        super().__init__(f"the site sends more than {bounds['text']} bytes of text")


class TooLargeBeside(OSError):
    """The same of what comes beside a medium, which yt-dlp can go on without."""

    def __init__(self):
        super().__init__(f"the site sends more than {bounds['text']} bytes of this")


def read_bounded(read, self, amt=None):
    """Reads a whole body only as far as a text may go; one that is read in pieces goes to disk."""
    if amt is not None and amt >= 0:
        piece = read(self, amt)
        self.taken = getattr(self, "taken", 0) + len(piece)
        if self.taken > bounds["text"] + SLACK and not goes_to_disk():
            raise TooLargeBeside
        return piece
    text = whole(lambda: read(self, 4 * STEP), self.length)
    if self.length:  # which is what is missing
        raise http.client.IncompleteRead(text, self.length)
    return text


def whole(more, length=None):
    """All pieces up to an empty one."""
    if length and length > bounds["text"]:
        raise TooLarge
    pieces, size = [], 0
    while piece := more():
        pieces.append(piece)
        size += len(piece)
        if size > bounds["text"]:
            raise TooLarge
    text = b"".join(pieces)
    if text.count(b"#EXTINF") > MOST_SEGMENTS:
        raise TooLarge
    return text


def goes_to_disk():
    return bool(media) and not beside


def fetch(download, self, filename, info_dict, subtitle=False, *args, **kwargs):
    which = beside if subtitle else media
    which.append(filename)
    try:
        return download(self, filename, info_dict, subtitle, *args, **kwargs)
    finally:
        which.pop()


def answer_unpacked(answer, self, request, response):
    """Unpacks a body piece by piece, which yt-dlp would do at once."""
    codings = response.headers.get("Content-Encoding", "").lower().split(",")
    codings = [each.strip() for each in codings if each.strip() not in ("", "identity")]
    makers = [UNPACKERS.get(each) for each in reversed(codings)]
    if not makers or not all(makers) or request.get_method() == "HEAD":
        return answer(self, request, response)
    if len(makers) > MOST_CODINGS:
        raise TooLarge
    body = response
    for make in makers:
        body = Unpacked(body, *make())
    del response.headers["Content-Encoding"], response.headers["Content-Length"]
    unpacked = urllib.response.addinfourl(body, response.headers, response.url, response.code)
    unpacked.msg = response.msg
    return answer(self, request, unpacked)


class Unpacked(io.RawIOBase):
    """The bytes of a packed body, as they are asked for."""

    def __init__(self, packed, unpacker, step):
        self.packed = packed
        self.unpacker = unpacker
        self.step = step
        self.ready = b""
        self.left = b""
        self.taken = 0

    def readable(self):
        return True

    def read(self, amt=-1):
        if amt is None or amt < 0:
            return whole(lambda: self.read(4 * STEP))
        while not self.ready and amt:
            if not self.left:
                self.left = self.packed.read(STEP)
                if not self.left:
                    self.unpacker.end()
                    return b""
            step, self.left = self.left[: self.step], self.left[self.step :]
            self.ready = self.unpacker.take(step)
        piece, self.ready = self.ready[:amt], self.ready[amt:]
        self.taken += len(piece)
        if self.taken > bounds["text"] + SLACK and not goes_to_disk():
            raise TooLargeBeside
        return piece

    def close(self):
        self.packed.close()
        super().close()


class Zlib:
    """gzip, of which several may follow each other, and deflate, with or without its head."""

    def __init__(self, bits):
        self.bits = bits
        self.inner = None

    def take(self, packed):
        unpacked = b""
        while packed:
            if not self.inner:
                if self.bits is None:
                    self.bits = zlib.MAX_WBITS if packed[0] & 15 == 8 else -zlib.MAX_WBITS
                self.inner = zlib.decompressobj(self.bits)
            unpacked += self.inner.decompress(packed)
            packed = self.inner.unused_data if self.inner.eof else b""
            if packed and self.bits > zlib.MAX_WBITS and packed[:1] == b"\x1f":
                self.inner = None
            elif packed:
                break  # junk behind the end
        return unpacked

    def end(self):
        if self.inner and not self.inner.eof:
            raise EOFError("the packed text ends too early")


class Brotli:
    def __init__(self, inner):
        self.inner = inner
        self.take = getattr(inner, "process", None) or inner.decompress

    def end(self):
        pass


def brotli():
    try:
        import brotlicffi as library
    except ImportError:
        import brotli as library
    return Brotli(library.Decompressor()), BROTLI_STEP


UNPACKERS = {
    "gzip": lambda: (Zlib(zlib.MAX_WBITS + 16), STEP),
    "x-gzip": lambda: (Zlib(zlib.MAX_WBITS + 16), STEP),
    "deflate": lambda: (Zlib(None), STEP),
    "br": brotli,
}


def answer_bounded(send, self, request, *args, **kwargs):
    """Whatever library answers, its whole text is read in pieces."""
    response = send(self, request, *args, **kwargs)
    read = response.read

    def bounded(amt=None):
        return read(amt) if amt is not None and amt >= 0 else whole(lambda: read(STEP))

    with contextlib.suppress(AttributeError):
        response.read = bounded
    return response


def read_mapped(read, self, ctx):
    """A large part of a medium stays on disk until it is put to the others."""
    name = ctx.get("fragment_filename_sanitized")
    try:
        if not name or os.path.getsize(name) < MAPPED:
            return read(self, ctx)
        with open(name, "rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return read(self, ctx)


def tell_of_memory(report, self, message, *args, **kwargs):
    cause = sys.exc_info()[1]
    while cause and not isinstance(cause, MemoryError):
        cause = getattr(cause, "cause", None) or cause.__cause__ or cause.__context__
    if cause:
        take_more(resource.RLIMIT_DATA)
        message = NO_MEMORY
    return report(self, message, *args, **kwargs)
