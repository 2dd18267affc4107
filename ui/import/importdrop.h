// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QObject>

class QMimeData;
class QWidget;

namespace Ui {

//! Lets a window take a kubeconfig that is dropped on it: a file, or text. Takes nothing else.
class ImportDrop final : public QObject
{
    Q_OBJECT

public:
    explicit ImportDrop(QWidget *window);

Q_SIGNALS:
    void fileDropped(const QString &file);
    void textDropped(const QByteArray &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] static QString fileOf(const QMimeData *data);
};

} // namespace Ui
