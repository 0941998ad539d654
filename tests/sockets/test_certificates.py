"""Whose certificates are trusted: `verify=`, else the environment, else the system or certifi; never nobody's."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import certifi
import pytest
from tests.sockets.conftest import Authority, Mode, new_authority
from tests.sockets.laws import GOOD, error_of, read
from tests.sockets.proxies import Proxy
from tests.sockets.server import FaultServer, TlsServer

from labclients import ConnectionFailed, UsageError, _environment


@pytest.fixture
def secure(authority: Authority) -> Iterator[TlsServer]:
    """A server over TLS whose authority nobody trusts by default."""
    with TlsServer(authority.server, GOOD) as server:
        yield server


@pytest.fixture(scope="session")
def other_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of an authority that has nothing to do with the server's."""
    return new_authority(tmp_path_factory.mktemp("other")).path


@pytest.fixture
def directory(authority: Authority, tmp_path: Path) -> Path:
    """A directory as ``c_rehash`` makes it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl computes the hash of a name")
    hashed = tmp_path / "authorities"
    hashed.mkdir()
    command = ["openssl", "x509", "-hash", "-noout", "-in", str(authority.path)]
    name = subprocess.run(command, capture_output=True, text=True, check=True)
    (hashed / f"{name.stdout.strip()}.0").write_bytes(authority.path.read_bytes())
    return hashed


def reaches(mode: Mode, server: TlsServer, **options: Any) -> bool:
    """Whether a call is answered; else its certificate is what is wrong."""
    try:
        mode.labguru(server, read, attempts=1, **options)
    except ConnectionFailed as error:
        if "certificate" not in error.message:
            raise
        return False
    return True


def test_an_untrusted_certificate_says_host_and_reason(mode: Mode, secure: TlsServer) -> None:
    """OpenSSL's own reason, and what to do; the call is not tried again, and no request is sent."""
    error = error_of(lambda: mode.labguru(secure, read))
    assert type(error) is ConnectionFailed
    assert "the certificate of 127.0.0.1 cannot be trusted" in error.message
    assert "unable to get local issuer certificate" in error.message
    assert "SSL_CERT_FILE" in error.message
    assert error.attempts == 1
    assert secure.seen == []


def test_a_certificate_of_another_host_says_so(mode: Mode, authority: Authority) -> None:
    """The name is verified, too."""
    with TlsServer(authority.server, GOOD, host="127.0.0.9") as server:
        error = error_of(lambda: mode.labguru(server, read, verify=authority.path))
    assert "the certificate of 127.0.0.9 cannot be trusted" in error.message
    assert "IP address mismatch" in error.message


def test_an_untrusted_proxy_is_named(mode: Mode, secure: TlsServer, authority: Authority) -> None:
    """Where the proxy itself speaks TLS, its certificate may be the one."""
    with Proxy(context=authority.server) as proxy:
        error = error_of(lambda: mode.labguru(secure, read, proxy=proxy.url, attempts=1))
    assert f"no connection to the proxy {proxy.address} could be made: the certificate of" in error.message


FORMS = ["text", "path", "bundle", "directory", "context"]


@pytest.mark.parametrize("form", FORMS)
def test_verify_takes_a_path_or_a_context(
    mode: Mode, secure: TlsServer, authority: Authority, directory: Path, tmp_path: Path, form: str
) -> None:
    """A file, a bundle, a directory of hashed names, or an SSLContext of one's own."""
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(Path(certifi.where()).read_bytes() + authority.path.read_bytes())
    verify = {
        "text": str(authority.path),
        "path": authority.path,
        "bundle": bundle,
        "directory": directory,
        "context": ssl.create_default_context(cafile=str(authority.path)),
    }[form]
    assert reaches(mode, secure, verify=verify)


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _any_host() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    return context


@pytest.mark.parametrize("verify", [False, 0, _unverified(), _any_host(), b"ca.pem", ssl.CERT_NONE, []])
def test_verification_cannot_be_switched_off(mode: Mode, verify: Any) -> None:
    """What would trust everybody, or is no path, is refused, with what to do instead."""
    with pytest.raises(UsageError, match=r"^verify= .*PEM"):
        mode.labguru_class(token="t", verify=verify)


