"""Asks a loaded yt-dlp what it would else work out anew, and says whether it is answered right.

    python -I remembered.py WARM_PARENT PROGRAM FOLDER
"""

import runpy
import ssl
import sys

warm_parent, program, folder = sys.argv[1:]
runpy.run_path(warm_parent, run_name="loaded")["load"](program, folder)

front = sys.modules["yt_dlp.YoutubeDL"]


def names(choose, again):
    """The extractors, as yt-dlp finds them and as it finds them once more."""
    found = []
    for _ in range(2):
        downloader = front.YoutubeDL({"quiet": True, "allowed_extractors": choose})
        found.append(list(downloader._ies))
        downloader._ies.clear()  # what one does to its own is not another's
    return found[again]


def context(**params):
    """What a download's HTTPS connections are made with."""
    if hasattr(front, "make_HTTPS_handler"):
        return front.make_HTTPS_handler(params)._context
    director = front.YoutubeDL({"quiet": True, **params})._request_director
    handler = director.handlers["Urllib"]
    return handler._make_sslcontext()


usual, old = context(), context(legacyserverconnect=True)
careless = context(nocheckcertificate=True)
print("certificates are read once:", context() is usual)
print("they are there:", usual.cert_store_stats()["x509_ca"] > 0)
print("they are checked:", usual.verify_mode == ssl.CERT_REQUIRED and usual.check_hostname)
print("not where nobody wants it:", careless.verify_mode == ssl.CERT_NONE)
print("old servers get their own:", old is not usual and old.options & 4 == 4)
print("new ones do not:", usual.options & 4 == 0)
print("extractors are chosen once:", hasattr(front.orderedSet_from_options, "known"))
print("extractors are found:", len(names(["default"], 0)) > 1_000)
print("all of them again:", names(["default"], 0) == names(["default"], 1))
print("others where they are asked for:", names(["generic"], 0) == ["Generic"])
