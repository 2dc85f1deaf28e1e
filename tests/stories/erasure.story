# The number of a person is kept only for those who may ask for it, and can be destroyed: two officers
# stand behind it, everybody sees that it was done, and nothing else that was proven is touched.
# (个人信息保护法 47)

file penalties.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,法定代表人,法定代表人证件类型,法定代表人证件号码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,王某,身份证,110101199001011235,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,王某,,,海监罚〔2026〕2号,发布虚假广告,店堂内发布虚假价目,《中华人民共和国广告法》第五十五条,罚款,罚款5000元,0.5,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file mended.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,法定代表人,法定代表人证件类型,法定代表人证件号码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,王某,身份证,110101199001011235,海监罚〔2026〕1号,发布虚假广告,店堂内发布虚假广告,《中华人民共和国广告法》第五十五条,罚款,罚款8000元,0.8,2026-02-10,2027-02-10,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init
                      ledger key
                      > $key
2026-03-02 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 2 …
                      show 91110108MAXXXX015B
                      > $second 行政处罚 海监罚〔2026〕2号 …
                      show 91110108MAXXXX015B
                      > $first 行政处罚 海监罚〔2026〕1号 …
2026-03-02 journalist show $first
                      > 法定代表人 王某
                      ! 110101199001011235
                      prove $first --out public-proof
2026-03-02 officer    show $first --level secret
                      > 法定代表人证件号码 110101199001011235
                      prove $first --level secret --out secret-proof
                      verify secret-proof --key $key --json
                      > * …

# The same row changes nothing, and what is sealed is compared too.
2026-03-03 clerk      import penalties.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 0 + refused 0 + unchanged 2 …
2026-03-04 clerk      import mended.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      proposals
                      > $correction record.correct …
2026-03-04 supervisor approve $correction
                      show $first --level secret
                      > 法定代表人证件号码 110101199001011235
                      > 罚款金额（万元） 0.8

2026-06-01 clerk      erase $second --why "no longer needed"
                      exit 1
                      > record.nothing_to_erase: …
                      erase $first --why "no longer needed" --basis 个人信息保护法第四十七条
                      > proposal $erasure waits for another officer
                      show $first --level secret
                      > 法定代表人证件号码 110101199001011235
                      approve $erasure
                      exit 1
                      > proposal.same_officer: …
2026-06-02 supervisor approve $erasure
                      > approved $erasure
                      show $first --level secret
                      ! 110101199001011235
                      > 法定代表人 王某
                      > 非公开信息 已按规定销毁
                      show $first
                      ! 已按规定销毁
                      show $first --as-of 2026-03-03 --level secret
                      ! 110101199001011235
                      > 非公开信息 已按规定销毁
                      trace $first
                      > * record.erased …
                      erase $first --why "again"
                      exit 1
                      > record.nothing_to_erase: …

# What was proven before stays proven, and a new proof shows what is left.
                      verify public-proof --key $key
                      > sound: 1 of * events of xinheng.example/log
                      prove $first --level secret --out what-is-left
                      read what-is-left
                      verify what-is-left --key $key
                      > event * record.erased …
                      > sound: 3 of * events of xinheng.example/log

# A row that is handed in again does not bring the number back.
2026-06-03 clerk      import mended.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 1 = accepted 0 + refused 0 + unchanged 1 …
                      show $first --level secret
                      > 非公开信息 已按规定销毁
                      ledger verify
                      > sound, * events
