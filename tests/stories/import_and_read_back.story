# A department hands in a file; each row is accounted for, and what was taken in can be read by
# anybody, with who said it and when.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,海监罚〔2026〕2号,发布虚假广告,后厨卫生不合格,《中华人民共和国广告法》第五十五条,警告,警告,,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init --origin credit.example.gov.cn/log
                      > book …
                      > key credit.example.gov.cn/log+…
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 2 + refused 0 + unchanged 0 warned 0 layout current
                      > organisation.added 1 …
                      show 91110108MAXXXX015B
                      > 北京丙丁商贸有限公司
                      > uscc 91110108MAXXXX015B
                      > $first 行政处罚 海监罚〔2026〕1号 2026-02-10 effective 2026-02-26
                      show $first
                      > record $first 行政处罚 effective version 1
                      > 罚款金额（万元） 0.5
                      > 提供单位 11110108MBXXXX0192
                      show 91110108MAXXXX0236
                      > $second 行政处罚 海监罚〔2026〕2号 2026-02-10 effective 2026-02-26
                      trace $first
                      > $first record.entered 2026-03-02T09:00:00+08:00 clerk platform import
                      search 丙丁
                      > 91110108MAXXXX015B 北京丙丁商贸有限公司
                      book
                      > subjects 2
                      > records 2
                      > * 11110108MBXXXX0192 administrative_penalty penalties.csv 2 2 0 0 0
                      show 91110108MAXXXX0311
                      exit 1
                      > subject.unknown: …
                      show 1
                      exit 1
                      > record.unknown: …
                      ledger verify
                      > sound, 8 events
