"""Has yt-dlp read lists of segments itself, and fetch those alone that a clip needs.

A clip is told by the environment, FETCHLIGHT_CLIP=FROM-TO in seconds, TO may lack. What is fetched
begins with the segment in which the clip begins; how far into the whole that is, the ffmpeg that
merges and cuts is told. A list that does not tell how long its segments are is fetched whole.
"""

import math
import os
import sys

NO_SEGMENT = "The video ends before the section begins"
ENCRYPTED = "The segments are encrypted in a way that only ffmpeg could read"

ROUNDING = 1e-3  # seconds
HAIR = 5e-3  # seconds
ADVERTISED = ("#ANVATO-SEGMENT-INFO", "#UPLYNK-SEGMENT")  # yt-dlp leaves some of these out
ONE_SEGMENT = ("#EXTINF", "#EXT-X-BYTERANGE", "#EXT-X-PROGRAM-DATE-TIME", "#EXT-X-GAP")

begins = {}  # in seconds of the whole, by the file that was fetched


def read_segments(downloader, postprocessor):
    """Changes yt-dlp's downloaders of lists; these are its packages of that name."""
    hls = downloader.hls
    hls.FFmpegFD = Unable
    hls_fetch = hls.HlsFD.real_download
    dash = downloader.dash.DashSegmentsFD
    dash_fetch = dash.real_download
    merge = postprocessor.FFmpegMergerPP.run

    def fetch_hls(self, filename, info):
        part = Stretch.wanted() if info.get("format_index") is None else None

        def change(text):
            refuse_running(text)
            refuse_encrypted(text)
            text = with_vectors(text)
            return part.lines(text, filename) if part else text

        try:
            text = info.get("hls_media_playlist_data")
            if text:
                info = {**info, "hls_media_playlist_data": change(text)}
            else:
                self.ydl = Reader(self.ydl, change)
            return hls_fetch(self, filename, info)
        except Unfit as why:
            self.report_error(str(why))
            return False

    def fetch_dash(self, filename, info):
        part = Stretch.wanted()
        if not part or not isinstance(info.get("fragments"), list):
            return dash_fetch(self, filename, info)
        try:
            fragments = part.fragments(info["fragments"], filename)
        except Unfit as why:
            self.report_error(str(why))
            return False
        return dash_fetch(self, filename, {**info, "fragments": fragments})

    def merge_in_time(self, info):
        files = info["__files_to_merge"]
        if begins:
            options = self.get_param("postprocessor_args")
            first = min(begins.get(file, 0) for file in files)
            for number, file in enumerate(files, 1):
                late = begins.get(file, 0) - first
                options[f"merger+ffmpeg_i{number}"] = ["-itsoffset", f"{late:.6f}"]
            cut_from(options, first)
        return merge(self, info)

    hls.HlsFD.real_download = fetch_hls
    dash.real_download = fetch_dash
    postprocessor.FFmpegMergerPP.run = merge_in_time
    copy = postprocessor.FFmpegCopyStreamPP.run

    def cut(self, info):
        if begins.keys() == {info["filepath"]}:
            cut_from(self.get_param("postprocessor_args"), begins[info["filepath"]])
        return copy(self, info)

    postprocessor.FFmpegCopyStreamPP.run = cut


def cut_from(options, first):
    """Has ffmpeg cut in a file that begins there."""
    words = options["copystream+ffmpeg_i"]
    part = Stretch.wanted()
    # A hair late, and the picture that the clip begins with would be one too early to be shown.
    words[words.index("-ss") + 1] = f"{max(0, part.begin - first - HAIR):.6f}"


def refuse_encrypted(text):
    """yt-dlp would hand such a list to ffmpeg, or keep what nobody can play."""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#EXT-X-KEY"):
            method = sys.modules["yt_dlp.utils"].parse_m3u8_attributes(line[11:]).get("METHOD")
            if method not in ("NONE", "AES-128"):
                raise Unfit(ENCRYPTED)


def with_vectors(text):
    """Has keys tell what they leave to the segment's number: yt-dlp does not count the segments that
    it has already, nor those that it leaves out, and counts what comes before the first.
    """
    lines, number, untold = [], 0, None
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#EXT-X-MEDIA-SEQUENCE:"):
            number = int(line.partition(":")[2])
        elif line.startswith("#EXT-X-KEY:"):
            key = sys.modules["yt_dlp.utils"].parse_m3u8_attributes(line[11:])
            untold = line if key.get("METHOD") == "AES-128" and "IV" not in key else None
        elif line and not line.startswith("#"):
            if untold:
                lines.append(f"{untold},IV=0x{number:032x}")
            number += 1
        lines.append(line)
    return "\n".join([*lines, ""])


class Unfit(Exception):
    """Why a list is not fetched."""


class Unable:
    """Stands where yt-dlp would hand a list to ffmpeg."""

    def __init__(self, ydl, _params):
        self.ydl = ydl

    @staticmethod
    def available(*_):
        return False

    @staticmethod
    def get_basename():
        return "nobody"

    def real_download(self, *_):
        self.ydl.report_error(ENCRYPTED)
        return False


