# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The tokens: those that were measured once, signed anew for a live server, and those that need real keys."""

import base64
import json
import time
import uuid

from . import configurations, model

# Name of the key, how it signs, and whether the issuer publishes it. Two keys may say that they are the same one.
KEYS = [
    {"name": "rs", "kid": "rs", "alg": "RS256"},
    {"name": "rs512", "kid": "rs512", "alg": "RS512"},
    {"name": "ps", "kid": "ps", "alg": "PS384"},
    {"name": "es", "kid": "es", "alg": "ES256"},
    {"name": "es384", "kid": "es384", "alg": "ES384"},
    {"name": "ed", "kid": "ed", "alg": "EdDSA"},
    {"name": "unknown", "kid": "gone", "alg": "RS256", "published": False},
    {"name": "impostor", "kid": "rs", "alg": "RS256", "published": False},
]
ALGORITHMS = {key["name"]: key["alg"] for key in KEYS}


def header(key, **changes):
    kid = next(entry["kid"] for entry in KEYS if entry["name"] == key)
    made = {"alg": ALGORITHMS[key], "kid": kid, "typ": "JWT"} | changes
    return {name: value for name, value in made.items() if value is not None}


def base_claims(issuer):
    """A token that everybody takes. The random id keeps the server from answering out of its cache."""
    now = int(time.time())
    return {"iss": issuer, "aud": "kubernetes", "exp": now + 600, "iat": now, "nbf": now, "sub": "u-1", "typ": "ID",
            "email": "sm01@example.test", "email_verified": True, "preferred_username": "Sm01", "username": "sm01",
            "groups": ["ADMIN", "dev"], "roles": "a,b", "tenant": "acme", "hd": "example.com",
            "realm_access": {"roles": ["security-developer", "offline_access"]},
            "resource_access": {"my-client": {"roles": ["k8s-admin", "other", "k8s-view"]}}, "jti": str(uuid.uuid4())}


def with_changes(claims, changes, without=()):
    return {name: value for name, value in (claims | changes).items() if name not in without}


def measured(mint, names):
    """Rows of tests/kubernetes/data/tokens.jsonl as (name, configuration, token, its configuration there).
    names: measured configuration -> (name of ours, its issuer)."""
    head, *rows = configurations.rows("tokens")
    for row in rows:
        if row["config"] not in names or row.get("algs"):
            continue
        name, issuer = names[row["config"]]
        claims = with_changes(head["claims"], row["changes"], row["without"])
        # Most rows have one `jti`; only those that are about it keep what they say.
        if "jti" in claims and "jti" not in row["changes"]:
            claims["jti"] = str(uuid.uuid4())
        else:
            claims["unique"] = str(uuid.uuid4())
        text = json.dumps(claims).replace(configurations.MEASURED_ISSUER, issuer)
        text = text.replace(configurations.MEASURED_ISSUER.replace("https", "http"), issuer.replace("https", "http"))
        key = {"ES256": "es", "PS512": "ps"}.get(row.get("alg"), "rs")
        changed = {"alg": row["alg"]} if "alg" in row else {}
        yield row["name"], name, mint(key, header(key, **changed), text), row["config"]


def cut(token):
    return token[:-12]


def tampered(token):
    first, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return ".".join([first, model.unsigned("", json.dumps(claims | {"groups": ["system:masters"]}), b"").split(".")[1],
                     signature])


def about_keys(mint, issuer):
    """(name, token): who signed, and how."""
    def signed(key, **changes):
        return mint(key, header(key, **changes), base_claims(issuer))
    yield from ((f"signed with {ALGORITHMS[key]}", signed(key)) for key in ("rs", "rs512", "ps", "es", "es384", "ed"))
    yield "a key that is not published", signed("unknown")
    yield "another key under a known name", signed("impostor")
    yield "no key name", signed("rs", kid=None)
    yield "no key name, another key", signed("impostor", kid=None)
    yield "no type", signed("rs", typ=None)
    yield "the type of an access token", signed("rs", typ="at+jwt")
    yield "RS512 with the key for RS256", signed("rs", alg="RS512")
    yield "HS256", signed("rs", alg="HS256")
    yield "a cut signature", cut(signed("rs"))
    yield "another payload under the signature", tampered(signed("rs"))
    payload = json.dumps(base_claims(issuer))
    yield "alg none", model.unsigned('{"alg":"none"}', payload, b"")
    yield "no alg", model.unsigned("{}", payload)
    yield "an opaque token", uuid.uuid4().hex
    yield "two parts", signed("rs").rsplit(".", 1)[0]
    yield "a payload that is no JSON", model.unsigned('{"alg":"RS256"}', "no JSON " + uuid.uuid4().hex)
    yield "a payload that is a list", model.unsigned('{"alg":"RS256"}', '["' + uuid.uuid4().hex + '"]')


