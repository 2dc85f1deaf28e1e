# Departments put their files into a folder. Each is taken once and put away with its receipt; what
# was refused comes back beside it, in the shape in which it came.

file drop/11110108MBXXXX0192/administrative_penalty/january.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file drop/11110108MBXXXX0192/administrative_penalty/february.xlsx
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0237,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file drop/11110108MBXXXX0192/administrative_penalty/notes.txt
    nothing that anybody could read

file drop/11110108MBXXXX0192/administrative_penalty/march.csv.part
    行政相对人名称,行政相对人类别

file drop/lost.csv
    a,b

2026-02-20 operator   init
2026-03-02 operator   collect --watch drop --once --settled 0
                      exit 1
                      > drop/11110108MBXXXX0192/administrative_penalty/refused/february.xlsx read 1 = accepted 0 + refused 1 + unchanged 0
                      > drop/11110108MBXXXX0192/administrative_penalty/done/january.csv read 1 = accepted 1 + refused 0 + unchanged 0
                      > drop/11110108MBXXXX0192/administrative_penalty/refused/notes.txt layout.unknown: …
                      > drop.misplaced: …
                      ! march
                      read drop/11110108MBXXXX0192/administrative_penalty/done/january.csv.receipt.json
                      > "accepted": 1, …
                      > "sha256": …
                      read drop/11110108MBXXXX0192/administrative_penalty/refused/notes.txt.receipt.json
                      > "reason": "layout.unknown", …
                      copy drop/11110108MBXXXX0192/administrative_penalty/refused/february.xlsx.refused.xlsx drop/11110108MBXXXX0192/administrative_penalty/february.xlsx
                      change drop/11110108MBXXXX0192/administrative_penalty/february.xlsx 91110108MAXXXX0237 91110108MAXXXX0236
                      copy drop/11110108MBXXXX0192/administrative_penalty/done/january.csv drop/11110108MBXXXX0192/administrative_penalty/january.csv
                      collect --watch drop --once --settled 0
                      > drop/11110108MBXXXX0192/administrative_penalty/done/february.xlsx read 1 = accepted 1 + refused 0 + unchanged 0
                      > drop/11110108MBXXXX0192/administrative_penalty/done/january (2).csv read 1 = accepted 0 + refused 0 + unchanged 1
                      collect --watch nowhere --once
                      exit 2
                      > drop.no_folder: …
                      ledger verify
                      > sound, * events
