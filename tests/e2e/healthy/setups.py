# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Ways in which administrators make kube-apiserver trust a provider, each of them right.

A set-up is what the API server is told, and the user name that it has to make of a person's claims.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Callable


@dataclass
class Setup:
    name: str
    told: object  # of flags: a list; of an AuthenticationConfiguration: a dict
    username: Callable  # of the token's claims


def flags(issuer, client, ca):
    common = [f"--oidc-issuer-url={issuer}", f"--oidc-client-id={client}", f"--oidc-ca-file={ca}"]
    return [
        Setup("e-mail as it is, groups with a prefix",
              [*common, "--oidc-username-claim=email", "--oidc-username-prefix=-", "--oidc-groups-claim=groups",
               "--oidc-groups-prefix=oidc:"], lambda claims: claims["email"]),
        Setup("nothing said about claims: the subject, after the issuer",
              common, lambda claims: f"{issuer}#{claims['sub']}"),
        Setup("a claim that the token must hold, and one signing algorithm",
              [*common, "--oidc-username-claim=preferred_username", "--oidc-username-prefix=person:",
               "--oidc-groups-claim=groups", "--oidc-groups-prefix=team:", "--oidc-required-claim=email=sm01@example.test",
               "--oidc-signing-algs=RS256"],
              lambda claims: f"person:{claims['preferred_username']}"),
    ]


def authenticator(url, client, ca, mappings, audiences=None, **more):
    issuer = {"url": url, "certificateAuthority": Path(ca).read_text(encoding="utf-8"),
              **(audiences or {"audiences": [client]})}
    return {"issuer": issuer, "claimMappings": mappings, **more}


def configuration(*authenticators, version="v1", **more):
    return {"apiVersion": f"apiserver.config.k8s.io/{version}", "kind": "AuthenticationConfiguration",
            "jwt": list(authenticators), **more}


def structured(issuer, client, ca, neighbour):
    """neighbour: another provider's issuer that answers; a server does not take a file that names one which does not."""

    def made(mappings, version="v1", **more):
        return configuration(authenticator(issuer, client, ca, mappings, **more), version=version)

    groups = {"claim": "groups", "prefix": "oidc:"}
    email = {"username": {"claim": "email", "prefix": ""}, "groups": groups}
    other = authenticator(neighbour, "somebody", ca, {"username": {"claim": "sub", "prefix": "other:"}})
    return [
        Setup("the claims of the flags", made(email), lambda claims: claims["email"]),
        Setup("v1beta1, the subject with a prefix",
              made({"username": {"claim": "sub", "prefix": "people:"}, "groups": groups}, version="v1beta1"),
              lambda claims: f"people:{claims['sub']}"),
        Setup("one of several audiences", made(email, audiences={"audiences": ["another", client],
                                                                 "audienceMatchPolicy": "MatchAny"}),
              lambda claims: claims["email"]),
        Setup("a user name from an expression, verified e-mail demanded",
              made({"username": {"expression": "'kc:' + claims.email"},
                    "groups": {"expression": "dyn(claims.groups).map(g, 'team:' + g)"}},
                   claimValidationRules=[{"expression": "claims.email_verified == true",
                                          "message": "the e-mail is not verified"}]),
              lambda claims: f"kc:{claims['email']}"),
        Setup("uid and extra from expressions",
              made({**email, "uid": {"expression": "claims.sub"},
                    "extra": [{"key": "example.test/name", "valueExpression": "claims.preferred_username"}]}),
              lambda claims: claims["email"]),
        Setup("rules for the user that comes out",
              made(email, userValidationRules=[{"expression": "!user.username.startsWith('system:')",
                                                "message": "reserved"}]),
              lambda claims: claims["email"]),
        Setup("beside another provider", configuration(other, authenticator(issuer, client, ca, email)),
              lambda claims: claims["email"]),
    ]


def write(setup, path):
    """The file that an administrator would hand over to the person."""
    lines = setup.told if isinstance(setup.told, list) else [json.dumps(setup.told, indent=2)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
