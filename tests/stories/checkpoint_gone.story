# What was published is gone from the folder. Nothing tells any more whether the book is the newest, so it
# takes nothing until the folder is put back, or the operator publishes anew.

file first.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file second.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
2026-03-02 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
2026-03-02 20:00 operator copy book book-of-monday
                      copy book.ledger/checkpoint checkpoint-of-monday
                      remove book.ledger/checkpoint
                      ledger verify
                      exit 1
                      > ledger.unpublished: …
2026-03-03 clerk      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 1
                      > ledger.unpublished: …
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192 --dry-run
                      exit 1
                      > ledger.unpublished: …
                      subject rename 91110108MAXXXX015B 北京丙丁二号有限公司
                      exit 1
                      > ledger.unpublished: …
                      ledger take checkpoint-of-monday
                      exit 1
                      > ledger.unpublished: …

# The book knows what it published last: the same checkpoint is there again.
2026-03-03 operator   ledger publish
                      > published 7
                      ledger verify
                      > sound, 7 events
2026-03-03 10:00 clerk import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …

# An older copy of the book and no checkpoint: the tiles that are left tell that it is behind.
2026-03-03 20:00 operator copy book book-of-tuesday
                      copy book-of-monday book
                      remove book.ledger/checkpoint
                      ledger publish
                      exit 1
                      > ledger.behind: …
                      copy book-of-tuesday book
                      ledger publish
                      > published *
                      ledger verify
                      > sound, * events
