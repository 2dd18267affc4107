// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// P8: one keystroke in the search of the Clusters page, among 10,000 contexts: the filter's work,
// beside a plain scan of the same texts; and grouping all of them by server, beside a plain
// sort of the same servers. Prints the medians in seconds.
#include "ui/clusters/contextlistmodel.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

template<typename Work> static double median(int rounds, Work work)
{
    std::vector<qint64> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work(round);
        times.push_back(timer.nsecsElapsed());
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return static_cast<double>(times[static_cast<std::size_t>(rounds / 2)]) / 1e9;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(3, QByteArray(argv[1]).toInt()) : 200;
    QList<Ui::ContextEntry> entries;
    for (int i = 0; i < 10'000; ++i) {
        Ui::ContextEntry entry;
        entry.name = u"cluster-%1"_s.arg(i, 5, 10, QLatin1Char('0'));
        entry.server = u"https://%1.example.test:6443"_s.arg(entry.name);
        entry.searchText =
                QStringList { entry.name, entry.server, entry.name, entry.name, u"team-%1"_s.arg(i % 50) }.join(u'\n');
        entries.append(std::move(entry));
    }
    Ui::ContextListModel model;
    model.setEntries(entries);
    Ui::ContextFilter filter;
    filter.setSourceModel(&model);
    filter.setSearch(u"team"_s);
    // Letters typed one after the other; the list grows and shrinks as it does under a person's hands.
    const QStringList typed = { u"t"_s, u"te"_s, u"team-4"_s, u"team-42"_s, u"team-4"_s, u"team-42 9"_s };
    qsizetype found = 0;
    const double modelTime = median(rounds, [&](int round) {
        filter.setSearch(typed[round % typed.size()]);
        found += filter.rowCount();
    });
    const double scanTime = median(rounds, [&](int round) {
        const QStringList words = typed[round % typed.size()].split(u' ');
        for (const Ui::ContextEntry &entry : model.entries())
            found += std::all_of(words.cbegin(), words.cend(),
                                 [&](const QString &word) { return entry.searchText.contains(word); });
    });
    filter.setSearch(QString());
    // To and fro: a sort that is done already would measure nothing.
    const int sorts = std::max(3, rounds / 20);
    const double groupTime = median(2 * sorts, [&](int round) {
        filter.setGrouping(round % 2 == 0 ? Ui::Grouping::Server : Ui::Grouping::None);
        found += filter.rowCount();
    });
    const double sortTime = median(2 * sorts, [&](int) {
        std::vector<std::pair<QString, int>> keys;
        for (const Ui::ContextEntry &entry : model.entries())
            keys.emplace_back(entry.server, static_cast<int>(keys.size()));
        std::sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) {
            const int order = a.first.compare(b.first, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a.second < b.second;
        });
        found += static_cast<qsizetype>(keys.size());
    });
    std::printf("{\"model\": %.9f, \"scan\": %.9f, \"group\": %.9f, \"sort\": %.9f, \"found\": %lld}\n",
                modelTime, scanTime, groupTime, sortTime, static_cast<long long>(found));
    return 0;
}
