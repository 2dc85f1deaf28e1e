# How well a department hands in, counted from the log: two decisions came within seven working days,
# one came months late; the file sent again brings nothing new; a zero report is no delay.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    天津庚辛制造有限公司,法人及非法人组织,91120104MAXXXX015M,海监罚〔2026〕3号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2025-10-31,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-11 operator   init
2026-02-12 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
2026-03-02 clerk      zero-report add --provider 11110108MBXXXX0192 --class administrative_penalty --period 2026-02
                      quality
                      > 11110108MBXXXX0192 administrative_penalty 2026-02 6 66.6 % 100.0 % 0 3 0 0
                      > 11110108MBXXXX0192 administrative_penalty 2026-03 0 - - 0 0 0 0 2026-02
                      quality --period 2026-03
                      ! 2026-02 6
                      quality --period sometime
                      exit 2
                      > zero_report.period: …
                      ledger verify
                      > sound, * events
