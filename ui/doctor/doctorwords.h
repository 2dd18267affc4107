// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/report.h"
#include "ui/doctor/doctorviewmodel.h"

//! The doctor's results in the words of the window. Its findings themselves stay in English, as the
//! API server's flags and log lines that they quote: they are searched for and handed on.
namespace Ui {

[[nodiscard]] QString checkName(const QString &doctorsName);
[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] Severity severityOf(Doctor::Severity severity);
[[nodiscard]] ShownFinding shownFinding(const Doctor::Finding &finding);
[[nodiscard]] QList<ShownOpen> shownOpen(const std::vector<Doctor::NotChecked> &entries);
[[nodiscard]] Message shownVerdict(const Doctor::Report &report, const QString &context);
//! Foreign text of several lines: each line for itself made safe, at most \a maxLines of them.
[[nodiscard]] QString printableBlock(const QString &text, int maxLines = 200);
//! Said where the window speaks another language than the findings; else empty.
[[nodiscard]] QString languageNote();

} // namespace Ui
