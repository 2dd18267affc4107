# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What the servers run with. Entries are text, as an admin writes them: their form is part of what is compared."""

import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "kubernetes/data"
MEASURED_ISSUER = "https://idp.example/realms/demo"

# Name -> the entry of `jwt` after its issuer; {issuer} is the issuer's URL.
MAPPINGS = {
    "plain": 'claimMappings: {username: {claim: sub, prefix: "oidc:"}}',
    # The example of Kubernetes' own documentation, shortened.
    "documented": """claimValidationRules:
- {expression: "claims.hd == 'example.com'", message: the hd claim must be set to example.com}
- {expression: claims.exp - claims.nbf <= 86400, message: total token lifetime must not exceed 24 hours}
claimMappings:
  username: {expression: "claims.username + ':external-user'"}
  groups: {expression: "claims.roles.split(',').map(role, 'role:' + role)"}
  uid: {expression: claims.sub}
  extra: [{key: example.com/tenant, valueExpression: claims.tenant}]
userValidationRules:
- {expression: "!user.username.startsWith('system:')", message: username cannot use the reserved system prefix}
- {expression: "user.groups.all(group, !group.startsWith('system:'))", message: groups cannot use the reserved prefix}""",
    "resource-roles": """claimMappings:
  username: {expression: "'kc:' + claims.preferred_username.lowerAscii()"}
  groups: {expression: "claims.resource_access['my-client'].roles.filter(r, r.startsWith('k8s-')).map(r, 'kc:' + r)"}
  uid: {claim: sub}""",
    "optional": """claimMappings:
  username: {expression: "claims.?upn.orValue(claims.sub)"}
  groups: {expression: "has(claims.realm_access) && has(claims.realm_access.roles) ? claims.realm_access.roles : []"}
  extra:
  - {key: example.org/acr, valueExpression: "claims.?acr.orValue('none')"}
  - {key: example.org/amr, valueExpression: "claims.?amr.orValue([])"}""",
    "strict": """claimValidationRules:
- {claim: tenant, requiredValue: acme}
- {expression: "claims.email_verified == true", message: e-mail must be verified}
- {expression: "claims.email.endsWith('@example.test')", message: not of this company}
- {expression: "size(claims.groups) <= 3 && 'dev' in claims.groups", message: not a developer}
claimMappings:
  username: {expression: claims.email}
  groups: {claim: groups, prefix: "oidc:"}
userValidationRules:
- {expression: "user.username.matches('^[a-z0-9.]+@[a-z.]+$')", message: odd name}
- {expression: "user.groups.exists_one(g, g == 'oidc:dev')", message: exactly once}
- {expression: "user.uid == ''", message: no uid}""",
    "tenant": """claimMappings:
  username: {expression: "claims.tenant == 'acme' ? 'acme/' + claims.sub : string(claims.tenant) + '?' + claims.sub"}
  groups: {expression: "dyn(claims.groups).exists(g, g == 'ADMIN') ? ['admins', 'users'] : ['users']"}
  uid: {expression: "claims.sub + '-' + string(size(claims.sub))"}""",
    "system-names": """claimMappings:
  username: {claim: preferred_username, prefix: ""}
  groups: {claim: groups, prefix: ""}""",
    "email-prefix": """claimMappings:
  username: {claim: email, prefix: "mail:"}
  groups: {claim: roles, prefix: "-"}""",
}


def entry(name, url, authority, audiences="[kubernetes]", more=""):
    """One list item of `jwt` in the second level of a document."""
    pem = "".join(f"      {line}\n" for line in authority.strip().splitlines())
    body = "".join(f"  {line}\n" for line in MAPPINGS[name].replace("{issuer}", url).splitlines())
    return f"- issuer:\n    url: {url}\n    audiences: {audiences}\n{more}    certificateAuthority: |\n{pem}{body}"


