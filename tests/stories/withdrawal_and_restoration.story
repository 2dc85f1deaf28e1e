# A record that was annulled is withdrawn by two officers, with the reason; a row that is handed in
# again does not bring it back, only a restoration does. (行政处罚法 48)

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
2026-04-01 clerk      withdraw $record
                      exit 2
2026-04-01 clerk      restore $record --why "annulled on review"
                      exit 1
                      > record.not_withdrawn: …
                      withdraw $record --why "annulled on review" --basis 行政复议法
                      > proposal $withdrawal waits for another officer
                      show $record
                      > record $record 行政处罚 effective version 1
                      approve $withdrawal
                      exit 1
                      > proposal.same_officer: …
2026-04-02 supervisor approve $withdrawal
                      > approved $withdrawal
                      show $record
                      > record $record 行政处罚 withdrawn version 1
                      > why annulled on review
                      show $record --as-of 2026-04-01
                      > record $record 行政处罚 effective version 1
2026-04-03 clerk      withdraw $record --why "again"
                      exit 1
                      > record.not_effective: …

# Neither the same row nor a changed one brings it back.
2026-04-04 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      > record.withdrawn 1 …
                      import second.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      > record.withdrawn 1 …
                      show $record
                      > record $record 行政处罚 withdrawn version 1

2026-05-06 clerk      restore $record --why "review quashed by the court"
                      > proposal $restoration waits for another officer
2026-05-07 supervisor approve $restoration
                      show $record
                      > record $record 行政处罚 effective version 1
                      > why review quashed by the court
                      show $record --as-of 2026-04-15
                      > record $record 行政处罚 withdrawn version 1
                      ledger verify
                      > sound, * events
