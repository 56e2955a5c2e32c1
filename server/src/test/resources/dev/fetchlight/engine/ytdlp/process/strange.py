"""Remembers for yt-dlps that are made in another way, and says whether they are left as they are.

    python -I strange.py WARM_PARENT
"""

import runpy
import sys
import types

remember = runpy.run_path(sys.argv[1], run_name="loaded")["remember"]


def answer(first, *others):
    return [first]


def unlike(params, **kwargs):
    return types.SimpleNamespace(_context=None)


front = types.ModuleType("yt_dlp.YoutubeDL")
sys.modules[front.__name__] = front
print("without the names:", remember() == [])
for other in ("no function", len, unlike, lambda: None):
    front.orderedSet_from_options, front.make_HTTPS_handler = None, other
    before = dict(vars(front))
    remember()
    print("with other ones:", vars(front) == before)
front.orderedSet_from_options = answer
remember()
generator = (each for each in "ab")
print("asked what cannot be kept:", front.orderedSet_from_options(generator) == [generator])
print("and something else:", front.orderedSet_from_options(1, 2) == [1])
