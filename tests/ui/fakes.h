// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "tests/support/fakeclock.h"
#include "ui/doctor/doctorport.h"
#include "ui/ports.h"
#include "ui/rights/rightsport.h"

#include <deque>
#include <map>

//! The window's ports without a world behind them. Futures are finished by the test, or at once.
namespace Fakes {

template<typename T>
using Answer = std::shared_ptr<QtSupport::Promise<T>>;

//! A queue of questions that wait for the test's answer.
template<typename T>
class Questions
{
public:
    [[nodiscard]] QtSupport::FutureResult<T> ask()
    {
        auto promise = std::make_shared<QtSupport::Promise<T>>();
        auto future = promise->future();
        if (automatic)
            promise->finish(*automatic);
        else
            open.push_back(promise);
        ++count;
        return future;
    }
    void answer(Core::Result<T> result)
    {
        Q_ASSERT(!open.empty());
        auto promise = open.front();
        open.pop_front();
        promise->finish(std::move(result));
    }

    std::deque<Answer<T>> open;
    std::optional<Core::Result<T>> automatic;
    int count = 0;
};

inline QString sessionId(const QString &issuer, const QString &clientId)
{
    return issuer + u'|' + clientId;
}

class Sessions final : public Ui::SessionsPort
{
    Q_OBJECT

public:
    using Ui::SessionsPort::SessionsPort;

    struct Known
    {
        Session::SessionInfo info;
        Session::SessionRequest request;
        std::optional<Session::SessionClaims> claims;
        QUrl pending;
    };

    void put(const Known &known)
    {
        all[known.info.id] = known;
        Q_EMIT sessionChanged(known.info.id);
    }
    void startLogin(const QString &id, const QUrl &url)
    {
        all[id].pending = url;
        all[id].info.state = Session::SessionState::SigningIn;
        Q_EMIT loginStarted(id, url);
    }

    QList<Session::SessionInfo> sessions() const override
    {
        QList<Session::SessionInfo> infos;
        for (const auto &[id, known] : all)
            infos.append(known.info);
        return infos;
    }
    std::optional<Session::SessionInfo> session(const QString &id) const override
    {
        const auto found = all.find(id);
        return found == all.end() ? std::nullopt : std::optional(found->second.info);
    }
    std::optional<Session::SessionRequest> request(const QString &id) const override
    {
        const auto found = all.find(id);
        return found == all.end() ? std::nullopt : std::optional(found->second.request);
    }
    Session::SessionRequest completed(const Ui::ExecSignIn &signIn) const override { return signIn.request; }
    QString idOf(const Session::SessionRequest &request) const override
    {
        return sessionId(request.client.issuer, request.client.clientId);
    }
    Core::Result<Session::SessionClaims> claims(const QString &id) const override
    {
        const auto found = all.find(id);
        if (found == all.end() || !found->second.claims)
            return Core::fail(Core::ErrorCode::NotFound, "there is no token");
        return *found->second.claims;
    }
    QUrl pendingLoginUrl(const QString &id) const override
    {
        const auto found = all.find(id);
        return found == all.end() ? QUrl() : found->second.pending;
    }
    QtSupport::FutureResult<Session::SessionInfo> logIn(const Session::SessionRequest &request) override
    {
        loginRequests.append(request);
        return logins.ask();
    }
    void cancelLogin(const QString &id) override
    {
        canceled.append(id);
        if (!logins.open.empty())
            logins.answer(Core::fail(Core::ErrorCode::Canceled, "canceled"));
    }
    QtSupport::FutureResult<Session::SessionInfo> refreshNow(const QString &id) override
    {
        refreshed.append(id);
        return refreshes.ask();
    }
    QtSupport::FutureResult<Session::LogoutOutcome> logOut(const QString &id) override
    {
        loggedOut.append(id);
        return logouts.ask();
    }
    void adopt(const Session::SessionRequest &request) override { adopted.append(idOf(request)); }

