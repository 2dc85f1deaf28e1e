# A workbook comes back as a workbook: the refused rows with what is wrong beside them. They are
# mended one after the other, and the whole sheet is sent again each time: only what changed goes in.

file penalties.xlsx
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0237,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    天津庚辛制造有限公司,法人及非法人组织,91120104MAXXXX015M,海监罚〔2026〕3号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-31,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
2026-03-02 clerk      import penalties.xlsx --class administrative_penalty --provider 11110108MBXXXX0192 --findings refused.xlsx
                      exit 1
                      > read 3 = accepted 1 + refused 2 + unchanged 0 …
                      > uscc.check_character 1 …
                      read refused.xlsx
                      > 北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0237,…
                      > 天津庚辛制造有限公司,法人及非法人组织,91120104MAXXXX015M,…
                      ! field.required
                      change refused.xlsx 91110108MAXXXX0237 91110108MAXXXX0236
                      import refused.xlsx --class administrative_penalty --provider 11110108MBXXXX0192 --findings again
                      exit 1
                      > read 2 = accepted 1 + refused 1 + unchanged 0 …
                      copy again again.xlsx
                      read again.xlsx
                      > 天津庚辛制造有限公司,法人及非法人组织,91120104MAXXXX015M,…
                      ! 北京戊己餐饮管理有限公司
                      change refused.xlsx 2026-02-31 2026-02-28
                      import refused.xlsx --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 1 + refused 0 + unchanged 1 …
                      show 91110108MAXXXX0236
                      > * 行政处罚 海监罚〔2026〕2号 …
                      show 91120104MAXXXX015M
                      > * 行政处罚 海监罚〔2026〕3号 2026-02-28 …
                      ledger verify
                      > sound, * events
