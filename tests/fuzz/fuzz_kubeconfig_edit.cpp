// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// First byte: which edit; then names and the file, separated by NUL. An edit is refused or does what it
// says: the tree afterwards, worked out here by another way, is the intended one, and no comment that
// stood outside the edited lines is lost.
#include "app/kubeconfig/editor.h"
#include "app/kubeconfig/history.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>

using namespace Kubeconfig;

static void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::cerr << "violated: " << what << std::endl;
    std::abort();
}

// The bytes that are alike at both ends, plus what lies between, are the whole file: an edit that
// moves or rewrites anything else shows in the hunks.
static void requireHunksUndo(std::string_view before, std::string_view after)
{
    const auto back = takeBack(after, hunksBetween(before, after));
    require(back && *back == before, "undo gives the old bytes back");
}

static Value meaning(std::string bytes)
{
    const auto document = Document::parse(std::move(bytes), "fuzz", Document::Reader::Strict);
    require(document.has_value(), "an edited file can be read");
    return document->root() ? Value::ofNode(*document->root()) : Value();
}

static Value *itemOf(Value &root, Section section, const std::string &name)
{
    for (auto &[key, list] : root.members) {
        if (key != sectionKey(section))
            continue;
        for (Value &item : list.items) {
            const Value *known = item.member("name");
            if (known ? known->text == name : name.empty())
                return &item;
        }
    }
    return nullptr;
}

static void removeItem(Value &root, Section section, const std::string &name)
{
    for (auto &[key, list] : root.members) {
        if (key == sectionKey(section))
            std::erase_if(list.items, [&](const Value &item) {
                const Value *known = item.member("name");
                return known ? known->text == name : name.empty();
            });
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    const std::size_t first = input.find('\0', 1);
    const std::size_t second = first == std::string::npos ? first : input.find('\0', first + 1);
    if (second == std::string::npos)
        return 0;
    const std::string name = input.substr(1, first - 1), text = input.substr(first + 1, second - first - 1);
    const std::string before = input.substr(second + 1);
    auto document = Document::parse(before, "fuzz");
    if (!document || !FileView::read(*document))
        return 0;
    Value expected = document->root() ? Value::ofNode(*document->root()) : Value();
    Editor editor(std::move(*document), input[0] & 0x40 ? Editor::Sharing::Expand : Editor::Sharing::Refuse);
    const auto section = kSections[static_cast<std::size_t>(input[0] >> 3) % 3];
    Core::Result<> done;
    bool compare = true;
    Value *item = itemOf(expected, section, name);
    switch (input[0] & 7) {
    case 0:
        done = editor.setCurrentContext(text);
        expected.setMember("current-context", Value::ofText(text));
        compare = expected.members.size() > 1;
        break;
    case 1:
        done = editor.set(section, name, { "namespace" }, Value::ofText(text));
        if (item) {
            Value body = item->member(bodyKey(section)) ? *item->member(bodyKey(section)) : Value();
            body.kind = Value::Kind::Map;
            body.setMember("namespace", Value::ofText(text));
            item->setMember(bodyKey(section), body);
        }
        break;
    case 2:
        done = editor.remove(section, name, { "namespace" });
        if (item && item->member(bodyKey(section))) {
            Value body = *item->member(bodyKey(section));
            body.removeMember("namespace");
            item->setMember(bodyKey(section), body);
        }
        break;
    case 3:
        done = editor.rename(section, name, text);
        if (item)
            item->setMember("name", Value::ofText(text));
        break;
    case 4:
        done = editor.removeItem(section, name);
        removeItem(expected, section, name);
        break;
    default:
        done = editor.append(section, text, Value::ofMap({ { "server", Value::ofText(name) } }));
        compare = false;
        break;
    }
    if (!done) {
        require(editor.bytes() == before || editor.document().isUtf16()
                        || (input[0] & 0x40) != 0,
                "a refused edit changes nothing");
        return 0;
    }
    const std::string after(editor.bytes());
    const Value now = meaning(after);
    if (compare)
        require(sameMeaning(expected, now), "the intended meaning and no other");
    requireHunksUndo(before, after);
    return 0;
}
