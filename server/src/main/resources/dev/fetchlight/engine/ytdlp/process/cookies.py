"""Judges where requests leave: a cookie reaches only hosts that it is for, and a login its place."""

import contextlib
import http.client
import http.cookiejar
import ipaddress
import json
import os
import re
import urllib.parse
import urllib.request
import weakref

LONG_SECRET = 8  # a shorter one stands in other texts by chance

jars = {}  # by what they are, for some are equal to others and have no hash


def register(init, self, *args, **kwargs):
    init(self, *args, **kwargs)
    key = id(self)
    jars[key] = weakref.ref(self, lambda _: jars.pop(key, None))


def hand_out_strictly(lax, self, cookie, request):
    """Python hands a cookie of one host out to all below it, and one of an address to others."""
    return lax(self, cookie, request) and fits(cookie, address(request.get_full_url()))


def address(url):
    """Scheme, host and path."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme.lower(), (parts.hostname or "").lower(), parts.path or "/"


def fits(cookie, to):
    """Whether a cookie is for that address."""
    scheme, host, path = to
    domain = cookie.domain.lower()
    name = domain.strip("[]").lstrip(".")
    if "." not in host and name == host + ".local":  # as Python calls it
        name = host
    below = domain.startswith(".") and host.endswith("." + name) and not (is_ip(host) or is_ip(name))
    within = path == cookie.path or path.startswith(cookie.path.rstrip("/") + "/")
    return bool(name) and (host == name or below) and within and (scheme == "https" or not cookie.secure)


def is_ip(host):
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def note_address(put, self, method, url, *args, **kwargs):
    """Notes where the request that begins goes, through however many proxies."""
    self.known_there = False
    self.safe_port = self.port
    if getattr(self, "_tunnel_host", None):
        self.goes_to = "https", self._tunnel_host.lower().strip("[]"), address(url)[2]
        self.safe_port = self._tunnel_port or 443
    elif "://" in url.split("?")[0]:
        self.goes_to = address(url)
    else:
        secure = isinstance(self, http.client.HTTPSConnection)
        self.goes_to = "https" if secure else "http", self.host.lower().strip("[]"), address(url)[2]
    return put(self, method, url, *args, **kwargs)


def put_judged(put, self, header, *values):
    name = header.decode("latin-1") if isinstance(header, bytes) else header
    if name.strip().lower() == "authorization":
        self.known_there = True
    if name.strip().lower() == "cookie":
        texts = (each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in values)
        text = judged("; ".join(texts), self.goes_to)
        return put(self, header, text) if text else None
    return put(self, header, *values)


def show_login(end, self, *args, **kwargs):
    """Shows the login at its place, where the way there is safe; where it is not, the gate does."""
    scheme, host, _ = self.goes_to
    if scheme == "https" and not self.known_there:
        with contextlib.suppress(OSError, KeyError), open(os.environ["FETCHLIGHT_LOGIN"]) as file:
            login = json.load(file)
            if (host, self.safe_port) == (login["host"], login["port"]):
                self.putheader("Authorization", login["authorization"])
    return end(self, *args, **kwargs)


def leave_by_the_gate(send, self, request, *args, **kwargs):
    """A plugin that asks for no proxy would meet nothing but the wall."""
    proxies = getattr(request, "proxies", None)
    if proxies and not all(proxies.values()):
        request.proxies = {each: proxy for each, proxy in proxies.items() if proxy}
    return send(self, request, *args, **kwargs)


def judged(text, to):
    """A Cookie header without what is for others, and then with what it kept from being put in."""
    known = cookies()
    pairs = [each.strip() for each in text.split(";") if each.strip()]
    kept = [each for each in pairs if may_go(each, known, to)]
    if len(kept) < len(pairs):
        names = {each.partition("=")[0] for each in kept}
        kept += [pair(each) for each in known if fits(each, to) and each.name not in names]
    return "; ".join(dict.fromkeys(kept))


def may_go(text, known, to):
    """Whether nobody knows this pair for another's alone."""
    owners = [each for each in known if is_in(each, text)]
    return not owners or any(fits(each, to) for each in owners)