def document(version, entries):
    return f"apiVersion: apiserver.config.k8s.io/{version}\nkind: AuthenticationConfiguration\njwt:\n" + "".join(entries)


def rows(name):
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def measured_entry(text, url, authority):
    """An entry of tests/kubernetes/data, which was measured against packages of the server, for this issuer."""
    item = text.split("jwt:\n", 1)[1].replace(MEASURED_ISSUER, url)
    pem = "".join(f"      {line}\n" for line in authority.strip().splitlines())
    return item.replace(f"    url: {url}\n", f"    url: {url}\n    certificateAuthority: |\n{pem}", 1)


def refused_documents():
    """What the server must not take. The same text twice in a row is no change to it."""
    ours = {
        "two entries, both broken": [
            "- issuer: {url: 'http://a.example', audiences: [k]}\n  claimMappings: {username: {claim: sub}}\n",
            "- issuer: {url: 'https://b.example', audiences: []}\n  claimMappings: {username: {claim: sub, prefix: ''}}\n"],
        "a missing bracket": [
            "- issuer: {url: 'https://a.example', audiences: [k]}\n  claimMappings: {username: {expression: '(claims.a'}}\n"],
        "an unknown function": [
            "- issuer: {url: 'https://a.example', audiences: [k]}\n"
            "  claimMappings: {username: {expression: 'claims.a.reverseAll()'}}\n"],
        "a rule that is a number": [
            "- issuer: {url: 'https://a.example', audiences: [k]}\n  claimMappings: {username: {claim: sub, prefix: ''}}\n"
            "  claimValidationRules: [{expression: '1 + 1'}]\n"],
    }
    texts = {row["yaml"]: row["name"] for row in rows("configs") if row["problems"]}
    return [(name, text) for text, name in texts.items()] + [
        (name, document("v1", entries)) for name, entries in ours.items()]


# Name -> flags of a server that starts; {issuer} is replaced, the CA is added.
FLAGS = {
    "email": "--oidc-issuer-url={issuer} --oidc-client-id=kubernetes --oidc-username-claim=email "
             "--oidc-groups-claim=groups --oidc-groups-prefix=oidc:",
    "sub": "--oidc-issuer-url={issuer} --oidc-client-id=kubernetes --oidc-signing-algs=RS256,ES256 "
           "--oidc-signing-algs=PS384 --oidc-required-claim=tenant=acme --oidc-required-claim=hd=example.com",
    "name": "--oidc-issuer-url={issuer} --oidc-client-id=kubernetes --oidc-username-claim=preferred_username "
            "--oidc-username-prefix=- --oidc-groups-claim=roles --oidc-groups-prefix=-",
}

REFUSED_FLAGS = [
    "--oidc-issuer-url=https://a.example",
    "--oidc-client-id=kubernetes",
    "--oidc-username-claim=email",
    "--oidc-groups-prefix=oidc:",
    "--oidc-issuer-url=http://a.example --oidc-client-id=k",
    "--oidc-issuer-url=https://a.example?tenant=1 --oidc-client-id=k",
    "--oidc-issuer-url=https://a.example#x --oidc-client-id=k",
    "--oidc-issuer-url=https://u:p@a.example --oidc-client-id=k",
    "--oidc-issuer-url=a.example --oidc-client-id=k",
    "--oidc-issuer-url=https://a.example --oidc-client-id=k --oidc-signing-algs=HS256",
    "--oidc-issuer-url=https://a.example --oidc-client-id=k --oidc-signing-algs=RS256,none",
    "--oidc-issuer-url=https://a.example --oidc-client-id=k --oidc-required-claim=tenant",
    "--oidc-issuer-url=https://a.example --oidc-client-id=k --oidc-username-claim=",
    "--oidc-issuer-url=https://a.example --oidc-client-id=k --authentication-config=/nonexistent/file.yaml",
    "--oidc-client-id=k --authentication-config=/nonexistent/file.yaml",
]
