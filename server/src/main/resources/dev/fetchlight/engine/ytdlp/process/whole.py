"""Has yt-dlp put together only what belongs together, and nothing that is no media.

What goes on with an earlier part is compared with it: what the site tells of its version, and the
last bytes, which come once more. Each segment of a stream is looked at before it is added. A stream
that is still running is refused before its first segment.
"""

import contextlib
import functools
import hashlib
import json
import os
import re

AGAIN = 64 * 1024  # bytes that come once more
LIVE = "Fetchlight: this live stream is still running"
NO_MEDIA = "Fetchlight: segment %d is no media"
CUT_SEGMENT = "Fetchlight: segment %d is not whole"
CUT = "Fetchlight: the file ends before the video does"
OTHER_PART = "Fetchlight: the site hands out another part than it was asked for"
PERIODS = "Fetchlight: the parts of this stream cannot be put together"
BOXES = (b"ftyp", b"styp", b"moof", b"sidx", b"emsg", b"mdat", b"moov", b"prft", b"free", b"skip")
ASIDE = (b"wide", b"uuid", b"meta", b"mfra", b"udta", b"pnot", b"ssix", b"pdin", b"junk")
NEEDED = (b"mdat", b"moof", b"moov")
EBML, MATROSKA_SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"
STARTS = (b"ID3", EBML, b"\x1fC\xb6u", b"\x0bw", b"\x00\x00\x01\xba", b"OggS", b"fLaC")
UNKNOWN_RIFF = 0x7FFF0000  # and more: written while nobody knew yet
MOST_BOXES = 200_000
TEXTS = (b"<", b"{", b"[", b"#EXT")
IDENTITY = "extractor_key id format_id ext width height vcodec acodec language filesize tbr".split()


class AnotherVersion(Exception):
    """The site has another version by now."""


def keep_whole():
    """Changes what this yt-dlp has of all this; what it lacks or has otherwise stays as it is."""
    from yt_dlp.downloader.common import FileDownloader
    from yt_dlp.downloader.dash import DashSegmentsFD
    from yt_dlp.downloader.fragment import FragmentFD
    from yt_dlp.downloader.hls import HlsFD
    from yt_dlp.downloader.http import HttpFD
    from yt_dlp.extractor.common import InfoExtractor
    from yt_dlp.YoutubeDL import YoutubeDL

    for owner, name, around in (
        (FileDownloader, "download", use_what_is_whole),
        (HttpFD, "real_download", go_on_with_the_same),
        (HlsFD, "real_download", begin_anew_where_changed),
        (DashSegmentsFD, "real_download", begin_anew_where_changed),
        (FragmentFD, "_prepare_frag_download", step_back),
        (FragmentFD, "_download_fragment", take_the_part),
        (FragmentFD, "download_and_append_fragments", look_at_segments),
        (FragmentFD, "_append_fragment", append_media),
        (YoutubeDL, "_write_thumbnails", do_without),
        (YoutubeDL, "_write_subtitles", do_without),
        (InfoExtractor, "_parse_mpd_formats_and_subtitles", refuse_dynamic),
        (InfoExtractor, "_parse_mpd_periods", refuse_dynamic),
    ):
        inner = owner.__dict__.get(name)
        if inner:
            setattr(owner, name, functools.wraps(inner)(surround(inner, around)))
    judged = HlsFD.can_download

    def can_download(manifest, *args, **kwargs):
        refuse_running(manifest)
        return judged(manifest, *args, **kwargs)

    HlsFD.can_download = staticmethod(can_download)


def surround(inner, around):
    def surrounded(*args, **kwargs):
        return around(inner, *args, **kwargs)

    return surrounded


def fail(line):
    """Ends the job with a line that whoever started it knows."""
    from yt_dlp.utils import DownloadError

    raise DownloadError(line)


def do_without(inner, self, *args, **kwargs):
    """Leaves out what comes beside the media where it lies at no address that can be asked."""
    from yt_dlp.utils import DownloadError

    try:
        return inner(self, *args, **kwargs)
    except (DownloadError, MemoryError):
        raise
    except Exception as why:
        self.report_warning(f"What comes beside the video cannot be fetched: {why}")
        return []


