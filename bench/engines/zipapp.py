"""Makes a zipapp of the installed yt-dlp, as the project releases it: sources alone, none compiled.

Usage: zipapp.py FILE
"""

import os
import pathlib
import sys
import zipfile

import yt_dlp

package = pathlib.Path(yt_dlp.__file__).parent
with open(sys.argv[1], "wb") as out:
    out.write(f"#!{sys.executable}\n".encode())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted(package.rglob("*.py")):
            archive.write(source, source.relative_to(package.parent))
        archive.write(package / "__main__.py", "__main__.py")
os.chmod(sys.argv[1], 0o755)
