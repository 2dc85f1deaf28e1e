# A file that cannot be what it is said to be is refused whole, before its first row: nothing of it is
# taken in.

file unknown.csv
    甲,乙,丙,丁
    1,2,3,4

file two_columns.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192,91110108MAXXXX015B

file forbidden.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,宗教信仰
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192,无

file empty.csv

2026-02-20 operator   init
2026-03-02 clerk      import unknown.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > layout.unknown: …
                      import two_columns.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > layout.duplicate_column: …
                      import forbidden.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > catalogue.forbidden_data: …
                      import empty.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > file.empty: …
                      import nowhere.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > file.not_found: …
                      import forbidden.csv --class administrative_penalty --provider 11110108MBXXXX0192 --layout no_such
                      exit 2
                      > layout.not_found: …
                      import forbidden.csv --class red_list --provider 11110108MBXXXX0192
                      exit 2
                      > layout.other_class: …
                      book
                      > events 1
                      ledger verify
                      > sound, 1 events
