"""Proxies and certificate authorities: from arguments, else from the environment as curl and requests read it."""

from __future__ import annotations

import functools
import ipaddress
import os
import re
import ssl
import urllib.request
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from labclients._redaction import Secret
from labclients.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SCHEMES = ("http", "https", "socks5", "socks5h")
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """What a connection belongs to; the token goes to one origin only."""

    scheme: str
    host: str
    port: int | None


def origin_of(url: str) -> Origin:
    """The origin of a URL.

    Raises:
        ValueError: It has no valid host or port.
    """
    parts = urlsplit(url)
    return Origin(parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme))


def is_valid_address(url: Secret[str]) -> bool:
    """Whether a URL has a host and a port that can be, and no blanks."""
    try:
        host = origin_of(url.reveal()).host
        return bool(host.encode("idna")) and not any(character.isspace() for character in url.reveal())
    except ValueError:  # a UnicodeError is one: labels of a host have 1 to 63 characters
        return False


def environment_variables(*names: str) -> dict[str, str]:
    """The environment variables that are set and not empty."""
    return {name: os.environ[name].strip() for name in names if os.environ.get(name, "").strip()}


# Proxies.


def proxy_for(origin: Origin, proxy: Secret[str] | None) -> Secret[str] | None:
    """The URL of the proxy for an origin: `proxy`, else what the environment or the system says; None for none.

    The environment's proxies never apply to 127.0.0.1, localhost and ::1.

    Raises:
        UsageError: The proxy's URL is invalid, or needs the extra ``labclients[socks]``.
    """
    if proxy is not None:
        return _validated_proxy("proxy=", proxy)
    if origin.host in LOOPBACK:
        return None
    proxies = {scheme: Secret(url) for scheme, url in urllib.request.getproxies().items() if url.strip()}
    scheme = origin.scheme if origin.scheme in proxies else "all"
    if scheme not in proxies or _bypasses_proxy(origin):
        return None
    variables = (name for name in os.environ if name.lower() == f"{scheme}_proxy" and environment_variables(name))
    return _validated_proxy(next(variables, f"the system's {scheme} proxy"), proxies[scheme])


def _bypasses_proxy(origin: Origin) -> bool:
    rules = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    if rules is None:
        return bool(urllib.request.proxy_bypass(origin.host))  # the settings of Windows and macOS
    return any(matches_no_proxy(rule, origin) for rule in re.split(r"[,\s]+", rules))


def matches_no_proxy(rule: str, origin: Origin) -> bool:
    """Whether one entry of NO_PROXY names an origin.

    An entry is ``*``, a host (with its subdomains; ``.host`` and ``*.host`` too), an address, or a network such as
    10.0.0.0/8 or fe80::/10; each with a port behind it, if it is about that port alone. Other text matches nothing.
    """
    if rule == "*":
        return True
    host = origin.host.rstrip(".")
    # A port stands behind a name, an IPv4 address or a bracket; other colons are those of an IPv6 address.
    name, colon, port = rule.lower().rpartition(":")
    if not colon or (":" in name and not name.endswith("]")):
        name, port = rule.lower(), ""
    if port and port != str(origin.port):
        return False
    name = name.replace("[", "").replace("]", "")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = name.removeprefix("*").strip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))
    try:
        return address in ipaddress.ip_network(name, strict=False)
    except ValueError:
        return False


def _validated_proxy(source: str, proxy: Secret[str]) -> Secret[str]:
    url = Secret(proxy.reveal().strip())
    if "://" not in url.reveal():
        url = Secret(f"http://{url.reveal()}")
    scheme = url.reveal().partition("://")[0].lower()
    if scheme == "socks":  # as GNOME writes it
        scheme, url = "socks5", Secret(f"socks5://{url.reveal().partition('://')[2]}")
    if scheme not in _SCHEMES:
        raise UsageError(f"{source} names a {scheme} proxy; use http://, https:// or socks5://")
    if not is_valid_address(url):
        raise UsageError(f"{source} is not a valid proxy address; write it as http://host:port")
    if scheme.startswith("socks"):
        try:
            import_module("socksio")
        except ImportError:
            text = f"{source} names a SOCKS proxy, which needs one more package: pip install 'labclients[socks]'"
            raise UsageError(text) from None
    return url


# Certificate authorities.


Verify: TypeAlias = str | os.PathLike[str] | ssl.SSLContext | None


def validate_verify(verify: Any) -> str | ssl.SSLContext | None:
    """The `verify` argument of a client.

    Raises:
        UsageError: It would switch the verification of certificates off, or is neither a path nor an SSLContext.
    """
    if isinstance(verify, ssl.SSLContext):
        if verify.verify_mode != ssl.CERT_REQUIRED or not verify.check_hostname:
            raise UsageError(f"verify= is an SSLContext that does not verify the server's certificate; {_ADVICE}")
        return verify
    if isinstance(verify, str | os.PathLike):
        return os.fspath(verify)
    if verify is None or verify is True:
        return None
    raise UsageError(f"verify= takes a path or an ssl.SSLContext, and cannot be switched off; {_ADVICE}")


_ADVICE = "to trust a private authority, give the path of its certificate (PEM)"


def tls_context(verify: str | ssl.SSLContext | None) -> ssl.SSLContext:
    """The SSLContext to connect with.

    It trusts what the first of these names: `verify`, SSL_CERT_FILE and SSL_CERT_DIR, REQUESTS_CA_BUNDLE, the system's
    store (where truststore is installed), certifi.

    Raises:
        UsageError: What is named cannot be read.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    names = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "SSLKEYLOGFILE")
    variables = environment_variables(*names)
    return _cached_context(verify, *(variables.get(name) for name in names))


@functools.cache
def _cached_context(
    verify: str | None, file: str | None, directory: str | None, bundle: str | None, key_log: str | None
) -> ssl.SSLContext:
    """Reading the authorities takes longer than most calls, so all clients share one context."""
    directories = directory.split(os.pathsep) if directory else []
    by_variable = [("SSL_CERT_FILE", file), *(("SSL_CERT_DIR", path) for path in directories)]
    for candidates in ([("verify=", verify)], by_variable, [("REQUESTS_CA_BUNDLE", bundle)]):
        sources = [(source, path) for source, path in candidates if path]
        if sources:
            return _context_of(sources, key_log)
    try:
        context: ssl.SSLContext = import_module("truststore").SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    except ImportError:
        return _context_of([("certifi", import_module("certifi").where())], key_log)
    return context


def _context_of(sources: list[tuple[str, str]], key_log: str | None) -> ssl.SSLContext:
    """A context that trusts the authorities in these PEM files and directories."""
    context: ssl.SSLContext | None = None
    for source, path in sources:
        if not Path(path).exists():
            raise UsageError(f"{source} names {path}, which does not exist")
        file, directory = (None, path) if Path(path).is_dir() else (path, None)
        try:
            if context is None:
                context = ssl.create_default_context(cafile=file, capath=directory)
            else:
                context.load_verify_locations(cafile=file, capath=directory)
        except ssl.SSLError:
            raise UsageError(f"{source} names {path}, which holds no certificate that can be read (PEM)") from None
        except OSError as error:
            if key_log and error.filename == key_log:
                source, path = "SSLKEYLOGFILE", key_log
            raise UsageError(f"{source} names {path}, which cannot be read: {error.strerror}") from None
    assert context is not None  # noqa: S101 - there is at least one source
    return context
