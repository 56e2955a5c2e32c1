"""Becomes a program that needs no network, behind the wall.

    python -I -u -X utf8 - TERMS PROGRAM [ARGUMENT...]
"""

import json


def execute(terms, *command):
    put_up(terms, readable(terms), os.getcwd(), {})
    try:
        os.execv(command[0], command)
    except OSError as refused:
        sys.stderr.write(f"{command[0]}: {refused.strerror}\n")
        sys.exit(126)  # as a shell says it, and no program that runs


execute(json.loads(sys.argv[1]), *sys.argv[2:])
