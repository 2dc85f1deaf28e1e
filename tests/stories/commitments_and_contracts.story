# What a firm has promised, and whether it kept it: by the twenty fields of the standard. What may
# not be shown to everybody is withheld by its kind. (国办发〔2020〕42号; 北京市优化营商环境条例 33)

file commitments.csv
    承诺编码,承诺人名称,承诺人类别,承诺人代码,承诺类型,承诺事由,承诺内容,违诺责任,承诺作出日期,承诺有效期,承诺履行状态,未履行的承诺内容,违诺责任追究内容,承诺履行状态认定日期,承诺履行状态认定单位,承诺履行状态认定单位代码,承诺受理单位,承诺受理单位代码,公开类型,备注
    11010820260210000001,北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,容缺受理型,申请办理食品经营许可证,七个工作日内补齐材料,撤回受理,2026-02-10,2027-02-09,全部履行,,,,,,北京市海淀区甲乙监管局,11110108MBXXXX0192,可向社会公开,
    11010820260211000002,北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,信用修复型,申请信用修复,不再违法,公示期最长,2026-02-11,,部分履行,,,,,,北京市海淀区甲乙监管局,11110108MBXXXX0192,不可公开,
    11010820260211000003,北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,信用修复型,申请信用修复,不再违法,公示期最长,2026-02-12,,全部履行,,,,,,北京市海淀区甲乙监管局,11110108MBXXXX0192,不可公开,
    11010820260211000004,北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,主动型,公开承诺,依法纳税,接受监督,2026-02-11,,全部履行,,,,,,北京市海淀区甲乙监管局,11110108MBXXXX0192,不可公开,

file contracts.csv
    合同编号,合同名称,合同类型,甲方名称,甲方统一社会信用代码,乙方名称,乙方统一社会信用代码,乙方电话,标的名称,履约状态,违约情况,履约认定日期,认定单位
    HT2026-1,办公用品采购合同,行政合同,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京丙丁商贸有限公司,91110108MAXXXX015B,13800000000,办公用品,违约,,2026-02-10,北京市海淀区甲乙监管局
    HT2026-2,办公用品采购合同,行政合同,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京丙丁商贸有限公司,91110108MAXXXX015B,13800000000,办公用品,按约履行,,2026-02-10,北京市海淀区甲乙监管局

2026-02-20 operator   init
2026-03-02 clerk      import commitments.csv --class commitment --provider 11110108MBXXXX0192
                      exit 1
                      > read 4 = accepted 2 + refused 2 + unchanged 0 warned 0 layout commitment
                      > field.date_differs 1 …
                      > field.required_when 2 …
                      proposals
                      > $release record.release …
2026-03-03 supervisor approve $release
                      show 91110108MAXXXX015B
                      > $open 信用承诺及履行情况 11010820260210000001 …
                      ! 公开承诺
                      show 91110108MAXXXX015B --level shared
                      > $open …
                      > $closed …
                      show $closed
                      exit 1
                      > record.unknown: …
                      show $closed --level shared
                      > 承诺事由 公开承诺
                      show $open
                      > 承诺类型 容缺受理型
2026-03-04 clerk      import contracts.csv --class contract_performance --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 …
                      > field.required_when 1 …
                      ledger verify
                      > sound, * events