def refuse_running(manifest):
    """A list of segments without an end grows while it is read, or was cut itself. yt-dlp of 2023
    takes that of a recording for whole.
    """
    lines = [line for line in map(str.strip, manifest.splitlines()) if line]
    segments = [line for line in lines if not line.startswith("#")]
    of_lists = any(line.startswith("#EXT-X-STREAM-INF") for line in lines)
    if segments and not of_lists and "#EXT-X-ENDLIST" not in lines:
        fail(LIVE)


def refuse_dynamic(inner, self, mpd_doc, *args, **kwargs):
    changing = (mpd_doc.get("type") or "").strip().lower() == "dynamic"
    if changing and self.ie_key() in ("Generic", "HTML5MediaEmbed"):
        fail(LIVE)
    periods = [each for each in mpd_doc if str(each.tag).rpartition("}")[2] == "Period"]
    if len(periods) > 1 and not hasattr(self, "_parse_mpd_periods"):
        fail(PERIODS)  # it would take one of them
    return inner(self, mpd_doc, *args, **kwargs)


def refuse_radio(answer):
    """A broadcast over HTTP tells what is on, and no length."""
    names = [name.lower() for name in answer.headers]
    if "content-length" not in names and any(name.startswith("icy-") for name in names):
        fail(LIVE)


# One file over HTTP


def go_on_with_the_same(inner, self, filename, info_dict):
    """Fetches with a look at each answer that goes on with what is there."""
    temporary = self.temp_name(filename)
    if filename == "-":
        return inner(self, filename, info_dict)
    fragment = "-Frag" in os.path.basename(filename)
    part = Piece(temporary, filename, info_dict, not fragment)
    if os.path.exists(temporary) and (fragment or not part.known()):
        os.remove(temporary)  # nobody knows of what it is a part
    ydl = self.ydl
    self.ydl = Watched(ydl, part)
    try:
        return inner(self, filename, info_dict)
    finally:
        self.ydl = ydl


def use_what_is_whole(inner, self, filename, info_dict, *args, **kwargs):
    """A stream that an earlier run has fetched to its end is used where it is still the same."""
    if info_dict.get("is_live"):
        fail(LIVE)
    file = filename != "-" and os.path.isfile(filename) and "-Frag" not in os.path.basename(filename)
    if file and info_dict.get("protocol") in ("http", "https"):
        part = Piece(filename, filename, info_dict, True)
        if not (part.known() and same_end(self.ydl, part, info_dict)):
            os.remove(filename)
    elif file:
        os.remove(filename)  # of segments: nobody can tell whether they are still the same
    done = inner(self, filename, info_dict, *args, **kwargs)
    if filename != "-" and "-Frag" not in os.path.basename(filename) and is_cut(filename):
        os.remove(filename)
        fail(CUT)
    return done


def same_end(ydl, part, info_dict):
    size = os.path.getsize(part.path)
    request = request_of(info_dict, {"Range": f"bytes={max(0, size - AGAIN)}-"})
    with contextlib.suppress(Exception), contextlib.closing(ydl.urlopen(request)) as answer:
        total = (answer.headers.get("Content-Range") or "").rpartition("/")[2]
        return (
            total == str(size)
            and not part.contradicts(answer)
            and part.tail(size) == read_up_to(answer, AGAIN + 1)
        )
    return False


def request_of(info_dict, headers):
    headers = {**(info_dict.get("http_headers") or {}), **headers}
    try:
        from yt_dlp.networking import Request
    except ImportError:
        from yt_dlp.utils import sanitized_Request as Request

        headers["Youtubedl-no-compression"] = "True"
    return Request(info_dict["url"], None, headers)


