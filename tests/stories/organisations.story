# Organisations stand in a tree, by their codes; a provider that nobody registered is added with a warning,
# and a registered one without.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
                      organisation add beijing 北京市 
                      organisation add 11110108MBXXXX0192 北京市海淀区甲乙监管局 --parent beijing
                      organisation add 11110108MBXXXX0192 北京市海淀区甲乙监管局
                      exit 1
                      > organisation.known: …
                      organisation add haidian 海淀区 --parent nowhere
                      exit 1
                      > organisation.parent_unknown: …
                      organisation list
                      > beijing 北京市
                      > 11110108MBXXXX0192 北京市海淀区甲乙监管局 beijing
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      ! organisation.added
                      ledger verify
                      > sound, * events
