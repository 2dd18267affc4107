// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors

// The lab's second identity provider: ZITADEL's certified OpenID provider library with its own login page and
// in-memory storage. What is added here is what the library leaves to its users: TLS, one public client for
// programs on the desktop, short-lived ID tokens, and a "groups" claim.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

const groupsScope = "groups"

// client is the library's native client with what an administrator would set for kubectl.
type client struct {
	op.Client
	lifetime time.Duration
}

func (c client) IDTokenLifetime() time.Duration { return c.lifetime }

// Kubernetes reads the ID token only, so e-mail and profile have to be in it.
func (c client) IDTokenUserinfoClaimsAssertion() bool { return true }

func (c client) IsScopeAllowed(scope string) bool { return scope == groupsScope }

type store struct {
	*storage.Storage
	groups   map[string][]string // by user id
	lifetime time.Duration
}

func (s store) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	found, err := s.Storage.GetClientByClientID(ctx, id)
	if err != nil {
		return nil, err
	}
	return client{found, s.lifetime}, nil
}

func (s store) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, request op.IDTokenRequest, scopes []string) error {
	if err := s.Storage.SetUserinfoFromRequest(ctx, info, request, scopes); err != nil {
		return err
	}
	for _, scope := range scopes {
		if scope == groupsScope {
			info.AppendClaims("groups", s.groups[request.GetSubject()])
		}
	}
	return nil
}

func readGroups(path string) (map[string][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var users map[string]struct{ Groups []string }
	if err := json.Unmarshal(data, &users); err != nil {
		return nil, err
	}
	groups := map[string][]string{}
	for id, user := range users {
		groups[id] = user.Groups
	}
	return groups, nil
}

func main() {
	listen := flag.String("listen", "", "loopback address and port")
	certificate := flag.String("certificate", "", "PEM file")
	key := flag.String("key", "", "PEM file")
	users := flag.String("users", "", "JSON file: user id to ID, Username, Password, Email, EmailVerified, Groups …")
	id := flag.String("client", "", "client id of the public client")
	lifetime := flag.Duration("lifetime", time.Hour, "of ID tokens")
	flag.Parse()

	storage.RegisterClients(storage.NativeClient(*id, "http://127.0.0.1/", "http://[::1]/"))
	userStore, err := storage.StoreFromFile(*users)
	if err != nil {
		log.Fatal(err)
	}
	groups, err := readGroups(*users)
	if err != nil {
		log.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	router := exampleop.SetupServer("https://"+*listen, store{storage.NewStorage(userStore), groups, *lifetime}, logger, false)
	log.Fatal(http.ListenAndServeTLS(*listen, *certificate, *key, router))
}