def test_the_first_of_these_is_trusted(
    mode: Mode,
    secure: TlsServer,
    authority: Authority,
    other_authority: Path,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """verify=, then SSL_CERT_FILE with SSL_CERT_DIR, then REQUESTS_CA_BUNDLE; each by itself, none beside another."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.path))
    assert reaches(mode, secure)
    monkeypatch.setenv("SSL_CERT_FILE", str(other_authority))
    assert not reaches(mode, secure)
    assert reaches(mode, secure, verify=authority.path)
    monkeypatch.setenv("SSL_CERT_DIR", str(directory))
    assert reaches(mode, secure)
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert reaches(mode, secure)
    monkeypatch.setenv("SSL_CERT_DIR", f"{other_authority.parent}{os.pathsep}{directory}{os.pathsep}")
    assert reaches(mode, secure)
    assert not reaches(mode, secure, verify=other_authority)


def test_the_systems_store_comes_before_certifi(mode: Mode, secure: TlsServer) -> None:
    """Where truststore is installed."""
    truststore = pytest.importorskip("truststore", reason="the extra [truststore]")
    context = _environment.tls_context(None)
    assert isinstance(context, truststore.SSLContext)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert not reaches(mode, secure)


def test_certifi_is_the_last(
    mode: Mode, secure: TlsServer, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without truststore and without variables."""
    monkeypatch.setitem(sys.modules, "truststore", None)
    monkeypatch.setattr(_environment, "_cached_context", _environment._cached_context.__wrapped__)
    assert not reaches(mode, secure)
    monkeypatch.setattr(certifi, "where", lambda: str(authority.path))
    assert reaches(mode, secure)


BROKEN = {
    "missing": (None, "does not exist"),
    "empty": (b"", "holds no certificate"),
    "text": (b"not a certificate\n", "holds no certificate"),
    "binary": (bytes(range(256)), "holds no certificate"),
    "cut": (b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "holds no certificate"),
}


@pytest.mark.parametrize("where", ["verify=", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"])
@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_one_sentence_that_names_its_place(
    mode: Mode, secure: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, kind: str
) -> None:
    """The variable or the argument, and the path; nothing is sent."""
    content, words = BROKEN[kind]
    path = tmp_path / "authorities.pem"
    if content is not None:
        path.write_bytes(content)
    options = {"verify": path} if where == "verify=" else {}
    if not options:
        monkeypatch.setenv(where, str(path))
    error = error_of(lambda: mode.labguru(secure, read, **options))
    assert type(error) is UsageError
    assert error.message.startswith(f"{where} names {path}, which ")
    assert words in error.message


def test_a_mended_file_is_read_again(mode: Mode, secure: TlsServer, authority: Authority, tmp_path: Path) -> None:
    """An error is not remembered: in a notebook, the next cell works."""
    path = tmp_path / "authority.pem"
    error_of(lambda: mode.labguru(secure, read, verify=path))
    path.write_bytes(authority.path.read_bytes())
    assert reaches(mode, secure, verify=path)


def test_a_key_log_that_cannot_be_written_is_named(
    mode: Mode, secure: TlsServer, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSLKEYLOGFILE is Python's own, and fails where the authorities are read."""
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "nowhere" / "keys"))
    error = error_of(lambda: mode.labguru(secure, read, verify=authority.path))
    assert type(error) is UsageError
    assert error.message.startswith("SSLKEYLOGFILE names ")


def test_http_needs_no_authorities(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loopback server is reached whatever the variables say."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/authority.pem")
    with FaultServer(GOOD) as server:
        assert mode.labguru(server, read).id == 7


def test_a_client_certificate_is_given_by_a_context(mode: Mode, tmp_path: Path) -> None:
    """Mutual TLS: an SSLContext with the client's certificate."""
    trustme = pytest.importorskip("trustme", reason="it makes the certificates")
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    ours = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))
    with TlsServer(context, GOOD) as server:
        error = error_of(lambda: mode.labguru(server, read, verify=ours, attempts=1))
        assert type(error) is ConnectionFailed
        authority.issue_cert("me@lab.org").configure_cert(ours)
        assert reaches(mode, server, verify=ours)