class Piece:
    """What there is of a file, with a note beside it of what it is a part of."""

    def __init__(self, path, name, info_dict, noted):
        self.path = path
        self.note = name + ".version" if noted else None
        self.what = [str(info_dict.get(each)) for each in IDENTITY]
        self.base = range_of((info_dict.get("http_headers") or {}).get("Range"))[0] or 0
        self.version = None

    def known(self):
        """Whether it is of the very format that is wanted now."""
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            with open(self.note) as file:
                noted = json.load(file)
            self.version = noted["version"]
            return noted["what"] == self.what
        return False

    def begin(self, answer):
        self.version = version_of(answer)
        if self.note:
            with open(self.note + ".new", "w") as file:
                json.dump({"what": self.what, "version": self.version}, file)
            os.replace(self.note + ".new", self.note)

    def contradicts(self, answer):
        was, now = self.version or {}, version_of(answer)
        for each in ("etag", "date", "total"):
            if was.get(each) and now.get(each) and was[each] != now[each]:
                return True
        return False

    def tail(self, end):
        """The last bytes before that place; empty where they are not on disk."""
        with contextlib.suppress(OSError):
            if os.path.getsize(self.path) >= end:
                with open(self.path, "rb") as file:
                    file.seek(max(0, end - AGAIN))
                    return file.read(min(end, AGAIN))
        return b""


def version_of(answer):
    headers = answer.headers
    ranged = (headers.get("Content-Range") or "").rpartition("/")[2]
    return {
        "etag": (headers.get("ETag") or "").removeprefix("W/"),
        "date": headers.get("Last-Modified") or "",
        "total": ranged if ranged.isdigit() else headers.get("Content-Length") or "",
    }


def range_of(text):
    match = re.match(r"bytes[ =](\d+)-(\d*)", text or "")
    return (int(match[1]), match[2]) if match else (None, "")


class Watched:
    """A YoutubeDL whose answers go on with what is there, or begin from the beginning."""

    def __init__(self, ydl, part):
        self.__dict__.update(ydl=ydl, part=part)

    def __getattr__(self, name):
        return getattr(self.ydl, name)

    def __setattr__(self, name, value):
        setattr(self.ydl, name, value)

    def urlopen(self, request):
        begin, end = range_of(range_header(request))
        place = (begin or 0) - self.part.base
        if place <= 0:
            answer = self.ydl.urlopen(request)
            if self.part.note:
                refuse_radio(answer)
            elif begin is not None and not hands_out(answer, begin):
                answer.close()
                fail(OTHER_PART)
            self.part.begin(answer)
            return answer
        tail = self.part.tail(place)
        if not tail:
            return self.ydl.urlopen(request)  # more of what this very run has not written yet
        set_range(request, f"bytes={begin - len(tail)}-{end}")
        answer = self.ydl.urlopen(request)
        if self.goes_on(answer, begin, tail):
            return answer
        answer.close()
        # HttpFD begins anew by itself where an answer is not the part that it asked for.
        set_range(request, f"bytes={self.part.base}-" if self.part.base else None)
        answer = self.ydl.urlopen(request)
        self.part.begin(answer)
        return answer

    def goes_on(self, answer, begin, tail):
        """Takes off what comes once more, where it is what it was."""
        headers = answer.headers
        told = headers.get("Content-Range") or ""
        start, last = range_of(told)
        if start != begin - len(tail) or self.part.contradicts(answer):
            return False
        if headers.get("Content-Encoding") not in (None, "identity"):
            return False
        came = read_up_to(answer, len(tail))
        if came != tail[: len(came)]:
            return False
        length = headers.get("Content-Length")
        more = not length or int(length) > len(tail)
        if len(came) < len(tail) or (more and at_end(answer)):
            raise broken_off()
        headers.replace_header("Content-Range", f"bytes {begin}-{last}/{told.rpartition('/')[2]}")
        if length:
            headers.replace_header("Content-Length", str(int(length) - len(tail)))
        return True


def hands_out(answer, begin):
    """Whether it is the part that begins there."""
    start, _ = range_of(answer.headers.get("Content-Range"))
    return (0 if start is None else start) == begin


def read_up_to(answer, count):
    content = b""
    while len(content) < count:
        more = answer.read(count - len(content))
        if not more:
            break
        content += more
    return content


