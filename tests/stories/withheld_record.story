# What may not be made public stays within the government (政府信息公开条例 14, 15). That there is a
# fact about the firm is not hidden, what it says is; and the proof holds without showing it.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,不予公开理由
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192,商业秘密
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假价目,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192,

2026-02-20 operator   init
                      ledger key
                      > $key
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 2 …
2026-03-02 journalist show 91110108MAXXXX015B
                      > $open 行政处罚 海监罚〔2026〕2号 2026-02-10 effective 2026-02-26
                      ! 海监罚〔2026〕1号
                      ! 虚假广告
                      show $open
                      > 违法事实 店堂内发布虚假价目
2026-03-02 officer    show 91110108MAXXXX015B --level shared
                      > $withheld 行政处罚 海监罚〔2026〕1号 2026-02-10 effective 2026-02-26
                      > $open 行政处罚 海监罚〔2026〕2号 …
                      show $withheld
                      exit 1
                      > record.unknown: …
                      show $withheld --level shared
                      > 行政处罚决定书文号 海监罚〔2026〕1号
                      > 罚款金额（万元） 0.5
                      prove $withheld --out public-proof
                      read public-proof
                      ! 海监罚
                      verify public-proof --key $key
                      > event $withheld record.entered …
                      ! 海监罚
                      > sound: 1 of * events of xinheng.example/log
                      prove $withheld --level shared --out shared-proof
                      verify shared-proof --key $key
                      > sound: 1 of * events of xinheng.example/log
                      ledger verify
                      > sound, * events
