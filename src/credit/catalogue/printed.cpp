#include "credit/catalogue/printed.h"

#include "base/text.h"
#include "credit/catalogue/printed_words.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

const std::vector<std::string> item_headings = {"编码", "数据项",   "字段名",   "格式", "必填",
                                                "取值", "公开程度", "个人信息", "说明"};

std::vector<std::string> item_row(const Catalogue& catalogue, const ClassVersion& version,
                                  FieldIndex index)
{
    const Field& field = version.fields[index];
    return {item_code(version, index),
            field.title,
            field.name,
            format_of(field),
            yes_or_no(field.required),
            values_of(catalogue, field),
            std::string(title(field.publicity)),
            yes_or_no(field.personal),
            field.description};
}

Sheet classes(const Catalogue& catalogue, const std::vector<const ClassVersion*>& versions)
{
    Sheet sheet{"信息类别",
                {"编码", "大类", "信息类别", "标识", "版本", "适用主体", "公开程度", "公示期限",
                 "保存期限", "放行", "目录管理单位", "法律依据", "已核实"},
                {}};
    for (const ClassVersion* version : versions)
        sheet.rows.push_back({version->code, category_of(catalogue, *version), version->title,
                              version->record_class, version->version,
                              subjects_of(catalogue, *version),
                              std::string(title(version->ceiling)), deadline_of(*version),
                              retention_of(*version), release_of(*version), version->owner,
                              bases_of(*version), yes_or_no(version->verified == Verified::yes)});
    return sheet;
}

// What is kept from the public by its kind, and what a status does.
Sheet rules(const Catalogue& catalogue, const std::vector<const ClassVersion*>& versions)
{
    Sheet sheet{"公开与状态的规则", {"编码", "信息类别", "情形", "处理", "依据"}, {}};
    const auto add = [&](const ClassVersion& version, FieldIndex index, const std::string& code,
                         std::string outcome, const std::string& basis) {
        const Field& field = version.fields[index];
        const auto* list = catalogue.code_list(field.code_list);
        const auto* word = list ? list->find(code) : nullptr;
        sheet.rows.push_back({version.code, version.title,
                              field.title + "为" + (word ? word->title : code), std::move(outcome),
                              basis});
    };
    for (const ClassVersion* version : versions) {
        for (const HoldsCode& when : version->withholding.when)
            add(*version, when.field, when.code, std::string(title(version->withholding.level)),
                when.basis);
        if (!version->status_acts) continue;
        for (const auto& [code, act] : version->status_acts->acts)
            add(*version, version->status_acts->field, code,
                act == StatusAct::change ? "申请更正原记录" : "申请撤回原记录",
                version->status_acts->basis);
    }
    return sheet;
}

Sheet items_of(const Catalogue& catalogue, const ClassVersion& version)
{
    Sheet sheet{version.code + " " + version.title, item_headings, {}};
    for (std::size_t index = 0; index < version.fields.size(); ++index)
        sheet.rows.push_back(item_row(catalogue, version, static_cast<FieldIndex>(index)));
    return sheet;
}

Sheet all_versions(const Catalogue& catalogue)
{
    Sheet sheet{"版本", {"编码", "信息类别", "版本", "按决定日期的有效期", "SHA-256"}, {}};
    for (const ClassVersion& version : catalogue.versions())
        sheet.rows.push_back({version.code, version.title, version.version, period_of(version),
                              hex(version.digest.view())});
    std::ranges::stable_sort(sheet.rows, {}, [](const auto& row) { return row.front(); });
    return sheet;
}

Sheet not_verified(const Catalogue& catalogue)
{
    Sheet sheet{"未核实", {"位置", "内容"}, {}};
    for (const Unverified& one : catalogue.unverified())
        sheet.rows.push_back({one.where, one.what});
    return sheet;
}

}  // namespace

std::vector<const ClassVersion*> versions_on(const Catalogue& catalogue, Date day)
{
    std::vector<const ClassVersion*> versions;
    for (const ClassVersion& version : catalogue.versions())
        if (version.valid_from <= day && (!version.valid_to || day <= *version.valid_to))
            versions.push_back(&version);
    std::ranges::stable_sort(versions, {}, &ClassVersion::code);
    return versions;
}

std::string item_code(const ClassVersion& version, FieldIndex field)
{
    const std::string number = std::to_string(field + 1);
    return version.code + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
}

Document printed(const Catalogue& catalogue, Date day)
{
    const auto versions = versions_on(catalogue, day);
    Document document;
    document.title = "公共信用信息目录";
    document.notes = {
        "按决定日期 " + day.text() + " 有效的版本编印，共" + std::to_string(versions.size()) +
            "类。",
        "编码参照 GB/T 39441 的方法自编：大类两位、类别两位、数据项三位；标准原文未见，未核实。",
        "数据格式参照 GB/T 7408 一类标准的写法：C..200 为不超过200个字符，N..20,6 "
        "为数值，小数6位。",
        "标明未核实的内容，在使用前须与原文核对。"};
    document.sheets.push_back(classes(catalogue, versions));
    document.sheets.push_back(rules(catalogue, versions));
    for (const ClassVersion* version : versions)
        document.sheets.push_back(items_of(catalogue, *version));
    document.sheets.push_back(all_versions(catalogue));
    document.sheets.push_back(not_verified(catalogue));
    return document;
}

Sheet items(const Catalogue& catalogue, Date day)
{
    Sheet sheet{"数据项", {"大类", "类别编码", "信息类别", "标识", "版本"}, {}};
    sheet.headings.insert(sheet.headings.end(), item_headings.begin(), item_headings.end());
    for (const ClassVersion* version : versions_on(catalogue, day))
        for (std::size_t index = 0; index < version->fields.size(); ++index) {
            std::vector<std::string> row{category_of(catalogue, *version), version->code,
                                         version->title, version->record_class, version->version};
            for (auto& cell : item_row(catalogue, *version, static_cast<FieldIndex>(index)))
                row.push_back(std::move(cell));
            sheet.rows.push_back(std::move(row));
        }
    return sheet;
}

}  // namespace xinheng::catalogue
