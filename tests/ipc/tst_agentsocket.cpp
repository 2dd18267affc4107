// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/paths.h"
#include "app/ipc/agentclient.h"
#include "app/ipc/agentserver.h"

#include "tests/support/resulttest.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QTemporaryDir>
#include <QtConcurrent>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Ipc;
using namespace std::chrono_literals;
using Answer = Core::Result<Core::Json>;

namespace {

QFuture<Answer> answerNow(Answer answer)
{
    QPromise<Answer> promise;
    promise.start();
    promise.addResult(std::move(answer));
    promise.finish();
    return promise.future();
}

QFuture<Answer> echo(const Request &request, const Peer &peer)
{
    return answerNow(Core::Json { { "op", request.op },
                                  { "text", Core::jsonString(request.parameters, "text").value_or("") },
                                  { "pid", peer.pid } });
}

// The client blocks, so it runs beside the event loop.
template<typename Function>
auto besideTheLoop(Function function)
{
    auto future = QtConcurrent::run(function);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        qFatal("a client call without end");
    return future.takeResult();
}

int rawConnect(const std::filesystem::path &socket)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket.c_str(), sizeof address.sun_path - 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

bool isClosedByPeer(int fd)
{
    char byte = 0;
    return ::recv(fd, &byte, 1, MSG_DONTWAIT) == 0;
}

} // namespace

class tst_AgentSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersAndTellsWhoAsks();
    void answersRequestsOfOneConnectionInTurn();
    void serves200ClientsAtOnce();
    void socketIsForTheUserAlone();
    void secondAgentIsTurnedAway();
    void deadSocketIsReplaced();
    void closingLetsAnotherAgentTakeOver();
    void clientRefusesFolderThatOthersMayEnter();
    void clientRefusesFolderBehindALink();
    void serverRefusesFolderThatOthersMayEnter();
    void otherUserIsRefused();
    void clientGivesUpAtItsDeadline();
    void brokenClientDoesNotDisturbOthers_data();
    void brokenClientDoesNotDisturbOthers();
    void clientThatHangsUpIsForgotten();
    void saysWhenNobodyListens();
    void clientRefusesGiantAnswer();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_socket;
};

void tst_AgentSocket::init()
{
    m_dir = std::make_unique<QTemporaryDir>(QStringLiteral("/tmp/lanyard-ipc.XXXXXX"));
    QVERIFY(m_dir->isValid());
    m_socket = std::filesystem::path(m_dir->path().toStdString()) / "lanyard" / "agent.sock";
}

void tst_AgentSocket::cleanup()
{
    m_dir.reset();
}

void tst_AgentSocket::answersAndTellsWhoAsks()
{
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    const Answer answer = besideTheLoop([&]() -> Answer {
        auto client = AgentClient::connect(m_socket, 2s);
        if (!client)
            return Core::fail(client.error());
        return client->call("status", { { "text", "żółw" } }, 2s);
    });
    QVERIFY_RESULT(answer);
    QCOMPARE(Core::jsonString(*answer, "op"), std::optional<std::string>("status"));
    QCOMPARE(Core::jsonString(*answer, "text"), std::optional<std::string>("żółw"));
    QCOMPARE(Core::jsonInteger(*answer, "pid"), std::optional<std::int64_t>(::getpid()));
}

void tst_AgentSocket::answersRequestsOfOneConnectionInTurn()
{
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    const int right = besideTheLoop([&] {
        auto client = AgentClient::connect(m_socket, 2s);
        int count = 0;
        for (int i = 0; client && i < 50; ++i) {
            const auto answer = client->call("status", { { "text", std::to_string(i) } }, 2s);
            count += answer && Core::jsonString(*answer, "text") == std::to_string(i);
        }
        return count;
    });
    QCOMPARE(right, 50);
}

