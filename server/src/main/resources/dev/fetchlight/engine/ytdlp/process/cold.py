"""Starts a yt-dlp of its own, behind the wall.

    python -I -u -X utf8 - TERMS PROGRAM [ARGUMENT...]

A program of Python gets the manners too; another is executed in this one's place.
"""

import json
import os
import runpy
import sys


def start(terms, program, *arguments):
    if not terms["python"]:
        put_up(terms, readable(terms), os.getcwd(), os.environ)
        os.execv(program, [program, *arguments])
    put_up(terms, readable(terms), os.getcwd(), os.environ)
    behave(terms)
    sys.argv = [program, *arguments]
    sys.exit(politely(lambda: runpy.run_path(program, run_name="__main__") and 0))


start(json.loads(sys.argv[1]), *sys.argv[2:])