class Reader:
    """A YoutubeDL whose first answer is a list that is changed."""

    def __init__(self, ydl, change):
        self.__dict__.update(ydl=ydl, change=change, read=False)

    def __getattr__(self, name):
        return getattr(self.ydl, name)

    def __setattr__(self, name, value):
        if name in self.__dict__:
            self.__dict__[name] = value
        else:
            setattr(self.ydl, name, value)

    def urlopen(self, *args, **kwargs):
        answer = self.ydl.urlopen(*args, **kwargs)
        if self.read:
            return answer
        self.read = True
        return Rewritten(answer, self.change)


class Rewritten:
    """What a site answered, changed as it is read."""

    def __init__(self, answer, change):
        self.answer = answer
        self.change = change

    def __getattr__(self, name):
        return getattr(self.answer, name)

    def read(self):
        return self.change(self.answer.read().decode("utf-8", "ignore")).encode()


class Stretch:
    """The part of the whole that is wanted, in seconds."""

    def __init__(self, begin, end):
        self.begin = begin
        self.end = end

    @staticmethod
    def wanted():
        begin, dash, end = os.environ.get("FETCHLIGHT_CLIP", "").partition("-")
        return Stretch(float(begin), float(end) if end else float("inf")) if dash else None

    def covering(self, lengths):
        """The first and the one after the last of the segments that are needed, and the time before."""
        first = last = None
        before = at = 0.0
        for number, length in enumerate(lengths):
            if at + length > self.begin + ROUNDING and at < self.end - ROUNDING:
                if first is None:
                    first, before = number, at
                last = number + 1
            at += length
        if first is None:
            raise Unfit(NO_SEGMENT)
        return first, last, before

    def fragments(self, all_of_them, filename):
        """Those of a DASH stream, and what must come before any."""
        head = all_of_them[:1] if all_of_them and not all_of_them[0].get("duration") else []
        rest = all_of_them[len(head) :]
        if not rest or not all(each.get("duration") for each in rest):
            return all_of_them
        first, last, begins[filename] = self.covering([each["duration"] for each in rest])
        return head + rest[first:last]

    def lines(self, text, filename):
        """Those of an HLS list, with what holds for its segments."""
        try:
            segments = Segments(text)
        except ValueError:
            return text
        if not segments.all:
            return text
        first, last, begins[filename] = self.covering([each.length for each in segments.all])
        return segments.text(first, last)


class Segment:
    def __init__(self, length, lines, state):
        self.length = length
        self.lines = lines
        self.state = state  # the lines that hold for it, of those before


class Segments:
    """The segments of an HLS list; a ValueError where it does not tell all that is needed."""

    def __init__(self, text):
        self.head, self.all, self.number = [], [], 0
        state, lines, length, follows = [], [], None, 0
        if any(each in text for each in ADVERTISED):
            raise ValueError(text)
        for line in filter(None, map(str.strip, text.splitlines())):
            if line.startswith("#EXT-X-MEDIA-SEQUENCE:"):
                self.number = int(line.partition(":")[2])
            elif line.startswith(("#EXT-X-KEY:", "#EXT-X-MAP:")):
                state = in_force(state, line)
            elif line.startswith("#EXT-X-ENDLIST"):
                pass
            elif line.startswith("#EXTINF:"):
                length = float(line.partition(":")[2].partition(",")[0])
                if not 0 <= length < math.inf:
                    raise ValueError(line)
                lines.append(line)
            elif line.startswith("#EXT-X-BYTERANGE:"):
                size, _, start = line.partition(":")[2].partition("@")
                follows = int(start or follows) + int(size)
                lines.append(f"#EXT-X-BYTERANGE:{int(size)}@{follows - int(size)}")
            elif line.startswith("#"):
                (lines if line.startswith(ONE_SEGMENT) else self.head).append(line)
            elif length is None:
                raise ValueError(line)
            else:
                self.all.append(Segment(length, [*lines, line], state))
                lines, length = [], None

    def text(self, first, last):
        held = []
        whole = list(self.head)
        keyed = any("#EXT-X-KEY:" in line for each in self.all for line in each.state)
        if keyed:  # they may go by it; without, yt-dlp only suspects that it is live
            whole.append(f"#EXT-X-MEDIA-SEQUENCE:{self.number + first}")
        for each in self.all[first:last]:
            known = os.path.commonprefix([held, each.state])
            whole += each.state[len(known) :] + each.lines
            held = each.state
        return "\n".join([*whole, "#EXT-X-ENDLIST", ""])


def in_force(state, line):
    """The lines that hold with this one: a map, the key that it came under, and the newest key."""
    maps = [number for number, each in enumerate(state) if each.startswith("#EXT-X-MAP:")]
    if line.startswith("#EXT-X-MAP:"):
        return [each for each in state if each.startswith("#EXT-X-KEY:")][-1:] + [line]
    return (state[: maps[0] + 1] if maps else []) + [line]
