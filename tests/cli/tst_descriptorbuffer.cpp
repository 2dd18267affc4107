// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/descriptorbuffer.h"

#include <QTest>

#include <array>
#include <csignal>
#include <istream>
#include <ostream>
#include <string>
#include <thread>
#include <unistd.h>

using namespace Cli;

class tst_DescriptorBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void carriesTextLargerThanBufferAndPipe();
    void writesTheRestAtItsEnd();
    void saysWhenTheReaderIsGone();
    void endsAtTheEndOfInput();

private:
    void closeEnd(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(std::exchange(descriptor, -1));
    }
    std::array<int, 2> m_pipe { -1, -1 };
};

void tst_DescriptorBuffer::init()
{
    std::signal(SIGPIPE, SIG_IGN);
    QCOMPARE(::pipe(m_pipe.data()), 0);
}

void tst_DescriptorBuffer::cleanup()
{
    closeEnd(m_pipe[0]);
    closeEnd(m_pipe[1]);
}

void tst_DescriptorBuffer::carriesTextLargerThanBufferAndPipe()
{
    std::string sent;
    for (int i = 0; sent.size() < 300'000; ++i)
        sent += std::to_string(i) + '\n';
    std::thread writer([&] {
        DescriptorBuffer buffer(m_pipe[1]);
        std::ostream(&buffer) << sent << std::flush;
        closeEnd(m_pipe[1]);
    });
    DescriptorBuffer buffer(m_pipe[0]);
    std::istream in(&buffer);
    std::string line, received;
    while (std::getline(in, line))
        received += line + '\n';
    writer.join();
    QCOMPARE(received.size(), sent.size());
    QVERIFY(received == sent);
}

void tst_DescriptorBuffer::writesTheRestAtItsEnd()
{
    {
        DescriptorBuffer buffer(m_pipe[1]);
        std::ostream(&buffer) << "not flushed";
    }
    std::array<char, 64> read {};
    QCOMPARE(::read(m_pipe[0], read.data(), read.size()), ssize_t(11));
    QCOMPARE(std::string(read.data()), std::string("not flushed"));
}

void tst_DescriptorBuffer::saysWhenTheReaderIsGone()
{
    closeEnd(m_pipe[0]);
    QVERIFY(!writeAll(m_pipe[1], "x"));
    DescriptorBuffer buffer(m_pipe[1]);
    std::ostream out(&buffer);
    out << "x" << std::flush;
    QVERIFY(!out);
}

void tst_DescriptorBuffer::endsAtTheEndOfInput()
{
    closeEnd(m_pipe[1]);
    DescriptorBuffer buffer(m_pipe[0]);
    std::istream in(&buffer);
    QCOMPARE(in.get(), std::char_traits<char>::eof());
    QVERIFY(in.eof());
}

QTEST_APPLESS_MAIN(tst_DescriptorBuffer)
#include "tst_descriptorbuffer.moc"
