"""Asks SponsorBlock for no longer than a while, and believes of its answer what can be true."""

import contextlib
import math
import signal
import threading

SPONSORS_AWAY = "Fetchlight: SponsorBlock was not to be had"
SPONSORS_ODD = "Fetchlight: the length of this video is not known, which SponsorBlock goes by"
SPONSORS_TIME = 20  # seconds for all tries together
MOST_SPONSORS = 1_000
LONGEST_SPONSOR = 200  # signs of a chapter's title
ACTIONS = ("skip", "poi", "chapter")


class SponsorsLate(Exception):
    pass


def take_sponsors(inner, self, info, duration):
    """Goes on without what SponsorBlock knows where it is away, or says what cannot be."""
    if not number(duration) or duration <= 0:
        self.report_warning(SPONSORS_ODD)
        return []
    ask = self._get_sponsor_segments

    def asked(*args):
        with in_time():
            segments = ask(*args)
        wanted = tuple(self._categories)
        good = (stretch_of(each, wanted, duration) for each in segments[: 10 * MOST_SPONSORS])
        return [each for each in good if each][:MOST_SPONSORS]

    self._get_sponsor_segments = asked
    try:
        return inner(self, info, duration)
    except MemoryError:
        raise
    except Exception as why:
        self.report_warning(f"{SPONSORS_AWAY}: {why}"[:500])
        return []


@contextlib.contextmanager
def in_time():
    """Ends what takes too long, where this thread can be told of it."""

    def late(*_):
        raise SponsorsLate("it did not answer in time")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SPONSORS_TIME)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def stretch_of(told, wanted, duration):
    """One of them within the video, or nothing."""
    if not isinstance(told, dict) or told.get("category") not in wanted:
        return None
    span = told.get("segment")
    if not isinstance(span, list) or len(span) != 2 or not all(map(number, span)):
        return None
    point = told["category"] == "poi_highlight"
    begin, end = max(0, span[0]), min(duration, span[1])
    if told.get("actionType") not in ACTIONS or (begin >= duration if point else begin >= end):
        return None
    whole = told.get("videoDuration")
    title = told.get("description")
    title = " ".join(title.split())[:LONGEST_SPONSOR] if isinstance(title, str) else ""
    return {
        **told,
        "segment": [begin, begin] if point else [begin, end],
        "videoDuration": whole if number(whole) and whole > 0 else 0,
        "description": title or "Chapter",
    }


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