    std::map<QString, Known> all;
    Questions<Session::SessionInfo> logins, refreshes;
    Questions<Session::LogoutOutcome> logouts;
    QList<Session::SessionRequest> loginRequests;
    QStringList canceled, refreshed, loggedOut, adopted;
};

class Kubeconfigs final : public Ui::KubeconfigPort
{
public:
    QtSupport::FutureResult<Kubeconfig::Config> load() override { return loads.ask(); }
    QtSupport::FutureResult<Ui::Planned> plan(const Ui::KubeconfigEdit &edit) override
    {
        edits.push_back(edit);
        if (const auto *change = std::get_if<Ui::SwitchContext>(&edit))
            planned.append(u"switch "_s + change->context);
        else if (const auto *space = std::get_if<Ui::SetNamespace>(&edit))
            planned.append(u"namespace "_s + space->context + u' ' + space->nameSpace);
        return plans.ask();
    }
    QtSupport::FutureResult<Ui::Planned> planAdd(const Kubeconfig::NewEntry &entry) override
    {
        entries.push_back(entry);
        return plans.ask();
    }
    QtSupport::FutureResult<std::monostate> commit(const Kubeconfig::Plan &plan, Kubeconfig::StaleLock stale) override
    {
        committed.append(QtSupport::toQString(plan.summary));
        brokeLock = stale == Kubeconfig::StaleLock::Break;
        return commits.ask();
    }
    QtSupport::FutureResult<QList<Ui::HistoryItem>> history() override { return histories.ask(); }
    QtSupport::FutureResult<QString> historyDiff(std::uint64_t id) override
    {
        diffed.append(static_cast<int>(id));
        return diffs.ask();
    }
    QtSupport::FutureResult<Ui::ImportSource> readImport(const QString &file) override
    {
        imported.append(file);
        return sources.ask();
    }
    QtSupport::FutureResult<Ui::ImportReview> reviewImport(const Ui::ImportSource &source) override
    {
        reviewed.push_back(source);
        return reviews.ask();
    }
    QtSupport::FutureResult<QByteArray> exportText(const Ui::ExportRequest &request) override
    {
        exports.push_back(request);
        return texts.ask();
    }
    QtSupport::FutureResult<std::monostate> exportFile(const Ui::ExportRequest &request, const QString &file) override
    {
        exports.push_back(request);
        exportedTo.append(file);
        return saves.ask();
    }
    QtSupport::FutureResult<QSet<QString>> protectedContexts() override { return marks.ask(); }
    QtSupport::FutureResult<std::monostate> setProtection(const QString &context, Core::Protection protection) override
    {
        const bool on = protection == Core::Protection::On;
        marked.append((on ? u'+' : u'-') + context);
        if (marks.automatic && *marks.automatic && on)
            (*marks.automatic)->insert(context);
        else if (marks.automatic && *marks.automatic)
            (*marks.automatic)->remove(context);
        return markings.ask();
    }
    QStringList files() const override { return { u"/home/jane/.kube/config"_s }; }
    QString defaultFile() const override { return u"/home/jane/.kube/config"_s; }

    Questions<Kubeconfig::Config> loads;
    Questions<Ui::Planned> plans;
    Questions<std::monostate> commits;
    Questions<QList<Ui::HistoryItem>> histories { {}, Core::Result<QList<Ui::HistoryItem>>(), 0 };
    Questions<QString> diffs;
    Questions<Ui::ImportSource> sources;
    Questions<Ui::ImportReview> reviews;
    Questions<QByteArray> texts;
    Questions<QSet<QString>> marks { {}, Core::Result<QSet<QString>>(), 0 };
    Questions<std::monostate> saves, markings { {}, Core::Result<std::monostate>(), 0 };
    QStringList planned, committed, imported, exportedTo, marked;
    QList<int> diffed;
    std::vector<Ui::KubeconfigEdit> edits;
    std::vector<Ui::ImportSource> reviewed;
    std::vector<Ui::ExportRequest> exports;
    std::vector<Kubeconfig::NewEntry> entries;
    bool brokeLock = false;
};

class ApiServers final : public Ui::ApiServerPort
{
public:
    Core::Result<QByteArray> readCaFile(const QString &file) const override
    {
        if (caFile && file == u"/etc/ca.crt"_s)
            return *caFile;
        return Core::fail(Core::ErrorCode::Parse, "the file holds no certificate", "choose the ca.crt of the cluster");
    }
    QtSupport::FutureResult<Ui::ServerCertificate> probe(const QUrl &server) override
    {
        probed.append(server.toString());
        return probes.ask();
    }
    QtSupport::FutureResult<Kubernetes::UserInfo> whoAmI(const Kubeconfig::Cluster &cluster,
                                                         const Session::SessionRequest &) override
    {
        asked.append(QtSupport::toQString(cluster.server));
        return identities.ask();
    }
    QtSupport::FutureResult<QStringList> namespaces(const Kubeconfig::Cluster &, const Session::SessionRequest &) override
    {
        return nameSpaces.ask();
    }