void tst_AgentSocket::serves200ClientsAtOnce()
{
    // All connect before the first is answered.
    QList<std::shared_ptr<QPromise<Answer>>> waiting;
    AgentServer server([&](const Request &, const Peer &) {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        waiting.append(promise);
        return promise->future();
    });
    QVERIFY_RESULT(server.listen(m_socket));
    QThreadPool pool;
    pool.setMaxThreadCount(200);
    QList<QFuture<bool>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.append(QtConcurrent::run(&pool, [this] {
            auto client = AgentClient::connect(m_socket, 10s);
            return client && client->call("get-token", {}, 15s).has_value();
        }));
    }
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 200, 15'000);
    for (const auto &promise : waiting) {
        promise->addResult(Core::Json::object());
        promise->finish();
    }
    for (auto &client : clients) {
        QVERIFY(QTest::qWaitFor([&] { return client.isFinished(); }, 15'000));
        QVERIFY(client.result());
    }
}

void tst_AgentSocket::socketIsForTheUserAlone()
{
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    struct stat info = {};
    QCOMPARE(::stat(m_socket.c_str(), &info), 0);
    QCOMPARE(int(info.st_mode & 07777), 0600);
    QCOMPARE(::stat(m_socket.parent_path().c_str(), &info), 0);
    QCOMPARE(int(info.st_mode & 07777), 0700);
}

void tst_AgentSocket::secondAgentIsTurnedAway()
{
    AgentServer first(echo);
    QVERIFY_RESULT(first.listen(m_socket));
    AgentServer second(echo);
    QCOMPARE_ERROR(second.listen(m_socket), Core::ErrorCode::Conflict);
    QVERIFY(std::filesystem::exists(m_socket));
}

void tst_AgentSocket::deadSocketIsReplaced()
{
    QVERIFY_RESULT(Core::makePrivateDirectory(m_socket.parent_path()));
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, m_socket.c_str(), sizeof address.sun_path - 1);
    QCOMPARE(::bind(dead, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    ::close(dead); // as after SIGKILL: the file stays, nobody listens
    QCOMPARE_ERROR(AgentClient::connect(m_socket, 1s), Core::ErrorCode::AgentUnavailable);
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    QVERIFY(besideTheLoop([&] { return AgentClient::connect(m_socket, 1s).has_value(); }));
}

void tst_AgentSocket::closingLetsAnotherAgentTakeOver()
{
    AgentServer first(echo);
    QVERIFY_RESULT(first.listen(m_socket));
    first.close();
    QVERIFY(!std::filesystem::exists(m_socket));
    AgentServer second(echo);
    QVERIFY_RESULT(second.listen(m_socket));
}

void tst_AgentSocket::clientRefusesFolderThatOthersMayEnter()
{
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    QCOMPARE(::chmod(m_socket.parent_path().c_str(), 0755), 0);
    QCOMPARE_ERROR(AgentClient::connect(m_socket, 1s), Core::ErrorCode::PeerRefused);
}

void tst_AgentSocket::clientRefusesFolderBehindALink()
{
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    const auto link = m_socket.parent_path().parent_path() / "link";
    std::filesystem::create_directory_symlink(m_socket.parent_path(), link);
    QCOMPARE_ERROR(AgentClient::connect(link / "agent.sock", 1s), Core::ErrorCode::PeerRefused);
}

void tst_AgentSocket::serverRefusesFolderThatOthersMayEnter()
{
    std::filesystem::create_directories(m_socket.parent_path());
    QCOMPARE(::chmod(m_socket.parent_path().c_str(), 0777), 0);
    AgentServer server(echo);
    QCOMPARE_ERROR(server.listen(m_socket), Core::ErrorCode::Refused);
}

void tst_AgentSocket::otherUserIsRefused()
{
    if (::getuid() != 0)
        QSKIP("needs root to become another user");
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    // Even with the file permissions out of the way, the peer check must hold.
    QCOMPARE(::chmod(m_socket.c_str(), 0666), 0);
    QCOMPARE(::chmod(m_socket.parent_path().c_str(), 0755), 0);
    QCOMPARE(::chmod(m_dir->path().toLocal8Bit().constData(), 0755), 0);
    const pid_t other = ::fork();
    if (other == 0) {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            ::_exit(3);
        const int fd = rawConnect(m_socket);
        if (fd < 0)
            ::_exit(4);
        const std::string frame = encodeFrame(encodeRequest("status", {}));
        if (::send(fd, frame.data(), frame.size(), MSG_NOSIGNAL) < 0)
            ::_exit(0);
        char byte = 0;
        ::_exit(::recv(fd, &byte, 1, 0) <= 0 ? 0 : 5); // closed without a byte
    }
    int status = -1;
    QVERIFY(QTest::qWaitFor([&] { return ::waitpid(other, &status, WNOHANG) == other; }, 5000));
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(server.connectionCount(), 0);
}

void tst_AgentSocket::clientGivesUpAtItsDeadline()
{
    AgentServer server([](const Request &, const Peer &) {
        static QList<std::shared_ptr<QPromise<Answer>>> never;
        never.append(std::make_shared<QPromise<Answer>>());
        never.last()->start();
        return never.last()->future();
    });
    QVERIFY_RESULT(server.listen(m_socket));
    QElapsedTimer timer;
    timer.start();
    const Answer answer = besideTheLoop([&]() -> Answer {
        auto client = AgentClient::connect(m_socket, 1s);
        if (!client)
            return Core::fail(client.error());
        return client->call("get-token", {}, 300ms);
    });
    QCOMPARE_ERROR(answer, Core::ErrorCode::Timeout);
    QVERIFY(timer.elapsed() < 5000);
}

void tst_AgentSocket::brokenClientDoesNotDisturbOthers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("huge announcement") << QByteArray("\377\377\377\377abc");
    QTest::newRow("zero length") << QByteArray("\0\0\0\0", 4);
}

void tst_AgentSocket::brokenClientDoesNotDisturbOthers()
{
    QFETCH(const QByteArray, bytes);
    AgentServer server(echo);
    QVERIFY_RESULT(server.listen(m_socket));
    const int broken = rawConnect(m_socket);
    QVERIFY(broken >= 0);
    QCOMPARE(::send(broken, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL),
             bytes.size());
    const bool served = besideTheLoop([&] {
        auto client = AgentClient::connect(m_socket, 2s);
        return client && client->call("status", {}, 2s).has_value();
    });
    QVERIFY(served);
    QTRY_COMPARE(server.connectionCount(), 0); // both gone: the good one hung up, the broken one was closed
    ::close(broken);
}

void tst_AgentSocket::clientThatHangsUpIsForgotten()
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    bool asked = false;
    AgentServer server([&](const Request &, const Peer &) {
        asked = true;
        return promise->future();
    });
    QVERIFY_RESULT(server.listen(m_socket));
    const int fd = rawConnect(m_socket);
    const std::string frame = encodeFrame(encodeRequest("get-token", {}));
    QCOMPARE(::send(fd, frame.data(), frame.size(), MSG_NOSIGNAL), static_cast<ssize_t>(frame.size()));
    QTRY_VERIFY(asked);
    ::close(fd);
    QTRY_COMPARE(server.connectionCount(), 0);
    promise->addResult(Core::Json::object());
    promise->finish(); // the late answer finds nobody, and nothing breaks
    QCoreApplication::processEvents();
}

