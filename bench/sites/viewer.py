#!{python}
# This yt-dlp, which takes YouTube's names for the site of the benchmark and trusts its certificate,
# with a proxy and without one, and waits {wait} s between the page and the media.
import http.client, socket, sys, types
sys.path.insert(0, "{ytDlp}")
trusted = types.ModuleType("certifi")
trusted.where = lambda: "{folder}/site.pem"
sys.modules["certifi"] = trusted
tunnel = http.client.HTTPConnection.set_tunnel
resolve = socket.getaddrinfo
def here(host, port):
    named = str(host).endswith((".youtube.com", ".googlevideo.com", ".ytimg.com"))
    return ("127.0.0.1", {port}) if named else (host, port)
def set_tunnel(self, host, port=None, headers=None):
    name, _, its = host.partition(":")
    tunnel(self, *here(name, port or (int(its) if its else None)), headers)
http.client.HTTPConnection.set_tunnel = set_tunnel
socket.getaddrinfo = lambda host, port, *more, **named: resolve(*here(host, port), *more, **named)
import yt_dlp
from yt_dlp.extractor.common import InfoExtractor
asked = InfoExtractor._configuration_arg
def configured(self, key, *more, **named):
    return ["{wait}"] if key == "playback_wait" else asked(self, key, *more, **named)
InfoExtractor._configuration_arg = configured
if __name__ == "__main__":
    sys.exit(yt_dlp.main())
