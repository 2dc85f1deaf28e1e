# What a department handed in is counted as it was when it came, and as it turned out since.

file first.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假价目,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-27,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京丙丁商贸有限公司,法人及非法人组织,,海监罚〔2026〕3号,发布虚假广告,店堂内发布虚假价目,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-27,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
                      quality
                      > 查询期内无报送 …

# The first was decided on 10 February and is due by the 26th, over the Spring Festival.
2026-03-02 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 1
                      > read 3 = accepted 2 + refused 1 …
                      show 91110108MAXXXX015B
                      > $first 行政处罚 海监罚〔2026〕1号 …
2026-03-03 clerk      import first.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 1
                      > read 3 = accepted 0 + refused 1 + unchanged 2 …
                      quality --from 2026-03-02 --to 2026-03-02
                      > 11110108MBXXXX0192 administrative_penalty 1 0 0 3 2 66.7% 0 2 100.0% 0 0.0% 2 1 50.0% 0 0.0% 0 0.0%
                      quality --provider 11110108MBXXXX0192 --class administrative_penalty
                      > 11110108MBXXXX0192 administrative_penalty 2 0 0 6 4 66.7% 0 2 100.0% 2 33.3% 2 1 50.0% 0 0.0% 0 0.0%
                      quality --provider 11110000MB0000001A
                      > 查询期内无报送 …
                      quality --from 2026-03-03 --to 2026-03-02
                      exit 2
                      > period.reversed: …
                      quality --from yesterday
                      exit 2
                      > date.format: …

# What is withdrawn later is counted with the hand-in that brought it, until it is restored.
2026-04-01 clerk      withdraw $first --why "annulled on review"
                      > proposal $withdrawal …
2026-04-02 supervisor approve $withdrawal
                      quality --from 2026-03-02 --to 2026-03-02
                      > 11110108MBXXXX0192 administrative_penalty 1 0 0 3 2 66.7% 0 2 100.0% 0 0.0% 2 1 50.0% 0 0.0% 1 50.0%
2026-05-06 clerk      restore $first --why "review quashed by the court"
                      > proposal $restoration …
2026-05-07 supervisor approve $restoration
                      quality --from 2026-03-02 --to 2026-03-02
                      > 11110108MBXXXX0192 administrative_penalty 1 0 0 3 2 66.7% 0 2 100.0% 0 0.0% 2 1 50.0% 0 0.0% 0 0.0%

# A department that had nothing says so, and is not taken to be late.
                      zero-report add --provider 11110108MBXXXX0192 --class administrative_licence --period 2026-04
                      quality --period 2026-05
                      > 11110108MBXXXX0192 administrative_licence 0 1 0 0 …
                      ledger verify
                      > sound, * events
