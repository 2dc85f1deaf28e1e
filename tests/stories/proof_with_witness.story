# A proof is one file that anybody can check without us: the fact, its place in the log, the signed
# checkpoint, and a witness who saw the log and when.

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京戊己餐饮管理有限公司,法人及非法人组织,91110108MAXXXX0236,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init --origin credit.example.gov.cn/log
                      ledger key
                      > $key
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      show 91110108MAXXXX015B
                      > $record 行政处罚 …
2026-03-02 12:00 witness  witness init observer witness.example.org
                      > $witness
                      witness init observer witness.example.org
                      exit 1
                      > witness.exists: …
2026-03-02 12:30 witness  witness sign observer --log book.ledger --key $key --out cosigned
2026-03-02 13:00 operator ledger take cosigned
                      prove $record --out proof
                      verify proof --key $key --witness $witness
                      > event $record record.entered 2026-03-02T09:00:00+08:00 platform
                      > document_number: 海监罚〔2026〕1号
                      > seen by witness.example.org at 2026-03-02T12:30:00+08:00
                      > sound: 1 of 8 events of credit.example.gov.cn/log

# The log goes on; the witness sees that it only grew.
2026-03-03 clerk      withdraw $record --why "annulled"
                      > proposal $withdrawal waits for another officer
2026-03-03 10:00 supervisor approve $withdrawal
                      prove $record --out later
                      verify later --key $key
                      > event $record record.entered …
                      > event * record.withdrawn …
                      > sound: 2 of 11 events of credit.example.gov.cn/log
                      verify later --key $key --witness $witness
                      exit 2
                      > proof.witnesses: …
2026-03-03 12:30 witness  witness sign observer --log book.ledger --key $key --out cosigned-2
2026-03-03 13:00 operator ledger take cosigned
                      exit 1
                      > checkpoint.other: …
                      ledger take cosigned-2
                      prove $record --out later
                      verify later --key $key --witness $witness
                      > seen by witness.example.org at 2026-03-03T12:30:00+08:00
                      > sound: 2 of 11 events of credit.example.gov.cn/log
                      ledger consistency 8 11
                      > *
                      ledger verify
                      > sound, 11 events
