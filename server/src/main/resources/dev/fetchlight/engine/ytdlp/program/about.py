"""Tells on one line what a yt-dlp has that it does not need: "solver", "impersonation", "module:X" and
"plugin:X".

    python -I -u -X utf8 - PROGRAM [PLUGINS]
"""

import contextlib
import os
import runpy
import sys
import zipfile


def about(program, plugins=None):
    sys.argv = [program]
    if plugins:
        sys.path += sorted(each.path for each in os.scandir(plugins))
    else:
        os.environ["YTDLP_NO_PLUGINS"] = "1"
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
    with contextlib.suppress(Exception):
        from yt_dlp.dependencies import available_dependencies

        yield from (f"module:{name}" for name in sorted(available_dependencies))
    if plugins:
        with contextlib.suppress(Exception):
            yt_dlp.gen_extractors()  # as those of 2023 load them
        with contextlib.suppress(Exception):
            from yt_dlp.plugins import load_all_plugins

            load_all_plugins()
    loaded = [each for each in sys.modules if each.startswith("yt_dlp_plugins.")]
    yield from (f"plugin:{each.rpartition('.')[2]}" for each in sorted(loaded) if each.count(".") > 1)


with contextlib.redirect_stdout(sys.stderr):  # where plugins may say what they like
    words = list(about(*sys.argv[1:]))
print(*words)
