# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Where the real parts come from: found on the machine, named by a variable, or fetched once into a cache.

Everything is fetched by the ordinary client of its registry (mvn, go), so that mirrors, proxies and checksums
configured on the machine apply. Nothing here runs a part; see processes.py.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

KUBERNETES_VERSION = "v1.34.4"
KEYCLOAK_VERSION = "26.4.7"
# From this one on Go fetches by itself (GOTOOLCHAIN=auto) what a go.mod asks for; an older one is helped.
GO_BOOTSTRAP = (1, 21)
GO_TOOLCHAIN = "1.24.13"
# Pinned, so that the same command does the same with every Maven that Debian ships.
MAVEN_DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"

DOWNLOAD_TIMEOUT = 900
BUILD_TIMEOUT = 3600


class MissingPart(Exception):
    """A real part is not on this machine and could not be fetched; the text says what to do."""


def say(text):
    print(f"lab: {text}", file=sys.stderr, flush=True)


def cache_dir():
    explicit = os.environ.get("LANYARD_LAB_CACHE")
    if explicit:
        path = Path(explicit)
    else:
        path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lanyard-lab"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def locked(name):
    """One builder per part: two test runs that start together must not build the same thing twice."""
    with open(cache_dir() / f".{name}.lock", "w", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(argv, what, timeout, **kwargs):
    started = time.monotonic()
    log = cache_dir() / f"{what.replace(' ', '-')}.log"
    with open(log, "wb") as out:
        try:
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                  timeout=timeout, check=False, **kwargs)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MissingPart(f"{what} failed: {error} (log: {log})") from error
    if done.returncode != 0:
        tail = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        raise MissingPart(f"{what} failed with exit code {done.returncode}: {' / '.join(tail)} (log: {log})")
    note_time(what, time.monotonic() - started)


def note_time(what, seconds):
    """Kept beside the cache, so that `lab.py status` can tell what a fresh machine has to wait for."""
    path = cache_dir() / "times.json"
    times = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    times[what] = round(seconds, 1)
    path.write_text(json.dumps(times, indent=1, sort_keys=True), encoding="utf-8")
    say(f"{what}: {seconds:.1f} s")


def from_variable(variable, must_hold=""):
    value = os.environ.get(variable)
    if not value:
        return None
    path = Path(value)
    if not (path / must_hold).exists():
        raise MissingPart(f"{variable}={value}: there is no {must_hold or 'such file'}; correct it, or unset it to "
                          "fetch a copy")
    return path.resolve()


# ---------------------------------------------------------------- kube-apiserver and kubectl


