"""A media site with the ways of the internet: `/limited/FILE` gives each connection RATE bytes a
second, by the kernel's own pacing; `/late/FILE` takes DELAY seconds to begin each answer.

Usage: slow.py FOLDER RATE DELAY. Prints "ready PORT".
"""

import http.server
import os
import re
import socket
import sys
import time

FOLDER, RATE, DELAY = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
SO_MAX_PACING_RATE = 47  # asm-generic/socket.h; Python has no name for it
TYPES = {".mp4": "video/mp4", ".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, body):
        way, name = re.fullmatch(r"/(limited|late)/([\w./-]+)(?:\?.*)?", self.path).groups()
        if way == "late":
            time.sleep(DELAY)
        else:
            self.connection.setsockopt(socket.SOL_SOCKET, SO_MAX_PACING_RATE, RATE)
        with open(os.path.join(FOLDER, name), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            first, last = self.wanted(size)
            self.head(name, first, last, size)
            if body:
                self.send(file, first, last + 1)

    def wanted(self, size):
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not asked:
            return 0, size - 1
        return int(asked[1]), min(int(asked[2] or size), size - 1)

    def head(self, name, first, last, size):
        self.send_response(206 if "Range" in self.headers else 200)
        if "Range" in self.headers:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Type", TYPES[os.path.splitext(name)[1]])
        self.send_header("Content-Length", str(last + 1 - first))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", f'"{size}"')
        self.end_headers()

    def send(self, file, position, end):
        try:
            while position < end:
                position += os.sendfile(self.connection.fileno(), file.fileno(), position, end - position)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has seen enough

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a client that went away is no news
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", 0), Handler)
print("ready", server.server_address[1], flush=True)
server.serve_forever()
