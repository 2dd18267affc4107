// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/import/importdrop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace Ui {

ImportDrop::ImportDrop(QWidget *window)
    : QObject(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

//! One file of this computer; a remote one would have to be fetched first.
QString ImportDrop::fileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

bool ImportDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QString file = fileOf(drop->mimeData());
    const bool isText = !drop->mimeData()->hasUrls() && drop->mimeData()->hasText();
    if (file.isEmpty() && !isText)
        return false;
    // The file stays where it is, also when the drag would move it.
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() == QEvent::Drop) {
        if (file.isEmpty())
            Q_EMIT textDropped(drop->mimeData()->text().toUtf8());
        else
            Q_EMIT fileDropped(file);
    }
    return true;
}

} // namespace Ui
