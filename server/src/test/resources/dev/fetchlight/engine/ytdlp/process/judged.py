"""Says of cookies and addresses whether the one reaches the other; stands behind cookies.py."""

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


for line in TABLE.strip().splitlines():
    domain, path, secure, url, goes = line.split()
    jar = CookieJar()
    jars.add(jar)
    jar.set_cookie(cookie(domain, path, secure == "yes"))
    expected = "pass=sesame-8841; lang=en" if goes == "yes" else "lang=en"
    for header in ("pass=sesame-8841; lang=en", 'pass="sesame-8841";lang=en', "lang=en; other=xsesame-8841y"):
        names = [each.partition("=")[0].strip() for each in judged(header, address(url)).split(";")]
        secret = "pass" in names or "other" in names
        print(f"{line} with {header}: {secret == (goes == 'yes')}")
    given = modest(["ffmpeg", "-headers", "Cookie: pass=sesame-8841\r\nReferer: x\r\n", "-i", url])
    print(f"{line} to ffmpeg: {('sesame' in str(given)) == (goes == 'yes') and 'Referer' in str(given)}")
    print(f"{line} not among what is passed on: {'Cookie' not in str(given)}")
    jars.discard(jar)
