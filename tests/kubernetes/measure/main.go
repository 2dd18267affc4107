// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors

// Asks kube-apiserver's own packages: one JSON object a line on standard input (an expression, a configuration or a
// token), one answer a line on standard output. See remeasure.py.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	api "k8s.io/apiserver/pkg/apis/apiserver"
	"k8s.io/apiserver/pkg/apis/apiserver/install"
	"k8s.io/apiserver/pkg/apis/apiserver/validation"
	authenticationcel "k8s.io/apiserver/pkg/authentication/cel"
	"k8s.io/apiserver/pkg/cel/lazy"
	oidcauth "k8s.io/apiserver/plugin/pkg/authenticator/token/oidc"
)

type In struct {
	Mode   string          `json:"mode"` // claims, rule, user
	Expr   string          `json:"expr"`
	Claims json.RawMessage `json:"claims"`
	Yaml   string          `json:"yaml"`
	Alg    string
	Algs   []string
	Token  string
}

type anyKey struct{}

func (anyKey) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(strings.Split(jwt, ".")[1])
}

func render(v ref.Val) any {
	switch t := v.(type) {
	case types.String:
		return string(t)
	case types.Bool:
		return bool(t)
	case types.Int:
		return map[string]any{"int": int64(t)}
	case types.Uint:
		return map[string]any{"uint": uint64(t)}
	case types.Double:
		return map[string]any{"double": float64(t)}
	case types.Null:
		return nil
	case traits.Lister:
		out := []any{}
		n := int64(t.Size().(types.Int))
		for i := int64(0); i < n; i++ {
			out = append(out, render(t.Get(types.Int(i))))
		}
		return out
	case traits.Mapper:
		out := map[string]any{}
		for it := t.Iterator(); it.HasNext() == types.True; {
			k := it.Next()
			x, _ := t.Find(k)
			out[fmt.Sprintf("%v", k.Value())] = render(x)
		}
		return out
	default:
		return map[string]any{"type": v.Type().TypeName()}
	}
}

func claimsValue(raw json.RawMessage) *lazy.MapValue {
	m := lazy.NewMapValue(types.NewObjectType("kubernetes.claims"))
	var c map[string]json.RawMessage
	if err := json.Unmarshal(raw, &c); err != nil {
		panic(err)
	}
	for name, msg := range c {
		m.Append(name, func(_ *lazy.MapValue) ref.Val {
			var value any
			_ = json.Unmarshal(msg, &value)
			return types.DefaultTypeAdapter.NativeToValue(value)
		})
	}
	return m
}

func userValue(raw json.RawMessage) *lazy.MapValue {
	var u struct {
		Username string
		Uid      string
		Groups   []string
		Extra    map[string][]string
	}
	_ = json.Unmarshal(raw, &u)
	m := lazy.NewMapValue(types.NewObjectType("kubernetes.UserInfo"))
	field := func(name string, get func() any) {
		m.Append(name, func(_ *lazy.MapValue) ref.Val { return types.DefaultTypeAdapter.NativeToValue(get()) })
	}
	field("username", func() any { return u.Username })
	field("uid", func() any { return u.Uid })
	field("groups", func() any { return u.Groups })
	field("extra", func() any { return u.Extra })
	return m
}

func main() {
	compiler := authenticationcel.NewDefaultCompiler()
	scheme := runtime.NewScheme()
	install.Install(scheme)
	codecs := serializer.NewCodecFactory(scheme, serializer.EnableStrict)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<24)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var row In
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			panic(err)
		}
		result := map[string]any{}
		var compiled authenticationcel.CompilationResult
		var err error
		switch row.Mode {
		case "config":
			obj, derr := runtime.Decode(codecs.UniversalDecoder(), []byte(row.Yaml))
			if derr != nil {
				result["decode"] = derr.Error()
				out.Encode(result)
				continue
			}
			cfg, ok := obj.(*api.AuthenticationConfiguration)
			if !ok {
				result["decode"] = fmt.Sprintf("expected AuthenticationConfiguration, got %T", obj)
				out.Encode(result)
				continue
			}
			errs := []string{}
			for _, e := range validation.ValidateAuthenticationConfiguration(compiler, cfg, []string{"https://kubernetes.default.svc.cluster.local"}) {
				errs = append(errs, e.Error())
			}
			result["errors"] = errs
			out.Encode(result)
			continue
		case "token":
			obj, derr := runtime.Decode(codecs.UniversalDecoder(), []byte(row.Yaml))
			if derr != nil {
				panic(derr)
			}
			cfg := obj.(*api.AuthenticationConfiguration)
			algs := row.Algs
			if len(algs) == 0 {
				algs = oidcauth.AllValidSigningAlgorithms()
			}
			a, aerr := oidcauth.New(context.Background(), oidcauth.Options{JWTAuthenticator: cfg.JWT[0], KeySet: anyKey{}, SupportedSigningAlgs: algs, Compiler: compiler})
			if aerr != nil {
				result["start"] = aerr.Error()
				out.Encode(result)
				continue
			}
			b64 := base64.RawURLEncoding
			alg := row.Alg
			if alg == "" {
				alg = "RS256"
			}
			token := row.Token
			if token == "" {
				token = b64.EncodeToString([]byte(`{"alg":"`+alg+`"}`)) + "." + b64.EncodeToString(row.Claims) + "." + b64.EncodeToString([]byte("sig"))
			}
			resp, ok, terr := a.AuthenticateToken(context.Background(), token)
			if terr != nil {
				result["error"] = terr.Error()
			} else if !ok {
				result["error"] = "invalid bearer token"
			} else {
				result["user"] = map[string]any{"username": resp.User.GetName(), "uid": resp.User.GetUID(), "groups": resp.User.GetGroups(), "extra": resp.User.GetExtra()}
			}
			out.Encode(result)
			continue
		case "rule":
			compiled, err = compiler.CompileClaimsExpression(&authenticationcel.ClaimValidationCondition{Expression: row.Expr})
		case "user":
			compiled, err = compiler.CompileUserExpression(&authenticationcel.UserValidationCondition{Expression: row.Expr})
		default:
			compiled, err = compiler.CompileClaimsExpression(&authenticationcel.ClaimMappingExpression{Expression: row.Expr})
		}
		if err != nil {
			result["compile"] = err.Error()
			out.Encode(result)
			continue
		}
		result["type"] = compiled.AST.OutputType().String()
		vars := map[string]any{}
		if row.Mode == "user" {
			vars["user"] = userValue(row.Claims)
		} else {
			vars["claims"] = claimsValue(row.Claims)
		}
		v, _, err := compiled.Program.ContextEval(context.Background(), vars)
		if err != nil {
			result["error"] = err.Error()
		} else {
			result["value"] = render(v)
		}
		if err := out.Encode(result); err != nil {
			out.Encode(map[string]any{"unencodable": err.Error()})
		}
	}
}
