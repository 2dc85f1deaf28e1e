# One changed word in a proof and it is refused, and so is a proof under another key.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init --origin credit.example.gov.cn/log
                      ledger key
                      > $key
                      witness init observer credit.example.gov.cn/log
                      > $other
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      show 91110108MAXXXX015B
                      > $record 行政处罚 …
                      prove $record --out proof
                      verify proof --key $key
                      > sound: 1 of 7 events of credit.example.gov.cn/log
                      copy proof changed
                      change changed credit.example.gov.cn/log credit.example.gov.cn/lag
                      verify changed --key $key
                      exit 2
                      ! sound:
                      copy proof changed
                      change changed "index 5" "index 4"
                      verify changed --key $key
                      exit 2
                      > proof.inclusion: …
                      copy proof changed
                      change changed "extra " "extra A"
                      verify changed --key $key
                      exit 2
                      ! sound:
                      verify proof --key $other
                      exit 2
                      ! sound:
                      verify nowhere --key $key
                      exit 2
                      > file.not_found: …
                      verify proof --key nonsense
                      exit 2
                      > key.format: …
                      ledger verify
                      > sound, 7 events
