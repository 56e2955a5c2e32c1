"""Becomes a program that needs no network, behind the wall.

    python -I -u -X utf8 - TERMS PROGRAM [ARGUMENT...]
"""

import json


def execute(terms, *command):
    put_up(terms, readable(terms), os.getcwd(), {})
    os.execv(command[0], command)


execute(json.loads(sys.argv[1]), *sys.argv[2:])