def go_version(go):
    answer = subprocess.run([go, "env", "GOVERSION"], capture_output=True, text=True, timeout=60, check=False,
                            env={**os.environ, "GOTOOLCHAIN": "local"})
    if answer.returncode != 0:  # Go before 1.21 has no GOTOOLCHAIN, but answers `go version` all the same.
        answer = subprocess.run([go, "version"], capture_output=True, text=True, timeout=60, check=False)
    found = re.search(r"go(\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def find_go():
    candidates = [os.environ.get("GO"), shutil.which("go"), "/usr/local/go/bin/go"]
    candidates += sorted((str(p) for p in Path("/usr/lib").glob("go-1.*/bin/go")), reverse=True)
    found = [(go_version(go), go) for go in candidates if go and Path(go).exists()]
    if not found:
        raise MissingPart("kube-apiserver is built with Go and none is here: `apt-get install golang-go` (any version, a "
                          "newer one is fetched if it must), or point KUBE_APISERVER and KUBECTL to binaries")
    version, go = max(found)
    return go if version >= GO_BOOTSTRAP else fetch_toolchain(go)


def fetch_toolchain(go):
    """Debian 12's Go 1.19 cannot change its own version yet, but it can fetch the module that newer ones change to.
    The module cache holds no executable files, so their mode is set here, as newer Go does it."""
    system = subprocess.run([go, "env", "GOOS", "GOARCH"], capture_output=True, text=True, timeout=60, check=True)
    module = f"golang.org/toolchain@v0.0.1-go{GO_TOOLCHAIN}.{'-'.join(system.stdout.split())}"
    with tempfile.TemporaryDirectory() as empty:
        answer = subprocess.run([go, "mod", "download", "-json", module], cwd=empty, capture_output=True, text=True,
                                timeout=DOWNLOAD_TIMEOUT, check=False)
    if answer.returncode != 0:
        raise MissingPart(f"Go {GO_TOOLCHAIN} did not come from the Go module proxy: {answer.stdout}{answer.stderr}")
    home = Path(json.loads(answer.stdout)["Dir"])
    for program in [*home.glob("bin/*"), *home.glob("pkg/tool/*/*")]:
        program.chmod(0o755)
    return str(home / "bin/go")


def go_environment():
    keep = {k: v for k, v in os.environ.items() if k not in ("GOFLAGS", "GOWORK", "GOROOT")}
    return {**keep, "CGO_ENABLED": "0", "GOTOOLCHAIN": "auto", "GOFLAGS": "-mod=mod", "GOWORK": "off"}


def write_go_module(go, folder):
    """A main module that only requires Kubernetes. Its own go.mod replaces the staging modules by folders that
    the published zip does not hold, so each is replaced here by the version published beside it (v1.X.Y = v0.X.Y)."""
    answer = subprocess.run([go, "mod", "download", "-json", f"k8s.io/kubernetes@{KUBERNETES_VERSION}"],
                            cwd=folder, env=go_environment(), capture_output=True, text=True,
                            timeout=DOWNLOAD_TIMEOUT, check=False)
    if answer.returncode != 0:
        raise MissingPart(f"the Go module proxy did not give k8s.io/kubernetes: {answer.stdout}{answer.stderr}")
    gomod = Path(json.loads(answer.stdout)["GoMod"]).read_text(encoding="utf-8")
    staging = re.findall(r"^\s*(?:replace )?(k8s\.io/\S+) => \./staging/", gomod, re.MULTILINE)
    go_line = re.search(r"^go \S+$", gomod, re.MULTILINE)[0]
    published = "v0" + KUBERNETES_VERSION.removeprefix("v1")
    lines = ["module lanyard.test/kubernetes", go_line, f"require k8s.io/kubernetes {KUBERNETES_VERSION}"]
    lines += [f"replace {module} => {module} {published}" for module in sorted(set(staging))]
    (folder / "go.mod").write_text("\n".join(lines) + "\n", encoding="utf-8")


def build_kubernetes(target):
    go = find_go()
    major, minor, _ = KUBERNETES_VERSION.removeprefix("v").split(".")
    version = "k8s.io/component-base/version"
    # Without these the server calls itself v0.0.0-master and refuses its own feature and emulation versions.
    flags = ["-s", "-w", f"-X {version}.gitVersion={KUBERNETES_VERSION}", f"-X {version}.gitMajor={major}",
             f"-X {version}.gitMinor={minor}", f"-X {version}.gitTreeState=clean"]
    with tempfile.TemporaryDirectory(dir=cache_dir(), prefix="build-") as scratch:
        folder = Path(scratch)
        write_go_module(go, folder)
        say(f"building kube-apiserver and kubectl {KUBERNETES_VERSION}: some minutes, once")
        run(["nice", "-n", "10", go, "build", "-trimpath", "-ldflags", " ".join(flags), "-o", f"{folder}/bin/",
             "k8s.io/kubernetes/cmd/kube-apiserver", "k8s.io/kubernetes/cmd/kubectl"],
            "kubernetes build", BUILD_TIMEOUT, cwd=folder, env=go_environment())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        os.replace(folder / "bin", target)


def kubernetes_binary(name, variable):
    given = from_variable(variable)
    if given:
        return given
    target = cache_dir() / f"kubernetes-{KUBERNETES_VERSION}"
    with locked("kubernetes"):
        if not (target / name).exists():
            build_kubernetes(target)
    return target / name


def kube_apiserver():
    return kubernetes_binary("kube-apiserver", "KUBE_APISERVER")


def kubectl():
    # Never the one on PATH: distributors ship dispatchers and other versions, and the tests are about this one.
    return kubernetes_binary("kubectl", "KUBECTL")


# ---------------------------------------------------------------- the second provider


def zitadel():
    """Built from lab/zitadel, whose go.sum pins every module."""
    source = Path(__file__).resolve().parent / "zitadel"
    files = sorted(source.iterdir())
    mark = fingerprint(*(path.read_text(encoding="utf-8") for path in files))
    target = cache_dir() / f"zitadel-{mark}"
    with locked("zitadel"):
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=cache_dir(), prefix="build-") as scratch:
                for path in files:
                    shutil.copy(path, scratch)
                run(["nice", "-n", "10", find_go(), "build", "-trimpath", "-ldflags", "-s -w", "-o", "provider", "."],
                    "zitadel build", BUILD_TIMEOUT, cwd=scratch, env={**go_environment(), "GOFLAGS": "-mod=readonly"})
                os.replace(Path(scratch) / "provider", target)
    return target


# ---------------------------------------------------------------- Keycloak


# A file database, so that a start can begin from a prepared copy instead of making schema and realms each time.
KEYCLOAK_BUILD_OPTIONS = ["--db=dev-file", "--health-enabled=false", "--metrics-enabled=false",
                          "--features-disabled=kerberos"]


def java_version():
    java = shutil.which("java")
    if not java:
        return 0
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False)
    found = re.search(r'version "(\d+)', answer.stderr + answer.stdout)
    return int(found[1]) if found else 0


def make_keycloak(given, target):
    """Someone's own copy is copied, not built in place: the build writes into it."""
    with tempfile.TemporaryDirectory(dir=cache_dir(), prefix="building-") as scratch:
        unpacked = Path(scratch) / "home"
        if given:
            shutil.copytree(given, unpacked, symlinks=True, ignore=shutil.ignore_patterns("data"))
        else:
            os.replace(fetch_keycloak(Path(scratch)), unpacked)
        augment_keycloak(unpacked)
        os.replace(unpacked, target)


