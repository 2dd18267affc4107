// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/fieldreader.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Settings {

const Core::Json *FieldReader::find(std::string_view key) const
{
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

void FieldReader::note(std::string_view key)
{
    m_problems += u"\"%1\" makes no sense"_s.arg(QtSupport::toQString(Core::singleLine(key, 100)));
}

void FieldReader::read(std::string_view key, bool &field)
{
    if (const Core::Json *value = find(key)) {
        if (value->is_boolean())
            field = value->get<bool>();
        else
            note(key);
    }
}

void FieldReader::read(std::string_view key, QString &field, qsizetype maxLength)
{
    const Core::Json *value = find(key);
    if (!value)
        return;
    if (!value->is_string()
        || value->get_ref<const std::string &>().size() > std::size_t(maxLength))
        note(key);
    else
        field = QtSupport::toQString(value->get_ref<const std::string &>());
}

void FieldReader::read(std::string_view key, QStringList &field, qsizetype maxCount)
{
    const Core::Json *value = find(key);
    if (!value)
        return;
    if (!value->is_array() || value->size() > std::size_t(maxCount)) {
        note(key);
        return;
    }
    QStringList list;
    for (const Core::Json &item : *value) {
        if (!item.is_string()) {
            note(key);
            return;
        }
        list += QtSupport::toQString(item.get_ref<const std::string &>());
    }
    field = list;
}

void FieldReader::read(std::string_view key, QMap<QString, QString> &field, qsizetype maxCount)
{
    const Core::Json *value = find(key);
    if (!value)
        return;
    if (!value->is_object() || value->size() > std::size_t(maxCount)) {
        note(key);
        return;
    }
    QMap<QString, QString> map;
    for (const auto &item : value->items()) {
        if (!item.value().is_string()) {
            note(key);
            return;
        }
        map.insert(QtSupport::toQString(item.key()),
                   QtSupport::toQString(item.value().get_ref<const std::string &>()));
    }
    field = map;
}

void FieldReader::readInteger(std::string_view key, qint64 &field, qint64 min, qint64 max)
{
    if (!find(key))
        return;
    const auto value = Core::jsonInteger(m_object, key);
    if (value && *value >= min && *value <= max)
        field = *value;
    else
        note(key);
}

} // namespace Settings