void tst_AgentSocket::saysWhenNobodyListens()
{
    QCOMPARE_ERROR(AgentClient::connect(m_socket, 1s), Core::ErrorCode::AgentUnavailable);
}

void tst_AgentSocket::clientRefusesGiantAnswer()
{
    // An impostor under our own uid that announces 2 GiB: refused at the announcement.
    QVERIFY_RESULT(Core::makePrivateDirectory(m_socket.parent_path()));
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, m_socket.c_str(), sizeof address.sun_path - 1);
    QCOMPARE(::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(::listen(listener, 1), 0);
    auto call = QtConcurrent::run([&]() -> Answer {
        auto client = AgentClient::connect(m_socket, 2s);
        if (!client)
            return Core::fail(client.error());
        return client->call("status", {}, 5s);
    });
    const int fd = ::accept(listener, nullptr, nullptr);
    QVERIFY(::send(fd, "\177\377\377\377", 4, MSG_NOSIGNAL) == 4);
    QVERIFY(QTest::qWaitFor([&] { return call.isFinished(); }, 6000));
    QCOMPARE_ERROR(call.result(), Core::ErrorCode::AgentProtocol);
    QVERIFY(!isClosedByPeer(listener));
    ::close(fd);
    ::close(listener);
}

QTEST_GUILESS_MAIN(tst_AgentSocket)
#include "tst_agentsocket.moc"