    std::optional<QByteArray> caFile;
    Questions<Ui::ServerCertificate> probes;
    Questions<Kubernetes::UserInfo> identities;
    Questions<QStringList> nameSpaces;
    QStringList probed, asked;
};

class Providers final : public Ui::ProviderPort
{
public:
    QtSupport::FutureResult<Oidc::ProviderMetadata> discover(const QString &issuer, const QByteArray &) override
    {
        asked.append(issuer);
        return answers.ask();
    }
    Questions<Oidc::ProviderMetadata> answers;
    QStringList asked;
};

class Preferences final : public Ui::PreferencesPort
{
    Q_OBJECT

public:
    using Ui::PreferencesPort::PreferencesPort;
    Ui::Preferences preferences() const override { return value; }
    void setPreferences(const Ui::Preferences &preferences) override
    {
        if (!refuses)
            value = preferences;
        Q_EMIT preferencesChanged();
    }
    QStringList rememberedNamespaces(const QString &cluster) const override { return remembered.value(cluster); }
    void rememberNamespace(const QString &cluster, const QString &nameSpace) override
    {
        remembered[cluster].prepend(nameSpace);
    }
    QHash<QString, QStringList> remembered;
    Ui::Preferences value;
    bool refuses = false; //!< as when the settings file cannot be written
};

class Rights final : public Ui::RightsPort
{
public:
    QtSupport::FutureResult<Kubernetes::UserInfo> whoAmI(const Ui::AskTarget &) override { return identities.ask(); }
    QtSupport::FutureResult<Kubernetes::RulesReview> rules(const Ui::AskTarget &target, const QString &nameSpace) override
    {
        asked.append(u"rules %1 %2"_s.arg(QtSupport::toQString(target.cluster.name), nameSpace));
        return reviews.ask();
    }
    QtSupport::FutureResult<Kubernetes::AccessReview> mayI(const Ui::AskTarget &,
                                                           const Kubernetes::ResourceAttributes &what) override
    {
        asked.append(QStringList { what.verb, what.group, what.resource, what.subresource, what.name, what.nameSpace }
                             .join(u'|'));
        return answers.ask();
    }
    QtSupport::FutureResult<Doctor::RbacObjects> bindings(const Ui::AskTarget &, const QString &nameSpace) override
    {
        asked.append(u"bindings "_s + nameSpace);
        return objects.ask();
    }

    Questions<Kubernetes::UserInfo> identities;
    Questions<Kubernetes::RulesReview> reviews;
    Questions<Kubernetes::AccessReview> answers;
    Questions<Doctor::RbacObjects> objects;
    QStringList asked;
};

//! A doctor whose checks begin and end as the test says.
class Doctors final : public Ui::DoctorPort
{
    Q_OBJECT

public:
    using Ui::DoctorPort::DoctorPort;
    QtSupport::FutureResult<Doctor::Report> examine(const Ui::DoctorQuestion &question) override
    {
        asked.append(question);
        return reports.ask();
    }
    void cancel() override
    {
        ++canceled;
        if (!reports.open.empty())
            reports.answer(onCancel);
    }
    Core::Result<> savePem(const QString &file, const QByteArray &pem) override
    {
        if (refusal)
            return Core::fail(*refusal);
        saved.append({ file, pem });
        return {};
    }

    QList<Ui::DoctorQuestion> asked;
    QList<std::pair<QString, QByteArray>> saved;
    std::optional<Core::Error> refusal;
    Questions<Doctor::Report> reports;
    Core::Result<Doctor::Report> onCancel = Core::fail(Core::ErrorCode::Canceled, "ended before it began");
    int canceled = 0;
};

//! All of them, with sample data of a person with four clusters.
struct World
{
    Support::FakeClock clock;
    Sessions sessions;
    Kubeconfigs kubeconfig;
    ApiServers apiServer;
    Providers provider;
    Preferences preferences;
    Doctors doctor;
    Rights rights;
};

inline const QString issuer = QStringLiteral("https://login.example.com/realms/platform");

[[nodiscard]] Kubeconfig::Config sampleConfig();
[[nodiscard]] Kubeconfig::Config largeConfig(int contexts);
[[nodiscard]] Sessions::Known sampleSession(const Support::FakeClock &clock);
[[nodiscard]] Ui::Planned samplePlan(const QString &summary);
[[nodiscard]] Kubernetes::UserInfo sampleUser();
[[nodiscard]] Kubernetes::RulesReview sampleRules();
//! A fault that bindings have: one names the group without its prefix.
[[nodiscard]] Doctor::RbacObjects sampleBindings();
//! A set-up with a fault of each severity, one of them with two sides, one with a certificate.
[[nodiscard]] Doctor::Report sampleReport();
//! Four writes: one that stands, an undo, what it took back, and one that took a secret out.
[[nodiscard]] QList<Ui::HistoryItem> sampleHistory();
//! A file that wants everything it should not get, under names that lie.
[[nodiscard]] Ui::ImportReview sampleReview();

} // namespace Fakes
