# Lists weigh on a firm: what one officer hands in, another releases. Persons are not on any list
# here. An entry that is taken off is corrected, with the reason. (企业信息公示暂行条例 18;
# 民事诉讼法 266)

file abnormal.csv
    企业名称,统一社会信用代码,列入经营异常名录原因,列入日期,作出决定机关(列入)
    北京丙丁商贸有限公司,91110108MAXXXX015B,通过登记的住所或者经营场所无法联系,2026-02-10,北京市海淀区甲乙监管局

file removed.csv
    企业名称,统一社会信用代码,列入经营异常名录原因,列入日期,作出决定机关(列入),移出日期,移出经营异常名录原因,作出决定机关(移出)
    北京丙丁商贸有限公司,91110108MAXXXX015B,通过登记的住所或者经营场所无法联系,2026-02-10,北京市海淀区甲乙监管局,2026-04-01,已可联系,北京市海淀区甲乙监管局

file wages.csv
    企业名称,统一社会信用代码,列入原因,列入依据,列入日期,列入机关
    北京戊己餐饮管理有限公司,91110108MAXXXX0236,拖欠农民工工资数额较大,《保障农民工工资支付条例》第四十八条,2026-02-10,北京市海淀区甲乙监管局

file court.csv
    被执行人姓名/名称,统一社会信用代码,案号,执行法院,执行依据文号,做出执行依据单位,立案时间,生效法律文书确定的义务,被执行人的履行情况,失信被执行人行为情况,发布时间,身份证号码
    北京丙丁商贸有限公司,91110108MAXXXX015B,（2026）京0108执1号,北京市海淀区人民法院,（2025）京0108民初1号,北京市海淀区人民法院,2026-01-05,支付货款,全部未履行,有履行能力而拒不履行,2026-02-10,
    某某,110101199003070011,（2026）京0108执2号,北京市海淀区人民法院,（2025）京0108民初2号,北京市海淀区人民法院,2026-01-05,支付货款,全部未履行,有履行能力而拒不履行,2026-02-10,110101199003070011

2026-02-20 operator   init
2026-03-02 clerk      import abnormal.csv --class abnormal_operation --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 0 layout abnormal_operation
                      show 91110108MAXXXX015B
                      > $entry 经营异常名录 …
                      show $entry
                      > record $entry 经营异常名录 awaiting_release version 1
                      proposals
                      > $release record.release …
                      approve $release
                      exit 1
                      > proposal.same_officer: …
2026-03-03 supervisor approve $release
                      show $entry
                      > record $entry 经营异常名录 effective version 1
2026-04-02 clerk      import removed.csv --class abnormal_operation --provider 11110108MBXXXX0192
                      > record.correction_proposed 1 …
                      proposals
                      > $removal record.correct $entry clerk platform
2026-04-03 supervisor approve $removal
                      show $entry
                      > 移出日期 2026-04-01

2026-04-04 clerk      import wages.csv --class serious_dishonesty_wage_arrears --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      import court.csv --class court_defaulter --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 …
                      > column.left_out 1 …
                      > identifier.personal_number 1 …
                      ! 110101199003070011
                      show 91110108MAXXXX015B
                      > * 失信被执行人 …
                      ledger verify
                      > sound, * events
