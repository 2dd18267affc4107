// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/kubeconfigstore.h"

#include "app/core/text.h"
#include "app/kubeconfig/lines.h"

#include <algorithm>

// A unified diff. Edits touch few places of large files, so the common head and tail are cut off
// first; what is left is compared by the classic table while that is small, else shown as replaced.

namespace Kubeconfig {

namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kMaxTable = 4'000'000;

struct Step
{
    char sign; // ' ', '-', '+'
    std::string_view line;
};

// Longest common subsequence of the middle parts.
void compareMiddle(const Lines &before, const Lines &after, std::vector<Step> &steps)
{
    const std::size_t rows = before.size(), columns = after.size();
    std::size_t i = 0, j = 0;
    if (rows * columns <= kMaxTable) {
        std::vector<std::uint32_t> length((rows + 1) * (columns + 1), 0);
        const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t & {
            return length[row * (columns + 1) + column];
        };
        for (std::size_t row = rows; row-- > 0;) {
            for (std::size_t column = columns; column-- > 0;)
                at(row, column) = before[row] == after[column]
                        ? at(row + 1, column + 1) + 1
                        : std::max(at(row + 1, column), at(row, column + 1));
        }
        while (i < rows && j < columns) {
            if (before[i] == after[j]) {
                steps.push_back({ ' ', before[i] });
                ++i;
                ++j;
            } else if (at(i + 1, j) >= at(i, j + 1)) {
                steps.push_back({ '-', before[i++] });
            } else {
                steps.push_back({ '+', after[j++] });
            }
        }
    }
    for (; i < rows; ++i)
        steps.push_back({ '-', before[i] });
    for (; j < columns; ++j)
        steps.push_back({ '+', after[j] });
}

std::string range(std::size_t start, std::size_t count)
{
    // An empty side names the line before it.
    return std::to_string(count == 0 ? start : start + 1)
            + (count == 1 ? "" : "," + std::to_string(count));
}

void printLine(std::string &out, const Step &step)
{
    std::string_view line = step.line;
    const bool ended = line.ends_with('\n');
    if (ended)
        line.remove_suffix(1);
    const bool carriage = line.ends_with('\r');
    if (carriage)
        line.remove_suffix(1);
    out += step.sign;
    // Hostile text: no control characters on a terminal. Blanks at the end are part of the line.
    const std::size_t text = line.find_last_not_of(' ') + 1;
    out += Core::singleLine(line.substr(0, text), 4000) + std::string(line.substr(text));
    if (carriage)
        out += '\r';
    out += '\n';
    if (!ended)
        out += "\\ No newline at end of file\n";
}

// Groups the steps into hunks; \a skipped lines stand before the first.
void printHunks(std::string &out, const std::vector<Step> &steps, std::size_t skipped)
{
    std::size_t oldLine = skipped, newLine = skipped;
    for (std::size_t i = 0; i < steps.size();) {
        std::size_t change = i;
        while (change < steps.size() && steps[change].sign == ' ')
            ++change;
        if (change == steps.size())
            return;
        const std::size_t first = change - std::min(change - i, kContext);
        oldLine += first - i;
        newLine += first - i;
        std::size_t last = change, quiet = 0;
        for (std::size_t k = change; k < steps.size() && quiet <= 2 * kContext; ++k) {
            quiet = steps[k].sign == ' ' ? quiet + 1 : 0;
            if (quiet == 0)
                last = k;
        }
        const std::size_t end = std::min(last + 1 + kContext, steps.size());
        std::size_t oldCount = 0, newCount = 0;
        for (std::size_t k = first; k < end; ++k) {
            oldCount += steps[k].sign != '+';
            newCount += steps[k].sign != '-';
        }
        out += "@@ -" + range(oldLine, oldCount) + " +" + range(newLine, newCount) + " @@\n";
        for (std::size_t k = first; k < end; ++k)
            printLine(out, steps[k]);
        oldLine += oldCount;
        newLine += newCount;
        i = end;
    }
}

void printFile(std::string &out, const FileChange &change)
{
    const std::string name = Core::singleLine(change.file.string(), 400);
    const std::string none = "/dev/null";
    out += "--- " + (change.exists ? name : none) + "\n+++ " + (change.remove ? none : name) + "\n";
    const Lines before = splitLines(change.before), after = splitLines(change.after);
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    while (tail < shorter - head
           && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const std::size_t skipped = head - std::min(head, kContext);
    const auto part = [](const Lines &lines, std::size_t from, std::size_t to) {
        return Lines(lines.begin() + static_cast<std::ptrdiff_t>(from),
                     lines.begin() + static_cast<std::ptrdiff_t>(to));
    };
    std::vector<Step> steps;
    for (const std::string_view line : part(before, skipped, head))
        steps.push_back({ ' ', line });
    compareMiddle(part(before, head, before.size() - tail), part(after, head, after.size() - tail),
                  steps);
    for (const std::string_view line :
         part(before, before.size() - tail, before.size() - tail + std::min(tail, kContext)))
        steps.push_back({ ' ', line });
    printHunks(out, steps, skipped);
}

} // namespace

std::string Plan::diff() const
{
    std::string out;
    for (const FileChange &change : changes)
        printFile(out, change);
    return out;
}

} // namespace Kubeconfig