def fetch_keycloak(scratch):
    maven = shutil.which("mvn")
    if not maven:
        raise MissingPart("Keycloak comes from Maven Central and mvn is missing: `apt-get install maven`, "
                          "or point KEYCLOAK_HOME to an unpacked Keycloak 26")
    run([maven, "-B", "-q", f"{MAVEN_DEPENDENCY_PLUGIN}:copy", "-Dtransitive=false",
         f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{KEYCLOAK_VERSION}:tar.gz",
         f"-DoutputDirectory={scratch}"], "keycloak download", DOWNLOAD_TIMEOUT, cwd=scratch)
    archive = next(scratch.glob("*.tar.gz"))
    with tarfile.open(archive) as tar:
        tar.extractall(scratch, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return next(p for p in scratch.glob("keycloak-*") if p.is_dir())


def augment_keycloak(home):
    """`kc.sh build` bakes the build-time options in once, so that each start skips that step (some 10 s saved)."""
    run([str(home / "bin/kc.sh"), "build", *KEYCLOAK_BUILD_OPTIONS], "keycloak build", BUILD_TIMEOUT, cwd=home)


def keycloak():
    if java_version() < 17:
        raise MissingPart("Keycloak 26 needs Java 17 or newer: `apt-get install openjdk-17-jre-headless` "
                          "(or default-jre-headless)")
    given = from_variable("KEYCLOAK_HOME", "bin/kc.sh")
    source = str(given) if given else KEYCLOAK_VERSION
    target = cache_dir() / f"keycloak-{fingerprint(source, *KEYCLOAK_BUILD_OPTIONS)}"
    with locked("keycloak"):
        if not (target / "bin/kc.sh").exists():
            make_keycloak(given, target)
    return target


def fingerprint(*values):
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:12]


# ---------------------------------------------------------------- from the distribution


def from_path(variable, names, package):
    given = from_variable(variable)
    if given:
        return given
    for name in names:
        found = shutil.which(name)
        if found:
            return Path(found)
    raise MissingPart(f"{names[0]} is missing: `apt-get install {package}`, or set {variable}")


def etcd():
    return from_path("ETCD", ["etcd"], "etcd-server")


def chromium():
    return from_path("CHROMIUM", ["chromium", "chromium-browser", "google-chrome"], "chromium")


def chromedriver():
    return from_path("CHROMEDRIVER", ["chromedriver"], "chromium-driver")


def openssl():
    return from_path("OPENSSL", ["openssl"], "openssl")


def dbus_daemon():
    return from_path("DBUS_DAEMON", ["dbus-daemon"], "dbus")


def gnome_keyring():
    return from_path("GNOME_KEYRING", ["gnome-keyring-daemon"], "gnome-keyring")


def secret_tool():
    return from_path("SECRET_TOOL", ["secret-tool"], "libsecret-tools")


def xvfb():
    return from_path("XVFB", ["Xvfb"], "xvfb")


def xdotool():
    return from_path("XDOTOOL", ["xdotool"], "xdotool")


def accessibility_bus():
    """Started by the session bus when the first program asks for it."""
    return from_path("AT_SPI_BUS_LAUNCHER", ["/usr/libexec/at-spi-bus-launcher"], "at-spi2-core")


SERVERS = {"etcd": etcd, "kube-apiserver": kube_apiserver, "kubectl": kubectl, "keycloak": keycloak, "openssl": openssl}
ALL = {**SERVERS, "zitadel": zitadel, "chromium": chromium, "chromedriver": chromedriver, "dbus-daemon": dbus_daemon,
       "gnome-keyring-daemon": gnome_keyring, "secret-tool": secret_tool, "Xvfb": xvfb,
       "xdotool": xdotool, "at-spi-bus-launcher": accessibility_bus}


# Command, variable that stands in for it, Debian package. For whoever may install packages (lab.py packages).
DEBIAN = [
    ("etcd", "ETCD", "etcd-server"), ("chromium", "CHROMIUM", "chromium"),
    ("chromedriver", "CHROMEDRIVER", "chromium-driver"), ("openssl", "OPENSSL", "openssl"),
    ("dbus-daemon", "DBUS_DAEMON", "dbus"), ("gnome-keyring-daemon", "GNOME_KEYRING", "gnome-keyring"),
    ("secret-tool", "SECRET_TOOL", "libsecret-tools"), ("Xvfb", "XVFB", "xvfb"), ("xdotool", "XDOTOOL", "xdotool"),
    ("/usr/libexec/at-spi-bus-launcher", "AT_SPI_BUS_LAUNCHER", "at-spi2-core"), ("java", None, "default-jre-headless"),
    ("mvn", "KEYCLOAK_HOME", "maven"), ("go", "KUBE_APISERVER", "golang-go"), ("setpriv", None, "util-linux"),
    ("kubectx", None, "kubectx"),
]


def missing_packages():
    cached = {"mvn": any(cache_dir().glob("keycloak-*/bin/kc.sh")),
              "go": (cache_dir() / f"kubernetes-{KUBERNETES_VERSION}/kubectl").exists()}
    return [package for command, variable, package in DEBIAN
            if not (shutil.which(command) or (variable and os.environ.get(variable)) or cached.get(command))]
