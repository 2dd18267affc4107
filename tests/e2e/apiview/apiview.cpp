// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors

// What Lanyard thinks of configurations and tokens, for comparing it with what a kube-apiserver
// does: one JSON object a line on standard input, one answer a line on standard output. It also
// makes the keys and the tokens, because Python's standard library cannot sign. Test program only.
#include "app/core/json.h"
#include "app/demo/tokensigner.h"
#include "app/doctor/tokenjudge.h"
#include "app/kubernetes/apiserverconfiguration.h"

#include <QCoreApplication>

#include <chrono>
#include <iostream>
#include <map>
#include <optional>
#include <string>

namespace {

using Core::Json;

Json problem(const Core::Error &error)
{
    return { { "problem", error.message } };
}

std::string text(const Json &question, std::string_view name)
{
    return Core::jsonString(question, name).value_or(std::string());
}

class View
{
public:
    Json answer(const Json &question)
    {
        const std::string operation = text(question, "op");
        if (operation == "keys")
            return makeKeys(question);
        if (operation == "sign")
            return sign(question);
        if (operation == "config")
            return readConfiguration(question);
        if (operation == "judge")
            return judge(question);
        return { { "problem", "unknown operation " + operation } };
    }

private:
    // `published`: what the provider's jwks_uri answers; a key outside of it signs what nobody
    // knows.
    Json makeKeys(const Json &question)
    {
        Json published = Json::array();
        for (const Json &entry : question.at("keys")) {
            const auto algorithm = Jose::signatureAlgorithm(text(entry, "alg"));
            if (!algorithm)
                return problem(algorithm.error());
            auto signer = Demo::TokenSigner::generate(*algorithm, text(entry, "kid"));
            if (!signer)
                return problem(signer.error());
            if (Core::jsonBool(entry, "published", true)) {
                published.push_back(signer->publicJwk());
                m_keyIds.push_back(signer->keyId());
            }
            m_signers.insert_or_assign(text(entry, "name"), std::move(*signer));
        }
        const Json document = { { "keys", published } };
        auto keys = Jose::JsonWebKeySet::parse(Core::dumpJson(document));
        if (!keys)
            return problem(keys.error());
        m_keys = std::move(*keys);
        return { { "jwks", document } };
    }

    Json sign(const Json &question) const
    {
        const auto signer = m_signers.find(text(question, "key"));
        if (signer == m_signers.end())
            return { { "problem", "no such key" } };
        return { { "token",
                   signer->second.signRaw(text(question, "header"), text(question, "payload")) } };
    }

    Json readConfiguration(const Json &question)
    {
        auto settings = Kubernetes::readApiServerConfiguration(text(question, "text"), "file");
        if (!settings)
            return problem(settings.error());
        const Json answer = { { "problems", settings->problems },
                              { "notEvaluated", settings->notEvaluated } };
        m_settings.insert_or_assign(text(question, "name"), std::move(*settings));
        return answer;
    }

    Json judge(const Json &question) const
    {
        const auto settings = m_settings.find(text(question, "config"));
        if (settings == m_settings.end())
            return { { "problem", "no such configuration" } };
        const auto token = Doctor::TokenView::of(text(question, "token"));
        const std::chrono::system_clock::time_point now(
                std::chrono::seconds(question.at("now").get<std::int64_t>()));
        const Doctor::Case given{ token, &settings->second, {}, {}, now, false };
        Doctor::CheckResult result;
        Doctor::judgeToken(given, { &m_keys, m_keyIds, {} }, result);
        Json findings = Json::array();
        for (const Doctor::Finding &finding : result.findings)
            findings.push_back({ { "id", finding.id },
                                 { "severity", Doctor::severityName(finding.severity) },
                                 { "serverLog", finding.serverLog } });
        const Kubernetes::TokenUser user = Doctor::predictUser(given);
        return { { "verdict",
                   !result.predicted           ? "unknown"
                           : *result.predicted ? "accepts"
                                               : "rejects" },
                 { "findings", findings },
                 { "user",
                   { { "username", user.username },
                     { "uid", user.uid },
                     { "groups", user.groups },
                     { "extra", user.extra } } } };
    }

    std::map<std::string, Demo::TokenSigner> m_signers;
    Jose::JsonWebKeySet m_keys;
    std::vector<std::string> m_keyIds;
    std::map<std::string, Kubernetes::AuthenticationSettings> m_settings;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv); // Qt Network wants one
    View view;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto question = Core::parseJson(line);
        Json answer;
        try {
            answer = question ? view.answer(*question) : problem(question.error());
        } catch (const std::exception &error) { // nlohmann's, for a member of another type
            answer = { { "problem", error.what() } };
        }
        std::cout << Core::dumpJson(answer) << std::endl;
    }
    return 0;
}