def at_end(answer):
    """Whether nothing more comes, where that can be seen without taking it."""
    peek = getattr(answer, "peek", None) or getattr(getattr(answer, "fp", None), "peek", None)
    return peek is not None and not peek(1)


def broken_off():
    """What HttpFD takes for a broken connection, and tries again."""
    sentence = "the connection broke off"
    try:
        from yt_dlp.networking.exceptions import TransportError
    except ImportError:
        return ConnectionResetError(sentence)
    return TransportError(sentence)


def range_header(request):
    return request.headers.get("Range")


def set_range(request, value):
    headers = request.headers
    for name in [each for each in headers if each.lower() == "range"]:
        del headers[name]
    if value:
        headers["Range"] = value


# Segments


def begin_anew_where_changed(inner, self, filename, info_dict):
    what = [str(info_dict.get(each)) for each in IDENTITY]
    self.fetchlight_what = hashlib.sha256(json.dumps(what).encode()).hexdigest()
    try:
        return inner(self, filename, info_dict)
    except AnotherVersion:
        sweep(self, filename)
        return inner(self, filename, info_dict)


def sweep(downloader, filename):
    """Removes what there is of a stream in segments."""
    temporary = downloader.temp_name(filename)
    folder = os.path.dirname(temporary) or "."
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if path in (os.path.join(folder, os.path.basename(temporary)),) or name.startswith(
            os.path.basename(temporary) + "-Frag"
        ):
            os.remove(path)
    for path in (downloader.ytdl_filename(filename), last_note(downloader, filename)):
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)


def last_note(downloader, filename):
    return downloader.temp_name(filename) + ".last"


def step_back(inner, self, ctx):
    """Has the last segment fetched once more, to be compared with what there is of it."""
    what = getattr(self, "fetchlight_what", None)
    if what is None or ctx.get("live"):
        return inner(self, ctx)
    filename = ctx["filename"]
    part, note = self.temp_name(filename), self.ytdl_filename(filename)
    for name in os.listdir(os.path.dirname(part) or "."):
        if name.startswith(os.path.basename(part) + "-Frag"):
            os.remove(os.path.join(os.path.dirname(part), name))  # of whatever version
    expected = None
    try:
        with open(last_note(self, filename)) as file:
            last = json.load(file)
        with open(note) as file:
            noted = json.load(file)
        index = noted["downloader"]["current_fragment"]["index"]
        size = os.path.getsize(part)
        fits = last["what"] == what and last["of"] == ctx.get("total_frags")
        if fits and last["index"] == index and index > 0 and size == last["end"]:
            expected = (last["length"], last["sum"])
            os.truncate(part, size - last["length"])
            noted["downloader"]["current_fragment"]["index"] = index - 1
            with open(note, "w") as file:
                json.dump({**noted, "size": size - last["length"]}, file)
    except (OSError, ValueError, LookupError, TypeError):
        expected = None
    if expected is None:
        sweep(self, filename)
    inner(self, ctx)
    ctx["fetchlight_expected"] = expected


def take_the_part(inner, self, ctx, frag_url, info_dict, headers=None, *args, **kwargs):
    done = inner(self, ctx, frag_url, info_dict, headers, *args, **kwargs)
    begin, end = range_of((headers or {}).get("Range"))
    if done and end and os.path.getsize(ctx["fragment_filename_sanitized"]) != int(end) + 1 - begin:
        fail(OTHER_PART)
    return done


def look_at_segments(inner, self, ctx, fragments, info_dict, *args, **kwargs):
    if info_dict.get("ext") not in ("vtt", "srt", "ttml", "json", "mhtml"):
        ctx["fetchlight_media"] = True
    return inner(self, ctx, noting_stretches(fragments, ctx), info_dict, *args, **kwargs)


def noting_stretches(fragments, ctx):
    """The fragments, while it is noted whether they are stretches of one file."""
    for each in fragments:
        if re.search(r"[?&/;]range[=/][0-9]+-[0-9]+", each.get("url") or ""):
            ctx["fetchlight_stretches"] = True
        yield each


