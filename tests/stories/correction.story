# A published fact is never overwritten. A row that differs is a proposed correction, another officer
# must agree, and what was said before can still be read as of then. (行政处罚法 48)

file first.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file second.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款8000元,0.8,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
2026-03-02 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      show 91110108MAXXXX015B
                      > $record 行政处罚 …
2026-03-09 clerk      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 1 …
                      > record.correction_proposed 1 …
                      show $record
                      > record $record 行政处罚 effective version 1
                      > 罚款金额（万元） 0.5
                      proposals
                      > $proposal record.correct $record clerk platform
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …

# Nobody approves what they proposed themselves.
2026-03-10 clerk      approve $proposal
                      exit 1
                      > proposal.same_officer: …
2026-03-10 supervisor approve $proposal --why "decision letter seen"
                      > approved $proposal
                      approve $proposal
                      exit 1
                      > proposal.decided: …
                      show $record
                      > record $record 行政处罚 effective version 2
                      > 罚款金额（万元） 0.8

# As it stood: at the end of a day, and before a leaf of the log.
2026-03-11 journalist show $record --as-of 2026-03-09
                      > record $record 行政处罚 effective version 1
                      > 罚款金额（万元） 0.5
                      show $record --as-of 2026-03-10
                      > record $record 行政处罚 effective version 2
                      show $record --as-of $proposal
                      > record $record 行政处罚 effective version 1
                      show $record --as-of 2026-03-01
                      exit 1
                      > record.unknown: …
                      trace $record
                      > $record record.entered 2026-03-02T09:00:00+08:00 clerk platform import
                      > $proposal proposal.made * clerk platform import
                      > * proposal.approved 2026-03-10T09:00:00+08:00 supervisor platform decision letter seen
                      > * record.corrected 2026-03-10T09:00:00+08:00 supervisor platform decision letter seen

# What it said before is not a new correction.
2026-03-12 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      proposals
                      ! record.correct
                      ledger verify
                      > sound, * events
