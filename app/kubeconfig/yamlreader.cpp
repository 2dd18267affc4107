// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/treebuilder.h"

#include "app/core/text.h"

#include <yaml.h>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

// libyaml's marks count code points. They hardly ever go back, so one cursor that walks both ways
// beats a table.
class ByteCursor
{
public:
    ByteCursor(std::string_view text, bool ascii)
        : m_text(text)
        , m_ascii(ascii)
    {
    }

    std::size_t byteOf(std::size_t codePoint)
    {
        if (m_ascii)
            return std::min(codePoint, m_text.size());
        while (m_codePoint < codePoint && m_byte < m_text.size()) {
            ++m_byte;
            while (m_byte < m_text.size() && isContinuation(m_byte))
                ++m_byte;
            ++m_codePoint;
        }
        while (m_codePoint > codePoint) {
            --m_byte;
            while (isContinuation(m_byte))
                --m_byte;
            --m_codePoint;
        }
        return m_byte;
    }

private:
    [[nodiscard]] bool isContinuation(std::size_t at) const
    {
        return (static_cast<unsigned char>(m_text[at]) & 0xC0) == 0x80;
    }

    std::string_view m_text;
    std::size_t m_codePoint = 0, m_byte = 0;
    bool m_ascii;
};

class Parser
{
public:
    explicit Parser(std::string_view text)
    {
        m_ready = yaml_parser_initialize(&m_parser) == 1;
        if (!m_ready)
            return;
        // The BOM is already off: given an encoding, libyaml would count it as a code point and
        // every span would be one too far.
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(
                &m_parser, reinterpret_cast<const unsigned char *>(text.data()), text.size());
    }
    ~Parser()
    {
        if (m_ready)
            yaml_parser_delete(&m_parser);
    }
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;

    bool next(yaml_event_t &event) { return m_ready && yaml_parser_parse(&m_parser, &event) == 1; }
    [[nodiscard]] const yaml_parser_t &state() const { return m_parser; }

private:
    yaml_parser_t m_parser = {};
    bool m_ready = false;
};

Tag tagOf(const yaml_char_t *text)
{
    if (!text)
        return Tag::None;
    const std::string_view tag(reinterpret_cast<const char *>(text));
    constexpr std::string_view kPrefix = "tag:yaml.org,2002:";
    if (!tag.starts_with(kPrefix))
        return Tag::Other;
    const std::string_view name = tag.substr(kPrefix.size());
    if (name == "str")
        return Tag::String;
    if (name == "int")
        return Tag::Integer;
    if (name == "float")
        return Tag::Float;
    if (name == "bool")
        return Tag::Boolean;
    if (name == "binary" || name == "timestamp")
        return Tag::Unsupported;
    return name == "null" ? Tag::Null : Tag::Other;
}

Style styleOf(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return Style::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return Style::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
        return Style::Literal;
    case YAML_FOLDED_SCALAR_STYLE:
        return Style::Folded;
    default:
        return Style::Plain;
    }
}

// Drives libyaml over the first document.
class EventReader
{
public:
    explicit EventReader(Document::Storage &storage)
        : m_storage(storage)
        , m_text(std::string_view(storage.bytes).substr(storage.bom))
        , m_parser(m_text)
        , m_cursor(m_text, isAscii(m_text))
    {
    }
    Result<> run();

private:
    static bool isAscii(std::string_view text)
    {
        unsigned char all = 0;
        for (const char c : text)
            all |= static_cast<unsigned char>(c);
        return all < 0x80;
    }
    std::size_t at(const yaml_mark_t &mark) { return m_storage.bom + m_cursor.byteOf(mark.index); }
    void take(const yaml_event_t &event);
    void takeScalar(const yaml_event_t &event);
    void takeCollection(const yaml_event_t &event, NodeKind kind, bool flow,
                        const yaml_char_t *anchor, const yaml_char_t *tag);
    std::size_t blockScalarEnd(std::size_t start, std::size_t end) const;
    Core::Error libyamlError();
    Result<> checkLimits(const yaml_event_t &event);

    Document::Storage &m_storage;
    std::string_view m_text;
    Parser m_parser;
    ByteCursor m_cursor;
};

Result<> EventReader::run()
{
    for (;;) {
        yaml_event_t event = {};
        if (!m_parser.next(event))
            return fail(libyamlError());
        const yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_END_EVENT)
            m_storage.contentEnd = at(event.start_mark);
        else
            take(event);
        const Result<> fine = checkLimits(event);
        yaml_event_delete(&event);
        if (!fine)
            return fine;
        if (type == YAML_STREAM_END_EVENT)
            m_storage.contentEnd = m_storage.bytes.size();
        if (type == YAML_STREAM_END_EVENT || type == YAML_DOCUMENT_END_EVENT)
            return {};
    }
}

