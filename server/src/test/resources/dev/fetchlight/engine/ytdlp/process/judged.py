"""Says of cookies and addresses whether the one reaches the other, and where a login is shown;
stands behind cookies.py and manners.py.
"""

import tempfile
from http.cookiejar import Cookie, CookieJar

# A cookie's domain, path and whether it is secure; an address; whether it goes there.
TABLE = """
127.0.0.2     / no  http://127.0.0.2:8080/a            yes
127.0.0.2     / no  http://127.0.0.2:9090/             yes
127.0.0.2     / no  http://127.0.0.4:8080/a            no
127.0.0.2     / no  http://1127.0.0.2/                 no
.0.0.2        / no  http://127.0.0.2/                  no
.127.0.0.2    / no  http://127.0.0.2/                  yes
127.0.0.2     / yes http://127.0.0.2/                  no
127.0.0.2     / yes https://127.0.0.2/                 yes
::1           / no  http://[::1]:80/                   yes
::1           / no  http://[::2]:80/                   no
example.com   / no  http://example.com/                yes
example.com   / no  http://EXAMPLE.com/                yes
example.com   / no  http://www.example.com/            no
example.com   / no  http://evilexample.com/            no
example.com   / no  http://example.com.evil.net/       no
example.com   / no  http://example.com@evil.net/       no
example.com   / no  http://evil.net/?example.com       no
example.com   / no  http://evil.net/#@example.com/     no
example.com   / no  http://example.co/                 no
.example.com  / no  http://example.com/                yes
.example.com  / no  http://www.example.com/            yes
.example.com  / no  http://a.b.example.com/            yes
.example.com  / no  http://evilexample.com/            no
.example.com  / no  http://com/                        no
.example.com  / yes http://www.example.com/            no
.example.com  / yes https://www.example.com:8443/      yes
example.com   /a no http://example.com/a               yes
example.com   /a no http://example.com/a/b?c           yes
example.com   /a no http://example.com/ab              no
example.com   /a no http://example.com/                no
example.com   /a/ no http://example.com/a/b            yes
example.com   /a/ no http://example.com/a              no
localhost.local / no http://localhost/                 yes
.local        / no  http://localhost/                  no
.             / no  http://example.com/                no
"""


def cookie(domain, path, secure):
    dotted = domain.startswith(".")
    return Cookie(
        0, "pass", "sesame-8841", None, False, domain, dotted, dotted, path, True, secure, None,
        False, None, None, {},
    )


class Equal(CookieJar):
    """Has no hash, as those of some libraries."""

    def __eq__(self, other):
        return self is other


for line in TABLE.strip().splitlines():
    domain, path, secure, url, goes = line.split()
    jar = Equal()
    register(lambda _: None, jar)
    jar.set_cookie(cookie(domain, path, secure == "yes"))
    expected = "pass=sesame-8841; lang=en" if goes == "yes" else "lang=en"
    for header in ("pass=sesame-8841; lang=en", 'pass="sesame-8841";lang=en', "lang=en; other=xsesame-8841y"):
        names = [each.partition("=")[0].strip() for each in judged(header, address(url)).split(";")]
        secret = "pass" in names or "other" in names
        print(f"{line} with {header}: {secret == (goes == 'yes')}")
    given = modest(["ffmpeg", "-headers", "Cookie: pass=sesame-8841\r\nReferer: x\r\n", "-i", url])
    print(f"{line} to ffmpeg: {('sesame' in str(given)) == (goes == 'yes') and 'Referer' in str(given)}")
    print(f"{line} not among what is passed on: {'Cookie' not in str(given)}")
    del jar


# Where a request goes, by which way, and whether the login of https://example.com:8443 goes along.
PLACES = """
https example.com 8443 straight yes
https EXAMPLE.com 8443 straight yes
https example.com 8443 tunnel   yes
https example.com 443  straight no
https example.com 443  tunnel   no
http  example.com 8443 straight no
https www.example.com 8443 straight no
https evilexample.com 8443 tunnel no
https example.com.evil.net 8443 tunnel no
https 127.0.0.1 8443 tunnel no
"""


class Kept:
    """Stands for a socket."""

    def __init__(self):
        self.sent = b""

    def sendall(self, octets):
        self.sent += octets


def sent(scheme, host, port, way, headers):
    if way == "tunnel":
        connection = http.client.HTTPSConnection("127.0.0.1", 3128)
        connection.set_tunnel(host, port)
    else:
        kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        connection = kind(host, port)
    connection.sock = Kept()
    connection.request("GET", "/a", headers=headers)
    return connection.sock.sent


wrap(http.client.HTTPConnection, "putrequest", note_address)
wrap(http.client.HTTPConnection, "putheader", put_judged)
wrap(http.client.HTTPConnection, "endheaders", show_login)
with tempfile.NamedTemporaryFile("w") as file:
    json.dump({"host": "example.com", "port": 8443, "authorization": "Basic c2VzYW1l"}, file)
    file.flush()
    os.environ["FETCHLIGHT_LOGIN"] = file.name
    for line in PLACES.strip().splitlines():
        scheme, host, port, way, goes = line.split()
        shown = b"Authorization: Basic c2VzYW1l" in sent(scheme, host, int(port), way, {})
        print(f"{line}: {shown == (goes == 'yes')}")
        own = sent(scheme, host, int(port), way, {"Authorization": "Bearer own"})
        print(f"{line} beside another: {own.count(b'Authorization') == 1 and b'Bearer own' in own}")