def append_media(inner, self, ctx, content):
    checked = ctx.get("fetchlight_media")
    wrong = checked and wrong_with(content, ctx.get("fetchlight_stretches"))
    if wrong:
        with contextlib.suppress(OSError, KeyError):
            os.remove(ctx["fragment_filename_sanitized"])
        ctx["dest_stream"].close()
        fail(wrong % ctx["fragment_index"])
    expected = ctx.pop("fetchlight_expected", None)
    now = [len(content), hashlib.sha256(content).hexdigest()]
    if expected and list(expected) != now:
        ctx["dest_stream"].close()
        raise AnotherVersion
    inner(self, ctx, content)
    if checked and getattr(self, "fetchlight_what", None):
        note = last_note(self, ctx["filename"])
        last = {"what": self.fetchlight_what, "of": ctx.get("total_frags")}
        last.update(index=ctx["fragment_index"], length=now[0], sum=now[1])
        last["end"] = ctx["dest_stream"].tell()
        with open(note + ".new", "w") as file:
            json.dump(last, file)
        os.replace(note + ".new", note)


def wrong_with(content, stretch):
    """Why it can be no part of the media; a stretch of a file may begin anywhere in it."""
    if is_text(content) if stretch else not is_media(content):
        return NO_MEDIA
    if not stretch and cut_in_a_box(len(content), content.__getitem__):
        return CUT_SEGMENT
    return None


def is_text(content):
    head = bytes(content[:512])
    start = head[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not start or start.startswith(TEXTS) or (head.isascii() and b"\0" not in head)


def is_media(content):
    """Whether it begins as segments do, or packets of a transport stream are somewhere near."""
    near = bytes(content[:AGAIN])
    if near[4:8] in BOXES or near.startswith(STARTS):
        return True
    if len(near) > 2 and near[0] == 0xFF and near[1] & 0xE0 == 0xE0:
        return True  # sound in frames
    if len(near) < 3 * 188:
        return near[:1] == b"G" and len(near) % 188 == 0
    return any(
        near[at] == near[at + 188] == near[at + 376] == 0x47 for at in range(len(near) - 376)
    )


# Files


def is_cut(path):
    """Whether a file that tells its own length lacks some of it: put together or converted by
    ffmpeg, it would look whole.
    """
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:

            def bytes_at(where):
                file.seek(where.start)
                return file.read(where.stop - where.start)

            head = bytes_at(slice(0, 64))
            if head[4:8] in BOXES:
                return cut_in_a_box(size, bytes_at)
            if head.startswith(b"RIFF"):
                told = int.from_bytes(head[4:8], "little")
                return size < told < UNKNOWN_RIFF
            if head.startswith(EBML):
                return size < end_of_ebml(head)
    except OSError:
        pass
    return False


def cut_in_a_box(size, bytes_at):
    """Whether the last of the boxes of an MP4 file, or of a segment of one, lacks a part."""
    at = 0
    for _ in range(MOST_BOXES):
        head = bytes(bytes_at(slice(at, at + 16)))
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        if len(head) < 8 or name not in BOXES + ASIDE:
            return False
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        if at + length > size:
            return name in NEEDED
        if length < 8:
            return False  # to the end
        at += length
    return False


def end_of_ebml(head):
    """Where the segment of a Matroska file ends; 0 where it does not tell."""
    length, at = ebml_number(head, 4)
    at += length
    if head[at : at + 4] != MATROSKA_SEGMENT:
        return 0
    length, at = ebml_number(head, at + 4)
    return at + length if length >= 0 else 0


def ebml_number(head, at):
    """A number and where it ends; -1 for one that is not told."""
    width = 9 - head[at].bit_length() if at < len(head) and head[at] else 9
    if at + width > len(head):
        return -1, at
    value = int.from_bytes(head[at : at + width], "big") & ((1 << 7 * width) - 1)
    return (-1 if value == (1 << 7 * width) - 1 else value), at + width
