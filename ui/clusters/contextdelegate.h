// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/theme.h"

#include <QStyledItemDelegate>

namespace Ui {

//! A context in two lines: name over server, the sign-in's state at the end, a mark for the current.
class ContextDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

//! Icon and tone of a session's state (-1: no session); the icons differ in shape.
struct StateLook
{
    QString icon;
    Theme::Tone tone = Theme::Tone::Muted;
};
[[nodiscard]] StateLook stateLook(int sessionState);

} // namespace Ui
