"""Has a loaded yt-dlp fetch fragments whose ends overlap, and says whether it counts them right.

    python -I counted.py WARM_PARENT PROGRAM FOLDER
"""

import json
import os
import runpy
import sys
import threading

warm_parent, program, folder = sys.argv[1:]
runpy.run_path(warm_parent, run_name="loaded")["load"](program, folder)

from yt_dlp import YoutubeDL
from yt_dlp.downloader.hls import HlsFD

file = os.path.join(folder, "media.mp4")
reading = threading.Event()
fetched = threading.Event()
stored = threading.Event()
noted = []


class Server:
    """In the place of what fetches each fragment: the second comes when the first is noted."""

    def __init__(self):
        self.params = {}

    def add_progress_hook(self, hook):
        self.hook = hook

    def download(self, path, info):
        if info["url"] == "2":
            stored.wait(60)
        with open(path, "w") as fragment:
            fragment.write(info["url"] * 10)
        if info["url"] == "3":
            reading.wait(60)
        self.hook({"status": "finished", "total_bytes": 10, "downloaded_bytes": 10})
        if info["url"] == "3":
            fetched.set()
        return True, True


class Downloader(HlsFD):
    def _read_fragment(self, ctx):
        reading.set()
        fetched.wait(60)  # by then the third has ended too
        return super()._read_fragment(ctx)

    def _append_fragment(self, ctx, content):
        super()._append_fragment(ctx, content)
        with open(file + ".ytdl") as note:
            noted.append(json.load(note))
        stored.set()


def start(**more):
    """Begins a download as yt-dlp does, and returns the downloader and what it knows."""
    quiet = YoutubeDL({"quiet": True, "no_warnings": True})
    fetching = Downloader(quiet, {"concurrent_fragment_downloads": 4, "noprogress": True})
    ctx = {"filename": file, "total_frags": 3, **more}
    fetching._prepare_frag_download(ctx)
    ctx["dl"] = Server()
    fetching._start_frag_download(ctx, {})
    return fetching, ctx


fetching, ctx = start()
urls = [{"frag_index": each, "url": str(each)} for each in (1, 2, 3)]
print("all come:", fetching.download_and_append_fragments(ctx, urls, {}))
indices = [each["downloader"]["current_fragment"]["index"] for each in noted]
print("each is counted when it is there:", indices == [1, 2, 3])
print("with what is there:", [each["size"] for each in noted] == [10, 20, 30])
with open(file) as whole:
    print("in order:", whole.read() == "1" * 10 + "2" * 10 + "3" * 10)
print("no note stays:", not [each for each in os.listdir(folder) if each.endswith(".ytdl")])

with open(file + ".part", "w") as unknown:
    unknown.write("of another time")
start()
print("what nobody knows of is left out:", os.path.getsize(file + ".part") == 0)
with open(file + ".part", "w") as recorded:
    recorded.write("so far")
os.remove(file + ".ytdl")
start(live=True)
print("but not of what is live:", os.path.getsize(file + ".part") == 6)
