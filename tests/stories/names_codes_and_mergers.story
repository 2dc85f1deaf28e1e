# A firm changes its name, its code turns out to be wrong, it is merged into another: each is an event,
# and every name and code that it had still finds it.

file firms.csv
    uscc,name,registered_on
    91110108MAXXXX015B,北京丙丁商贸有限公司,2020-01-02
    91110108MAXXXX0236,北京戊己餐饮管理有限公司,2021-03-04

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file later.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁新商贸有限公司,法人及非法人组织,91110108MAXXXX0311,海监罚〔2026〕7号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 registrar  init
                      subject load firms.csv
                      > read 2 = accepted 2 + refused 0 + unchanged 0
                      subject load firms.csv
                      > read 2 = accepted 0 + refused 0 + unchanged 2
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
2026-03-03 registrar  subject rename 91110108MAXXXX015B 北京丙丁新商贸有限公司 --why "register of 2026-03-01"
                      show 91110108MAXXXX015B
                      > 北京丙丁新商贸有限公司
                      > also 北京丙丁商贸有限公司
                      search 北京丙丁商贸有限公司
                      > 91110108MAXXXX015B 北京丙丁新商贸有限公司
                      subject rename 91110108MAXXXX015B 北京丙丁新商贸有限公司
                      exit 1
                      > subject.same: …

# The wrong code ends on a day; both find the firm.
2026-03-04 registrar  subject correct-code 91110108MAXXXX015B 91110108MAXXXX0236
                      exit 1
                      > subject.code_taken: …
                      subject correct-code 91110108MAXXXX015B 91110108MAXXXX0312
                      exit 2
                      > uscc.check_character: …
                      subject correct-code 91110108MAXXXX015B 91110108MAXXXX0311 --why "typed wrongly by the registrar"
                      show 91110108MAXXXX0311
                      > 北京丙丁新商贸有限公司
                      > uscc 91110108MAXXXX015B until 2026-03-04
                      > uscc 91110108MAXXXX0311
                      > $record 行政处罚 海监罚〔2026〕1号 …
                      show 91110108MAXXXX015B
                      > $record 行政处罚 海监罚〔2026〕1号 …
2026-03-05 clerk      import later.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 0 …
                      show 91110108MAXXXX015B
                      > * 行政处罚 海监罚〔2026〕7号 …

# Merged: whoever asks for the one that is gone is answered with the one that goes on.
2026-03-06 registrar  subject merge 91110108MAXXXX0236 91110108MAXXXX015B --why "merger by absorption"
                      show 91110108MAXXXX0236
                      > 北京丙丁新商贸有限公司
                      > $record 行政处罚 海监罚〔2026〕1号 …
                      subject merge 91110108MAXXXX015B 91110108MAXXXX015B
                      exit 1
                      > subject.same: …
                      ledger verify
                      > sound, * events