def about_time(mint, issuer):
    now = int(time.time())
    changes = {
        "expired a minute ago": {"exp": now - 60}, "expired two seconds ago": {"exp": now - 2},
        "expires in half a minute": {"exp": now + 30}, "valid in half a minute": {"nbf": now + 30},
        "valid in five minutes": {"nbf": now + 300}, "issued in the future": {"iat": now + 3600},
        "issued long ago": {"iat": now - 86400 * 400}, "never expires": {"exp": 253402300799},
        "expired and not yet valid": {"exp": now - 60, "nbf": now + 300},
    }
    for name, change in changes.items():
        yield name, mint("rs", header("rs"), with_changes(base_claims(issuer), change))


# Configuration of MAPPINGS or FLAGS -> name of the token -> what it has else.
CHANGES = {
    "documented": {
        "healthy": {}, "another domain": {"hd": "evil.example"}, "no domain": {"hd": None},
        "a long life": {"exp": 4102444800}, "a reserved name": {"username": "system:admin"},
        "a reserved group behind its prefix": {"roles": "system:masters"}, "tenants": {"tenant": ["a", "b"]},
        "a number as tenant": {"tenant": 5}, "roles as a list": {"roles": ["a"]}, "empty roles": {"roles": ""},
        "a number as name": {"username": 7},
    },
    "resource-roles": {
        "healthy": {}, "no such client": {"resource_access": {"other": {"roles": ["k8s-admin"]}}},
        "no roles": {"resource_access": {"my-client": {}}}, "none of them": {"resource_access": {"my-client": {"roles": ["x"]}}},
        "a number among them": {"resource_access": {"my-client": {"roles": ["k8s-a", 5]}}},
        "a sub of a number": {"sub": 5}, "no text to lower": {"preferred_username": 5},
        "umlauts": {"preferred_username": "JÜRGEN"},
    },
    "optional": {
        "healthy": {}, "a upn": {"upn": "jane@corp"}, "an empty upn": {"upn": ""}, "a number as upn": {"upn": 5},
        "roles that are a text": {"realm_access": {"roles": "one"}}, "no roles": {"realm_access": {}},
        "realm_access is a text": {"realm_access": "x"}, "acr and amr": {"acr": "2", "amr": ["pwd", "otp"]},
        "amr of numbers": {"amr": [1]}, "acr null": {"acr": None}, "an empty amr": {"amr": []},
    },
    "strict": {
        "healthy": {}, "another tenant": {"tenant": "evil"}, "not verified": {"email_verified": False},
        "verified in words": {"email_verified": "true"}, "another company": {"email": "sm01@evil.test"},
        "too many groups": {"groups": ["dev", "a", "b", "c"]}, "not a developer": {"groups": ["ops"]},
        "groups as a text": {"groups": "dev"}, "twice a developer": {"groups": ["dev", "dev"]},
        "an odd name": {"email": "A B@example.test"}, "a tenant list": {"tenant": ["acme"]},
        "everything at once": {"tenant": "evil", "email_verified": False, "email": "x@y", "groups": []},
    },
    "tenant": {
        "healthy": {}, "another tenant": {"tenant": "corp"}, "a number as tenant": {"tenant": 7},
        "no admin": {"groups": ["dev"]}, "no groups at all": {"groups": []}, "groups null": {"groups": None},
        "a tenant that is true": {"tenant": True}, "a long sub": {"sub": "ü" * 40},
    },
    "system-names": {
        "a group of the masters": {"groups": ["system:masters"]}, "the anonymous user": {"preferred_username": "system:anonymous"},
        "a name with a line end": {"preferred_username": "a\nb"}, "an empty name": {"preferred_username": ""},
        "groups twice": {"groups": ["a", "a"]}, "an empty group": {"groups": [""]},
    },
    "email-prefix": {
        "healthy": {}, "not verified": {"email_verified": False}, "roles as a list": {"roles": ["x", "y"]},
        "roles of numbers": {"roles": [1]}, "no e-mail": {"email": None},
    },
    "sub": {
        "healthy": {}, "another tenant": {"tenant": "evil"}, "another domain": {"hd": "x"},
        "an empty sub": {"sub": ""}, "a number as sub": {"sub": 5}, "not verified": {"email_verified": False},
        "a tenant that is true": {"tenant": True},
    },
    "name": {
        "healthy": {}, "roles as a list": {"roles": ["x", "y"]}, "a reserved name": {"preferred_username": "system:admin"},
        "not verified": {"email_verified": False}, "a number as name": {"preferred_username": 5},
    },
}
# A claim that is taken away, which `null` is not.
WITHOUT = {
    "documented": ["hd", "nbf", "username", "roles", "sub", "tenant"],
    "resource-roles": ["resource_access", "preferred_username", "sub"],
    "optional": ["realm_access", "sub"],
    "strict": ["tenant", "email_verified", "email", "groups"],
    "tenant": ["tenant", "groups", "sub"],
    "sub": ["tenant", "hd", "sub"],
    "name": ["roles", "preferred_username"],
    "email-prefix": ["email", "email_verified", "roles"],
}


def about_claims(mint, name, issuer):
    for what, changes in CHANGES.get(name, {}).items():
        yield f"{name}: {what}", mint("rs", header("rs"), with_changes(base_claims(issuer), changes))
    for claim in WITHOUT.get(name, []):
        yield f"{name}: without {claim}", mint("rs", header("rs"), with_changes(base_claims(issuer), {}, [claim]))
