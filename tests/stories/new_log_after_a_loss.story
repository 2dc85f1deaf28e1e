# What was published is lost, and only an older copy is left. The book goes on as a new log, under a name
# of its own, and its first event holds the last checkpoint of the old one.

file first.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file second.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init --origin credit.example/log
                      ledger succeed --origin credit.example/log-2 --why "nothing is lost"
                      exit 1
                      > ledger.not_behind: …
2026-03-02 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
2026-03-02 20:00 operator copy book book-of-monday
2026-03-03 clerk      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
2026-03-04 operator   copy book-of-monday book
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 1
                      > ledger.behind: …
                      ledger succeed --origin credit.example/log --why "the disk of Tuesday is lost"
                      exit 1
                      > ledger.same_name: …
                      ledger succeed --origin credit.example/log-2 --why "the disk of Tuesday is lost"
                      > credit.example/log-2+…
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      ledger verify
                      > sound, * events