void EventReader::take(const yaml_event_t &event)
{
    switch (event.type) {
    case YAML_SCALAR_EVENT:
        takeScalar(event);
        break;
    case YAML_ALIAS_EVENT:
        m_storage.tree.addAlias(reinterpret_cast<const char *>(event.data.alias.anchor),
                                at(event.start_mark), at(event.end_mark));
        break;
    case YAML_SEQUENCE_START_EVENT:
        takeCollection(event, NodeKind::Sequence,
                       event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                       event.data.sequence_start.anchor, event.data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        takeCollection(event, NodeKind::Mapping,
                       event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                       event.data.mapping_start.anchor, event.data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        m_storage.tree.close(at(event.end_mark));
        break;
    default:
        break;
    }
}

void EventReader::takeCollection(const yaml_event_t &event, NodeKind kind, bool flow,
                                 const yaml_char_t *anchor, const yaml_char_t *tag)
{
    Node *node = m_storage.tree.open(kind, flow ? Style::Flow : Style::Block, at(event.start_mark));
    node->hasProperties = anchor || tag;
    node->tag = tagOf(tag);
    if (anchor)
        m_storage.tree.setAnchor(node, reinterpret_cast<const char *>(anchor));
}

void EventReader::takeScalar(const yaml_event_t &event)
{
    const auto &scalar = event.data.scalar;
    const std::size_t start = at(event.start_mark);
    std::size_t end = at(event.end_mark);
    const Style style = styleOf(scalar.style);
    if (style == Style::Literal || style == Style::Folded)
        end = blockScalarEnd(start, end);
    Node *node = m_storage.tree.add(NodeKind::Scalar, style, start, end);
    node->tag = tagOf(scalar.tag);
    node->hasProperties = scalar.anchor || scalar.tag;
    const std::string_view value(reinterpret_cast<const char *>(scalar.value), scalar.length);
    // Mostly the value is a slice of the file, less its quotes.
    const std::size_t quote = style == Style::Plain ? 0 : 1;
    const std::string_view slice = end - start >= 2 * quote
            ? std::string_view(m_storage.bytes).substr(start + quote, end - start - 2 * quote)
            : std::string_view();
    node->value = slice == value ? slice : m_storage.tree.keep(value);
    if (scalar.anchor)
        m_storage.tree.setAnchor(node, reinterpret_cast<const char *>(scalar.anchor));
}

// libyaml's end of a block scalar takes the blank lines after it along. They belong to the value
// only with '+' in the header; and the last line end is left to the line.
std::size_t EventReader::blockScalarEnd(std::size_t start, std::size_t end) const
{
    const std::string_view text(m_storage.bytes);
    const std::string_view body = text.substr(start, end - start);
    const std::size_t firstLine = body.find_first_of("\r\n");
    const std::string_view header = body.substr(0, firstLine);
    const std::size_t comment = header.find('#');
    const bool keep = header.substr(0, comment).find('+') != std::string_view::npos;
    const auto isBreak = [&](std::size_t i) { return text[i] == '\n' || text[i] == '\r'; };
    const std::size_t headerEnd = start + header.size();
    if (keep) {
        if (end > headerEnd && text[end - 1] == '\n')
            --end;
        if (end > headerEnd && text[end - 1] == '\r')
            --end;
        return end;
    }
    while (end > headerEnd && (isBreak(end - 1) || text[end - 1] == ' '))
        --end;
    return std::max(end, headerEnd);
}

Core::Error EventReader::libyamlError()
{
    const yaml_parser_t &state = m_parser.state();
    std::size_t offset = m_storage.bom + state.problem_offset;
    if (state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR)
        offset = at(state.problem_mark);
    const char *problem = state.problem ? state.problem : "out of memory";
    return Core::Error{ ErrorCode::Parse,
                        describePosition(m_storage, std::min(offset, m_storage.bytes.size())) + ": "
                                + problem,
                        "mend that line; kubectl cannot read the file either",
                        {} };
}

Result<> EventReader::checkLimits(const yaml_event_t &event)
{
    using Problem = TreeBuilder::Problem;
    const Problem problem = m_storage.tree.problem();
    if (problem == Problem::None)
        return {};
    const std::string where = describePosition(m_storage, at(event.start_mark)) + ": ";
    std::string anchor;
    if (event.type == YAML_ALIAS_EVENT)
        anchor = Core::singleLine(reinterpret_cast<const char *>(event.data.alias.anchor), 80);
    switch (problem) {
    case Problem::TooDeep:
        return fail(ErrorCode::TooLarge,
                    where + "nested deeper than " + std::to_string(kMaxDepth) + " levels");
    case Problem::TooManyAliases:
        return fail(ErrorCode::TooLarge, where + "document contains excessive aliasing");
    case Problem::UnknownAnchor:
        return fail(ErrorCode::Parse, where + "unknown anchor '" + anchor + "' referenced");
    default:
        return fail(ErrorCode::Parse, where + "anchor '" + anchor + "' value contains itself");
    }
}

} // namespace

Result<> readWithLibyaml(Document::Storage &storage)
{
    storage.libyaml = true;
    return EventReader(storage).run();
}

} // namespace Kubeconfig
