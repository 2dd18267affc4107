// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/cel/type.h"

#include <algorithm>

namespace Kubernetes::Cel {

using Kind = Type::Kind;

std::string typeText(const Type &type)
{
    switch (type.kind) {
    case Kind::Dyn:
        return "dyn";
    case Kind::Any:
        return "any";
    case Kind::Null:
        return "null";
    case Kind::Bool:
        return "bool";
    case Kind::Int:
        return "int";
    case Kind::Uint:
        return "uint";
    case Kind::Double:
        return "double";
    case Kind::String:
        return "string";
    case Kind::List:
        return "list(" + typeText(type.parameters[0]) + ')';
    case Kind::Map:
        return "map(" + typeText(type.parameters[0]) + ", " + typeText(type.parameters[1]) + ')';
    case Kind::Optional:
        return "optional_type(" + typeText(type.parameters[0]) + ')';
    case Kind::TypeOfType:
        return "type";
    case Kind::User:
        return "kubernetes.UserInfo";
    case Kind::Parameter:
        return type.name;
    }
    return {};
}

namespace {

bool assignParameter(const Type &wanted, const Type &actual, Bindings &bindings)
{
    const auto bound = bindings.find(wanted.name);
    if (bound == bindings.end()) {
        bindings.emplace(wanted.name, actual);
        return true;
    }
    const Type current = bound->second;
    if (!isAssignable(current, actual, bindings))
        return false;
    if (actual.isDynamic() && !current.isDynamic()) // the less specific one stays
        bindings[wanted.name] = actual;
    return true;
}

} // namespace

bool isAssignable(const Type &wanted, const Type &actual, Bindings &bindings)
{
    if (wanted.kind == Kind::Parameter)
        return assignParameter(wanted, actual, bindings);
    if (wanted.isDynamic() || actual.isDynamic())
        return true;
    if (wanted.kind != actual.kind)
        return false;
    for (std::size_t i = 0; i < wanted.parameters.size(); ++i) {
        if (!isAssignable(wanted.parameters[i], actual.parameters[i], bindings))
            return false;
    }
    return true;
}

Type substituted(const Type &type, const Bindings &bindings)
{
    if (type.kind == Kind::Parameter) {
        const auto bound = bindings.find(type.name);
        return bound == bindings.end() ? Type{} : bound->second;
    }
    Type result = type;
    for (Type &parameter : result.parameters)
        parameter = substituted(parameter, bindings);
    return result;
}

namespace {

using Table = std::map<std::string, std::vector<Overload>>;

const Type kBool{ Kind::Bool, {}, {} }, kInt{ Kind::Int, {}, {} }, kUint{ Kind::Uint, {}, {} },
        kDouble{ Kind::Double, {}, {} }, kString{ Kind::String, {}, {} }, kDyn{},
        kType{ Kind::TypeOfType, {}, {} };
const Type kA = Type::parameter("A"), kB = Type::parameter("B");
const Type kTexts = Type::listOf(kString);

void addOperators(Table &table)
{
    table["_&&_"] = table["_||_"] = { { { kBool, kBool }, kBool } };
    table["!_"] = { { { kBool }, kBool } };
    table["-_"] = { { { kInt }, kInt }, { { kDouble }, kDouble } };
    for (const char *name : { "_+_", "_-_", "_*_", "_/_" })
        table[name] = { { { kInt, kInt }, kInt },
                        { { kUint, kUint }, kUint },
                        { { kDouble, kDouble }, kDouble } };
    table["_+_"].push_back({ { kString, kString }, kString });
    table["_+_"].push_back({ { Type::listOf(kA), Type::listOf(kA) }, Type::listOf(kA) });
    table["_%_"] = { { { kInt, kInt }, kInt }, { { kUint, kUint }, kUint } };
    for (const char *name : { "_<_", "_<=_", "_>_", "_>=_" }) {
        table[name] = { { { kBool, kBool }, kBool }, { { kString, kString }, kBool } };
        for (const Type &left : { kInt, kUint, kDouble }) {
            for (const Type &right : { kInt, kUint, kDouble })
                table[name].push_back({ { left, right }, kBool });
        }
    }
    table["_==_"] = table["_!=_"] = { { { kA, kA }, kBool } };
    table["@in"] = { { { kA, Type::listOf(kA) }, kBool }, { { kA, Type::mapOf(kA, kB) }, kBool } };
    table["_?_:_"] = { { { kBool, kA, kA }, kA } };
    const Type optionalList = Type::optionalOf(Type::listOf(kA)),
               optionalMap = Type::optionalOf(Type::mapOf(kA, kB));
    table["_[_]"] = { { { Type::listOf(kA), kInt }, kA },
                      { { Type::mapOf(kA, kB), kA }, kB },
                      { { optionalList, kInt }, Type::optionalOf(kA) },
                      { { optionalMap, kA }, Type::optionalOf(kB) } };
    table["_[?_]"] = { { { Type::listOf(kA), kInt }, Type::optionalOf(kA) },
                       { { Type::mapOf(kA, kB), kA }, Type::optionalOf(kB) },
                       { { optionalList, kInt }, Type::optionalOf(kA) },
                       { { optionalMap, kA }, Type::optionalOf(kB) } };
}

void addMembers(Table &table, const char *name, std::initializer_list<Overload> overloads)
{
    for (Overload overload : overloads) {
        overload.isMember = true;
        table[name].push_back(std::move(overload));
    }
}

void addStrings(Table &table)
{
    for (const char *name : { "contains", "startsWith", "endsWith", "matches" })
        addMembers(table, name, { { { kString, kString }, kBool } });
    table["matches"].push_back({ { kString, kString }, kBool });
    for (const char *name : { "lowerAscii", "upperAscii", "trim" })
        addMembers(table, name, { { { kString }, kString } });
    addMembers(table, "split",
               { { { kString, kString }, kTexts }, { { kString, kString, kInt }, kTexts } });
    addMembers(table, "join", { { { kTexts }, kString }, { { kTexts, kString }, kString } });
    addMembers(table, "replace",
               { { { kString, kString, kString }, kString },
                 { { kString, kString, kString, kInt }, kString } });
    addMembers(table, "substring",
               { { { kString, kInt }, kString }, { { kString, kInt, kInt }, kString } });
    addMembers(table, "charAt", { { { kString, kInt }, kString } });
    for (const char *name : { "indexOf", "lastIndexOf" })
        addMembers(table, name,
                   { { { kString, kString }, kInt },
                     { { kString, kString, kInt }, kInt },
                     { { Type::listOf(kA), kA }, kInt } });
}

void addOthers(Table &table)
{
    const Type anyMap = Type::mapOf(kA, kB), anyList = Type::listOf(kA);
    for (const Type &type : { kString, anyList, anyMap }) {
        table["size"].push_back({ { type }, kInt });
        addMembers(table, "size", { { { type }, kInt } });
    }
    for (const Type &from : { kInt, kUint, kDouble, kString }) {
        table["int"].push_back({ { from }, kInt });
        table["uint"].push_back({ { from }, kUint });
        table["double"].push_back({ { from }, kDouble });
        table["string"].push_back({ { from }, kString });
    }
    table["string"].push_back({ { kBool }, kString });
    table["bool"] = { { { kBool }, kBool }, { { kString }, kBool } };
    table["dyn"] = { { { kA }, kDyn } };
    table["type"] = { { { kA }, kType } };
    for (const char *name : { "sets.contains", "sets.equivalent", "sets.intersects" })
        table[name] = { { { anyList, anyList }, kBool } };
    addMembers(table, "orValue", { { { Type::optionalOf(kA), kA }, kA } });
    addMembers(table, "hasValue", { { { Type::optionalOf(kA) }, kBool } });
    addMembers(table, "value", { { { Type::optionalOf(kA) }, kA } });
    table["optional.of"] = { { { kA }, Type::optionalOf(kA) } };
    table["optional.none"] = { { {}, Type::optionalOf(kA) } };
}

} // namespace

const std::vector<Overload> &overloadsOf(const std::string &function)
{
    static const Table table = [] {
        Table made;
        addOperators(made);
        addStrings(made);
        addOthers(made);
        return made;
    }();
    static const std::vector<Overload> none;
    const auto found = table.find(function);
    return found == table.end() ? none : found->second;
}

// Measured: the environment of kube-apiserver 1.34 for expressions that are stored.
bool isKnownToServer(const std::string &name)
{
    static constexpr std::string_view kNames[] = { "add",
                                                   "all",
                                                   "allowed",
                                                   "asApproximateFloat",
                                                   "asInteger",
                                                   "bool",
                                                   "bytes",
                                                   "cel",
                                                   "charAt",
                                                   "check",
                                                   "cidr",
                                                   "compareTo",
                                                   "contains",
                                                   "containsCIDR",
                                                   "containsIP",
                                                   "distinct",
                                                   "double",
                                                   "duration",
                                                   "dyn",
                                                   "endsWith",
                                                   "error",
                                                   "errored",
                                                   "exists",
                                                   "existsOne",
                                                   "exists_one",
                                                   "family",
                                                   "fieldSelector",
                                                   "filter",
                                                   "find",
                                                   "findAll",
                                                   "first",
                                                   "flatten",
                                                   "format",
                                                   "getDate",
                                                   "getDayOfMonth",
                                                   "getDayOfWeek",
                                                   "getDayOfYear",
                                                   "getEscapedPath",
                                                   "getFullYear",
                                                   "getHost",
                                                   "getHostname",
                                                   "getHours",
                                                   "getMilliseconds",
                                                   "getMinutes",
                                                   "getMonth",
                                                   "getPort",
                                                   "getQuery",
                                                   "getScheme",
                                                   "getSeconds",
                                                   "google",
                                                   "group",
                                                   "has",
                                                   "hasValue",
                                                   "in",
                                                   "indexOf",
                                                   "int",
                                                   "ip",
                                                   "isCIDR",
                                                   "isGlobalUnicast",
                                                   "isGreaterThan",
                                                   "isIP",
                                                   "isInteger",
                                                   "isLessThan",
                                                   "isLinkLocalMulticast",
                                                   "isLinkLocalUnicast",
                                                   "isLoopback",
                                                   "isQuantity",
                                                   "isSemver",
                                                   "isSorted",
                                                   "isURL",
                                                   "isUnspecified",
                                                   "join",
                                                   "kubernetes",
                                                   "labelSelector",
                                                   "last",
                                                   "lastIndexOf",
                                                   "list",
                                                   "lists",
                                                   "lowerAscii",
                                                   "major",
                                                   "map",
                                                   "masked",
                                                   "matches",
                                                   "max",
                                                   "min",
                                                   "minor",
                                                   "name",
                                                   "namespace",
                                                   "null_type",
                                                   "optFlatMap",
                                                   "optMap",
                                                   "optional",
                                                   "optional_type",
                                                   "or",
                                                   "orValue",
                                                   "patch",
                                                   "path",
                                                   "prefixLength",
                                                   "quantity",
                                                   "reason",
                                                   "replace",
                                                   "resource",
                                                   "reverse",
                                                   "semver",
                                                   "serviceAccount",
                                                   "sets",
                                                   "sign",
                                                   "size",
                                                   "slice",
                                                   "sort",
                                                   "sortBy",
                                                   "split",
                                                   "startsWith",
                                                   "string",
                                                   "strings",
                                                   "sub",
                                                   "subresource",
                                                   "substring",
                                                   "sum",
                                                   "timestamp",
                                                   "transformList",
                                                   "transformMap",
                                                   "transformMapEntry",
                                                   "trim",
                                                   "type",
                                                   "uint",
                                                   "unwrapOpt",
                                                   "upperAscii",
                                                   "url",
                                                   "validate",
                                                   "value",
                                                   "net",
                                                   "k8s",
                                                   "math",
                                                   "base64",
                                                   "regex" };
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

} // namespace Kubernetes::Cel
