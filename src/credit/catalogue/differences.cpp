// What of the catalogue changed: classes that came and went, and within a class its terms and
// items, each as it was and as it is.
#include "base/text.h"
#include "credit/catalogue/printed.h"
#include "credit/catalogue/printed_words.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

// One side may be missing: a class that is new, or gone.
struct Pair {
    const ClassVersion* before = nullptr;
    const ClassVersion* after = nullptr;
};

class Comparison {
public:
    explicit Comparison(const Catalogue& catalogue) : catalogue_(catalogue)
    {
        sheet_.title = "与前一版本的差异";
        sheet_.headings = {"编码", "信息类别", "数据项", "项目", "原为", "现为"};
    }

    void add(const Pair& pair)
    {
        if (pair.before == pair.after) return;
        if (pair.before == nullptr || pair.after == nullptr) {
            whole_class(pair);
            return;
        }
        terms(*pair.before, *pair.after);
        for (const Field& field : pair.before->fields)
            if (!pair.after->find(field.name))
                row(*pair.before, field.title, "数据项", "有", "取消");
        for (const Field& field : pair.after->fields) {
            const auto before = pair.before->find(field.name);
            if (before) item(*pair.after, pair.before->fields[*before], field);
            else row(*pair.after, field.title, "数据项", "无", "新增");
        }
    }

    Sheet finish() { return std::move(sheet_); }

private:
    void row(const ClassVersion& version, const std::string& item, std::string what,
             std::string before, std::string after)
    {
        if (before == after) return;
        sheet_.rows.push_back({version.code, version.title, item, std::move(what),
                               std::move(before), std::move(after)});
    }

    void whole_class(const Pair& pair)
    {
        if (pair.after)
            row(*pair.after, "", "信息类别", "无", "新增，" + pair.after->version + " 版");
        else row(*pair.before, "", "信息类别", pair.before->version + " 版", "取消");
    }

    void terms(const ClassVersion& before, const ClassVersion& after)
    {
        row(after, "", "版本", before.version + "（" + period_of(before) + "）",
            after.version + "（" + period_of(after) + "）");
        row(after, "", "名称", before.title, after.title);
        row(after, "", "目录管理单位", before.owner, after.owner);
        row(after, "", "法律依据", bases_of(before), bases_of(after));
        row(after, "", "适用主体", subjects_of(catalogue_, before), subjects_of(catalogue_, after));
        row(after, "", "公开程度", std::string(title(before.ceiling)),
            std::string(title(after.ceiling)));
        row(after, "", "公示期限", deadline_of(before), deadline_of(after));
        row(after, "", "保存期限", retention_of(before), retention_of(after));
        row(after, "", "放行", release_of(before), release_of(after));
    }

    void item(const ClassVersion& version, const Field& before, const Field& after)
    {
        const auto change = [&](std::string what, std::string was, std::string is) {
            row(version, after.title, std::move(what), std::move(was), std::move(is));
        };
        change("名称", before.title, after.title);
        change("格式", format_of(before), format_of(after));
        change("必填", yes_or_no(before.required), yes_or_no(after.required));
        change("取值", values_of(catalogue_, before), values_of(catalogue_, after));
        change("公开程度", std::string(title(before.publicity)),
               std::string(title(after.publicity)));
    }

    const Catalogue& catalogue_;
    Sheet sheet_;
};

std::vector<Pair> pairs_since(const Catalogue& catalogue, Date since, Date day)
{
    std::vector<Pair> pairs;
    for (const ClassVersion* after : versions_on(catalogue, day)) pairs.push_back({nullptr, after});
    for (const ClassVersion* before : versions_on(catalogue, since)) {
        const auto same = std::ranges::find_if(pairs, [before](const Pair& pair) {
            return pair.after && pair.after->record_class == before->record_class;
        });
        if (same == pairs.end()) pairs.push_back({before, nullptr});
        else same->before = before;
    }
    return pairs;
}

}  // namespace

Result<Sheet> differences(const Catalogue& catalogue, std::string_view since, Date day)
{
    Comparison comparison(catalogue);
    if (const auto other_day = Date::parse(since)) {
        for (const Pair& pair : pairs_since(catalogue, *other_day, day)) comparison.add(pair);
        return comparison.finish();
    }
    const ClassVersion* before = catalogue.version(since);
    if (before == nullptr)
        return Error{ErrorKind::not_found, "catalogue.version_unknown", std::string(since)};
    const auto after = catalogue.find(before->record_class, day);
    comparison.add({before, after ? *after : nullptr});
    return comparison.finish();
}

}  // namespace xinheng::catalogue
