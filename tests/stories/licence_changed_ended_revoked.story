# A licence that is changed, ended or revoked is no licence of its own: the row acts on the record
# that is there. A change is a proposed correction, a revocation a proposed withdrawal, and both wait
# for another officer. (行政许可法 69, 70; 行政处罚法 48)

file granted.csv
    行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政许可决定文书名称,行政许可决定文书号,许可类别,许可证书名称,许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,许可机关统一社会信用代码,当前状态,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,准予许可决定书,海市许〔2026〕1号,普通,食品经营许可证,JY11101080000001,热食类食品制售,2026-02-10,2026-02-10,2031-02-09,北京市海淀区甲乙监管局,11110108MBXXXX0192,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,准予许可决定书,海市许〔2026〕2号,其他,食品经营许可证,JY11101080000002,热食类食品制售,2026-02-10,2026-02-10,2031-02-09,北京市海淀区甲乙监管局,11110108MBXXXX0192,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192

file changed.csv
    行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政许可决定文书名称,行政许可决定文书号,许可类别,许可证书名称,许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,许可机关统一社会信用代码,当前状态,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,准予许可决定书,海市许〔2026〕1号,普通,食品经营许可证,JY11101080000001,热食类、冷食类食品制售,2026-02-10,2026-02-10,2031-02-09,北京市海淀区甲乙监管局,11110108MBXXXX0192,变更,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,准予许可决定书,海市许〔2026〕2号,普通,食品经营许可证,JY11101080000002,热食类食品制售,2026-02-10,2026-02-10,2031-02-09,北京市海淀区甲乙监管局,11110108MBXXXX0192,注销,北京市海淀区甲乙监管局,11110108MBXXXX0192

file revoked.csv
    行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政许可决定文书名称,行政许可决定文书号,许可类别,许可证书名称,许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,许可机关统一社会信用代码,当前状态,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,准予许可决定书,海市许〔2026〕1号,普通,食品经营许可证,JY11101080000001,热食类食品制售,2026-02-10,2026-02-10,2031-02-09,北京市海淀区甲乙监管局,11110108MBXXXX0192,撤销,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
2026-03-02 clerk      import granted.csv --class administrative_licence --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 + unchanged 0 warned 0 layout administrative_licence
                      > field.not_in_list 1 …
                      show 91110108MAXXXX015B
                      > $licence 行政许可 海市许〔2026〕1号 2026-02-10 effective 2026-02-26

# The second was never recorded, so there is nothing that could be ended.
2026-04-01 clerk      import changed.csv --class administrative_licence --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 …
                      > record.correction_proposed 1 …
                      > record.no_earlier 1 …
                      proposals
                      > $change record.correct $licence clerk platform
2026-04-02 supervisor approve $change
                      show $licence
                      > record $licence 行政许可 effective version 2
                      > 许可内容 热食类、冷食类食品制售
                      > 当前状态 变更

2026-05-06 clerk      import revoked.csv --class administrative_licence --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 1 …
                      > record.withdrawal_proposed 1 …
                      import revoked.csv --class administrative_licence --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      proposals
                      > $revocation record.withdraw $licence clerk platform
                      approve $revocation
                      exit 1
                      > proposal.same_officer: …
2026-05-07 supervisor approve $revocation
                      show $licence
                      > record $licence 行政许可 withdrawn version 2
                      > why 当前状态：撤销
                      show $licence --as-of 2026-05-06
                      > record $licence 行政许可 effective version 2
2026-05-08 clerk      import revoked.csv --class administrative_licence --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      > record.withdrawn 1 …
                      ledger verify
                      > sound, * events
