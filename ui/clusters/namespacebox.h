// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QComboBox>

namespace Ui {

//! A combo box that tells when its list is about to open, so that the list is fetched only then.
class NamespaceBox final : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;
    void showPopup() override
    {
        Q_EMIT opening();
        QComboBox::showPopup();
    }

Q_SIGNALS:
    void opening();
};

} // namespace Ui
