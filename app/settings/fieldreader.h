// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <array>
#include <string_view>
#include <utility>

namespace Settings {

template<typename Enum, std::size_t N>
using EnumNames = std::array<std::pair<Enum, std::string_view>, N>;

//! Reads members of a hostile object into typed fields. What is missing leaves the field alone,
//! what is wrong leaves it alone and is noted.
class FieldReader
{
public:
    FieldReader(const Core::Json &object, QStringList &problems)
        : m_object(object)
        , m_problems(problems)
    {
    }

    void read(std::string_view key, bool &field);
    void read(std::string_view key, QString &field, qsizetype maxLength = 4096);
    void read(std::string_view key, QStringList &field, qsizetype maxCount = 256);
    void read(std::string_view key, QMap<QString, QString> &field, qsizetype maxCount = 64);
    void readInteger(std::string_view key, qint64 &field, qint64 min, qint64 max);

    template<typename Enum, std::size_t N>
    void read(std::string_view key, Enum &field, const EnumNames<Enum, N> &names)
    {
        const Core::Json *value = find(key);
        if (!value)
            return;
        if (value->is_string()) {
            for (const auto &[known, name] : names) {
                if (value->get_ref<const std::string &>() == name) {
                    field = known;
                    return;
                }
            }
        }
        note(key);
    }

    //! The member, or null.
    [[nodiscard]] const Core::Json *find(std::string_view key) const;
    //! "KEY makes no sense".
    void note(std::string_view key);

private:
    const Core::Json &m_object;
    QStringList &m_problems;
};

//! The name of a value in such a table.
template<typename Enum, std::size_t N>
[[nodiscard]] std::string nameOf(Enum value, const EnumNames<Enum, N> &names)
{
    for (const auto &[known, name] : names) {
        if (known == value)
            return std::string(name);
    }
    return {};
}

} // namespace Settings
