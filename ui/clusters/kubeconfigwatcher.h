// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace Ui {

//! Tells when a kubeconfig file may have changed. Watches the folders too: programs that write
//! atomically replace the file, and the watch on the old one dies with it.
class KubeconfigWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit KubeconfigWatcher(QObject *parent = nullptr);
    void setFiles(const QStringList &files);

Q_SIGNALS:
    //! 200 ms after the last of several changes in a row.
    void changed();

private:
    void notice();
    void settle();
    //! kubectl truncates before it writes: an empty file beside a `.lock` is half-way.
    [[nodiscard]] bool isHalfWritten() const;
    [[nodiscard]] QList<QByteArray> fingerprints() const;
    [[nodiscard]] static QStringList placesOf(const QString &file);
    void watchAgain();

    QStringList m_files;
    QList<QByteArray> m_seen;
    QFileSystemWatcher m_watcher;
    QTimer m_debounce;
    int m_waits = 0;
};

} // namespace Ui
