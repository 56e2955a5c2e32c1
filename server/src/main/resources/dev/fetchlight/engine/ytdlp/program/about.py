"""Tells on one line what a yt-dlp has that it does not need: "solver", "impersonation".

    python -I -u -X utf8 - PROGRAM
"""

import contextlib
import runpy
import sys
import zipfile


def about(program):
    sys.argv = [program]
    if zipfile.is_zipfile(program):
        sys.path.insert(0, program)
    else:
        runpy.run_path(program, run_name="loaded")  # not as __main__, so that it only imports
    import yt_dlp

    with contextlib.suppress(Exception):
        from yt_dlp.dependencies import yt_dlp_ejs

        if yt_dlp_ejs:
            yield "solver"
    with contextlib.suppress(Exception):
        import yt_dlp.networking._curlcffi  # noqa: F401, which fails where it cannot be used

        yield "impersonation"


print(*about(sys.argv[1]))
