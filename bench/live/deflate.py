"""What permessage-deflate makes of the lines on standard input, and what it costs, as JSON."""

import json
import sys
import time
import zlib

TAIL = 4  # of each flush, which permessage-deflate leaves out
MOST_TIMES = 20_000


def compressor(following: bytes = b"") -> "zlib._Compress":
    return zlib.compressobj(level=6, wbits=-15, zdict=following)


def deflated(frame: bytes, by: "zlib._Compress") -> int:
    return len(by.compress(frame) + by.flush(zlib.Z_SYNC_FLUSH)) - TAIL


def measure(frames: list[bytes], way: str) -> dict:
    repeats = max(1, MOST_TIMES // len(frames))
    total = 0
    begin = time.process_time()
    for _ in range(repeats):
        by = compressor()
        last = b""
        for frame in frames:
            if way != "takeover":
                by = compressor(last if way == "following" else b"")
            total += deflated(frame, by)
            last = frame
    took = time.process_time() - begin
    count = repeats * len(frames)
    return {"bytes": total / count, "micros": took / count * 1e6}


frames = [line.rstrip(b"\n") for line in sys.stdin.buffer]
plain = sum(map(len, frames)) / len(frames)
ways = {way: measure(frames, way) for way in ("alone", "following", "takeover")}
print(json.dumps({"plain": plain, **ways}))
