"""A peer after MeTube's description: yt-dlp warm inside one Python process, a pool of threads, and
HTTP to ask it. `POST /add {"url"}` is answered when the file is whole, so no asking costs it time.

Usage: metube.py FOLDER THREADS [ZIPAPP]. Prints "ready PORT".
"""

import concurrent.futures
import http.server
import itertools
import json
import sys

FOLDER, THREADS = sys.argv[1], int(sys.argv[2])
sys.path[:0] = sys.argv[3:]  # a zipapp is a place to import from, too

import yt_dlp  # noqa: E402

numbers = itertools.count()
pool = concurrent.futures.ThreadPoolExecutor(THREADS)
progress = {}


def download(url):
    number = next(numbers)
    options = {
        "quiet": True,
        "noprogress": True,
        "outtmpl": f"{FOLDER}/metube-{number}.%(ext)s",
        "progress_hooks": [lambda status: progress.__setitem__(number, status)],
    }
    with yt_dlp.YoutubeDL(options) as downloader:
        return downloader.download([url])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        failed = pool.submit(download, asked["url"]).result()
        self.send_response(500 if failed else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("ready", server.server_address[1], flush=True)
server.serve_forever()
