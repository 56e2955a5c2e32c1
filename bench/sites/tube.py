"""A site on loopback that speaks to yt-dlp as YouTube does; nothing of it is YouTube's.

Usage: tube.py FOLDER
FOLDER has picture.mp4, sound.m4a, site.pem and site.key. Says "up PORT" once it is. Every video
needs a solved challenge. The last letter of its id tells how large the player script is: S short,
L of 2.5 MB as real ones are.
"""

import http.server
import json
import pathlib
import ssl
import sys
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])
CLIPS = {"136": "picture.mp4", "140": "sound.m4a"}
SIGNATURE = "abcdefghij"
FRAME = """var _yt_player={};(function(g){
var window=this;
@BALLAST@
var cfg={signatureTimestamp:20000};
function U(u){this.m={};}
U.prototype.set=function(k,v){this.m[k]=v;};
U.prototype.get=function(k){return this.m[k];};
U.prototype.clone=function(){return this;};
function N(n){return n.split("").reverse().join("")+"OK";}
var hidden=[N];
U.prototype.zz=function(){if(this.m.n)this.m.n=N(this.m.n);};
function T(s){return s.split("").reverse().join("");}
function mk(u,sp,s){
  var x=new U(u);
  x.set("alr","yes");
  s&&(s=T(decodeURIComponent(s)),x.set(sp,encodeURIComponent(s)));
  return x;
}
})(_yt_player);
"""
FUNCTION = "var f%d=function(a,b){for(var i=0;i<a.length;i++){if(a[i]===b)return{at:i,of:a.slice(i)};}return null;};"
SCRIPTS = {
    "S": FRAME.replace("@BALLAST@", ""),
    "L": FRAME.replace("@BALLAST@", "\n".join(FUNCTION % each for each in range(23_500))),
}


def page(size, client):
    script = f"/s/player/0123abc{size.lower()}/player_ias.vflset/en_US/base.js"
    config = {
        **{"INNERTUBE_API_KEY": "x", "PLAYER_JS_URL": script, "VISITOR_DATA": "CgtaYXNk", "STS": 20000},
        "INNERTUBE_CONTEXT": {
            "client": {
                **{"clientName": client, "clientVersion": "2.20260101"},
                **{"visitorData": "CgtaYXNk", "hl": "en"},
            }
        },
    }
    return f"<html><script>ytcfg.set({json.dumps(config)});</script><script>var ytInitialData = {{}};</script></html>"


def player(video, client):
    details = {
        **{"videoId": video, "title": f"Synthetic {video}", "lengthSeconds": "2", "channelId": "UC" + "x" * 22},
        **{"author": "me", "shortDescription": "", "thumbnail": {"thumbnails": []}, "isLiveContent": False},
    }
    if client not in ("WEB", "TVHTML5", "WEB_EMBEDDED_PLAYER"):
        return {
            "playabilityStatus": {"status": "UNPLAYABLE", "reason": "This video is not available"},
            "videoDetails": details,
        }
    streams = {"adaptiveFormats": [clip(itag, video, client) for itag in CLIPS]}
    if client == "WEB":  # for its own player alone
        streams = {"serverAbrStreamingUrl": "https://r1.googlevideo.com/sabr", "adaptiveFormats": []}
    return {"playabilityStatus": {"status": "OK"}, "videoDetails": details, "streamingData": streams}


def clip(itag, video, client):
    query = f"id={video}&itag={itag}&expire=4102444800&c={client}&n=nchallenge{client}"
    url = f"https://r1.googlevideo.com/videoplayback?{query}"
    what = {
        "136": {
            **{"mimeType": 'video/mp4; codecs="avc1.64001f"', "width": 1280, "height": 720},
            **{"fps": 10, "qualityLabel": "720p"},
        },
        "140": {
            **{"mimeType": 'audio/mp4; codecs="mp4a.40.2"', "audioQuality": "AUDIO_QUALITY_MEDIUM"},
            "audioSampleRate": "44100",
        },
    }[itag]
    return {
        **{"itag": int(itag), "bitrate": 100000, "approxDurationMs": "2000", "projectionType": "RECTANGULAR"},
        "contentLength": str((FOLDER / CLIPS[itag]).stat().st_size),
        "signatureCipher": urllib.parse.urlencode({"s": SIGNATURE, "sp": "sig", "url": url}),
        **what,
    }


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, body, kind="text/html", status=200, fields=()):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        client = order["context"]["client"]["clientName"]
        self.answer(json.dumps(player(order.get("videoId", ""), client)), "application/json")

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path.startswith("/s/player/"):
            self.answer(SCRIPTS[url.path.split("/")[3][-1].upper()], "text/javascript")
        elif url.path == "/videoplayback":
            self.media(query)
        elif url.path == "/tv" or url.path == "/" or url.path == "/watch" or url.path.startswith("/embed"):
            # Only the watch page tells the video; whoever asks for another page has been there.
            Handler.size = query.get("v", Handler.size)[-1]
            self.answer(page(Handler.size, "TVHTML5" if url.path == "/tv" else "WEB"))
        else:
            self.answer("nothing", status=404)

    size = "S"

    def media(self, query):
        solved = query.get("n") == f"nchallenge{query['c']}"[::-1] + "OK" and query.get("sig") == SIGNATURE[::-1]
        if not solved:
            self.answer("no", status=403)
            return
        whole = (FOLDER / CLIPS[query["itag"]]).read_bytes()
        wanted = self.headers.get("Range")
        if not wanted:
            self.answer(whole, "video/mp4")
            return
        start, end = wanted.split("=")[1].split("-")
        start, end = int(start), min(int(end or len(whole)), len(whole) - 1)
        place = ("Content-Range", f"bytes {start}-{end}/{len(whole)}")
        self.answer(whole[start : end + 1], "video/mp4", 206, [place])


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100


site = Site(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(FOLDER / "site.pem", FOLDER / "site.key")
site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
print("up", site.server_address[1], flush=True)
site.serve_forever()