def is_in(cookie, text):
    name, _, value = text.partition("=")
    # A value may hold what ends one, and then comes as several pairs.
    first, *more = map(bare, (cookie.value or "").split(";"))
    if (name.strip() == cookie.name and bare(value) == first) or bare(text) in more:
        return True
    texts = bare(text), bare(urllib.parse.unquote(text))
    secrets = (each for each in (first, *more) if len(each) >= LONG_SECRET)
    return any(secret in each for secret in secrets for each in texts)


def bare(value):
    """A value without what it may be dressed in."""
    return re.sub(r'[\\"\s]', "", value)


def pair(cookie):
    return cookie.name if cookie.value is None else f"{cookie.name}={cookie.value}"


def due(to):
    """The cookies that are for that address."""
    return [each for each in cookies() if fits(each, to)]


def cookies():
    """Of all jars."""
    found = []
    for jar in [each() for each in list(jars.values())]:
        if jar is not None:
            with jar._cookies_lock:
                found += [each for each in http.cookiejar.CookieJar.__iter__(jar) if not each.is_expired()]
    return found


def start_modestly(start, self, args, *more, **kwargs):
    """ffmpeg passes whatever is among its headers on to where it is redirected: it gets cookies as
    such, for their hosts.
    """
    if isinstance(args, (list, tuple)) and is_ffmpeg(args):
        args = modest(settled([os.fsdecode(each) for each in args]))
    return start(self, args, *more, **kwargs)


def is_ffmpeg(args):
    return bool(args) and os.path.basename(os.fsdecode(args[0])) in ("ffmpeg", "ffprobe")


def settled(args):
    """With the addresses to which inputs with cookies lead: ffmpeg, which takes every host that ends
    alike for the same, is not to be led anywhere.
    """
    new, lines = [], []
    for before, word in zip(["", *args], args):
        if before == "-headers":
            lines = word.splitlines()
        elif before == "-i":
            if due(address(word)):
                word = end_of(word, lines)
            lines = []
        new.append(word)
    return new


def end_of(url, lines):
    """Where that address leads, asked as ffmpeg will."""
    trail = Trail(url)
    headers = dict(each.split(": ", 1) for each in lines if ": " in each)
    headers.update({"Cookie": "; ".join(map(pair, due(address(url)))), "Range": "bytes=0-0"})
    with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
        urllib.request.build_opener(trail).open(urllib.request.Request(url, headers=headers)).close()
    return trail.end


class Trail(urllib.request.HTTPRedirectHandler):
    """Keeps where it was led to, also where nobody answers there."""

    def __init__(self, start):
        self.end = start

    def redirect_request(self, request, answer, code, message, headers, url):
        self.end = url
        return super().redirect_request(request, answer, code, message, headers, url)


def modest(args):
    if not {"-headers", "-cookies"} & set(args):
        return args
    new, headers = [], None
    words = iter(args)
    for word in words:
        if word == "-cookies":
            next(words, None)
        elif word == "-headers":
            lines = next(words, "").splitlines()
            headers = [each for each in lines if each and not each.lower().startswith("cookie")]
        elif word == "-i":
            url = next(words, "")
            if headers:
                new += ["-headers", "".join(each + "\r\n" for each in headers)]
            fitting = due(address(url))
            if fitting:
                new += ["-cookies", "".join(for_ffmpeg(each, url) for each in fitting)]
            new += ["-i", url]
            headers = None
        else:
            new.append(word)
    return new


def for_ffmpeg(cookie, url):
    """As it is set, for that address: ffmpeg takes the port for a part of the host, and over a proxy
    all of the address for the path.
    """
    parts = urllib.parse.urlsplit(url)
    path = "http" if parts.scheme.lower() == "http" else cookie.path
    host = parts.netloc.rpartition("@")[2]
    return f"{pair(cookie)}; path={path}; domain={host};\r\n"
