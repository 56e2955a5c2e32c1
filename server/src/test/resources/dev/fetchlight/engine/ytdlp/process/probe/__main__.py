import sys

import yt_dlp

if __name__ == "__main__":
    sys.exit(yt_dlp.main())
