# A correction that another officer does not agree to changes nothing, and may be proposed again.

file first.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file second.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款8000元,0.8,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
2026-03-02 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      show 91110108MAXXXX015B
                      > $record 行政处罚 …
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > record.correction_proposed 1 …
                      proposals
                      > $proposal record.correct $record …
2026-03-03 supervisor decline $proposal --why "no such decision"
                      > declined $proposal
                      approve $proposal
                      exit 1
                      > proposal.decided: …
                      show $record
                      > record $record 行政处罚 effective version 1
                      > 罚款金额（万元） 0.5
2026-03-04 clerk      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > record.correction_proposed 1 …
                      proposals
                      > * record.correct $record clerk platform
                      ledger verify
                      > sound, * events
