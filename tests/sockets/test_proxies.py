"""Proxies: from `proxy=`, else from the environment, each origin by its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Authority, Mode, Run
from tests.sockets.laws import EXPERIMENT, GOOD, error_of, everything_said, lasting, read, write
from tests.sockets.proxies import PASSWORD, USER, Proxy, SocksProxy, Tunnel
from tests.sockets.server import FaultServer, TlsServer, answer, redirect

from labclients import ConnectionFailed, TimedOut, UnexpectedResponse, UsageError
from labclients._environment import matches_no_proxy, origin_of

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="macOS has 127.0.0.1 alone")


@pytest.fixture
def home(trusted: Authority) -> Iterator[TlsServer]:
    """A server at https://127.0.0.2, to which the environment's proxies apply."""
    with TlsServer(trusted.server, GOOD, host="127.0.0.2") as server:
        yield server


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "Https_Proxy"])
def test_a_proxy_of_the_environment_is_used(
    mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """HTTPS_PROXY and ALL_PROXY, in any case, with user and password: the proxy tunnels, and sees no token."""
    with Proxy(credentials=True) as proxy:
        monkeypatch.setenv(variable, proxy.url_with_credentials)
        assert mode.labguru(home, read).to_dict() == EXPERIMENT
        assert proxy.tunnels == [Tunnel(f"127.0.0.2:{home.port}", f"{USER}:{PASSWORD}")]


def test_the_command_line_goes_through_the_proxy(home: TlsServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the clients do."""
    with Proxy(credentials=True) as proxy:
        for name, value in {"LABGURU_TOKEN": TOKEN, "LABGURU_BASE_URL": home.url}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url_with_credentials)
        status, output, _ = run("labguru", "get", "experiments", 7)
        assert (status, proxy.targets) == (0, [f"127.0.0.2:{home.port}"])
        assert "PCR" in output


def test_a_connection_through_a_proxy_is_kept(mode: Mode, home: TlsServer) -> None:
    """One tunnel serves several calls."""
    with Proxy() as proxy:
        mode.labguru(home, read, read, write, proxy=proxy.url)
        assert len(proxy.tunnels) == 1


def test_a_proxy_without_a_scheme_is_an_http_proxy(mode: Mode, home: TlsServer) -> None:
    """As curl has it."""
    with Proxy() as proxy:
        assert mode.labguru(home, read, proxy=proxy.address).id == 7


def test_a_proxy_may_speak_tls_itself(mode: Mode, home: TlsServer, trusted: Authority) -> None:
    """An https:// proxy: TLS within TLS."""
    with Proxy(context=trusted.server) as proxy:
        assert mode.labguru(home, read, proxy=proxy.url).id == 7
        assert len(proxy.tunnels) == 1


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks", "SOCKS5"])
@pytest.mark.parametrize("credentials", [False, True])
def test_a_socks_proxy_is_used(
    mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch, scheme: str, credentials: bool
) -> None:
    """SOCKS 5 under each name that people write, with and without user and password."""
    pytest.importorskip("socksio", reason="the extra [socks]")
    with SocksProxy(credentials=credentials) as proxy:
        url = proxy.url_with_credentials if credentials else proxy.url
        monkeypatch.setenv("ALL_PROXY", url.replace("socks5", scheme))
        assert mode.labguru(home, read).id == 7
        user = f"{USER}:{PASSWORD}" if credentials else ""
        assert proxy.tunnels == [Tunnel(f"127.0.0.2:{home.port}", user)]


def test_socks_needs_the_extra(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, one sentence says what to install."""
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://me:Qx7secret@127.0.0.1:9")
    error = error_of(lambda: mode.labguru(home, read))
    assert type(error) is UsageError
    assert "ALL_PROXY" in error.message
    assert "labclients[socks]" in error.message
    assert "Qx7" not in everything_said(error)


NOT_SOCKS = [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x04\x5b", b"\x05", b"\x05\xff", b"\x05\x02", b""]


@pytest.mark.parametrize("words", NOT_SOCKS)
def test_what_is_no_socks_proxy_is_one_error(mode: Mode, home: TlsServer, words: bytes) -> None:
    """An HTTP proxy under socks5://, or one that hangs up, is a ConnectionFailed."""
    pytest.importorskip("socksio", reason="the extra [socks]")
    with SocksProxy(answer=words) as proxy:
        error = error_of(lambda: mode.labguru(home, read, proxy=proxy.url_with_credentials, attempts=1))
    assert type(error) is ConnectionFailed
    assert home.seen == []


def test_a_refused_password_of_socks_is_one_error(mode: Mode, home: TlsServer) -> None:
    """The proxy's password is not shown."""
    pytest.importorskip("socksio", reason="the extra [socks]")
    with SocksProxy(credentials=True) as proxy:
        url = proxy.url.replace("//", "//me:wr0ng-Qx7@")
        error = error_of(lambda: mode.labguru(home, read, proxy=url, attempts=1))
    assert type(error) is ConnectionFailed
    assert error.message == "the proxy refused to connect: Invalid username/password"


def test_proxy_comes_before_the_environment(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """`proxy=` is used whatever HTTPS_PROXY and NO_PROXY say."""
    with Proxy() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "*")
        mode.labguru(home, read, proxy=proxy.url)
        assert len(proxy.tunnels) == 1


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_environments_proxy_is_not_for_this_machine(
    mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """127.0.0.1, localhost and ::1 are reached directly."""
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    server.plan(GOOD)
    assert mode.labguru(server.url.replace("127.0.0.1", name), read).id == 7


@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_no_proxy_is_obeyed(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """What NO_PROXY names is reached directly."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv(variable, f"lab.example, 127.0.0.2:{home.port}")
    assert mode.labguru(home, read).id == 7


HOST, V4, V6 = "https://eu.lab.example:8443", "https://10.1.2.3", "https://[fd00::7]:8443"
RULES = [
    # rule, what it names
    ("*", {HOST, V4, V6}),
    ("eu.lab.example", {HOST}),
    ("EU.Lab.Example", {HOST}),
    ("eu.lab.example.", {HOST}),
    ("lab.example", {HOST}),
    (".lab.example", {HOST}),
    ("*.lab.example", {HOST}),
    ("ab.example", set()),
    ("*ab.example", set()),
    ("us.eu.lab.example", set()),
    ("eu.lab.example:8443", {HOST}),
    (".example:8443", {HOST}),
    ("eu.lab.example:443", set()),
    ("10.1.2.3", {V4}),
    ("10.1.2.3:443", {V4}),
    ("10.1.2.3:80", set()),
    ("10.1.0.0/16", {V4}),
    ("10.1.2.3/8", {V4}),
    ("10.2.0.0/16", set()),
    ("10.1.0.0/16:443", {V4}),
    ("0.0.0.0/0", {V4}),
    ("2.3", set()),
    (".2.3", set()),
    ("fd00::7", {V6}),
    ("FD00:0::7", {V6}),
    ("[fd00::7]", {V6}),
    ("[fd00::7]:8443", {V6}),
    ("[fd00::7]:443", set()),
    ("fd00::/8", {V6}),
    ("[fd00::/8]", {V6}),
    ("[fd00::]/8", {V6}),
    ("fe80::/10", set()),
    *((rule, set()) for rule in ("", ".", "*.", "[", "]", "[]", ":", ":443", "/8", "10.1.2.3/99", "http://x", "%")),
]


@pytest.mark.parametrize(("rule", "named"), RULES)
def test_every_form_of_no_proxy_is_read(rule: str, named: set[str]) -> None:
    """Hosts with their subdomains, ports, addresses, networks; nonsense names nothing, and raises nothing."""
    assert {url for url in (HOST, V4, V6) if matches_no_proxy(rule, origin_of(url))} == named


@pytest.mark.parametrize(
    "rules", ["nonsense,,127.0.0.2", " 127.0.0.2 ", "a 127.0.0.2", "[::1]:99999,http://x y,127.0.0.0/8"]
)
def test_no_proxy_is_a_list(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch, rules: str) -> None:
    """Commas and blanks part its entries, and an odd one does not hide the others."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", rules)
    assert mode.labguru(home, read).id == 7


ODD = [
    f"ftp://{USER}:Qx7secret@127.0.0.1:9",
    f"socks4://{USER}:Qx7secret@127.0.0.1:9",
    f"http://{USER}:Qx7secret@127.0.0.1:port",
    f"http://{USER}:Qx7secret@127.0.0.1:99999",
    f"http://{USER}:Qx7secret@pro xy:80",
    f"http://{USER}:Qx7secret@",
    f"http://{USER}:Qx7secret@[::1:80",
    f"http://{USER}:Qx7secret[@127.0.0.1:80",
    f"http://{USER}:Qx7secret/@127.0.0.1:80",
    f"http://{USER}:Qx7secret@a..b:80",
    f"http://{USER}:Qx7secret@{'x' * 70}.example:80",
    "://",
    "http://",
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("where", ["HTTPS_PROXY", "all_proxy", "proxy="])
def test_an_odd_proxy_is_one_sentence_that_names_its_place(
    mode: Mode, monkeypatch: pytest.MonkeyPatch, where: str, value: str
) -> None:
    """The variable or the argument is named; the credentials in it are not shown, and nothing is sent."""
    options = {"proxy": value} if where == "proxy=" else {}
    if not options:
        monkeypatch.setenv(where, value)
    error = error_of(lambda: mode.labguru("https://lab.invalid", read, attempts=1, **options))
    assert type(error) is UsageError
    assert where in error.message
    assert "Qx7" not in everything_said(error)


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_proxy_is_none(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A variable that is set to nothing is as good as not set."""
    monkeypatch.setenv("HTTPS_PROXY", value)
    assert mode.labguru(home, read).id == 7


def test_a_407_says_what_is_missing(mode: Mode, home: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that wants a password is asked once: more wrong passwords would lock an account."""
    with Proxy(credentials=True) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//me:wr0ng-Qx7@"))
        for work in (read, write):
            error = error_of(lambda work=work: mode.labguru(home, work))
            assert type(error) is ConnectionFailed
            assert "407" in error.message
            assert "wants a user and a password" in error.message
            assert "Qx7" not in everything_said(error)
        assert len(proxy.tunnels) == 2


def test_a_proxys_words_are_not_quoted(mode: Mode, home: TlsServer) -> None:
    """They may repeat the password."""
    words = f"HTTP/1.1 502 {USER}:{PASSWORD} is wrong\r\nContent-Length: 0\r\n\r\n".encode()
    with Proxy(answer=words) as proxy:
        error = error_of(lambda: mode.labguru(home, write, proxy=proxy.url_with_credentials, attempts=2))
        assert len(proxy.tunnels) == 2  # no server has seen the write
    assert error.message == "the proxy refused to connect: it answered 502"
    assert "Qx7" not in everything_said(error)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_is_not_there_is_named(mode: Mode, home: TlsServer, scheme: str) -> None:
    """So that nobody looks for the fault at the server."""
    with FaultServer(listening=False) as nobody:
        url = f"{scheme}://{USER}:Qx7secret@127.0.0.1:{nobody.port}"
        error = error_of(lambda: mode.labguru(home, read, proxy=url, attempts=2))
    assert type(error) is ConnectionFailed
    assert f"no connection to the proxy 127.0.0.1:{nobody.port} could be made: " in error.message
    assert "Qx7" not in everything_said(error)


def test_no_tls_behind_a_proxy_is_one_error(mode: Mode, home: TlsServer) -> None:
    """A tunnel that leads to something else."""
    with Proxy(answer=b"HTTP/1.1 200 ok\r\n\r\nno TLS at all") as proxy:
        error = error_of(lambda: mode.labguru(home, read, proxy=proxy.url, attempts=1))
    assert type(error) is ConnectionFailed


class SilentProxy(Proxy):
    """Accepts, and says nothing."""

    def _target(self, connection: Any) -> str | None:
        while connection.recv(65536):
            pass
        return None


class SilentSocksProxy(SilentProxy):
    scheme = "socks5"


@pytest.mark.parametrize("kind", [SilentProxy, SilentSocksProxy])
def test_a_silent_proxy_is_ended_by_the_deadline(mode: Mode, home: TlsServer, kind: type[Proxy]) -> None:
    """As a silent server is."""
    with kind() as proxy, lasting(0.2, 1.5):
        error = error_of(lambda: mode.labguru(home, read, proxy=proxy.url, deadline=0.3, attempts=1))
    assert type(error) is TimedOut


@pytest.mark.parametrize("direct", ["home", "storage", "neither"])
def test_each_origin_has_its_own_proxy(
    mode: Mode, home: TlsServer, trusted: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, direct: str
) -> None:
    """A redirect to a storage goes through the proxy unless NO_PROXY names the storage, and the other way round."""
    with TlsServer(trusted.server, answer(200, b"PNG"), host="127.0.0.3") as storage, Proxy() as proxy:
        home.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.png"})
        home.plan(redirect(f"{storage.url}/gel.png?sig=1"))
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", {"home": "127.0.0.2", "storage": "127.0.0.3"}.get(direct, ""))
        path = mode.labguru(home, lambda c: c.attachments.download(77, tmp_path))
        assert path.read_bytes() == b"PNG"
        named = {"127.0.0.2": "home", "127.0.0.3": "storage"}
        assert {named[target.partition(":")[0]] for target in proxy.targets} == {"home", "storage"} - {direct}
        assert TOKEN.encode() not in storage.seen[0].raw


def test_a_redirect_to_an_odd_host_is_one_error(mode: Mode, home: TlsServer, tmp_path: Path) -> None:
    """The server chose it, so it is no UsageError."""
    for host in ("a..b", "x" * 70 + ".example", "xn--.example"):
        home.plan(redirect(f"https://{host}/gel.png"))
        error = error_of(lambda: mode.labguru(home, lambda c: c.attachments.size(77), attempts=1))
        assert type(error) is UnexpectedResponse
